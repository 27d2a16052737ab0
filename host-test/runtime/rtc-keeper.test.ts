import assert from "node:assert/strict";
import { SecondRecord } from "../../src/core/second-record.js";
import { AssociationKind } from "../../src/core/settings.js";
import { RTC } from "../../src/runtime/rtc-record.js";
import { DAY, daysToSeconds } from "../../src/time/calendar.js";
import { FOREVER, MILLISECOND, PPM, SECOND } from "../../src/time/fixed.js";

import { KITS, type Kit, sdkKit } from "../support/clock-drivers.js";
import { seeded } from "../support/random.js";
import { RtcBench } from "../support/rtc-bench.js";

const HOUR = 3600;
const TODAY = daysToSeconds(2026, 11, 21);

function begin(kit: Kit, crystal: number, began = TODAY): RtcBench {
  const bench = new RtcBench(kit, began, crystal);
  bench.start();
  return bench;
}

/** Boots after `off` seconds, and asserts that the time is as good as is said, within `least` ms. */
function reboots(bench: RtcBench, off: number, leastMs: number): void {
  const { wrong, error } = bench.start(off);
  assert.equal(bench.boot.doubt, "");
  assert.ok(
    Math.abs(wrong) <= error,
    `wrong by ${wrong / MILLISECOND} ms, ${error / MILLISECOND} ms are claimed`,
  );
  assert.ok(error <= leastMs * MILLISECOND, `${error / MILLISECOND} ms are claimed`);
}

describe("the keeper of a real-time clock", () => {
  for (const kit of KITS) {
    describe(kit.name, () => {
      it("sets a new chip on its second, and the next boot is right to milliseconds", () => {
        const bench = begin(kit, 2e-6);
        assert.equal(bench.boot.error, undefined);
        bench.synchronize();
        bench.run(300);
        assert.equal(bench.keeper.settings, 1);
        assert.ok(Math.abs(bench.ahead) < 0.015, `${bench.ahead} s`);
        reboots(bench, 5, 20);
      });

      it("knows after a week what it gains, trims it where it can, and reckons with it", () => {
        const bench = begin(kit, 3.3e-6);
        bench.synchronize();
        bench.run(7 * DAY);
        const { record } = bench.keeper;
        const gain = bench.simulated.gain * 1e6;
        assert.ok(Math.abs(record.frequency / PPM - gain) < 0.05, `${record.frequency / PPM}, ${gain} ppm`);
        const { trim } = bench.chip;
        if (trim) assert.ok(Math.abs(bench.simulated.gain) * 1e6 <= (0.6 * Math.abs(trim.step)) / PPM);
        assert.ok(bench.stores < 45, `${bench.stores} writes`);
        reboots(bench, 12 * HOUR, 20 + 70 * (bench.chip.kind.steadiness / PPM));
      });

      for (const [what, error, isTaken] of [
        ["less", 1, true],
        ["more", 5 * SECOND, false],
      ] as const)
        it(`beside a time kept over sleep that may be wrong by ${what}: the better one is taken`, () => {
          const bench = begin(kit, 1e-6);
          bench.synchronize();
          bench.run(300);
          bench.otherwise = {
            read: (_at, into) => {
              into.set(TODAY, 0);
              return error;
            },
          };
          const { error: claimed } = bench.start(5);
          assert.equal(claimed === error, isTaken);
          assert.equal(bench.boot.error === undefined, isTaken);
          assert.equal(bench.boot.doubt !== "", isTaken);
        });

      it("is believed no more once its battery was lost, and is set again", () => {
        const bench = begin(kit, 1e-6);
        bench.synchronize();
        bench.run(DAY);
        bench.simulated.losePower();
        bench.start(HOUR);
        assert.equal(bench.boot.doubt, "its power was lost");
        assert.equal(bench.keeper.settings, 0);
        bench.synchronize();
        bench.run(300);
        assert.equal(bench.keeper.settings, 1);
        reboots(bench, HOUR, 300);
      });

      it("is set by hand where there is no network, and the next boot is as good as the hand", () => {
        const bench = begin(kit, 3e-6);
        assert.equal(bench.keeper.write(), false);
        bench.setByHand(0.8);
        bench.keeper.setByHand(2 * SECOND);
        bench.run(5);
        assert.equal(bench.keeper.settings, 1);
        assert.ok(Math.abs(bench.ahead - 0.8) < 0.02, `${bench.ahead} s`);
        bench.run(HOUR);
        assert.equal(bench.keeper.measurements, 0);
        reboots(bench, DAY, 2030 + ((2 * DAY) / 1000) * (bench.chip.kind.accuracy / PPM));
        assert.ok(bench.boot.error! >= 2 * SECOND);
      });

      it("is set when that is wanted, though it is not far off, and shows it to milliseconds", () => {
        const bench = begin(kit, 3e-6);
        bench.synchronize();
        bench.run(DAY / 2);
        const { settings } = bench.keeper;
        assert.equal(bench.keeper.write(), true);
        bench.run(60);
        assert.equal(bench.keeper.settings, settings + 1);
        assert.ok(Math.abs(bench.ahead) < 0.015, `${bench.ahead} s`);
        reboots(bench, 5, 20);
      });

      it("keeps what it is worth as an oscillator, until its battery was lost", () => {
        const bench = begin(kit, 1e-6);
        const record = new SecondRecord();
        record.gain = Math.round(PPM);
        record.gainAgeSec = 100;
        bench.learned = record;
        bench.synchronize();
        bench.run(300);
        bench.start(HOUR);
        const { gain, gainAgeSec } = bench.known!;
        assert.equal(gain, record.gain);
        assert.ok(gainAgeSec > 100 + HOUR && gainAgeSec < 100 + HOUR + 300, `${gainAgeSec}`);
        bench.learned = undefined;
        bench.simulated.losePower();
        bench.start(HOUR);
        assert.equal(bench.known, undefined);
        bench.synchronize();
        bench.run(300);
        bench.start(HOUR);
        assert.ok(Number.isNaN(bench.known!.gain));
      });

      for (const [name, year, month] of [
        ["a leap day", 2028, 3],
        ["the end of NTP's era", 2036, 2],
        ["2038", 2038, 1],
      ] as const)
        it(`is right after ${name}`, () => {
          const day = year === 2036 ? 7 : year === 2038 ? 19 : 1;
          const bench = begin(kit, 1e-6, daysToSeconds(year, month, day) - HOUR);
          bench.synchronize();
          bench.run(600);
          reboots(bench, 23 * HOUR, 5000);
          bench.synchronize();
          bench.run(600);
          reboots(bench, HOUR, 300);
        });

      it("may be off by a leap second of which it was not told", () => {
        const bench = begin(kit, 1e-6, daysToSeconds(2027, 1, 1) - HOUR);
        bench.synchronize();
        bench.run(600);
        const before = bench.start(HOUR / 2).error;
        const more = bench.start(HOUR / 2).error - before;
        assert.ok(more >= SECOND && more < 1.2 * SECOND, `${more / MILLISECOND} ms more`);
      });

      it("a week of boots, warm days and empty batteries: every boot has an honest time, or none", () => {
        for (let seed = 1; seed <= 6; seed++) {
          const random = seeded(seed);
          const bench = new RtcBench(kit, daysToSeconds(2028, 2, 26), 3e-6);
          bench.start();
          const end = bench.passed + 7 * DAY;
          let [taken, refused] = [0, 0];
          while (bench.passed < end) {
            bench.synchronize();
            for (let hours = random(12); hours >= 0; hours--) {
              const warmth = Math.sin((2 * Math.PI * bench.passed) / DAY);
              bench.simulated.become(3e-6 + (0.4 * warmth * bench.chip.kind.steadiness) / SECOND);
              bench.run(HOUR);
            }
            if (random(8) === 0) bench.simulated.losePower();
            const { wrong, error } = bench.start(60 + random(12 * HOUR));
            if (bench.boot.doubt === "") taken++;
            else refused++;
            assert.ok(
              error === FOREVER || Math.abs(wrong) <= error,
              `seed ${seed}, ${bench.passed / DAY} days: ${wrong / error}`,
            );
          }
          assert.ok(taken > refused, `seed ${seed}: ${taken} times`);
        }
      });

      it("is trimmed as far as it can be, whatever it gained, in a few steps", () => {
        const { trim } = begin(kit, 0).chip;
        if (trim === undefined) return;
        for (const ppm of [-20, -5, 0.3, 4, 20]) {
          const bench = begin(kit, ppm * 1e-6);
          bench.synchronize();
          bench.run(8 * DAY);
          const step = Math.abs(trim.step) / PPM;
          const room = (ppm > 0 ? trim.most : -trim.least) * step;
          const left = Math.max(Math.abs(ppm) - room, 0);
          const gain = Math.abs(bench.simulated.gain) * 1e6;
          assert.ok(gain <= left + 0.7 * step, `${ppm} ppm: ${gain} are left`);
          assert.ok(bench.keeper.trimmings <= 4, `${ppm} ppm: ${bench.keeper.trimmings} times`);
        }
      });

      it("is of no use after 2094, when this code's own seconds are used up, and breaks nothing", () => {
        const bench = begin(kit, 1e-6, daysToSeconds(2099, 12, 31) + 23 * HOUR);
        bench.synchronize();
        bench.run(2 * HOUR);
        const { error } = bench.start(HOUR);
        assert.equal(error, FOREVER);
        assert.notEqual(bench.boot.doubt, "");
      });

      it("may be cut off anywhere: a boot has an honest time, or none", () => {
        const total = { octets: 0, stores: 0 };
        const play = (octets: number, stores: number): RtcBench => {
          const bench = begin(kit, 4e-6);
          bench.synchronize();
          bench.run(300);
          // Somebody sets it otherwise, or it ran off.
          bench.start(DAY);
          bench.synchronize();
          bench.simulated.writesLeft = octets;
          bench.storesLeft = stores;
          [total.octets, total.stores] = [-bench.simulated.octetsWritten, -bench.stores];
          bench.run(2 * DAY);
          total.octets += bench.simulated.octetsWritten;
          total.stores += bench.stores;
          return bench;
        };
        play(Infinity, Infinity);
        const { octets, stores } = total;
        assert.ok(octets > 4);
        assert.ok(stores > 4);
        for (const [octetsLeft, storesLeft] of [
          ...Array.from({ length: octets }, (_, i) => [i, Infinity]),
          ...Array.from({ length: stores }, (_, i) => [Infinity, i]),
        ]) {
          const bench = play(octetsLeft, storesLeft);
          bench.simulated.writesLeft = bench.storesLeft = Infinity;
          const { wrong, error } = bench.start(HOUR);
          if (bench.boot.doubt === "") assert.ok(Math.abs(wrong) <= error, `${octetsLeft} ${storesLeft}`);
          bench.synchronize();
          bench.run(600);
          reboots(bench, HOUR, 300);
        }
      });
    });
  }

  describe("over the drivers of $MODDABLE, a week of boots, drift and an empty battery", () => {
    const { MODDABLE } = process.env;
    before(function () {
      if (MODDABLE !== undefined) return;
      console.log("      skipped: $MODDABLE is not set");
      this.skip();
    });

    for (const [when, began] of [
      ["a leap day", daysToSeconds(2028, 2, 26)],
      ["28 February of a year that has no 29th", daysToSeconds(2027, 2, 26)],
      ["the end of NTP's era", daysToSeconds(2036, 2, 4)],
      ["2038", daysToSeconds(2038, 1, 16)],
    ] as const)
      for (const each of KITS)
        it(`${each.name}: every boot around ${when} has an honest time, but after the battery was lost`, async () => {
          const bench = begin(await sdkKit(MODDABLE!, each), 3e-6, began);
          const { steadiness } = bench.chip.kind;
          for (let day = 0; day < 7; day++) {
            bench.synchronize();
            for (let hours = 0; hours < 18; hours++) {
              const warmth = Math.sin((2 * Math.PI * bench.passed) / DAY);
              bench.simulated.become(3e-6 + (0.4 * warmth * steadiness) / SECOND);
              bench.run(HOUR);
            }
            if (day === 3) bench.simulated.losePower();
            const { wrong, error } = bench.start(6 * HOUR);
            assert.equal(bench.boot.doubt, day === 3 ? "its power was lost" : "", `day ${day}`);
            if (day !== 3)
              assert.ok(Math.abs(wrong) <= error && error < SECOND, `day ${day}: ${wrong / error}`);
          }
        });
  });

  const [kit] = KITS;

  it("leaves the chip alone while this node follows but itself", () => {
    const bench = begin(kit, 0);
    bench.synchronize(AssociationKind.LocalClock);
    bench.run(DAY);
    assert.equal(bench.keeper.settings + bench.keeper.measurements, 0);
  });

  it("measures as often as it is told", () => {
    const bench = new RtcBench(kit, TODAY, 0);
    bench.hours = 1;
    bench.start();
    bench.synchronize();
    bench.run(DAY);
    assert.ok(bench.keeper.measurements >= 23 && bench.keeper.measurements <= 26);
  });

  it("believes no chip that stands still, or shows what is past", () => {
    const bench = begin(kit, 0);
    bench.synchronize();
    bench.run(300);
    Object.defineProperty(bench.simulated, "isRunning", { value: false });
    bench.start(HOUR);
    assert.equal(bench.boot.doubt, "it stands still");
    const early = new RtcBench(kit, daysToSeconds(2020, 1, 1), 0);
    early.start();
    early.synchronize();
    early.run(300);
    early.start();
    assert.equal(early.boot.doubt, "it shows a time that is past");
  });

  it("takes the time of a chip of which nothing is stored, and claims nothing", () => {
    const bench = begin(kit, 0);
    bench.synchronize();
    bench.run(300);
    bench.stored.delete(RTC);
    const { wrong, error } = bench.start(HOUR);
    assert.equal(error, FOREVER);
    assert.ok(Math.abs(wrong) < SECOND / 8);
  });
});
