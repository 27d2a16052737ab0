/** What a real-time clock is known by after a restart; what it is worth in the world: host-test/sim. */
import assert from "node:assert/strict";
import { SecondOscillator } from "../../src/core/second-oscillator.js";
import { SecondRecord } from "../../src/core/second-record.js";
import { PPM, SECOND } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
import { ms } from "../support/quantities.js";

const HOUR = 3600;
const DAY = 24 * HOUR;
const ENOUGH = 16;

const at = (second: number): Instant => {
  const instant = new Instant();
  instant.set(second, 0);
  return instant;
};

/** One that gained 1 ppm `ageSec` before counter reading 0, and was off by 2 ms at most after an hour. */
function restored(ageSec: number): SecondOscillator {
  const record = new SecondRecord();
  record.gain = Math.round(PPM);
  record.gainAgeSec = ageSec;
  record.runOffs.forEach(({ byLast }) => Object.assign(byLast, { square: ms(1) ** 2, worst: ms(2) }));
  record.runOffs[0].count = record.runOffs[1].count = ENOUGH;
  const second = new SecondOscillator();
  second.restore(record, at(0));
  return second;
}

describe("a second oscillator", () => {
  it("that an earlier run knew is known from its first comparison with a source on", () => {
    const second = restored(HOUR);
    assert.equal(second.isKnown, false);
    second.learn(ms(7), at(100));
    assert.equal(second.isKnown, true);
    const ahead = ms(7) + Math.round(500 * PPM) + ms(3);
    assert.ok(Math.abs(second.behind(ahead, at(600)) - ms(3)) < 1000);
  });

  it("is doubted the more, the older that is", () => {
    const bounds = [HOUR, 2 * HOUR, DAY, 7 * DAY].map(ageSec => {
      const second = restored(ageSec);
      second.learn(0, at(100));
      return second.bound(HOUR * SECOND) / SECOND;
    });
    for (let i = 1; i < bounds.length; i++) assert.ok(bounds[i] >= bounds[i - 1], bounds.join(" "));
    assert.ok(bounds[3] > 5 * bounds[2], bounds.join(" "));
    const [fresh, old] = [restored(HOUR), restored(HOUR)];
    fresh.learn(0, at(100));
    old.learn(0, at(3 * DAY));
    assert.ok(old.bound(HOUR * SECOND) > 5 * fresh.bound(HOUR * SECOND), "it ages in this run, too");
  });

  for (const [name, befalls, isKnown] of [
    ["still, after the clock was stepped", (second: SecondOscillator) => second.interrupt(), true],
    ["no more, after it was set or trimmed", (second: SecondOscillator) => second.forget(), false],
    ["no more, after it jumped", (second: SecondOscillator) => second.learn(ms(107), at(200)), false],
  ] as const)
    it(`is known ${name}`, () => {
      const second = restored(HOUR);
      second.learn(ms(7), at(100));
      befalls(second);
      second.learn(ms(8), at(1200));
      assert.equal(second.isKnown, isKnown);
    });

  it("writes down what it took up, and how old that is by then", () => {
    const into = new SecondRecord();
    restored(HOUR).remember(into, at(500));
    assert.deepEqual([into.gain, into.gainAgeSec], [Math.round(PPM), HOUR + 500]);
    assert.deepEqual(
      into.runOffs.map(({ count }) => count),
      [ENOUGH, ENOUGH, 0, 0, 0, 0],
    );
  });
});
