import assert from "node:assert/strict";
import { Alarm } from "../../../boards/node/alarm.js";
import { BootClock } from "../../../boards/node/boot-clock.js";
import { Oscillator } from "../../../boards/node/oscillator.js";
import { BUILD_SECONDS, UNIX_EPOCH } from "../../../src/time/calendar.js";
import { FOREVER, SECOND, toSeconds } from "../../../src/time/fixed.js";
import { Instant, Timestamp } from "../../../src/time/moment.js";
import { seeded } from "../../support/random.js";

const NANOSECONDS = 1_000_000_000n;

function converted(oscillator: Oscillator, seconds: number, nanoseconds: number): Instant {
  const instant = new Instant();
  oscillator.convert(seconds, nanoseconds, instant);
  return instant;
}

function units({ seconds, fraction }: Instant): bigint {
  return (BigInt(seconds) << 32n) + BigInt(fraction);
}

/** The whole second that a right `oscillator` counts from. */
function originOf(oscillator: Oscillator): number {
  return -converted(oscillator, 0, 0).since(new Instant()) / SECOND;
}

describe("oscillator", () => {
  it("turns nanoseconds into fractions exactly, against 64-bit arithmetic (seed 5)", () => {
    const random = seeded(5);
    const oscillator = new Oscillator();
    const origin = originOf(oscillator);
    const edges = [1, 2, 499_999_999, 999_999_998, 999_999_999];
    for (let exact = 0; exact < 10 ** 9; exact += 5 ** 9) edges.push(exact); // those that end in 2^-9 s
    for (let i = 0; i < 20_000; i++) {
      const elapsed = random(10 ** 7);
      const nanoseconds = edges[i] ?? random(10 ** 9);
      const wide = ((BigInt(elapsed) * NANOSECONDS + BigInt(nanoseconds)) << 32n) / NANOSECONDS;
      assert.equal(units(converted(oscillator, origin + elapsed, nanoseconds)), wide, `${nanoseconds} ns`);
    }
  });

  for (const ppm of [30, -30, 500, -500, 0.001])
    it(`is ${ppm} ppm wrong, over a second and over weeks`, () => {
      const oscillator = new Oscillator(ppm);
      const [start] = process.hrtime();
      for (const elapsed of [1, 3600, 86_400 * 20]) {
        const passed = converted(oscillator, start + elapsed, 0).since(converted(oscillator, start, 0));
        const gainedNs = (passed / SECOND - elapsed) * 1e9;
        assert.ok(Math.abs(gainedNs - elapsed * ppm * 1000) <= 2, `${elapsed} s: ${gainedNs} ns`);
      }
    });

  for (const ppm of [-500, 0, 30])
    it(`never runs backwards, a nanosecond at a time across a second (${ppm} ppm)`, () => {
      const oscillator = new Oscillator(ppm);
      const [start] = process.hrtime();
      const last = converted(oscillator, start, 999_990_000);
      for (let i = 0; i < 20_000; i++) {
        const sinceStart = 999_990_000 + i;
        const next = converted(oscillator, start + Math.floor(sinceStart / 1e9), sinceStart % 1e9);
        assert.ok(next.since(last) >= 0, `${sinceStart} ns`);
        last.copy(next);
      }
    });

  it("starts near zero and counts the machine's seconds", () => {
    const oscillator = new Oscillator();
    const first = new Instant();
    oscillator.read(first);
    assert.ok(first.seconds <= 1);
    const [seconds, nanoseconds] = process.hrtime();
    const second = new Instant();
    oscillator.read(second);
    const between = converted(oscillator, seconds, nanoseconds);
    assert.ok(between.since(first) >= 0 && second.since(between) >= 0);
  });

  it("tells how long until it shows a time, by the machine's clock", () => {
    const at = new Instant();
    const fast = new Oscillator(500);
    fast.read(at);
    at.add(1000 * SECOND);
    const waitMs = fast.millisecondsUntil(at);
    assert.ok(waitMs < 1_000_000 / 1.0005 && waitMs > 999_000, `${waitMs}`);
    at.add(-2000 * SECOND);
    assert.ok(fast.millisecondsUntil(at) < 0);
  });

  it("has a precision between a nanosecond and a tenth of a millisecond", () => {
    const { precisionLog2 } = new Oscillator();
    assert.ok(
      Number.isInteger(precisionLog2) && precisionLog2 >= -30 && precisionLog2 <= -13,
      `${precisionLog2}`,
    );
  });
});

describe("alarm", () => {
  for (const ppm of [0, 500, -500])
    for (const waitMs of [-5, 0, 1, 7.3, 25])
      it(`rings ${waitMs} ms ahead, not before (${ppm} ppm)`, async () => {
        const oscillator = new Oscillator(ppm);
        const [at, now] = [new Instant(), new Instant()];
        oscillator.read(at);
        at.add(Math.round((waitMs / 1000) * SECOND));
        await new Promise<void>(resolve => new Alarm(oscillator).set(at, resolve));
        oscillator.read(now);
        assert.ok(now.since(at) >= 0, "early");
      });

  it("waits a little more where Node rings early", async () => {
    const untilMs = [3, 0.4, 0.4, -0.2, 7];
    const alarm = new Alarm({ millisecondsUntil: () => untilMs.shift()! });
    await new Promise<void>(resolve => alarm.set(new Instant(), resolve));
    // Each early ring asks twice: whether it is time, and how long it is till then.
    assert.deepEqual(untilMs, [7]);
  });

  it("holds one timer, however often it is set", () => {
    const timers = (): number => process.getActiveResourcesInfo().filter(name => name === "Timeout").length;
    const before = timers();
    const alarm = new Alarm(new Oscillator());
    const at = new Instant();
    at.set(1000, 0);
    for (let i = 0; i < 10; i++) alarm.set(at, () => {});
    assert.equal(timers(), before + 1);
    alarm.clear();
    assert.equal(timers(), before);
  });

  it("rings for what was set last, and once", async () => {
    const oscillator = new Oscillator();
    const alarm = new Alarm(oscillator);
    const rung: string[] = [];
    const at = new Instant();
    oscillator.read(at);
    alarm.set(at, () => rung.push("first"));
    at.add(SECOND / 100);
    alarm.set(at, () => rung.push("second"));
    await new Promise(resolve => setTimeout(resolve, 40));
    assert.deepEqual(rung, ["second"]);
  });

  it("may be set again by what it rings", async () => {
    const oscillator = new Oscillator();
    const alarm = new Alarm(oscillator);
    const at = new Instant();
    let rung = 0;
    await new Promise<void>(resolve => {
      const again = (): void => {
        if (++rung === 5) return resolve();
        oscillator.read(at);
        at.add(SECOND / 1000);
        alarm.set(at, again);
      };
      again();
    });
    assert.equal(rung, 5);
  });

  it("is silent once cleared, and holds a wait of years without ringing", async () => {
    const oscillator = new Oscillator();
    const alarm = new Alarm(oscillator);
    const at = new Instant();
    let rung = 0;
    oscillator.read(at);
    at.add(SECOND / 200);
    alarm.set(at, () => rung++);
    alarm.clear();
    at.add(60 * 365 * 86_400 * SECOND);
    const distant = new Alarm(oscillator);
    const warnings: string[] = [];
    const onWarning = ({ name }: Error): number => warnings.push(name);
    process.on("warning", onWarning);
    distant.set(at, () => rung++);
    await new Promise(resolve => setTimeout(resolve, 30));
    process.removeListener("warning", onWarning);
    distant.clear();
    assert.equal(rung, 0);
    assert.deepEqual(warnings, [], "a wait longer than setTimeout takes");
  });
});

describe("boot clock", () => {
  for (const offsetSec of [0, 0.18, -3600.25])
    it(`is ${offsetSec} s off, and claims nothing`, () => {
      const oscillator = new Oscillator(30);
      const at = new Instant();
      const time = new Timestamp();
      oscillator.read(at);
      const before = Date.now();
      const dispersion = new BootClock(oscillator, offsetSec).read(at, time);
      const machine = new Timestamp();
      const unixSec = before / 1000;
      machine.set(Math.floor(unixSec) + UNIX_EPOCH, Math.floor((unixSec % 1) * SECOND));
      const off = toSeconds(time.since(machine));
      assert.ok(Math.abs(off - offsetSec) < 0.1, `${off}`);
      assert.equal(dispersion, FOREVER);
      assert.ok(time.seconds > BUILD_SECONDS - 10 * 365 * 86_400, "a time of today");
    });

  it("tells the time of the reading it is asked for, also one long before", () => {
    const oscillator = new Oscillator();
    const clock = new BootClock(oscillator);
    const [now, early] = [new Instant(), new Instant()];
    oscillator.read(now);
    early.copy(now);
    early.add(-500 * SECOND);
    const [time, earlyTime] = [new Timestamp(), new Timestamp()];
    clock.read(now, time);
    clock.read(early, earlyTime);
    assert.ok(Math.abs(toSeconds(time.since(earlyTime)) - 500) < 0.05);
  });
});
