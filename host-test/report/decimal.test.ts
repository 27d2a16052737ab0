import assert from "node:assert/strict";
import {
  decimal,
  MILLISECONDS,
  PARTS_PER_MILLION,
  SECONDS,
  sixCharacters,
} from "../../src/report/decimal.js";
import { MAXDISP, SECOND } from "../../src/time/fixed.js";
import { seeded } from "../support/random.js";

describe("decimals", () => {
  const rows: [value: number, unit: number, digits: number, text: string][] = [
    [0, SECONDS, 6, "0.000000"],
    [SECOND, SECONDS, 0, "1"],
    [SECOND / 2, SECONDS, 0, "1"],
    [SECOND * 1.5, SECONDS, 1, "1.5"],
    [1, MILLISECONDS, 5, "0.00000"],
    [-1, MILLISECONDS, 1, "-0.0"],
    [SECOND / 1024, SECONDS, 6, "0.000977"],
    [-SECOND / 1024, MILLISECONDS, 4, "-0.9766"],
    [MAXDISP, MILLISECONDS, 2, "16000.00"],
    [Math.round(30e-6 * SECOND), PARTS_PER_MILLION, 3, "30.000"],
    [68 * 365 * 86_400 * SECOND, SECONDS, 0, String(68 * 365 * 86_400)],
  ];
  for (const [value, unit, digits, text] of rows)
    it(`${value} is ${text}`, () => assert.equal(decimal(value, unit, digits), text));

  const columns: [milliseconds: number, text: string][] = [
    [0, "0.0000"],
    [0.0038, "0.0038"],
    [9.99994, "9.9999"],
    [9.99996, "10.000"],
    [16.262, "16.262"],
    [519.5, "519.50"],
    [1392.14, "1392.1"],
    [99_999.9, "100000"],
    [1_234_567, "1234567"],
    [-0.00001, "-0.000"],
    [-4, "-4.000"],
    [-99.99, "-99.99"],
    [-1392.14, "-1392"],
  ];
  for (const [milliseconds, text] of columns)
    it(`${milliseconds} ms is "${text}" in a column`, () =>
      assert.equal(sixCharacters(Math.round((milliseconds * SECOND) / 1000)), text));

  it("agrees with exact arithmetic (seed 4)", () => {
    const random = seeded(4);
    for (let i = 0; i < 2000; i++) {
      const value = random(2 ** 32) * (1 + random(16)) * (random(2) === 0 ? -1 : 1);
      const text = decimal(value, MILLISECONDS, 5);
      // Half of the last digit is 2^32 / (1000 · 10^5) / 2 units, below 22.
      const back = (Number(text.replace(".", "")) * SECOND) / 1e8;
      assert.ok(Math.abs(back - value) <= 22, `${value} ${text}`);
      assert.match(text, /^-?\d+\.\d{5}$/);
    }
  });
});
