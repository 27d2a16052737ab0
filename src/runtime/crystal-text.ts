/**
 * What is known of a crystal as text, for people to read and for others' programs, whose drift files begin
 * with the frequency, too:
 *
 *     -29.232 0.020 0.00250 2026-11-20T12:34:56Z
 *     horizon 1024 2048 0.011 0.092 0.011 0.093
 *     temperature 24.50 -0.4000 -0.04000
 *
 * The first line has the frequency correction and its deviation in ppm, what it wanders by in a second as a
 * deviation in ppm, and when that was. A `horizon` is a span in seconds, how many rehearsals of it count, and
 * how far the clock ran off in them, RMS and at most, in ms, with the last frequency and with the mean of a
 * day. The temperature's line has the temperature that the frequency belongs to, in °C, and at 25 °C what a
 * degree makes of the frequency in ppm, and what its square makes.
 */
import { type Crystal } from "../core/crystal.js";
import { FIRST_LOG2, HORIZONS, type Guess } from "../core/run-off.js";
import { DEGREE } from "../core/temperature.js";
import { MAXFREQ } from "../core/software-clock.js";
import { Civil, daysToSeconds, eraSeconds } from "../time/calendar.js";
import { FINE, MILLISECOND, PPM } from "../time/fixed.js";
import { type Timestamp } from "../time/moment.js";

/** What a crystal's slope and curve are in: see `ThermalFit`. */
const SLOPE_DEGREES = 16;
const CURVE_DEGREES = SLOPE_DEGREES * SLOPE_DEGREES;

const FINE_PPM = FINE * PPM;

// What no crystal does: such a line is a mistake.
const MOST_RUN_OFF_MS = 1e6;
const MOST_DEGREES = 200;
const MOST_SLOPE = 20;
const MOST_CURVE = 1;

/** `crystal` as it is at `time`. */
export function crystalText(crystal: Crystal, time: Timestamp): string {
  const { frequency, frequencyError, walk, runOffs, thermal } = crystal;
  const first = [
    decimal(frequency / PPM, 3),
    decimal(frequencyError / PPM, 3),
    decimal(walk / FINE_PPM, 5),
    dateText(time),
  ];
  const lines = [first.join(" ")];
  for (let i = 0; i < HORIZONS; i++) {
    const { count, byLast, byMean } = runOffs[i];
    const guesses = [...guessTexts(byLast), ...guessTexts(byMean)];
    if (count > 0) lines.push(["horizon", 1 << (FIRST_LOG2 + i), count, ...guesses].join(" "));
  }
  if (thermal.isKnown) {
    const slope = decimal(thermal.slope / FINE_PPM / SLOPE_DEGREES, 4);
    const curve = decimal(thermal.curve / FINE_PPM / CURVE_DEGREES, 5);
    lines.push(`temperature ${decimal(thermal.reading / DEGREE, 2)} ${slope} ${curve}`);
  }
  return lines.map(line => `${line}\n`).join("");
}

/**
 * Fills `crystal` from `text` and `time` with when that was written, 0 where it does not say; answers false,
 * and neither is of use, where `text` does not begin with a frequency. A line that is not understood is
 * passed over.
 */
export function readCrystal(text: string, crystal: Crystal, time: Timestamp): boolean {
  const [first, ...others] = text.split("\n");
  const [frequency, error, walk, date] = first.trim().split(/\s+/);
  if (frequency === "" || Math.abs(Number(frequency)) * PPM > MAXFREQ || Number.isNaN(Number(frequency)))
    return false;
  crystal.frequency = Math.round(Number(frequency) * PPM) || 0; // never -0
  if (Number(error) > 0) crystal.frequencyError = Math.round(Number(error) * PPM);
  if (Number(walk) > 0) crystal.walk = Math.round(Number(walk) * FINE_PPM);
  readDate(date ?? "", time);
  for (const line of others) readLine(line, crystal);
  return true;
}

function readLine(line: string, crystal: Crystal): void {
  const [word, ...fields] = line.trim().split(/\s+/);
  const numbers = fields.map(Number);
  if (numbers.some(number => !Number.isFinite(number))) return;
  if (word === "horizon" && numbers.length === 6) readHorizon(numbers, crystal);
  if (word === "temperature" && numbers.length === 3) readTemperature(numbers, crystal);
}

function readTemperature([degrees, slope, curve]: readonly number[], { thermal }: Crystal): void {
  if (Math.abs(degrees) > MOST_DEGREES || Math.abs(slope) > MOST_SLOPE || Math.abs(curve) > MOST_CURVE)
    return;
  thermal.isKnown = true;
  thermal.reading = Math.round(degrees * DEGREE);
  thermal.slope = Math.round(slope * FINE_PPM * SLOPE_DEGREES);
  thermal.curve = Math.round(curve * FINE_PPM * CURVE_DEGREES);
}

function readHorizon([seconds, count, ...runOff]: readonly number[], crystal: Crystal): void {
  if (!Number.isInteger(count) || count < 1) return;
  if (runOff.some(value => value < 0 || value > MOST_RUN_OFF_MS)) return;
  for (let i = 0; i < HORIZONS; i++) {
    if (seconds !== 1 << (FIRST_LOG2 + i)) continue;
    const record = crystal.runOffs[i];
    record.count = count;
    readGuess(record.byLast, runOff[0], runOff[1]);
    readGuess(record.byMean, runOff[2], runOff[3]);
  }
}

function guessTexts({ square, worst }: Guess): string[] {
  return [Math.sqrt(square), worst].map(runOff => decimal(runOff / MILLISECOND, 3));
}

function readGuess(guess: Guess, rms: number, worst: number): void {
  guess.square = Math.round(rms * MILLISECOND * rms * MILLISECOND);
  guess.worst = Math.round(worst * MILLISECOND);
}

function decimal(value: number, digits: number): string {
  return value.toFixed(digits);
}

/** To the second, in UTC. */
function dateText(time: Timestamp): string {
  const civil = new Civil();
  civil.set(eraSeconds(time.seconds));
  const pad = (value: number, length = 2): string => String(value).padStart(length, "0");
  const { year, month, day, hour, minute, second } = civil;
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}Z`;
}

function readDate(text: string, time: Timestamp): void {
  const fields = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z$/.exec(text);
  if (!fields) return time.set(0, 0);
  const [year, month, day, hour, minute, second] = fields.slice(1).map(Number);
  time.set(daysToSeconds(year, month, day) + (hour * 60 + minute) * 60 + second, 0);
}
