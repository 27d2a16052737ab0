import assert from "node:assert/strict";
import { SECOND, type Q32 } from "../../src/time/fixed.js";
import { Instant, Timestamp } from "../../src/time/moment.js";
import { seeded } from "../support/random.js";

const LAST_SECOND = 0xffff_ffff;

const at = (seconds: number, fraction: Q32 = 0): Timestamp => {
  const timestamp = new Timestamp();
  timestamp.set(seconds, fraction);
  return timestamp;
};

const wide = ({ seconds, fraction }: Timestamp): bigint => (BigInt(seconds) << 32n) + BigInt(fraction);

const MOVES: { name: string; from: Timestamp; duration: Q32; to: Timestamp }[] = [
  { name: "not at all", from: at(5, 6), duration: 0, to: at(5, 6) },
  { name: "one unit", from: at(5, 6), duration: 1, to: at(5, 7) },
  { name: "one unit into the next second", from: at(5, 0xffff_ffff), duration: 1, to: at(6) },
  { name: "one unit back into the last second", from: at(5), duration: -1, to: at(4, 0xffff_ffff) },
  { name: "whole seconds", from: at(5, 6), duration: 7 * SECOND, to: at(12, 6) },
  { name: "whole seconds back", from: at(12, 6), duration: -7 * SECOND, to: at(5, 6) },
  { name: "over the end of an era", from: at(LAST_SECOND, SECOND / 2), duration: SECOND / 2, to: at(0) },
  {
    name: "back over the start of an era",
    from: at(0),
    duration: -SECOND / 2,
    to: at(LAST_SECOND, SECOND / 2),
  },
  {
    name: "over the middle of an era, 2104",
    from: at(0x7fff_ffff, 1),
    duration: 2 * SECOND,
    to: at(0x8000_0001, 1),
  },
  {
    name: "a day over the end of an era",
    from: at(LAST_SECOND, 9),
    duration: 86_400 * SECOND,
    to: at(86_399, 9),
  },
];

/** Seconds only: the shorter way round decides. */
const DISTANCES = [
  { name: "the same", from: 7, to: 7, seconds: 0 },
  { name: "later", from: 7, to: 9, seconds: 2 },
  { name: "earlier", from: 9, to: 7, seconds: -2 },
  { name: "over the end of an era", from: LAST_SECOND, to: 1, seconds: 2 },
  { name: "back over it", from: 1, to: LAST_SECOND, seconds: -2 },
  { name: "over the middle of an era, 2104", from: 0x7fff_fffe, to: 0x8000_0002, seconds: 4 },
  { name: "68 years ahead, at the most", from: 0, to: 0x7fff_ffff, seconds: 0x7fff_ffff },
  { name: "68 years back, at the most", from: 0, to: 0x8000_0000, seconds: -0x8000_0000 },
];

describe("moment", () => {
  it("starts at zero, which means unknown", () => {
    assert.ok(new Timestamp().isZero());
    assert.ok(new Instant().isZero());
    assert.ok(!at(0, 1).isZero());
    assert.ok(!at(1, 0).isZero());
  });

  it("holds unsigned words, whatever it is given", () => {
    const moment = at(-1, -2);
    assert.deepEqual([moment.seconds, moment.fraction], [0xffff_ffff, 0xffff_fffe]);
    moment.set(0x2_0000_0003, 0x1_0000_0004);
    assert.deepEqual([moment.seconds, moment.fraction], [3, 4]);
    moment.set(-0, -0);
    assert.deepEqual([moment.seconds, moment.fraction], [0, 0]);
  });

  it("is equal to its copy, and to nothing else", () => {
    const copy = at(9, 9);
    copy.copy(at(5, 6));
    assert.deepEqual([copy.seconds, copy.fraction], [5, 6]);
    assert.ok(copy.equals(at(5, 6)));
    assert.ok(!copy.equals(at(5, 7)));
    assert.ok(!copy.equals(at(4, 6)));
  });

  for (const { name, from, duration, to } of MOVES)
    it(`moves ${name}`, () => {
      const moved = at(from.seconds, from.fraction);
      moved.add(duration);
      assert.deepEqual([moved.seconds, moved.fraction], [to.seconds, to.fraction]);
      assert.ok(Object.is(moved.since(from), duration));
      assert.ok(Object.is(from.since(moved), 0 - duration));
    });

  for (const { name, from, to, seconds } of DISTANCES)
    it(`knows the distance: ${name}`, () => assert.equal(at(to).since(at(from)), seconds * SECOND));

  it("adds what it subtracts, to the unit, against 64-bit arithmetic (seed 7)", () => {
    const random = seeded(7);
    for (let i = 0; i < 20_000; i++) {
      const start = at(random(2 ** 32), random(2 ** 32));
      const moved = at(start.seconds, start.fraction);
      const duration = (random(2) ? 1 : -1) * (random(2 ** 20) * SECOND + random(2 ** 32));
      moved.add(duration);
      assert.equal(wide(moved), BigInt.asUintN(64, wide(start) + BigInt(duration)));
      assert.ok(Object.is(moved.since(start), duration));
    }
  });

  it("knows any distance as well as a double can (seed 8)", () => {
    const random = seeded(8);
    for (let i = 0; i < 20_000; i++) {
      const from = at(random(2 ** 32), random(2 ** 32));
      const to = at(random(2 ** 32), random(2 ** 32));
      const seconds = BigInt.asIntN(32, BigInt(to.seconds) - BigInt(from.seconds));
      const distance = (seconds << 32n) + BigInt(to.fraction) - BigInt(from.fraction);
      assert.equal(to.since(from), Number(distance));
    }
  });
});
