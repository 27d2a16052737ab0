/** What `npm run firmware` does where there is no SDK, and with words that it does not know. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

const NO_SDK = 69;
const USAGE = 64;

const CASES: readonly (readonly [words: readonly string[], status: number, says: RegExp])[] = [
  [[], NO_SDK, /^firmware: \$MODDABLE is not set\. Install/],
  [["lin"], NO_SDK, /^firmware: \$MODDABLE is not set\. Install/],
  [["check", "esp32", "esp32:moddable_two"], 0, /check of esp32, esp32:moddable_two is skipped: \$MODDABLE/],
  [["check"], USAGE, /^usage:/],
  [["check", "esp8266"], USAGE, /^usage:/],
  [["lin", "esp32"], USAGE, /^usage:/],
];

describe("npm run firmware, without an SDK", () => {
  for (const [words, expected, says] of CASES)
    it(words.join(" ") || "(nothing)", () => {
      const env = { ...process.env, MODDABLE: "" };
      const command = ["boards/tools/firmware.mjs", ...words];
      const run = spawnSync(process.execPath, command, { env, encoding: "utf8" });
      assert.match(run.stdout + run.stderr, says);
      assert.equal(run.status, expected);
    });
});
