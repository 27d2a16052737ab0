/**
 * What was last known of the board's real-time clock, as it outlives a restart: how far it was ahead of the
 * time and how sure that was, what it gains, how it was trimmed then, and when that was. As text, in s, ppm:
 *
 *     -0.000412 0.001012 -1.234 2.000 12 2026-11-20T12:34:56Z
 *     chip DS3231
 *     gain -1.2345 0
 *     horizon 4096 21 1.012 2.034
 *
 * The other lines, which earlier versions did not write, are what it is known by as an oscillator: what it
 * gained over a day, in ppm, and how long before that was, in s; of each `horizon` how many rehearsals count,
 * and how far off it was in them, RMS and at most, in ms.
 */
import { SecondRecord } from "../core/second-record.js";
import { SECOND_FIRST_LOG2, SECOND_HORIZONS } from "../core/second-oscillator.js";
import { type ChipKind, type Trim } from "../refclock/clock-chip.js";
import { DAY } from "../time/calendar.js";
import { FOREVER, PPM, scale, SECOND, type Q32, type Rate } from "../time/fixed.js";
import { Timestamp } from "../time/moment.js";
import { decimal, horizonText, readDate, readHorizon, stampText } from "./crystal-text.js";

/** Under which name it is stored. */
export const RTC = "rtc";

/** What no chip gains, and what no age is. */
const MOST_GAIN_PPM = 500;
const MOST_AGE_SEC = 68 * 365 * DAY;

/** An era, in seconds. */
const MOST_NUMBER = 0x1_0000_0000;

const CHIP = "chip ";
const LINE = (): RegExp => /^(-?\d+\.\d+) (\d+\.\d+) (-?\d+\.\d+) (\d+\.\d+) (-?\d+) (\S+)$/;

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
  /** What it is worth as an oscillator. */
  second = new SecondRecord();

  /** `chip`: the name of its kind. */
  constructor(readonly chip: string) {}

  get isBelieved(): boolean {
    return this.error < FOREVER;
  }

  /** The chip's frequency is that of its kind alone. */
  forgetFrequency(kind: ChipKind, trim: Trim | undefined): void {
    this.frequency = 0;
    this.frequencyError = kind.accuracy;
    this.trim = trim?.read() ?? 0;
    this.second.gain = NaN;
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
export function rtcText(record: RtcRecord): string {
  const { offset, error, frequency, frequencyError, trim, measured, chip, second } = record;
  const rates = [frequency, frequencyError].map(rate => decimal(rate / PPM, 3));
  const seconds = [offset, error].map(duration => decimal(duration / SECOND, 6));
  const lines = [[...seconds, ...rates, trim, stampText(measured)].join(" ")];
  lines.push(CHIP + chip);
  const { gain, gainAgeSec, runOffs } = second;
  if (!Number.isNaN(gain)) lines.push(`gain ${decimal(gain / PPM, 4)} ${Math.ceil(gainAgeSec)}`);
  for (let i = 0; i < SECOND_HORIZONS; i++) {
    const { count, byLast } = runOffs[i];
    if (count > 0) lines.push(horizonText(SECOND_FIRST_LOG2 + i, count, byLast));
  }
  return lines.map(line => `${line}\n`).join("");
}

/** Fills `record`; answers false, and does nothing, where `text` is none, or is of another kind of chip. */
export function readRtc(text: string, record: RtcRecord): boolean {
  const [first, ...others] = text.split("\n").map(line => line.trim());
  const fields = LINE().exec(first);
  // None of them can be more: the text is damaged.
  const numbers = fields?.slice(1, 6).map(Number) ?? [];
  if (numbers.some(number => Math.abs(number) > MOST_NUMBER)) return false;
  const isAnother = others.some(line => line.startsWith(CHIP) && line !== CHIP + record.chip);
  if (!fields || isAnother || !readDate(fields[6], record.measured)) return false;
  const [offset, error, frequency, frequencyError, trim] = numbers;
  record.offset = Math.round(offset * SECOND);
  record.error = Math.round(error * SECOND);
  record.frequency = Math.round(frequency * PPM);
  record.frequencyError = Math.round(frequencyError * PPM);
  record.trim = trim;
  for (const line of others) readLine(line, record);
  return true;
}

/** What is not understood, or what no chip does, is passed over. */
function readLine(line: string, record: RtcRecord): void {
  const [word, ...fields] = line.split(/\s+/);
  const numbers = fields.map(Number);
  if (numbers.some(number => !Number.isFinite(number))) return;
  const { second } = record;
  if (word === "gain" && numbers.length === 2) readGain(numbers, second);
  if (word === "horizon" && numbers.length === 4) readHorizon(numbers, second.runOffs, SECOND_FIRST_LOG2);
}

function readGain([ppm, ageSec]: readonly number[], second: SecondRecord): void {
  if (Math.abs(ppm) > MOST_GAIN_PPM || ageSec < 0 || ageSec > MOST_AGE_SEC) return;
  second.gain = Math.round(ppm * PPM) || 0; // never -0
  second.gainAgeSec = ageSec;
}
