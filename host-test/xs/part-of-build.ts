/** A build that has less in it, in a folder of its own: what leaves it does not load. */
import { cpSync, mkdtempSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { BUILD } from "./machine.js";

/** What the tests' own modules are in. */
const OURS = ["host-test/xs", "host-test/support"];

/** What tsc made of `src`, of which `isIn` says whether a file or folder is to be there. Whoever asks removes it. */
export function partOfBuild(isIn: (path: string) => boolean): string {
  const folder = mkdtempSync(join(tmpdir(), "xs-ntp-"));
  for (const part of OURS) cpSync(join(BUILD, part), join(folder, part), { recursive: true });
  cpSync(join(BUILD, "src"), join(folder, "src"), {
    recursive: true,
    filter: source => isIn(relative(BUILD, source)),
  });
  return folder;
}

/** The modules that a manifest of the library names, and no other. */
export function profileBuild(manifest: string): string {
  const { modules } = JSON.parse(readFileSync(manifest, "utf8")) as { modules: Record<string, string> };
  const paths = new Set(Object.values(modules).map(path => `${relative("", path)}.js`));
  return partOfBuild(path => paths.has(path) || statSync(resolve(BUILD, path)).isDirectory());
}
