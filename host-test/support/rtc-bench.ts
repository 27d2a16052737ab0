/** A board with a real-time clock, in a world of its own: it boots, follows a source or none, and goes off. */
import { AssociationKind } from "../../src/core/settings.js";
import { type Association } from "../../src/core/association.js";
import { type SecondRecord } from "../../src/core/second-record.js";
import { SoftwareClock } from "../../src/core/software-clock.js";
import { ClockState, System } from "../../src/core/system.js";
import { type ClockChip } from "../../src/refclock/clock-chip.js";
import { type BootClockPort } from "../../src/runtime/ports.js";
import { RtcBoot } from "../../src/runtime/rtc-boot.js";
import { RtcKeeper } from "../../src/runtime/rtc-keeper.js";
import { FOREVER, MILLISECOND, SECOND, type Q32 } from "../../src/time/fixed.js";
import { Instant, Timestamp } from "../../src/time/moment.js";
import { PowerCut, type SimulatedChip } from "./clock-chips.js";
import { Bus, type Kit } from "./clock-drivers.js";

/** What a board believes that nobody has told the time. */
const FACTORY_SECONDS = 3.9e9;

export class RtcBench {
  /** Seconds since `began`, which is in seconds since 1900. */
  passed = 0.37;
  readonly simulated: SimulatedChip;
  readonly chip: ClockChip;
  readonly stored = new Map<string, string>();
  /** Writes to the store that still succeed; then the power is cut. */
  storesLeft = Infinity;
  stores = 0;
  /** How late alarms are, in seconds. */
  late = 0.002;
  boot!: RtcBoot;
  keeper!: RtcKeeper;
  clock!: SoftwareClock;
  system!: System;
  hours = 6;
  /** What the engine knows of the chip as an oscillator; what it was told at boot. */
  learned: SecondRecord | undefined = undefined;
  known: SecondRecord | undefined = undefined;
  /** Comparisons that the engine was told of. */
  compared = 0;
  #alarmAt = Infinity;
  #ring = (): void => {};
  /** What the counter began at. */
  #bootedAt = 0;

  constructor(
    kit: Kit,
    readonly began: number,
    crystal: number,
  ) {
    const world = { now: () => began + this.passed, pass: (seconds: number) => (this.passed += seconds) };
    this.simulated = kit.simulate(world, crystal);
    const bus = new Bus(this.simulated);
    this.chip = kit.over(kit.drive(bus), bus);
    this.simulated.losePower();
  }

  readonly counter = {
    precisionLog2: -20,
    // A look at it takes a microsecond.
    read: (into: Instant): void => this.#count(into, (this.passed += 1e-6)),
  };
  readonly alarm = {
    set: (at: Instant, ring: () => void): void => {
      this.#alarmAt = at.seconds + at.fraction / SECOND + this.#bootedAt;
      this.#ring = ring;
    },
    clear: (): void => void (this.#alarmAt = Infinity),
  };
  readonly store = {
    read: (name: string): string | undefined => this.stored.get(name),
    write: (name: string, text: string): void => {
      if (this.storesLeft-- <= 0) throw new PowerCut();
      this.stores++;
      this.stored.set(name, text);
    },
    remove: (name: string): void => void this.stored.delete(name),
  };
  /** What it believes besides. */
  otherwise: BootClockPort = {
    read: (_at: Instant, into: Timestamp): Q32 => {
      into.set(FACTORY_SECONDS, 0);
      return FOREVER;
    },
  };

  /** Boots after `off` seconds without power; answers how wrong the time is, and may be. */
  start(off = 0): { wrong: Q32; error: Q32 } {
    this.passed += off;
    this.#bootedAt = this.passed;
    this.#alarmAt = Infinity;
    const { chip, counter, store } = this;
    const [now, time] = [new Instant(), new Timestamp()];
    this.boot = new RtcBoot({ chip, counter, store, otherwise: this.otherwise });
    counter.read(now);
    const error = this.boot.read(now, time);
    this.clock = new SoftwareClock();
    this.system = new System();
    this.clock.set(now, time);
    const engine = {
      clock: this.clock,
      system: this.system,
      settings: { rtcUpdateHours: this.hours } as never,
      rootDispersion: () => MILLISECOND,
      carrier: {
        remember: (into: SecondRecord): boolean => {
          Object.assign(into, this.learned);
          return this.learned !== undefined;
        },
      },
      isTaught: () => this.system.clockState === ClockState.Synchronized,
    };
    this.known = undefined;
    const inputs = {
      compared: (): void => void this.compared++,
      moved: (): void => {},
      known: (record: SecondRecord): void => void (this.known = record),
    };
    this.keeper = new RtcKeeper({ chip, boot: this.boot, store, counter, alarm: this.alarm, inputs, engine });
    return { wrong: this.#wrong(), error };
  }

  /** A source is followed: the clock is right, and stays so. */
  synchronize(kind = AssociationKind.Client): void {
    const now = new Instant();
    this.counter.read(now);
    this.clock.set(now, this.trueTime());
    this.system.clockState = ClockState.Synchronized;
    this.system.peer = { settings: { kind } } as Association;
  }

  /** Somebody sets the clock, `ahead` of the true time. */
  setByHand(ahead: number): void {
    const [now, time] = [new Instant(), this.trueTime()];
    this.counter.read(now);
    time.add(Math.round(ahead * SECOND));
    this.clock.set(now, time);
  }

  /** Lets `seconds` pass; where the power is cut, no more happens in them. */
  run(seconds: number): void {
    const end = this.passed + seconds;
    try {
      while (this.#alarmAt + this.late < end) {
        this.passed = Math.max(this.passed, this.#alarmAt + this.late);
        this.#alarmAt = Infinity;
        this.#ring();
        if (this.storesLeft < 0 || this.simulated.writesLeft < 0) break;
      }
    } finally {
      this.passed = Math.max(this.passed, end);
    }
  }

  /** How far the chip is ahead of the true time, in seconds. */
  get ahead(): number {
    return this.simulated.shown - this.began - this.passed;
  }

  trueTime(): Timestamp {
    const time = new Timestamp();
    time.set(this.began, 0);
    time.add(Math.round(this.passed * SECOND));
    return time;
  }

  #wrong(): Q32 {
    const [now, time] = [new Instant(), new Timestamp()];
    this.counter.read(now);
    this.clock.read(now, time);
    return time.since(this.trueTime());
  }

  #count(into: Instant, passed: number): void {
    into.set(0, 0);
    into.add(Math.round((passed - this.#bootedAt) * SECOND));
  }
}
