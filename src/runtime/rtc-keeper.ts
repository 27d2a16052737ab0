/**
 * Keeps the board's real-time clock: while there are sources it is measured against the disciplined clock,
 * from one second's edge to the next; trimmed where it can be; set, on an edge, where it is far off; and what
 * is known of it is stored, so that the next boot begins with a time that is good to milliseconds.
 *
 * The power may go at any moment. Before the chip is set the store says so, and again when it is; what it
 * gains is stored with the trim that it was measured at, and counts for no other.
 */
import { AssociationKind } from "../core/settings.js";
import { ClockState } from "../core/system.js";
import { type ClockChip } from "../refclock/clock-chip.js";
import { SecondEdge } from "../refclock/second-edge.js";
import { clamp, FOREVER, half, MILLISECOND, SECOND, type Q32 } from "../time/fixed.js";
import { Instant, Timestamp } from "../time/moment.js";
import { type RtcBoot } from "./rtc-boot.js";
import { RtcGain } from "./rtc-gain.js";
import { type RtcKeeperOptions } from "./rtc-keeper-options.js";
import { RTC, type RtcRecord, rtcText } from "./rtc-record.js";
import { type RtcStatus } from "./rtc-status.js";

/** How often it is asked whether there is something to do. */
const LOOK_EVERY = 64 * SECOND;

/** An edge known so well is good enough; readings that do not come to that end some time. */
const ENOUGH = MILLISECOND;
const MOST_READINGS = 24;

/** The next reading is not sooner than this. */
const SOONEST = 20 * MILLISECOND;

/** What a chip may be off by without being set. */
const WORTH_SETTING = SECOND / 4;

/** A moment for setting it that is missed by more is let go, unless that was the last of so many. */
const MISSED = 10 * MILLISECOND;
const MOST_TRIES = 16;

/** A clock that may be wrong by more tells nothing of the chip. */
const DISTANCE_MOST = SECOND / 4;

const enum Doing {
  Waiting,
  Measuring,
  Setting,
}

export class RtcKeeper implements RtcStatus {
  readonly chip: ClockChip;
  readonly boot: RtcBoot;
  readonly record: RtcRecord;
  measurements = 0;
  settings = 0;
  trouble = "";

  readonly #options: RtcKeeperOptions;
  readonly #gain: RtcGain;
  readonly #edge = new SecondEdge();
  #doing = Doing.Waiting;
  #isDue = true;
  #isJustSet = false;
  /** What the chip was ahead before it was set. */
  #offBefore: Q32 = 0;
  #tries = 0;
  /** How late alarms are, and how long after being set the chip begins a second. */
  #late: Q32 = 0;
  #lead: Q32;
  readonly #asked = new Instant();
  readonly #measuredAt = new Instant();
  readonly #before = new Instant();
  readonly #after = new Instant();
  readonly #timeBefore = new Timestamp();
  readonly #time = new Timestamp();
  readonly #shown = new Timestamp();
  /** The second that begins after the chip is set. */
  readonly #target = new Timestamp();
  readonly #ring = (): void => this.#act();

  constructor(options: RtcKeeperOptions) {
    const { boot, chip } = options;
    this.#options = options;
    this.chip = chip;
    this.boot = boot;
    this.record = boot.record;
    this.#gain = new RtcGain(chip, this.record);
    this.#lead = chip.kind.secondAfterWrite;
    this.#wait(LOOK_EVERY);
  }

  get trimmings(): number {
    return this.#gain.trimmings;
  }

  #act(): void {
    const { alarm, counter } = this.#options;
    counter.read(this.#before);
    try {
      if (this.#doing === Doing.Setting) this.#set();
      else if (this.#isReady() && (this.#doing === Doing.Measuring || this.#isTime())) this.#measure();
      else this.#rest();
    } catch (error) {
      this.trouble = String(error);
      this.#rest();
    }
    alarm.set(this.#asked, this.#ring);
  }

  #rest(): void {
    this.#doing = Doing.Waiting;
    this.#askAfter(LOOK_EVERY);
  }

  /** Whether the clock follows another than itself, near enough, with no leap second under way. */
  #isReady(): boolean {
    const { clock, system } = this.#options.engine;
    if (clock.passage !== undefined) {
      this.#isDue = true;
      this.#gain.restart();
      return false;
    }
    if (system.clockState !== ClockState.Synchronized || system.peer?.settings === undefined) return false;
    return system.peer.settings.kind !== AssociationKind.LocalClock && this.#distance() < DISTANCE_MOST;
  }

  #distance(): Q32 {
    const { engine } = this.#options;
    return half(engine.system.rootDelay) + engine.rootDispersion(this.#before);
  }

  #isTime(): boolean {
    const every = this.#options.engine.settings.rtcUpdateHours * 3600;
    if (!this.#isDue && this.#before.since(this.#measuredAt) / SECOND < every) return false;
    this.#edge.begin();
    this.#doing = Doing.Measuring;
    return true;
  }

  /** One reading, and what follows of it. */
  #measure(): void {
    const { counter, engine } = this.#options;
    const { kind } = this.chip;
    if (this.#edge.readings > 0) this.#late += (this.#before.since(this.#asked) - this.#late) / 4;
    const isShown = this.chip.read(this.#shown);
    counter.read(this.#after);
    // Cut off as it was set, it shows anything.
    if (!isShown || !this.record.isBelieved) {
      this.#gain.restart();
      return this.#plan();
    }
    engine.clock.read(this.#before, this.#timeBefore);
    engine.clock.read(this.#after, this.#time);
    this.#edge.read(this.#shown, this.#timeBefore, this.#time, kind.accuracy);
    if (!this.#edge.isConsistent) {
      this.trouble = "its seconds contradict each other";
      return this.#rest();
    }
    if (this.#edge.error <= ENOUGH || this.#edge.readings >= MOST_READINGS) return this.#measured();
    const wait = this.#edge.wait(this.#time, SOONEST) - Math.round(this.#late);
    this.#askAfter(Math.max(wait, 0));
  }

  #measured(): void {
    const { record } = this;
    const { offset, error } = this.#edge;
    this.trouble = "";
    this.measurements++;
    this.#isDue = false;
    this.#measuredAt.copy(this.#after);
    record.offset = offset;
    record.error = error + this.#distance();
    record.measured.copy(this.#time);
    if (this.#isJustSet && Math.abs(offset) < SECOND) this.#lead = clamp(this.#lead - offset, 0, 2 * SECOND);
    if (this.#isJustSet) this.#gain.moved(offset - this.#offBefore, error);
    this.#gain.measured(this.#time, error);
    const isFar = Math.abs(offset) > WORTH_SETTING && !this.#isJustSet;
    this.#isJustSet = false;
    if (isFar) {
      this.#offBefore = offset;
      return this.#plan();
    }
    this.#keep();
    this.#rest();
  }

  /** The chip is to be set; the store knows it before. */
  #plan(): void {
    this.#doing = Doing.Setting;
    this.#tries = 0;
    this.record.error = FOREVER;
    this.#options.engine.clock.read(this.#before, this.record.measured);
    this.#keep();
    this.#aim();
  }

  /** Chooses the next second that can begin as the chip is told. */
  #aim(): void {
    const { counter, engine } = this.#options;
    counter.read(this.#after);
    engine.clock.read(this.#after, this.#time);
    this.#target.copy(this.#time);
    this.#target.add(this.#lead + SOONEST + SECOND);
    this.#target.fraction = 0;
    this.#askAfter(this.#target.since(this.#time) - this.#lead - Math.round(this.#late));
  }

  #set(): void {
    const { counter, engine } = this.#options;
    const { record } = this;
    if (!this.#isReady()) return this.#rest();
    engine.clock.read(this.#before, this.#time);
    const early = this.#target.since(this.#time) - this.#lead;
    this.#late += (this.#before.since(this.#asked) - this.#late) / 4;
    if (Math.abs(early) > MISSED && ++this.#tries < MOST_TRIES) return this.#aim();
    this.#shown.copy(this.#target);
    this.#shown.add(-SECOND);
    this.chip.write(this.#shown);
    this.settings++;
    record.checkTrim(this.chip.kind, this.chip.trim);
    record.offset = 0;
    record.error = 2 * SECOND;
    record.measured.copy(this.#target);
    this.#keep();
    this.#isJustSet = true;
    this.#edge.begin();
    this.#doing = Doing.Measuring;
    counter.read(this.#before);
    this.#askAfter(2 * SECOND);
  }

  /** Storage that fails costs the next boot its precision; but unless it is told, nothing is set. */
  #keep(): void {
    this.#options.store.write(RTC, rtcText(this.record));
  }

  #wait(delay: Q32): void {
    this.#options.counter.read(this.#before);
    this.#askAfter(delay);
    this.#options.alarm.set(this.#asked, this.#ring);
  }

  /** The next look is `delay` from now. */
  #askAfter(delay: Q32): void {
    this.#options.counter.read(this.#asked);
    this.#asked.add(delay);
  }
}
