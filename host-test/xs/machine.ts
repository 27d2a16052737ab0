/**
 * An XS machine in a process of its own: imports built modules, takes commands, and says what each cost.
 *
 * The worker that @agoric/xsnap compiles is spoken to directly, in the netstrings it reads on descriptor
 * 3 and writes on 4. The package's own client would first have to lock down every built-in of this
 * process (SES), and mocha does not survive that.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Socket } from "node:net";
import { dirname, resolve } from "node:path";

/** Where tsc puts what XS imports. */
export const BUILD = resolve("build");

/** Bare specifiers are looked up in the worker's working directory, so this is where they are provided. */
const BARE_MODULES = resolve(BUILD, "xs");

/** The one module of Node's that a portable test may import, and what stands for it on XS. */
const ASSERT = "node:assert/strict";
const XS_ASSERT = resolve(BUILD, "host-test/xs/assert.js");

/** Packages that need nothing but JavaScript, by the modules that portable tests import. */
const PACKAGES = [
  "@noble/ciphers/aes.js",
  "@noble/hashes/hmac.js",
  "@noble/hashes/legacy.js",
  "@noble/hashes/sha2.js",
];

/** What a portable test may import by a bare specifier. */
export const PROVIDED: readonly string[] = [ASSERT, ...PACKAGES];

/** How an answer begins: then come the meter, as JSON, and the text. Any other is an error and its text. */
const GOOD = ".".charCodeAt(0);
const END_OF_METER = 1;

const REQUIRE = createRequire(resolve("package.json"));

/** What the worker's meter read when a command was done. */
export interface Meter {
  /** Bytecodes and built-in work since the command began. */
  readonly compute: number;
  /** Slots in use, garbage not yet collected among them. */
  readonly currentHeapCount: number;
  /** Octets of the arenas that slots and chunks are taken from. */
  readonly allocate: number;
}

export interface Answer {
  readonly text: string;
  readonly meter: Meter;
}

/** Where the worker was compiled to, or why there is none. */
export function findWorker(): { readonly path: string } | { readonly missing: string } {
  const platform = { linux: "lin", darwin: "mac" }[process.platform as string];
  if (platform === undefined) return { missing: `@agoric/xsnap has no worker for ${process.platform}` };
  try {
    const home = dirname(REQUIRE.resolve("@agoric/xsnap/package.json"));
    const path = resolve(home, `xsnap-native/xsnap/build/bin/${platform}/release/xsnap-worker`);
    return existsSync(path) ? { path } : { missing: "@agoric/xsnap was not compiled (needs gcc and make)" };
  } catch {
    return { missing: "@agoric/xsnap is not installed (an optional dependency)" };
  }
}

export class Machine {
  readonly #process: ChildProcess;
  readonly #requests: Socket;
  readonly #answers: Socket;
  readonly #received: Buffer[] = [];
  #ended: Error | undefined;
  #waiting: { resolve(answer: Buffer): void; reject(error: Error): void } | undefined;

  /** Throws where `findWorker` finds none. */
  constructor() {
    const worker = findWorker();
    if ("missing" in worker) throw new Error(worker.missing);
    provide(ASSERT, XS_ASSERT, `export { default } from "${XS_ASSERT}";\n`);
    for (const specifier of PACKAGES) provide(specifier, REQUIRE.resolve(specifier));
    const unused = ["ignore", "ignore", "ignore", "ignore"] as const;
    this.#process = spawn(worker.path, ["xs"], {
      cwd: BARE_MODULES,
      stdio: ["ignore", "inherit", "inherit", "pipe", "pipe", ...unused],
    });
    this.#requests = this.#process.stdio[3] as Socket;
    this.#answers = this.#process.stdio[4] as Socket;
    this.#answers.on("data", (bytes: Buffer) => this.#take(bytes));
    // That the machine is gone, "exit" says.
    for (const pipe of [this.#requests, this.#answers]) pipe.on("error", () => {});
    this.#process.on("error", error => this.#end(error));
    this.#process.on("exit", (code, signal) =>
      this.#end(new Error(`the XS machine ended: ${signal ?? `exit code ${code}`}`)),
    );
    // An idle machine keeps nobody waiting; it ends with the process that made it.
    for (const handle of [this.#process, this.#requests, this.#answers]) handle.unref();
  }

  /** Runs the ES module at an absolute path, with all that it imports. */
  async import(path: string): Promise<void> {
    // The worker's own command for this does not say whether it went well.
    const { text } = await this.#ask(
      `e(() => {
        const outcome = {};
        const say = text => (outcome.result = new TextEncoder().encode(text).buffer);
        import(${JSON.stringify(path)}).then(() => say(""), error => say(String(error)));
        return outcome;
      })()`,
    );
    if (text !== "") throw new Error(`${path} on XS: ${text}`);
  }

  /** Has the machine's global `handleCommand` called with `text` in an ArrayBuffer. */
  command(text: string): Promise<Answer> {
    return this.#ask(`?${text}`);
  }

  close(): void {
    this.#process.kill();
  }

  async #ask(request: string): Promise<Answer> {
    if (this.#ended !== undefined) throw this.#ended;
    const answer = await new Promise<Buffer>((answered, reject) => {
      this.#waiting = { resolve: answered, reject };
      this.#answers.ref();
      this.#requests.write(`${Buffer.byteLength(request)}:${request},`);
    }).finally(() => this.#answers.unref());
    if (answer[0] !== GOOD) throw new Error(answer.toString("utf8", 1));
    const end = answer.indexOf(END_OF_METER);
    const meter = JSON.parse(answer.toString("utf8", 1, end)) as Meter;
    return { text: answer.toString("utf8", end + 1), meter };
  }

  #end(error: Error): void {
    this.#ended = error;
    this.#waiting?.reject(error);
  }

  /** Puts the pieces of an answer, a netstring, together. */
  #take(bytes: Buffer): void {
    this.#received.push(bytes);
    const all = this.#received.length === 1 ? bytes : Buffer.concat(this.#received);
    const start = all.indexOf(":") + 1;
    const end = start + Number(all.toString("latin1", 0, start - 1));
    if (start === 0 || all.length <= end) return;
    this.#received.length = 0;
    this.#waiting?.resolve(all.subarray(start, end));
  }
}

/**
 * Puts a module where XS looks for `specifier`: it hands on what `path` exports, and `more`.
 *
 * Test files run side by side, so another's machine may be reading that module at this very moment: it
 * is written beside and put into its place whole, and only where it is not there yet.
 */
function provide(specifier: string, path: string, more = ""): void {
  const place = resolve(BARE_MODULES, specifier);
  const text = `export * from "${path}";\n${more}`;
  if (existsSync(place) && readFileSync(place, "utf8") === text) return;
  mkdirSync(dirname(place), { recursive: true });
  const beside = `${place}.${process.pid}`;
  writeFileSync(beside, text);
  renameSync(beside, place);
}
