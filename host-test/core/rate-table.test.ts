import assert from "node:assert/strict";
import { RateTable } from "../../src/core/rate-table.js";
import { log2Seconds, MILLISECOND, SECOND } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
import { Endpoint } from "../../src/wire/address.js";
import { endpoint } from "../support/engine-rig.js";
import { seeded } from "../support/random.js";

const SENDERS = 128;
const SCOPE = -1;
const HONEST = endpoint("192.0.2.1");

/** Requests due 2 s apart, and 32 s in the mean, unless said otherwise. */
class Bench {
  readonly table = new RateTable(SENDERS);
  readonly now = new Instant();

  constructor(leastLog2 = 1, meanLog2 = 5) {
    this.table.configure(log2Seconds(leastLog2), log2Seconds(meanLog2));
    this.now.set(100, 0);
  }

  /** How many of `count` requests are taken, one every `seconds`. */
  take(count: number, seconds: number, from = HONEST, scope = SCOPE): number {
    let taken = 0;
    for (let i = 0; i < count; i++) {
      if (this.table.take(from, scope, this.now)) taken++;
      this.now.add(Math.round(seconds * SECOND));
    }
    return taken;
  }
}

const ROWS: { name: string; least?: number; mean?: number; count: number; seconds: number; taken: number }[] =
  [
    { name: "one a poll of 64 s, for a day", count: 1350, seconds: 64, taken: 1350 },
    { name: "one a mean interval, for ever", count: 5000, seconds: 32, taken: 5000 },
    { name: "a fast start: four, 2 s apart", count: 4, seconds: 2, taken: 4 },
    { name: "eight at once", count: 8, seconds: 2, taken: 8 },
    { name: "what a queue has pushed together", count: 8, seconds: 1.51, taken: 8 },
    { name: "every other one that comes twice as fast", count: 10, seconds: 1, taken: 5 },
    // Eight, and one more for every 32 s that have passed.
    { name: "of twenty that come 2 s apart, eight and one more", count: 20, seconds: 2, taken: 9 },
    { name: "of a flood for an hour, its due", count: 360_000, seconds: 0.01, taken: 8 + 112 },
    { name: "other intervals: 8 s and 16 s", least: 3, mean: 4, count: 7, seconds: 8, taken: 7 },
    { name: "closer than the least interval", least: 3, mean: 4, count: 20, seconds: 4, taken: 10 },
    { name: "the longest intervals", least: 8, mean: 8, count: 100, seconds: 256, taken: 100 },
  ];

describe("rates of requests", () => {
  for (const { name, least, mean, count, seconds, taken } of ROWS)
    it(`takes ${name}: ${taken}`, () => assert.equal(new Bench(least, mean).take(count, seconds), taken));

  it("forgives: who stops for as long as he owes begins anew", () => {
    const bench = new Bench();
    bench.take(20, 2);
    bench.now.add(8 * 32 * SECOND);
    assert.equal(bench.take(8, 2), 8);
  });

  it("counts each sender by itself: address and scope", () => {
    const senders = [
      "192.0.2.2",
      "192.0.3.1",
      "2001:db8::1",
      "2001:db8:0:1::1",
      "2001:db8::1:0:1",
      "fe80::1",
    ];
    const bench = new Bench();
    for (const text of senders) assert.equal(bench.take(1, 0, endpoint(text)), 1, text);
    for (const text of senders) assert.equal(bench.take(1, 0, endpoint(text)), 0, text);
    assert.equal(bench.take(1, 0, endpoint("fe80::1"), 3), 1);
    assert.equal(bench.take(1, 0, endpoint("fe80::1"), 2), 1);
    assert.equal(bench.take(1, 0, endpoint("fe80::1"), 3), 0);
  });

  it("kisses a sender once in a mean interval, and takes its requests as before", () => {
    const bench = new Bench();
    let kisses = 0;
    for (let i = 0; i < 6400; i++) {
      if (bench.table.mayKiss(HONEST, SCOPE, bench.now)) kisses++;
      bench.now.add(10 * MILLISECOND);
    }
    assert.equal(kisses, 2);
    assert.equal(bench.take(8, 2), 8);
  });

  it("new intervals hold at once", () => {
    const bench = new Bench();
    bench.take(8, 2);
    bench.table.configure(1, 1);
    bench.now.add(8 * 32 * SECOND);
    assert.equal(bench.take(100, 2), 100);
  });

  for (const seed of [1, 2, 3])
    it(`100,000 senders starve nobody who keeps to his rate, seed ${seed}`, () => {
      const bench = new Bench();
      const random = seeded(seed);
      const spoofed = new Endpoint();
      let asked = 0;
      for (let i = 0; i < 100_000; i++) {
        spoofed.setIPv4(random(2 ** 32));
        bench.table.take(spoofed, SCOPE, bench.now);
        bench.now.add(10 * MILLISECOND);
        if (i % 6400 !== 0) continue;
        asked++;
        assert.equal(bench.table.take(HONEST, SCOPE, bench.now), true, `poll ${asked}`);
      }
      assert.equal(asked, 16);
    });

  it("100,000 senders do not make it forget one who asks too often", () => {
    const bench = new Bench();
    const random = seeded(4);
    const spoofed = new Endpoint();
    let taken = bench.take(8, 2);
    for (let i = 0; i < 100_000; i++) {
      spoofed.setIPv4(random(2 ** 32));
      bench.table.take(spoofed, SCOPE, bench.now);
      bench.now.add(MILLISECOND);
      if (i % 100 === 0) taken += bench.take(1, 0);
    }
    // Its due: for 116 s, and the eight that may come at once.
    assert.equal(taken, 8 + 3);
  });

  it("a new sender is heard where all others ask too often", () => {
    const bench = new Bench();
    const busy = new Endpoint();
    for (let round = 0; round < 8; round++) {
      for (let i = 0; i < 20 * SENDERS; i++) {
        busy.setIPv4(0x0a00_0000 + i);
        bench.table.take(busy, SCOPE, bench.now);
      }
      bench.now.add(2 * SECOND);
    }
    assert.equal(bench.take(1, 0), 1);
  });
});
