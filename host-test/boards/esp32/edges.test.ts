/**
 * Edges on a pin of an ESP32, with the chip simulated as the ESP-IDF shows it, with a capture unit and without:
 * the programs beside this file.
 */
import assert from "node:assert/strict";
import { obtain } from "../../interop/open-lab.js";
import { findLwip, results } from "./lwip.js";

interface Chip {
  readonly pin: string;
  readonly flags: readonly string[];
  readonly cases: readonly (readonly [name: string, result: string])[];
}

const CHIPS: Readonly<Record<string, Chip>> = {
  "the capture unit": {
    pin: "pin-capture",
    flags: ["-DSOC_MCPWM_SUPPORTED=1"],
    cases: [
      ["the interrupt", "its own"],
      ["rising edges", "2, 3000 ns late"],
      ["on another pin", "none"],
      ["falling edges", "1, 3000 ns late"],
      ["the pin before", "none"],
      ["left when it was stopped", "nothing"],
      ["left when it was stopped again", "nothing"],
      ["calls, each refused in turn", "7"],
      ["calls that left something behind", "0"],
      ["started after that", "yes"],
      ["beside others, the interrupt", "its own"],
      ["beside others, rising edges", "1, 3000 ns late"],
    ],
  },
  "an interrupt": {
    pin: "pin-interrupt",
    flags: [],
    cases: [
      ["the interrupt", "in RAM, level 3"],
      ["rising edges", "2, 9000 ns late"],
      ["on another pin", "none"],
      ["falling edges", "1, 3000 ns late"],
      ["the pin before", "none"],
      ["left when it was stopped", "nothing"],
      ["left when it was stopped again", "nothing"],
      ["calls, each refused in turn", "3"],
      ["calls that left something behind", "0"],
      ["started after that", "yes"],
      ["beside others, the interrupt", "of others"],
      ["beside others, rising edges", "1, 3000 ns late"],
    ],
  },
};

for (const [means, { pin, flags, cases }] of Object.entries(CHIPS))
  describe(`pulses by ${means}`, () => {
    let found: Map<string, string>;

    before(async function () {
      const lwip = await obtain(this, findLwip);
      const chip = { ...lwip, overlaid: ["-Ihost-test/boards/esp32/idf", ...flags] };
      found = results(chip, ["edges", pin], ["idf-pulses", "pulses"]);
    });

    for (const [name, result] of cases) it(name, () => assert.equal(found.get(name), result));

    it("has no case but these", () =>
      assert.deepEqual(
        [...found.keys()],
        cases.map(([name]) => name),
      ));
  });
