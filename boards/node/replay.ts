/** `npm run replay -- FILE`: plays a recording and prints the decisions, for `diff` to compare. */
import { readFileSync } from "node:fs";
import { fileErrorText, isFileError } from "./file-error.js";
import { RecordingError, replay } from "../../src/runtime/replay.js";

const USAGE_ERROR = 2;

function main(files: readonly string[]): number {
  if (files.length !== 1) {
    console.error("usage: npm run replay -- FILE");
    return USAGE_ERROR;
  }
  try {
    replay(readFileSync(files[0], "utf8"), line => console.log(line));
    return 0;
  } catch (error) {
    if (!(error instanceof RecordingError) && !isFileError(error)) throw error;
    const why = error instanceof RecordingError ? error.message : fileErrorText(error);
    console.error(`replay: ${files[0]}: ${why}`);
    return USAGE_ERROR;
  }
}

process.exitCode = main(process.argv.slice(2));
