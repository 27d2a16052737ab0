/** A hook of Node's: the modules of `src`, as built, are loaded with counters. */
import { readFileSync } from "node:fs";
import { type LoadHook } from "node:module";
import { fileURLToPath } from "node:url";
import { instrument } from "./instrument.js";

/** What is built of `src` lies beside what is built of this. */
const SOURCES = new URL("../../src/", import.meta.url).href;

/** As `node:module` has it. */
export const load: LoadHook = (url, context, nextLoad) => {
  if (!url.startsWith(SOURCES)) return nextLoad(url, context);
  const code = readFileSync(fileURLToPath(url), "utf8");
  const source = instrument(code, url.slice(SOURCES.length)).code;
  return { format: "module", shortCircuit: true, source };
};
