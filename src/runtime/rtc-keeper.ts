/**
 * Keeps the board's real-time clock: while there are sources it is measured against the disciplined clock,
 * from one second's edge to the next; trimmed where it can be; set, on an edge, where it is far off; and what
 * is known of it is stored, so that the next boot begins with a time that is good to milliseconds. Between
 * these, and when there are no sources, it is compared with the clock, which it may carry then.
 *
 * The power may go at any moment. Before the chip is set the store says so, and again when it is; what it
 * gains is stored with the trim that it was measured at, and counts for no other.
 */
import { SecondRecord } from "../core/second-record.js";
import { type ClockChip } from "../refclock/clock-chip.js";
import { clamp, FOREVER, MILLISECOND, SECOND, type Q32 } from "../time/fixed.js";
import { Instant, Timestamp } from "../time/moment.js";
import { ClockStanding } from "./clock-standing.js";
import { EdgeSearch, Reading, SOONEST } from "./edge-search.js";
import { type RtcBoot } from "./rtc-boot.js";
import { RtcGain } from "./rtc-gain.js";
import { type RtcKeeperOptions } from "./rtc-keeper-options.js";
import { RTC, type RtcRecord, rtcText } from "./rtc-record.js";
import { type RtcStatus } from "./rtc-status.js";

/** How often it is asked whether there is something to do. */
const LOOK_EVERY = 64 * SECOND;

/** How often it is compared, in seconds: with sources, and without. */
const COMPARED_EVERY = 1024;
const CARRYING_EVERY = 256;

/** What a chip may be off by without being set. */
const WORTH_SETTING = SECOND / 4;

/** A moment for setting it that is missed by more is let go, unless that was the last of so many. */
const MISSED = 10 * MILLISECOND;
const MOST_TRIES = 16;

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
  readonly #search: EdgeSearch;
  readonly #standing: ClockStanding;
  #doing = Doing.Waiting;
  #isDue = true;
  #isJustSet = false;
  /** What the chip was ahead before it was set. */
  #offBefore: Q32 = 0;
  #tries = 0;
  /** How long after being set the chip begins a second. */
  #lead: Q32;
  readonly #asked = new Instant();
  readonly #measuredAt = new Instant();
  readonly #comparedAt = new Instant();
  readonly #now = new Instant();
  readonly #time = new Timestamp();
  readonly #shown = new Timestamp();
  /** The second that begins after the chip is set. */
  readonly #target = new Timestamp();
  readonly #ring = (): void => this.#act();

  constructor(options: RtcKeeperOptions) {
    const { boot, chip, counter, engine } = options;
    this.#options = options;
    this.chip = chip;
    this.boot = boot;
    this.record = boot.record;
    this.#search = new EdgeSearch(chip, counter, engine.clock);
    this.#standing = new ClockStanding(engine);
    this.#gain = new RtcGain(chip, this.record);
    this.#lead = chip.kind.secondAfterWrite;
    this.#askAfter(LOOK_EVERY);
    options.alarm.set(this.#asked, this.#ring);
    if (boot.known) options.inputs.known(boot.known);
  }

  get trimmings(): number {
    return this.#gain.trimmings;
  }

  #act(): void {
    const { alarm, counter } = this.#options;
    counter.read(this.#now);
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

  /** Whether the clock has another's time, near enough, with no leap second under way. */
  #isReady(): boolean {
    const standing = this.#standing;
    if (!standing.isLeaping) return standing.isHolding || standing.isFollowing(this.#now);
    this.#isDue = true;
    this.#gain.restart();
    return false;
  }

  #isTime(): boolean {
    const compared = this.#now.since(this.#comparedAt) / SECOND;
    if (!this.#isRecordDue() && compared < (this.#standing.isHolding ? CARRYING_EVERY : COMPARED_EVERY))
      return false;
    this.#search.begin();
    this.#doing = Doing.Measuring;
    return true;
  }

  /** Whether what is found is to be written down. */
  #isRecordDue(): boolean {
    if (!this.#standing.isFollowing(this.#now)) return false;
    const every = this.#options.engine.settings.rtcUpdateHours * 3600;
    return this.#isDue || this.#now.since(this.#measuredAt) / SECOND >= every;
  }

  /** One reading, and what follows of it. */
  #measure(): void {
    // Cut off as it was set, it shows anything.
    const reading = this.record.isBelieved ? this.#search.read(this.#asked, this.#now) : Reading.Lost;
    switch (reading) {
      case Reading.Lost:
        this.#gain.restart();
        return this.#standing.isFollowing(this.#now) ? this.#plan() : this.#rest();
      case Reading.Contradictory:
        this.trouble = "its seconds contradict each other";
        return this.#rest();
      case Reading.Wanting:
        return this.#askAfter(this.#search.wait());
      default:
        return this.#found();
    }
  }

  #found(): void {
    this.trouble = "";
    this.#comparedAt.copy(this.#now);
    const isFollowing = this.#standing.isFollowing(this.#now);
    if (isFollowing && (this.#isRecordDue() || this.#isJustSet)) return this.#measured();
    if (this.#search.isFine) this.#options.inputs.compared(this.#search.offset);
    this.#rest();
  }

  #measured(): void {
    const { record } = this;
    const { error, offset, time } = this.#search;
    this.measurements++;
    this.#isDue = false;
    this.#measuredAt.copy(this.#now);
    record.offset = offset;
    record.error = error + this.#standing.distance(this.#now);
    record.measured.copy(time);
    if (this.#isJustSet && Math.abs(offset) < SECOND) this.#lead = clamp(this.#lead - offset, 0, 2 * SECOND);
    if (this.#isJustSet) this.#gain.moved(offset - this.#offBefore, error);
    const { trimmings } = this.#gain;
    this.#gain.measured(time, error + this.#options.engine.system.jitter);
    if (this.#gain.trimmings > trimmings) this.#options.inputs.moved();
    else if (this.#search.isFine) this.#options.inputs.compared(offset);
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
    this.#options.engine.clock.aim(this.#now, this.record.measured);
    this.#keep();
    this.#aim();
  }

  /** Chooses the next second that can begin as the chip is told. */
  #aim(): void {
    const { counter, engine } = this.#options;
    counter.read(this.#now);
    engine.clock.aim(this.#now, this.#time);
    this.#target.copy(this.#time);
    this.#target.add(this.#lead + SOONEST + SECOND);
    this.#target.fraction = 0;
    this.#askAfter(this.#target.since(this.#time) - this.#lead - Math.round(this.#search.late));
  }

  #set(): void {
    const { engine, inputs } = this.#options;
    const { record } = this;
    if (this.#standing.isLeaping || !this.#standing.isFollowing(this.#now)) return this.#rest();
    engine.clock.aim(this.#now, this.#time);
    const early = this.#target.since(this.#time) - this.#lead;
    this.#search.rang(this.#asked, this.#now);
    if (Math.abs(early) > MISSED && ++this.#tries < MOST_TRIES) return this.#aim();
    this.#shown.copy(this.#target);
    this.#shown.add(-SECOND);
    this.chip.write(this.#shown);
    inputs.moved();
    this.settings++;
    record.checkTrim(this.chip.kind, this.chip.trim);
    record.offset = 0;
    record.error = 2 * SECOND;
    record.measured.copy(this.#target);
    this.#keep();
    this.#isJustSet = true;
    this.#search.begin();
    this.#doing = Doing.Measuring;
    this.#askAfter(2 * SECOND);
  }

  /** Storage that fails costs the next boot its precision; but unless it is told, nothing is set. */
  #keep(): void {
    const { engine, store } = this.#options;
    if (!engine.carrier.remember(this.record.second, this.#now)) this.record.second = new SecondRecord();
    store.write(RTC, rtcText(this.record));
  }

  /** The next look is `delay` from now. */
  #askAfter(delay: Q32): void {
    this.#options.counter.read(this.#asked);
    this.#asked.add(delay);
  }
}
