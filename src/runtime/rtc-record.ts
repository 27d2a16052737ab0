/**
 * What was last known of the board's real-time clock, as it outlives a restart: how far it was ahead of the
 * time and how sure that was, what it gains, how it was trimmed then, and when that was. As text, in s, ppm:
 *
 *     -0.000412 0.001012 -1.234 2.000 12 2026-11-20T12:34:56Z
 */
import { type ChipKind, type Trim } from "../refclock/clock-chip.js";
import { FOREVER, PPM, scale, SECOND, type Q32, type Rate } from "../time/fixed.js";
import { Timestamp } from "../time/moment.js";
import { readDate, stampText } from "./crystal-text.js";

/** Under which name it is stored. */
export const RTC = "rtc";

const LINE = /^(-?\d+\.\d+) (\d+\.\d+) (-?\d+\.\d+) (\d+\.\d+) (-?\d+) (\S+)$/;

export class RtcRecord {
  /** How far the chip was ahead. */
  offset: Q32 = 0;
  /** How far that may have been wrong; FOREVER: the chip was about to be set. */
  error: Q32 = 0;
  /** What the chip gains. */
  frequency: Rate = 0;
  /** How far that may be wrong. */
  frequencyError: Rate = 0;
  /** The trim that it was so with; 0 where there is none. */
  trim = 0;
  readonly measured = new Timestamp();

  get isBelieved(): boolean {
    return this.error < FOREVER;
  }

  /** The chip's frequency is that of its kind alone. */
  forgetFrequency(kind: ChipKind, trim: Trim | undefined): void {
    this.frequency = 0;
    this.frequencyError = kind.accuracy;
    this.trim = trim?.read() ?? 0;
  }

  /** Whether it is still trimmed as it was; else what it gains is not known. */
  checkTrim(kind: ChipKind, trim: Trim | undefined): void {
    if (this.trim !== (trim?.read() ?? 0)) this.forgetFrequency(kind, trim);
  }

  /** How far the chip is ahead when it shows `shown`. */
  offsetAt(shown: Timestamp): Q32 {
    return this.offset + scale(shown.since(this.measured), this.frequency);
  }

  /** How far that may be wrong. */
  errorAt(shown: Timestamp): Q32 {
    return this.error + Math.abs(scale(shown.since(this.measured), this.frequencyError));
  }
}

/** The text that `readRtc` reads. */
export function rtcText({ offset, error, frequency, frequencyError, trim, measured }: RtcRecord): string {
  const rates = [frequency, frequencyError].map(rate => (rate / PPM).toFixed(3));
  const seconds = [offset, error].map(duration => (duration / SECOND).toFixed(6));
  return `${[...seconds, ...rates, trim, stampText(measured)].join(" ")}\n`;
}

/** Fills `record`; answers false, and it is of no use, where `text` is no such line. */
export function readRtc(text: string, record: RtcRecord): boolean {
  const fields = LINE.exec(text.trim());
  if (!fields || !readDate(fields[6], record.measured)) return false;
  const [offset, error, frequency, frequencyError, trim] = fields.slice(1, 6).map(Number);
  record.offset = Math.round(offset * SECOND);
  record.error = Math.round(error * SECOND);
  record.frequency = Math.round(frequency * PPM);
  record.frequencyError = Math.round(frequencyError * PPM);
  record.trim = trim;
  return true;
}
