/**
 * What is kept over a sleep, as one line of integers and its CRC-32: memory that lost its power on the way
 * holds anything.
 */
import { Sleeps, type SleepCounter } from "../core/sleep-counter.js";
import { FOREVER, type Q32, type Rate } from "../time/fixed.js";
import { Instant, Timestamp } from "../time/moment.js";
import { crc32 } from "../wire/crc32.js";

/** Another code's line is not taken for one of this. */
const FORMAT = 1;

/** Of a line without horizons, and of each horizon. */
const FIELDS = 20;
const HORIZON_FIELDS = 6;

export class SleepRecord {
  /** The time when the counter had counted `counted`. */
  readonly time = new Timestamp();
  readonly counted = new Instant();
  /** The counter's calibration at the start before. */
  calibration: Rate = 0;
  /** How wrong that time may be but for what the sleeps before have done to it; FOREVER: anyhow. */
  error: Q32 = FOREVER;
  readonly sleeps = new Sleeps();
  /** When the board was to be awake; zero: it was not said. */
  readonly wanted = new Timestamp();
  /** How much earlier than wanted it is woken, since it takes time to start. */
  lead: Q32 = 0;

  constructor(readonly counter: SleepCounter) {}
}

/** The line that `readSleep` reads. */
export function sleepText(record: SleepRecord): string {
  const { calibration, counted, counter, error, lead, sleeps, time, wanted } = record;
  const fields = [FORMAT, time.seconds, time.fraction, counted.seconds, counted.fraction, calibration, error];
  fields.push(sleeps.counted, sleeps.corrected, sleeps.swung, sleeps.longest, Number(sleeps.mayHaveLeapt));
  fields.push(wanted.seconds, wanted.fraction, lead);
  fields.push(Number(counter.isKnown), counter.last, counter.mean, counter.longest);
  const known = counter.runOffs.filter(({ count }) => count > 0);
  fields.push(known.length);
  counter.runOffs.forEach(({ byLast, byMean, count }, i) => {
    if (count > 0) fields.push(i, count, byLast.square, byLast.worst, byMean.square, byMean.worst);
  });
  const line = fields.join(" ");
  return `${line} ${crc32(line)}`;
}

/** Fills `record`; answers false, and it is as it was, where `text` is no such line, or was changed. */
export function readSleep(text: string, record: SleepRecord): boolean {
  const end = text.lastIndexOf(" ");
  const line = text.slice(0, Math.max(end, 0));
  if (String(crc32(line)) !== text.slice(end + 1)) return false;
  const numbers = line.split(" ").map(Number);
  if (numbers[0] !== FORMAT || numbers.length !== FIELDS + HORIZON_FIELDS * numbers[FIELDS - 1]) return false;
  fill(record, numbers);
  return true;
}

function fill(record: SleepRecord, numbers: readonly number[]): void {
  const { counter, sleeps } = record;
  let at = 1;
  const next = (): number => numbers[at++];
  record.time.set(next(), next());
  record.counted.set(next(), next());
  record.calibration = next();
  record.error = next();
  sleeps.counted = next();
  sleeps.corrected = next();
  sleeps.swung = next();
  sleeps.longest = next();
  sleeps.mayHaveLeapt = next() !== 0;
  record.wanted.set(next(), next());
  record.lead = next();
  counter.isKnown = next() !== 0;
  counter.last = next();
  counter.mean = next();
  counter.longest = next();
  for (let rest = next(); rest > 0; rest--) {
    const one = counter.runOffs[next()];
    one.count = next();
    for (const guess of [one.byLast, one.byMean]) {
      guess.square = next();
      guess.worst = next();
    }
  }
}
