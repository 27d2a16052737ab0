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
import { FOREVER, SECOND, type Q32 } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { ClockStanding } from "./clock-standing.js";
import { EdgeSearch, Reading } from "./edge-search.js";
import { type RtcBoot } from "./rtc-boot.js";
import { RtcDue } from "./rtc-due.js";
import { RtcGain } from "./rtc-gain.js";
import { type RtcKeeperOptions } from "./rtc-keeper-options.js";
import { RTC, type RtcRecord, rtcText } from "./rtc-record.js";
import { type RtcStatus } from "./rtc-status.js";
import { MISSED, SecondAim } from "./second-aim.js";

/** How often it is asked whether there is something to do. */
const LOOK_EVERY = 64 * SECOND;

/** What a chip may be off by without being set. */
const WORTH_SETTING = SECOND / 4;

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

  private readonly options: RtcKeeperOptions;
  private readonly gain: RtcGain;
  private readonly search: EdgeSearch;
  private readonly standing: ClockStanding;
  private doing = Doing.Waiting;
  private readonly due = new RtcDue();
  private isJustSet = false;
  /** What the clock may be wrong by that was set by hand, and is to be the chip's; undefined: it was not. */
  private handError: Q32 | undefined = undefined;
  /** What the chip was ahead before it was set. */
  private offBefore: Q32 = 0;
  private readonly aim: SecondAim;
  private readonly asked = new Instant();
  private readonly now = new Instant();
  private readonly ring = (): void => this.act();

  constructor(options: RtcKeeperOptions) {
    const { boot, chip, counter, engine } = options;
    this.options = options;
    this.chip = chip;
    this.boot = boot;
    this.record = boot.record;
    this.search = new EdgeSearch(chip, counter, engine.clock);
    this.standing = new ClockStanding(engine);
    this.gain = new RtcGain(chip, this.record);
    this.aim = new SecondAim(engine.clock, chip.kind.secondAfterWrite);
    this.askAfter(LOOK_EVERY);
    options.alarm.set(this.asked, this.ring);
    if (boot.known) options.inputs.known(boot.known);
  }

  get trimmings(): number {
    return this.gain.trimmings;
  }

  write(): boolean {
    this.options.counter.read(this.now);
    if (!this.standing.isFollowing(this.now)) return false;
    this.handError = undefined;
    this.setSoon();
    return true;
  }

  /** The clock was set by hand, within `error`: so is the chip, soon. */
  setByHand(error: Q32): void {
    this.options.counter.read(this.now);
    this.handError = error;
    this.setSoon();
  }

  private setSoon(): void {
    this.gain.restart();
    this.attempt(() => this.plan());
  }

  private act(): void {
    this.options.counter.read(this.now);
    this.attempt(() => {
      if (this.doing === Doing.Setting) this.set();
      else if (this.isReady() && (this.doing === Doing.Measuring || this.isTime())) this.measure();
      else this.rest();
    });
  }

  private attempt(what: () => void): void {
    try {
      what();
    } catch (error) {
      this.trouble = String(error);
      this.rest();
    }
    this.options.alarm.set(this.asked, this.ring);
  }

  private rest(): void {
    this.doing = Doing.Waiting;
    this.handError = undefined;
    this.askAfter(LOOK_EVERY);
  }

  /** Whether the clock has another's time, near enough, with no leap second under way. */
  private isReady(): boolean {
    const standing = this.standing;
    if (!standing.isLeaping) return standing.isHolding || standing.isFollowing(this.now);
    this.due.isAtOnce = true;
    this.gain.restart();
    return false;
  }

  private isTime(): boolean {
    if (!this.isRecordDue() && !this.due.isComparison(this.now, this.standing.isHolding)) return false;
    this.search.begin();
    this.doing = Doing.Measuring;
    return true;
  }

  /** Whether what is found is to be written down. */
  private isRecordDue(): boolean {
    const { rtcUpdateHours } = this.options.engine.settings;
    return this.standing.isFollowing(this.now) && this.due.isRecord(this.now, rtcUpdateHours);
  }

  /** One reading, and what follows of it. */
  private measure(): void {
    // Cut off as it was set, it shows anything.
    const reading = this.record.isBelieved ? this.search.read(this.asked, this.now) : Reading.Lost;
    switch (reading) {
      case Reading.Lost:
        this.gain.restart();
        return this.standing.isFollowing(this.now) ? this.plan() : this.rest();
      case Reading.Contradictory:
        this.trouble = "its seconds contradict each other";
        return this.rest();
      case Reading.Wanting:
        return this.askAfter(this.search.wait());
      default:
        return this.found();
    }
  }

  private found(): void {
    this.trouble = "";
    this.due.compared(this.now);
    const isFollowing = this.standing.isFollowing(this.now);
    if (isFollowing && (this.isRecordDue() || this.isJustSet)) return this.measured();
    if (this.search.isFine) this.options.inputs.compared(this.search.offset);
    this.rest();
  }

  private measured(): void {
    const { record } = this;
    const { error, offset, time } = this.search;
    this.measurements++;
    this.due.written(this.now);
    record.offset = offset;
    record.error = error + this.standing.distance(this.now);
    record.measured.copy(time);
    if (this.isJustSet) {
      this.aim.learn(offset);
      this.gain.moved(offset - this.offBefore, error);
    }
    const { trimmings } = this.gain;
    this.gain.measured(time, error + this.options.engine.system.jitter);
    if (this.gain.trimmings > trimmings) this.options.inputs.moved();
    else if (this.search.isFine) this.options.inputs.compared(offset);
    const isFar = Math.abs(offset) > WORTH_SETTING && !this.isJustSet;
    this.isJustSet = false;
    if (isFar) {
      this.offBefore = offset;
      return this.plan();
    }
    this.keep();
    this.rest();
  }

  /** The chip is to be set; the store knows it before. */
  private plan(): void {
    this.doing = Doing.Setting;
    this.aim.begin();
    this.record.error = FOREVER;
    this.options.engine.clock.aim(this.now, this.record.measured);
    this.keep();
    this.choose();
  }

  /** Chooses the next second that can begin as the chip is told. */
  private choose(): void {
    this.options.counter.read(this.now);
    this.askAfter(this.aim.choose(this.now) - Math.round(this.search.late));
  }

  private set(): void {
    const { record } = this;
    const { shown, target } = this.aim;
    const isWanted = this.handError !== undefined || this.standing.isFollowing(this.now);
    if (this.standing.isLeaping || !isWanted) return this.rest();
    this.search.rang(this.asked, this.now);
    if (!this.aim.isNow(this.now)) return this.choose();
    this.chip.write(shown);
    this.options.inputs.moved();
    this.settings++;
    record.checkTrim(this.chip.kind, this.chip.trim);
    record.offset = 0;
    const handError = this.handError;
    record.error = handError === undefined ? 2 * SECOND : handError + Math.abs(this.aim.early) + MISSED;
    record.measured.copy(target);
    this.keep();
    this.isJustSet = handError === undefined;
    this.due.isAtOnce = true;
    this.search.begin();
    this.doing = Doing.Measuring;
    this.askAfter(2 * SECOND);
  }

  /** Storage that fails costs the next boot its precision; but unless it is told, nothing is set. */
  private keep(): void {
    const { engine, store } = this.options;
    if (!engine.carrier.remember(this.record.second, this.now)) this.record.second = new SecondRecord();
    store.write(RTC, rtcText(this.record));
  }

  /** The next look is `delay` from now. */
  private askAfter(delay: Q32): void {
    this.options.counter.read(this.asked);
    this.asked.add(delay);
  }
}
