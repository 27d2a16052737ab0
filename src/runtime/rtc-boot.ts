/**
 * The time at boot out of a real-time clock: read where one of its seconds begins, put right by what was
 * stored of it, and as wrong as its age and its frequency let it be. What it shows is not believed after its
 * power was lost, while it stands still, where it was cut off as it was set, or before this code's own build.
 */
import { type SecondRecord } from "../core/second-record.js";
import { type ClockChip } from "../refclock/clock-chip.js";
import { BUILD_SECONDS, DAY, eraSeconds } from "../time/calendar.js";
import { FOREVER, half, SECOND, type Q32 } from "../time/fixed.js";
import { Instant, Timestamp } from "../time/moment.js";
import { mayHaveLeapt } from "../time/month.js";
import { type BootClockPort, type CounterPort, type StorePort } from "./ports.js";
import { readRtc, RTC, RtcRecord } from "./rtc-record.js";

/** A second later than this begins no more: the slowest chip is not slower by a fifth. */
const PATIENCE: Q32 = 1.2 * SECOND;

/** A chip of which nothing is stored was set by someone else, perhaps to the time of some zone. */
const UNKNOWN: Q32 = DAY * SECOND;

export interface RtcBootOptions {
  readonly chip: ClockChip;
  readonly counter: CounterPort;
  readonly store: StorePort;
  /** Whom to ask where the chip is not believed, or less so. */
  readonly otherwise: BootClockPort;
}

export class RtcBoot implements BootClockPort {
  /** How wrong the time may have been that it gave, FOREVER: anyhow; undefined: it gave none. */
  error: Q32 | undefined = undefined;
  /** Why it gave none; empty: it did, or was not asked. */
  doubt = "";
  readonly record: RtcRecord;
  /** What an earlier run knew of the chip as an oscillator; undefined: nothing that is believed. */
  known: SecondRecord | undefined = undefined;
  private readonly options: RtcBootOptions;
  private readonly shown = new Timestamp();
  private readonly next = new Timestamp();
  private readonly other = new Timestamp();
  /** Between these two the second that is shown began. */
  private readonly from = new Instant();
  private readonly to = new Instant();

  constructor(options: RtcBootOptions) {
    this.options = options;
    this.record = new RtcRecord(options.chip.kind.name);
  }

  get chip(): ClockChip {
    return this.options.chip;
  }

  /** Takes up to a second, for the next one to begin. */
  read(at: Instant, into: Timestamp): Q32 {
    try {
      this.doubt = this.readChip(at, into);
    } catch (error) {
      this.record.frequencyError = this.options.chip.kind.accuracy;
      this.doubt = String(error);
    }
    const { otherwise } = this.options;
    if (this.error === undefined) return otherwise.read(at, into);
    const error = otherwise.read(at, this.other);
    if (error >= this.error) return this.error;
    this.error = undefined;
    this.doubt = "a better one was kept over sleep";
    into.copy(this.other);
    return error;
  }

  /** Answers why it is not believed, or nothing. */
  private readChip(at: Instant, into: Timestamp): string {
    const { chip, counter, store } = this.options;
    const { record } = this;
    const isStored = readRtc(store.read(RTC) ?? "", record);
    if (isStored) record.checkTrim(chip.kind, chip.trim);
    else record.forgetFrequency(chip.kind, chip.trim);
    counter.read(this.from);
    if (!chip.read(this.shown)) return "its power was lost";
    if (isStored && !record.isBelieved) return "it was being set when the power went";
    if (!this.awaitSecond()) return "it stands still";
    const width = this.to.since(this.from);
    const shown = this.next;
    if (eraSeconds(shown.seconds) < BUILD_SECONDS) return "it shows a time that is past";
    if (isStored && shown.since(record.measured) < -record.errorAt(shown) - SECOND)
      return "it shows less than it did";
    if (!isStored) record.error = UNKNOWN;
    if (!isStored) record.measured.copy(shown);
    const offset = record.offsetAt(shown);
    into.copy(shown);
    into.add(at.since(this.from) - half(width) - offset);
    this.error = isStored ? record.errorAt(shown) + half(width) + 1 : FOREVER;
    if (isStored && mayHaveLeapt(record.measured, record.error, into, this.error)) this.error += SECOND;
    if (isStored) this.age(shown);
    return "";
  }

  /** What was known of it as an oscillator is as old as it has counted since. */
  private age(shown: Timestamp): void {
    const { measured, second } = this.record;
    second.gainAgeSec += Math.max(shown.since(measured) / SECOND, 0);
    this.known = second;
  }

  /** Until the chip shows another second than at first; answers whether it does. */
  private awaitSecond(): boolean {
    const { chip, counter } = this.options;
    const began = new Instant();
    began.copy(this.from);
    for (;;) {
      counter.read(this.to);
      const isShown = chip.read(this.next);
      if (!isShown || this.to.since(began) > PATIENCE) return false;
      if (!this.next.equals(this.shown)) break;
      this.from.copy(this.to);
    }
    counter.read(this.to);
    return true;
  }
}
