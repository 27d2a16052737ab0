import assert from "node:assert/strict";
import { Resistance } from "../../src/core/resistance.js";
import { SECOND } from "../../src/time/fixed.js";
import { instant } from "../support/quantities.js";

describe("resistance", () => {
  it("is over once such offsets have lasted for as long as it says", () => {
    const resistance = new Resistance();
    const seen = [100, 999, 1000, 1100].map(at => resistance.isOver(instant(at)));
    assert.deepEqual(seen, [false, false, true, true]);
  });

  it("begins anew where it was ended", () => {
    const resistance = new Resistance();
    resistance.isOver(instant(100));
    resistance.end();
    assert.deepEqual([1100, 1999, 2000].map(at => resistance.isOver(instant(at))), [false, false, true]); // prettier-ignore
  });

  it("lasts as long as is configured", () => {
    const resistance = new Resistance();
    resistance.stepOut = 10 * SECOND;
    assert.deepEqual([100, 109, 110].map(at => resistance.isOver(instant(at))), [false, false, true]); // prettier-ignore
  });

  it("is over at once where it lasts no time", () => {
    const resistance = new Resistance();
    resistance.stepOut = 0;
    assert.equal(resistance.isOver(instant(100)), true);
  });
});
