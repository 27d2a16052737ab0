import assert from "node:assert/strict";
import { blur } from "../../src/core/blur.js";
import { Timestamp } from "../../src/time/moment.js";
import { seeded } from "../support/random.js";

describe("blur", () => {
  const rows = [
    { precisionLog2: -20, time: 0xabcd_e123, random: 0x1234_5678, blurred: 0xabcd_e678 },
    { precisionLog2: -32, time: 0xabcd_e123, random: 0x1234_5678, blurred: 0xabcd_e123 },
    { precisionLog2: -40, time: 0xabcd_e123, random: 0x1234_5678, blurred: 0xabcd_e123 },
    { precisionLog2: 0, time: 0xabcd_e123, random: 0x1234_5678, blurred: 0x1234_5678 },
    { precisionLog2: 3, time: 0xabcd_e123, random: 0xffff_ffff, blurred: 0xffff_ffff },
  ];
  for (const { precisionLog2, time, random, blurred } of rows)
    it(`leaves what is above 2^${precisionLog2} s`, () => {
      const timestamp = new Timestamp();
      timestamp.set(7, time);
      blur(timestamp, precisionLog2, random);
      assert.deepEqual([timestamp.seconds, timestamp.fraction], [7, blurred]);
    });

  it("makes every bit beneath the precision either, and none above (seed 3)", () => {
    const random = seeded(3);
    let ones = 0;
    let zeros = 0;
    for (let i = 0; i < 200; i++) {
      const timestamp = new Timestamp();
      timestamp.set(7, 0x5555_5000);
      blur(timestamp, -20, random(2 ** 32));
      ones |= timestamp.fraction;
      zeros |= ~timestamp.fraction;
    }
    assert.equal(ones >>> 0, 0x5555_5fff);
    assert.equal(zeros >>> 0, 0xaaaa_afff);
  });
});
