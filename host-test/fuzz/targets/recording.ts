/** A recording that a board in the field wrote, and somebody sent on, whole or damaged. */
import assert from "node:assert/strict";
import { RecordingError, replay } from "../../../src/runtime/replay.js";
import { type Rest } from "../rest.js";
import { type Target } from "../target.js";

export const RECORDING: Target = {
  name: "recording",
  promise: "a damaged recording is played, or refused with the line that cannot be",
  isText: true,
  mostOctets: 6000,
  shortRuns: 6000,
  run(input: Rest): void {
    const text = input.text();
    try {
      replay(text, line => assert.notEqual(line, ""));
    } catch (error) {
      if (!(error instanceof RecordingError)) throw error;
      assert.ok(error.line >= 1 && error.line <= Math.max(2, text.split("\n").length), error.message);
    }
  },
};
