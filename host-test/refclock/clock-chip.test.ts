import assert from "node:assert/strict";
import { type ClockChip } from "../../src/refclock/clock-chip.js";
import { daysToSeconds } from "../../src/time/calendar.js";
import { PPM, SECOND } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { PowerCut, type SimulatedChip } from "../support/clock-chips.js";
import { Bus, KITS, sdkDriver, type Kit } from "../support/clock-drivers.js";

const { MODDABLE } = process.env;

/** A chip in a world whose time is `now`. */
class Bench {
  now = daysToSeconds(2026, 11, 21) + 0.25;
  readonly simulated: SimulatedChip;
  readonly bus: Bus;
  readonly shown = new Timestamp();
  chip!: ClockChip;

  constructor(
    readonly kit: Kit,
    crystal = 0,
  ) {
    this.simulated = kit.simulate({ now: () => this.now, pass: seconds => (this.now += seconds) }, crystal);
    this.simulated.losePower();
    this.bus = new Bus(this.simulated);
  }

  async start(moddable?: string): Promise<this> {
    const { bus, kit } = this;
    this.chip = kit.over(moddable === undefined ? kit.drive(bus) : await sdkDriver(moddable, kit, bus), bus);
    return this;
  }

  write(secondsSince1900: number): void {
    const time = new Timestamp();
    time.set(secondsSince1900, 0);
    this.chip.write(time);
  }
}

const TIMES = [
  { name: "today", at: daysToSeconds(2026, 11, 21) + 12 * 3600 + 34 * 60 + 56 },
  { name: "the end of a leap day", at: daysToSeconds(2028, 3, 1) - 1 },
  { name: "28 February of a year that has no 29th", at: daysToSeconds(2027, 3, 1) - 1 },
  { name: "a year's end", at: daysToSeconds(2030, 1, 1) - 1 },
  { name: "the end of NTP's era", at: 2 ** 32 - 1 },
  { name: "the end of signed UNIX seconds", at: daysToSeconds(1970, 1, 1) + 2 ** 31 - 1 },
  { name: "after it", at: daysToSeconds(2050, 7, 1) },
];

for (const { driver, moddable } of [
  { driver: "a driver", moddable: undefined },
  { driver: "a driver of $MODDABLE", moddable: MODDABLE },
])
  describe(`clock chips over ${driver}`, () => {
    before(function () {
      if (driver === "a driver of $MODDABLE" && MODDABLE === undefined) {
        console.log("      $MODDABLE is not set: its drivers are left out");
        this.skip();
      }
    });
    for (const kit of KITS) {
      const begin = (crystal = 0): Promise<Bench> => new Bench(kit, crystal).start(moddable);

      it(`${kit.name} shows what was written, and the second that follows`, async () => {
        for (const { name, at } of TIMES) {
          const bench = await begin();
          bench.write(at);
          assert.ok(bench.chip.read(bench.shown), name);
          assert.equal(bench.shown.seconds, at % 2 ** 32, name);
          bench.now += 1;
          assert.ok(bench.chip.read(bench.shown), name);
          assert.equal(bench.shown.seconds, (at + 1) % 2 ** 32, `after ${name}`);
        }
      });

      it(`${kit.name} is not believed after its power was lost, until all of a time is written`, async () => {
        for (let octets = 0; ; octets++) {
          const bench = await begin();
          assert.equal(bench.chip.read(bench.shown), false);
          bench.simulated.writesLeft = octets;
          let isCut = false;
          try {
            bench.write(TIMES[0].at);
          } catch (error) {
            assert.ok(error instanceof PowerCut);
            isCut = true;
          }
          bench.simulated.writesLeft = Infinity;
          if (!isCut) {
            assert.ok(octets > 4 && bench.chip.read(bench.shown));
            break;
          }
          // The PCF8563 has its flag in the first octet: what it shows then is the keeper's to doubt.
          const isShown = bench.chip.read(bench.shown);
          assert.ok(!isShown || kit.name === "PCF8563" || bench.shown.seconds === TIMES[0].at, `${octets}`);
        }
      });

      it(`${kit.name} begins the next second when it is said to`, async () => {
        const bench = await begin();
        bench.now += 0.4;
        bench.write(TIMES[0].at);
        const end = bench.now + bench.chip.kind.secondAfterWrite / SECOND;
        const left = Math.floor(bench.simulated.shown) + 1 - bench.simulated.shown;
        assert.ok(Math.abs(bench.now + left - end) < 0.001, `${bench.now + left - end} s`);
      });

      it(`${kit.name} goes on by its battery while the board is off, again and again`, async () => {
        const bench = await begin();
        bench.write(TIMES[0].at);
        for (let i = 1; i <= 3; i++) {
          bench.simulated.mainsOff();
          bench.now += 100;
          assert.ok(bench.chip.read(bench.shown));
          assert.equal(bench.shown.seconds, TIMES[0].at + i * 100);
        }
      });

      it(`${kit.name} is trimmed`, async () => {
        const bench = await begin(7e-6);
        const { trim } = bench.chip;
        if (trim === undefined) return;
        for (const steps of [trim.least, -3, -1, 0, 1, 2, 5, trim.most]) {
          const before = bench.bus.readUint8(0x37) & 0x7f;
          trim.write(steps);
          assert.equal(trim.read(), steps);
          assert.equal(bench.bus.readUint8(0x37) & 0x7f, before);
          const gain = 7 + (steps * trim.step) / PPM;
          assert.ok(Math.abs(bench.simulated.gain * 1e6 - gain) < 0.02, `${steps}`);
        }
      });
    }

    it("a DS3231 that somebody has set to hours of half a day is not believed, until it is set", async () => {
      const bench = await new Bench(KITS[0]).start(moddable);
      bench.write(TIMES[0].at);
      bench.simulated.hoursAreTwelve = true;
      assert.equal(bench.chip.read(bench.shown), false);
      bench.write(TIMES[0].at);
      assert.ok(bench.chip.read(bench.shown));
    });
  });
