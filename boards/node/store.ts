/** Small texts in a directory, each replaced as a whole: a power cut leaves the old one or the new one. */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { type StorePort } from "../../src/runtime/ports.js";
import { checkedStoreName } from "../../src/runtime/store-name.js";

export class Store implements StorePort {
  readonly isWornByWrites = false;
  readonly #directory: string;

  /** `directory` is made at the first write. */
  constructor(directory: string) {
    this.#directory = directory;
  }

  /** What was last written under `name`, or undefined. Throws where the file is there but cannot be read. */
  read(name: string): string | undefined {
    try {
      return readFileSync(this.#path(name), "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
  }

  /** Throws where the directory cannot be written; what was there is there still. */
  write(name: string, text: string): void {
    mkdirSync(this.#directory, { recursive: true });
    const path = this.#path(name);
    const draft = `${path}.new`;
    const file = openSync(draft, "w", 0o600);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
    this.#syncDirectory();
  }

  remove(name: string): void {
    rmSync(this.#path(name), { force: true });
  }

  #path(name: string): string {
    return join(this.#directory, checkedStoreName(name));
  }

  /** The renaming itself is on the disk only once the directory is. */
  #syncDirectory(): void {
    if (process.platform === "win32") return; // where a directory cannot be opened
    const directory = openSync(this.#directory, "r");
    fsyncSync(directory);
    closeSync(directory);
  }
}
