/** How fast a client asks: when requests follow each other closely, and when that ends. Allocates nothing. */
import { log2Seconds, portion, SECOND, type Q32 } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";
import { type Association } from "./association.js";
import { type Chance } from "./chance.js";
import { Pace } from "./schedule.js";

/** Between the requests of a fast start or a burst; RFC 5905 BTIME. */
export const GAP = 2 * SECOND;

/** What a source is followed by, and one to spare. */
export const FAST_START_SAMPLES = 4;

/**
 * Then the interval doubles from here until it is the poll interval: the longer the stretch between the first
 * samples and the next, the better the frequency is known, and the longer the next stretch may be.
 */
const RAMP_LOG2 = 2;

/** A fast start that nobody answers ends here … */
const FAST_START_UNANSWERED = 4;

/** … and one with losses here. */
const FAST_START_REQUESTS = 8;

/** RFC 5905 BCOUNT. */
const BURST_REQUESTS = 8;

/** A burst that nobody answers ends here. */
const BURST_UNANSWERED = 2;

/** Up to a 32nd is added to an interval, so that clients started together drift apart. */
const SPREAD = 32;

/** A burst must be over well before the next poll. */
const BURST_MIN_POLL_LOG2 = 6;

/** Neither silence nor a kiss makes an interval longer than this, unless the configuration does. */
export const UNASKED_MAX_POLL_LOG2 = 10;

/** A server that asked for fewer requests gets none in quick succession. */
export function isHeldBack(association: Association): boolean {
  return association.rateFloorLog2 > 0;
}

/** `burst`: several requests at each poll of a server that answers and has not complained. */
export function mayBurst(association: Association): boolean {
  const { pollLog2, schedule, settings } = association;
  const isWanted = settings!.burst && pollLog2 >= BURST_MIN_POLL_LOG2;
  return isWanted && schedule.rampLog2 >= pollLog2 && !isHeldBack(association);
}

/** Whether a fast start or burst has what it came for, or has asked in vain for long enough. */
export function isPaceOver(association: Association): boolean {
  const { pace, requests, samples } = association.schedule;
  if (pace === Pace.Burst) return requests >= BURST_REQUESTS;
  if (samples >= FAST_START_SAMPLES || requests >= FAST_START_REQUESTS) return true;
  return samples === 0 && requests >= FAST_START_UNANSWERED;
}

/** Whether a burst's last requests went unanswered: a server in trouble is not asked more than others. */
export function isBurstInVain({ schedule }: Association): boolean {
  return schedule.pace === Pace.Burst && schedule.unanswered >= BURST_UNANSWERED;
}

/** 2^`log2` s and a random bit more. */
export function spreadInterval(log2: number, chance: Chance): Q32 {
  const interval = log2Seconds(log2);
  return interval + portion(interval, chance.next(), SECOND * SPREAD);
}

/** One request every poll interval, or sooner after a fast start: the next one an interval after `now`. */
export function awaitPoll(association: Association, chance: Chance, now: Instant): void {
  const { pollLog2, schedule } = association;
  const isStarting = schedule.pace === Pace.FastStart && schedule.samples > 0 && !isHeldBack(association);
  if (isStarting) schedule.rampLog2 = RAMP_LOG2;
  schedule.begin(Pace.Steady, now);
  schedule.plannedLog2 = schedule.rampLog2 < pollLog2 ? schedule.rampLog2++ : pollLog2;
  schedule.nextAt.add(spreadInterval(schedule.plannedLog2, chance));
}

/** Nobody has answered for long: one step slower. */
export function slowDown(association: Association): void {
  const slowest = Math.min(association.settings!.maxPollLog2, UNASKED_MAX_POLL_LOG2);
  if (association.pollLog2 < slowest) association.pollLog2++;
}
