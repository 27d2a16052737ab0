import assert from "node:assert/strict";
import { MILLISECOND, SECOND } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
import { Chance } from "./chance.js";
import { constant, ofTemperature, sine } from "./course.js";
import { Oscillator, type OscillatorOptions } from "./oscillator.js";
import { TrueTime } from "./true-time.js";

const SEED = 3;

function made(options: OscillatorOptions): Oscillator {
  return new Oscillator(options, new Chance(SEED, "oscillator"));
}

function at(second: number, fraction = 0): TrueTime {
  const time = new TrueTime();
  time.set(second, fraction);
  return time;
}

/** What the counter shows, in 2^-32 s. */
function shown(oscillator: Oscillator, time: TrueTime): number {
  const counter = new Instant();
  oscillator.counter(time, counter);
  return counter.seconds * SECOND + counter.fraction;
}

describe("oscillator", () => {
  const fast = constant(10e-6);
  const cases: { name: string; options: OscillatorOptions; second: number; ahead: number }[] = [
    { name: "a perfect one", options: {}, second: 100_000, ahead: 0 },
    { name: "10 ppm fast", options: { frequency: fast }, second: 100_000, ahead: SECOND },
    {
      name: "another frequency each second",
      options: { frequency: second => second * 1e-6 },
      second: 11,
      ahead: 55e-6 * SECOND,
    },
    {
      name: "a leap ahead",
      options: { frequency: fast, jumps: [{ at: 500, by: SECOND }] },
      second: 1000,
      ahead: 1.01 * SECOND,
    },
    {
      name: "a standstill",
      options: { frequency: fast, pauses: [{ from: 500, to: 510 }] },
      second: 1000,
      ahead: 9.9e-3 * SECOND - 10 * SECOND,
    },
    {
      name: "a whole period of a sine",
      options: { frequency: sine(3e-6, 3600) },
      second: 3600,
      ahead: 0,
    },
    {
      name: "five degrees over its turnover",
      options: { frequency: ofTemperature(constant(30), 25, 0, -0.04e-6) },
      second: 1000,
      ahead: -1e-3 * SECOND,
    },
  ];
  for (const { name, options, second, ahead } of cases)
    it(`${name}: what the counter has gained`, () => {
      const error = made(options).ahead(second) - ahead;
      assert.ok(Math.abs(error) <= 1, `${error} units`);
    });

  it("runs evenly through a second, and the next one begins where it ends", () => {
    const oscillator = made({ frequency: second => (second === 0 ? 100e-6 : -100e-6) });
    const whole = Math.round(100e-6 * SECOND);
    assert.equal(shown(oscillator, at(0, SECOND / 2)), SECOND / 2 + Math.floor(whole / 2));
    const last = shown(oscillator, at(0, SECOND - 1));
    assert.ok(last <= SECOND + whole && last >= SECOND + whole - 2);
    assert.equal(shown(oscillator, at(1)), SECOND + whole);
    assert.ok(Math.abs(shown(oscillator, at(2)) - 2 * SECOND) <= 1);
  });

  it(`walks: after T seconds its frequency deviates by w √T (seed ${SEED})`, () => {
    const [walk, seconds, walks] = [1e-9, 400, 200];
    let squares = 0;
    for (let i = 0; i < walks; i++) {
      const oscillator = new Oscillator({ walk }, new Chance(SEED, `walk ${i}`));
      const gained = oscillator.ahead(seconds + 1) - oscillator.ahead(seconds);
      squares += (gained / SECOND / walk) ** 2 / seconds;
    }
    assert.ok(Math.abs(squares / walks - 1) < 0.4, `${squares / walks}`);
  });

  it("is the same whoever asks first", () => {
    const [one, other] = [made({ walk: 1e-7 }), made({ walk: 1e-7 })];
    one.ahead(5000);
    for (const second of [10, 3000, 200, 5000]) assert.equal(one.ahead(second), other.ahead(second));
    assert.notEqual(one.ahead(5000), made({ walk: 1e-7, frequency: fast }).ahead(5000));
  });

  const clocks: { name: string; options: OscillatorOptions }[] = [
    { name: "a wandering one", options: { frequency: fast, walk: 1e-6 } },
    { name: "one 30 % fast", options: { frequency: constant(0.3) } },
    { name: "one 30 % slow", options: { frequency: constant(-0.3) } },
    { name: "one that leaps", options: { jumps: [{ at: 7, by: 5.5 * SECOND }], walk: 1e-6 } },
    { name: "one that stands still", options: { pauses: [{ from: 7, to: 12 }], walk: 1e-6 } },
  ];
  for (const { name, options } of clocks)
    it(`from counter to true time, ${name}: the first unit at which it shows that (seed ${SEED})`, () => {
      const oscillator = made(options);
      const chance = new Chance(SEED, name);
      const found = new TrueTime();
      for (let i = 0; i < 2000; i++) {
        const wanted = new Instant();
        wanted.set(chance.below(30), chance.word());
        oscillator.trueTime(wanted, at(0), found);
        assert.ok(shown(oscillator, found) >= wanted.seconds * SECOND + wanted.fraction);
        found.add(-1);
        assert.ok(shown(oscillator, found) < wanted.seconds * SECOND + wanted.fraction);
      }
    });

  it("standing still, it shows the same all the while: the beginning counts", () => {
    const [wanted, found] = [new Instant(), new TrueTime()];
    wanted.set(7, 0);
    made({ pauses: [{ from: 7, to: 12 }] }).trueTime(wanted, at(0), found);
    assert.deepEqual([found.second, found.fraction], [7, 0]);
  });

  it("what it has shown before it shows now", () => {
    const [past, from, found] = [new Instant(), at(50, 7), new TrueTime()];
    past.set(20, 0);
    made({}).trueTime(past, from, found);
    assert.deepEqual([found.second, found.fraction], [50, 7]);
  });

  it("tells its temperature", () => {
    assert.equal(made({ temperature: constant(31) }).temperature(5), 31);
  });

  it("refuses to leap back", () =>
    assert.throws(() => made({ jumps: [{ at: 5, by: -MILLISECOND }] }), RangeError));
});
