/** lwIP as Debian packages it, and programs of C that are compiled against it. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { library, Unobtainable } from "../../interop/packages.js";
import { sources as sourcesOf } from "../../interop/sources.js";

export const BOARD = "boards/esp32";
const HERE = "host-test/boards/esp32";

const STRICT = Object.freeze(["-std=gnu11", "-Wall", "-Wextra", "-Werror"]);

const PACKAGE = "liblwip-dev";

/** Its library, for the linker and for the loader. */
interface Lwip {
  readonly include: string;
  readonly folders: readonly string[];
  /** What goes before the library, and takes the place of what is in it. */
  readonly overlaid: readonly string[];
}

/** Throws `Unobtainable` where it cannot be had here, or there is no C compiler. */
export function findLwip(): Lwip {
  if (spawnSync("cc", ["--version"]).status !== 0) throw new Unobtainable("there is no C compiler");
  const { root, folders } = library(PACKAGE);
  return { include: join(root, "usr/include/lwip"), folders, overlaid: [] };
}

/** One that hands every socket that could be meant a copy of what goes to many, as the ESP-IDF's does. */
export function findCopyingLwip(): Lwip {
  const udp = join(sourcesOf(PACKAGE), "src/core/udp.c");
  return { ...findLwip(), overlaid: [udp, "-DSO_REUSE_RXTOALL=1", "-rdynamic"] };
}

/**
 * What the compiler says of the file with `flags`, nothing if all is well. `systems`: folders of headers,
 * whose own warnings are theirs.
 */
export function complaints(file: string, flags: readonly string[], systems: readonly string[]): string {
  const folders = [`-I${HERE}`, ...systems.map(each => `-isystem${each}`)];
  const words = [...STRICT, "-O2", "-D_GNU_SOURCE", ...flags, ...folders, "-c", file, "-o", "/dev/null"];
  return spawnSync("cc", words, { encoding: "utf8" }).stderr;
}

/**
 * Compiles the tests' programs with `sources` of the board, all without ".c", runs what comes out, and
 * answers its lines "case: result". Throws with what the compiler says.
 */
export function results(
  lwip: Lwip,
  programs: readonly string[],
  sources: readonly string[],
): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "xs-ntp-lwip-"));
  try {
    const binary = join(folder, "program");
    const files = [
      ...programs.map(each => `${HERE}/${each}.c`),
      ...sources.map(each => `${BOARD}/${each}.c`),
    ];
    const link = [...lwip.overlaid, ...lwip.folders.map(each => `-L${each}`), "-l:liblwip.so.0", "-lpthread"];
    execFileSync("cc", [...STRICT, `-I${lwip.include}`, ...files, "-o", binary, ...link], { stdio: "pipe" });
    const env = { ...process.env, LD_LIBRARY_PATH: lwip.folders.join(":") };
    const printed = execFileSync(binary, { env, encoding: "utf8", timeout: 20_000 });
    return new Map(printed.trimEnd().split("\n").map(parseLine));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function parseLine(line: string): [string, string] {
  const at = line.indexOf(": ");
  return [line.slice(0, at), line.slice(at + 2)];
}
