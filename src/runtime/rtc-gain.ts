/** What a real-time clock gains, measured over hours, and its trim, which takes most of that away. */
import { type ClockChip } from "../refclock/clock-chip.js";
import { DAY } from "../time/calendar.js";
import { clamp, rateOf, scale, SECOND, type Q32, type Rate } from "../time/fixed.js";
import { Timestamp } from "../time/moment.js";
import { type RtcRecord } from "./rtc-record.js";

/** Over how long a gain is measured at first, what replaces it, and when that begins anew, in seconds. */
const FIRST_SPAN = 4 * 3600;
const SPAN = DAY;
const LONGEST_SPAN = 7 * DAY;

/** A trim does what it says to within so much of itself. */
const TRIM_TRUST = 5;

export class RtcGain {
  trimmings = 0;
  private readonly chip: ClockChip;
  private readonly record: RtcRecord;
  private readonly since = new Timestamp();
  private offset: Q32 = 0;
  private error: Q32 = 0;
  private isOpen = false;
  private isKnown = false;
  /** What was gained before it was trimmed: a trim that makes it worse is the last. */
  private untrimmed: Rate = Infinity;
  private isTrimUseless = false;

  constructor(chip: ClockChip, record: RtcRecord) {
    this.chip = chip;
    this.record = record;
  }

  /** The chip was set, and shows `by` more than when it was last measured, within `error`. */
  moved(by: Q32, error: Q32): void {
    this.offset += by;
    this.error += error;
  }

  /** What the chip shows has nothing to do with what it showed. */
  restart(): void {
    this.isOpen = false;
  }

  /** The record has a new offset, measured at `time`, its edge within `error`. */
  measured(time: Timestamp, error: Q32): void {
    const record = this.record;
    const { kind } = this.chip;
    const elapsed = time.since(this.since);
    const change = record.offset - this.offset;
    const unsure = error + this.error;
    const isPossible = Math.abs(change) <= scale(elapsed, 4 * kind.accuracy) + 2 * unsure;
    if (!this.isOpen || !isPossible || elapsed <= 0) return this.begin(time, error);
    if (elapsed / SECOND < (this.isKnown ? SPAN : FIRST_SPAN)) return;
    const gain = rateOf(change, elapsed);
    const gainError = rateOf(unsure, elapsed);
    record.frequency = gain;
    record.frequencyError = kind.steadiness + gainError;
    this.isKnown = true;
    if (this.trims(gain, gainError) || elapsed / SECOND > LONGEST_SPAN) this.begin(time, error);
  }

  private begin(time: Timestamp, error: Q32): void {
    this.isOpen = true;
    this.since.copy(time);
    this.offset = this.record.offset;
    this.error = error;
  }

  /** Trims the chip where that is worth it; answers whether it did. */
  private trims(gain: Rate, gainError: Rate): boolean {
    const { trim } = this.chip;
    const record = this.record;
    if (trim === undefined || this.isTrimUseless) return false;
    const worth = Math.abs(trim.step) / 2;
    if (Math.abs(gain) > this.untrimmed + gainError) this.isTrimUseless = true;
    if (this.isTrimUseless || gainError > worth || Math.abs(gain) < worth) return false;
    const steps = clamp(record.trim - Math.round(gain / trim.step), trim.least, trim.most);
    const change = (steps - record.trim) * trim.step;
    if (change === 0) return false;
    trim.write(steps);
    this.trimmings++;
    this.untrimmed = Math.abs(gain);
    this.isKnown = false;
    record.trim = steps;
    record.frequency = gain + change;
    record.frequencyError += Math.round(Math.abs(change) / TRIM_TRUST);
    return true;
  }
}
