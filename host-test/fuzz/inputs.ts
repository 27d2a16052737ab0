/**
 * Inputs as files: a target's corpus, from which new ones are made, and its regressions, which broke a promise once.
 * What is readable is kept as it is, so both can be written by hand.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

/** Where the inputs of the repository are, from its root. */
export const CORPUS = "host-test/fuzz/corpus";
export const REGRESSIONS = "host-test/fuzz/regressions";

/** In the order of their names, so that runs are alike. */
export function readInputs(folder: string): Uint8Array[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).sort();
  return names.map(name => Uint8Array.from(readFileSync(`${folder}/${name}`)));
}

/** Makes `inputs` all that is in `folder`. */
export function replaceInputs(folder: string, inputs: readonly Uint8Array[]): void {
  rmSync(folder, { recursive: true, force: true });
  for (const input of inputs) writeInput(folder, input);
}

/** Answers the path of the new file, which is named by what is in it. */
export function writeInput(folder: string, input: Uint8Array): string {
  mkdirSync(folder, { recursive: true });
  const path = `${folder}/${createHash("sha1").update(input).digest("hex").slice(0, 12)}`;
  writeFileSync(path, input);
  return path;
}
