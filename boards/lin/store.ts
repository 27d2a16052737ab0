/** Small texts in a directory, each replaced as a whole: a power cut leaves the old one or the new one. */
import { type StorePort } from "ntp/runtime/ports";
import { checkedStoreName } from "ntp/runtime/store-name";

class System {
  static readFile(path: string): string | undefined {
    return native("xs_lin_read_file").call(this, path) as string | undefined;
  }

  /** `directory` is made, and those that it is in; `draft` is written and then renamed. */
  static writeFile(directory: string, path: string, draft: string, text: string): void {
    return native("xs_lin_write_file").call(this, directory, path, draft, text) as void;
  }

  static removeFile(path: string): void {
    return native("xs_lin_remove_file").call(this, path) as void;
  }
}

/** The text of a file; undefined where there is none. Throws where it cannot be read. */
export function readFile(path: string): string | undefined {
  return System.readFile(path);
}

export class Store implements StorePort {
  readonly isWornByWrites = false;
  readonly #directory: string;

  /** `directory` is made at the first write, and those that it is in. */
  constructor(directory: string) {
    this.#directory = directory;
  }

  /** What was last written under `name`, or undefined. Throws where the file is there but cannot be read. */
  read(name: string): string | undefined {
    return readFile(this.path(name));
  }

  /** Throws where the directory cannot be written; what was there is there still. */
  write(name: string, text: string): void {
    const path = this.path(name);
    System.writeFile(this.#directory, path, `${path}.new`, text);
  }

  remove(name: string): void {
    System.removeFile(this.path(name));
  }

  private path(name: string): string {
    return `${this.#directory}/${checkedStoreName(name)}`;
  }
}
