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
import { FIRST_LOG2, HORIZONS, mostRehearsals, type Guess, type RunOffRecord } from "../core/run-off.js";
import { DEGREE } from "../core/temperature.js";
import { MAXFREQ } from "../core/software-clock.js";
import { daysToSeconds } from "../time/calendar.js";
import { civilOf, clockText, dateText } from "../time/civil-text.js";
import { FINE, MILLISECOND, PPM } from "../time/fixed.js";
import { type Timestamp } from "../time/moment.js";

/** What a crystal's slope and curve are in: see `ThermalFit`. */
const SLOPE_DEGREES = 16;
const CURVE_DEGREES = SLOPE_DEGREES * SLOPE_DEGREES;

const FINE_PPM = FINE * PPM;

// What no crystal does: such a line is a mistake. What is less than the least would print as 0.
const LEAST_WALK_PPM = 0.00001;
const MOST_WALK_PPM = 1;
const LEAST_RUN_OFF_MS = 0.001;
const MOST_RUN_OFF_MS_PER_SECOND = 1;
const MOST_DEGREES = 200;
const MOST_SLOPE = 20;
const MOST_CURVE = 1;

/** What two values may be apart in the text that are equal. */
const ROUNDING_MS = 0.001;

/** Told where something in the text is not believed, and why. */
export type Refuse = (why: string) => void;

/** `crystal` as it is at `time`. */
export function crystalText(crystal: Crystal, time: Timestamp): string {
  const { frequency, frequencyError, walk, runOffs, thermal } = crystal;
  const first = [
    decimal(frequency / PPM, 3),
    decimal(frequencyError / PPM, 3),
    decimal(walk / FINE_PPM, 5),
    stampText(time),
  ];
  const lines = [first.join(" ")];
  for (let i = 0; i < HORIZONS; i++) {
    const { count, byLast, byMean } = runOffs[i];
    if (count > 0) lines.push(horizonText(FIRST_LOG2 + i, count, byLast, byMean));
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
 * and neither is of use, where `text` does not begin with a frequency. What is not understood, or no crystal
 * does, is passed over, and `refuse` told of it.
 */
export function readCrystal(text: string, crystal: Crystal, time: Timestamp, refuse: Refuse): boolean {
  const [first, ...others] = text.split("\n").map(line => line.trim());
  if (!readFirst(first, crystal, time, why => refuse(`line 1: ${why}`))) return false;
  others.forEach((line, i) => {
    const why = line === "" ? undefined : readLine(line, crystal);
    if (why !== undefined) refuse(`line ${i + 2}: ${why}`);
  });
  return true;
}

function readFirst(line: string, crystal: Crystal, time: Timestamp, refuse: Refuse): boolean {
  const [frequency, error, walk, date] = line.split(/\s+/);
  const isFrequency = frequency !== "" && Math.abs(Number(frequency)) * PPM <= MAXFREQ;
  if (!isFrequency) refuse("no frequency that a counter can be corrected by");
  else crystal.frequency = Math.round(Number(frequency) * PPM) || 0; // never -0
  // Others' drift files end here, or after the deviation.
  if (Number(error) >= 0 && Number(error) * PPM <= MAXFREQ)
    crystal.frequencyError = Math.round(Number(error) * PPM);
  else if (error !== undefined) refuse("no deviation of a frequency");
  if (Number(walk) >= LEAST_WALK_PPM && Number(walk) <= MOST_WALK_PPM)
    crystal.walk = Math.round(Number(walk) * FINE_PPM);
  else if (walk !== undefined) refuse("no crystal wanders so");
  if (!readDate(date ?? "", time) && date !== undefined) refuse("no date");
  return isFrequency;
}

/** Answers why a line is not believed; undefined: it is. */
function readLine(line: string, crystal: Crystal): string | undefined {
  const [word, ...fields] = line.split(/\s+/);
  const numbers = fields.map(Number);
  if (numbers.some(number => !Number.isFinite(number))) return "not a number";
  if (word === "horizon" && numbers.length === 6) return readHorizon(numbers, crystal.runOffs, FIRST_LOG2);
  if (word === "temperature" && numbers.length === 3) return readTemperature(numbers, crystal);
  return "not understood";
}

function readTemperature(
  [degrees, slope, curve]: readonly number[],
  { thermal }: Crystal,
): string | undefined {
  if (Math.abs(degrees) > MOST_DEGREES) return "no crystal is at such a temperature";
  if (Math.abs(slope) > MOST_SLOPE || Math.abs(curve) > MOST_CURVE)
    return "no crystal minds the temperature so";
  thermal.isKnown = true;
  thermal.reading = Math.round(degrees * DEGREE);
  thermal.slope = Math.round(slope * FINE_PPM * SLOPE_DEGREES);
  thermal.curve = Math.round(curve * FINE_PPM * CURVE_DEGREES);
  return undefined;
}

/** The line of one horizon, log2 of seconds. */
export function horizonText(horizonLog2: number, count: number, ...guesses: readonly Guess[]): string {
  return ["horizon", 1 << horizonLog2, count, ...guesses.flatMap(guessTexts)].join(" ");
}

/**
 * Reads the numbers of such a line into one of `records`, of which the first is of `firstLog2`; a line of one
 * guess has it for both. Answers why they are not believed; undefined: they are.
 */
export function readHorizon(
  [seconds, count, ...runOff]: readonly number[],
  records: readonly RunOffRecord[],
  firstLog2: number,
): string | undefined {
  let i = 0;
  while (i < records.length && seconds !== 1 << (firstLog2 + i)) i++;
  if (i === records.length) return "no such horizon";
  if (!Number.isInteger(count) || count < 1 || count > mostRehearsals(firstLog2 + i))
    return "no such number of rehearsals";
  if (runOff.some(value => value > seconds * MOST_RUN_OFF_MS_PER_SECOND)) return "no crystal runs off so far";
  if (runOff.some(value => value < LEAST_RUN_OFF_MS)) return "no crystal never runs off";
  const [byLast, worstByLast, byMean = byLast, worstByMean = worstByLast] = runOff;
  if (byLast > worstByLast + ROUNDING_MS || byMean > worstByMean + ROUNDING_MS)
    return "the worst is less than the mean";
  const record = records[i];
  record.count = count;
  readGuess(record.byLast, byLast, worstByLast);
  readGuess(record.byMean, byMean, worstByMean);
  return undefined;
}

function guessTexts({ square, worst }: Guess): string[] {
  return [Math.sqrt(square), worst].map(runOff =>
    decimal(Math.max(runOff / MILLISECOND, LEAST_RUN_OFF_MS), 3),
  );
}

function readGuess(guess: Guess, rms: number, worst: number): void {
  guess.square = Math.round(rms * MILLISECOND * rms * MILLISECOND);
  guess.worst = Math.round(worst * MILLISECOND);
}

/** Nothing is "-0.000". */
export function decimal(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? (0).toFixed(digits) : text;
}

/** To the second, in UTC. */
export function stampText(time: Timestamp): string {
  const civil = civilOf(time, 0);
  return `${dateText(civil)}T${clockText(civil)}Z`;
}

/** Answers whether it is one. */
export function readDate(text: string, time: Timestamp): boolean {
  const fields = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z$/.exec(text);
  time.set(0, 0);
  if (!fields) return false;
  const [year, month, day, hour, minute, second] = fields.slice(1).map(Number);
  time.set(daysToSeconds(year, month, day) + (hour * 60 + minute) * 60 + second, 0);
  return true;
}
