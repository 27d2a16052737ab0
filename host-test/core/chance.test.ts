import assert from "node:assert/strict";
import { leaks, octetsByChance } from "../../src/core/chance.js";
import { toHex } from "../support/hex.js";
import { seeded } from "../support/random.js";

describe("chance", () => {
  it("makes octets, four of each word", () => {
    const words = [0x01020304, 0xfffefdfc];
    assert.equal(toHex(octetsByChance({ next: () => words.shift()! }, 8)), "01020304fffefdfc");
  });

  it("lets one in four through", () => {
    const random = seeded(1);
    const chance = { next: (): number => random(2 ** 32) };
    let count = 0;
    for (let i = 0; i < 4_000; i++) if (leaks(chance)) count++;
    assert.ok(count > 900 && count < 1_100, `${count}`);
  });
});
