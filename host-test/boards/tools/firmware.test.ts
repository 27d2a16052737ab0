/** What `npm run firmware` does: where there is no SDK, with words that it does not know, and with an SDK. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { needSdk } from "../../interop/firmware.js";

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

/** Every module goes through the SDK's compilers. */
const CHECK_MS = 900_000;

function firmware(words: readonly string[], sdk: string): { status: number | null; said: string } {
  const env = { ...process.env, MODDABLE: sdk };
  const command = ["boards/tools/firmware.mjs", ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { env, encoding: "utf8" });
  return { status, said: stdout + stderr };
}

describe("npm run firmware", () => {
  for (const [words, expected, says] of CASES)
    it(`${words.join(" ") || "(nothing)"}, without an SDK`, () => {
      const { status, said } = firmware(words, "");
      assert.match(said, says);
      assert.equal(status, expected);
    });

  it("check esp32, with $MODDABLE: every module links without a warning", function () {
    needSdk(this);
    this.timeout(CHECK_MS);
    const { status, said } = firmware(["check", "esp32"], process.env.MODDABLE!);
    assert.match(said, /^esp32: links with 0 warnings .*; \d+ octets of flash memory for the modules\n$/);
    assert.equal(status, 0);
  });
});
