import assert from "node:assert/strict";
import { slewRate } from "../../src/core/slew-rate.js";
import { PPM, SECOND } from "../../src/time/fixed.js";
import { ms } from "../support/quantities.js";

const MOST = Math.round(500 * PPM);
const HOUR = 3600 * SECOND;

describe("slew rate", () => {
  const rows = [
    { name: "what may be noise takes two polls", offset: ms(1), error: ms(1), pollLog2: 6, time: 128 },
    { name: "and no more however uncertain", offset: ms(1), error: ms(99), pollLog2: 6, time: 128 },
    { name: "four deviations, two polls", offset: ms(4), error: ms(1), pollLog2: 6, time: 128 },
    { name: "eight, one", offset: ms(8), error: ms(1), pollLog2: 6, time: 64 },
    { name: "sixteen, half of one", offset: ms(8), error: ms(0.5), pollLog2: 6, time: 32 },
    { name: "slower polls, slower slews", offset: ms(8), error: ms(0.5), pollLog2: 10, time: 512 },
    { name: "as quick as it was found out", offset: ms(1), error: ms(1), pollLog2: 6, fed: 4 * SECOND, time: 4 },
    { name: "but no quicker than in a second", offset: ms(0.4), error: ms(1), pollLog2: 6, fed: 0, time: 1 },
  ]; // prettier-ignore
  for (const { name, offset, error, pollLog2, fed = HOUR, time } of rows)
    it(`${name}: ${time} s`, () => {
      const rate = slewRate(offset, error, pollLog2, fed, MOST);
      assert.equal(rate, Math.ceil(offset / time));
      assert.equal(slewRate(-offset, error, pollLog2, fed, MOST), rate, "the other way as quick");
    });

  it("never beyond the most", () => {
    assert.equal(slewRate(ms(80), ms(1), 6, HOUR, MOST), MOST);
    assert.equal(slewRate(ms(80), 0, 6, HOUR, MOST), MOST);
  });

  it("at least a unit, though there be nothing to slew", () => {
    assert.equal(slewRate(1, ms(1), 17, HOUR, MOST), 1);
    assert.equal(slewRate(0, ms(1), 6, HOUR, MOST), 1);
    assert.equal(slewRate(0, 0, 6, 0, MOST), 1);
  });
});
