/** Replays on XS: the recording is the command, the decisions are the answer. */
import { replay } from "../../src/runtime/replay.js";

function decide(recording: string): string {
  let decisions = "";
  replay(recording, line => (decisions += `${line}\n`));
  return decisions;
}

Object.assign(globalThis, {
  handleCommand: (message: ArrayBuffer) =>
    new TextEncoder().encode(decide(new TextDecoder().decode(message))).buffer,
});
