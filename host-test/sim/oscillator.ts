/**
 * The crystal behind a board's counter: how much the counter has gained on true time, second by second.
 *
 * Its frequency error is set anew at each true second and holds for that second; what it gains in one is a
 * whole number of 2^-32 s (what is left over goes into the next), so that counter and true time follow from each
 * other exactly, in both directions. Seconds are drawn as they are asked for, each from the same stream, so it
 * does not matter who asks first.
 */
import { clamp, SECOND, type Q32 } from "../../src/time/fixed.js";
import { type Instant } from "../../src/time/moment.js";
import { type Chance } from "./chance.js";
import { type Course } from "./course.js";
import { type TrueTime } from "./true-time.js";

export interface OscillatorOptions {
  /** How much too fast the counter runs in each second, in s/s, the walk aside. Default: never. */
  readonly frequency?: Course;
  /** Deviation of the step that the frequency takes at each second, in s/s. Default 0. */
  readonly walk?: number;
  /** Degrees Celsius at each second; what `frequency` makes of them is its own affair. Default 25. */
  readonly temperature?: Course;
  readonly jumps?: readonly Jump[];
  readonly pauses?: readonly Pause[];
}

/** At true second `at` the counter leaps ahead by `by`, above 0. */
export interface Jump {
  readonly at: number;
  readonly by: Q32;
}

/** The counter stands still in the seconds from `from` until before `to`. */
export interface Pause {
  readonly from: number;
  readonly to: number;
}

const FIRST_ROOM = 1024;

export class Oscillator {
  readonly #options: OscillatorOptions;
  readonly #chance: Chance;
  /** What the counter is ahead by at the beginning of each second, and what it gains during it. */
  #ahead = new Float64Array(FIRST_ROOM);
  #gain = new Float64Array(FIRST_ROOM);
  #drawn = 0;
  #walked = 0;
  #rest = 0;

  constructor(options: OscillatorOptions, chance: Chance) {
    if (options.jumps?.some(({ by }) => by <= 0)) throw new RangeError("a counter never runs backwards");
    this.#options = options;
    this.#chance = chance;
  }

  /** By how much the counter is ahead of true time at the beginning of `second`. */
  ahead(second: number): Q32 {
    if (second >= this.#drawn) this.#draw(second);
    return this.#ahead[second];
  }

  /** Degrees Celsius. */
  temperature(second: number): number {
    return this.#options.temperature?.(second) ?? 25;
  }

  /** What the counter shows at `time`. */
  counter(time: TrueTime, into: Instant): void {
    const { second, fraction } = time;
    if (second >= this.#drawn) this.#draw(second);
    into.set(second, 0);
    into.add(this.#ahead[second] + run(fraction, this.#gain[second]));
  }

  /** The first true time, not before `from`, at which the counter shows `at` or more. */
  trueTime(at: Instant, from: TrueTime, into: TrueTime): void {
    let { second } = from;
    while (this.#missing(at, second + 1) > 0) second++;
    const missing = this.#missing(at, second);
    const gain = this.#gain[second];
    // From just below, for roundings; at most to the end of the second, where the counter may leap past `at`.
    let fraction = clamp(Math.floor((missing / (SECOND + gain)) * SECOND) - 1, 0, SECOND);
    while (fraction < SECOND && run(fraction, gain) < missing) fraction++;
    into.set(second, 0);
    into.add(fraction);
    if (into.isBefore(from)) into.copy(from);
  }

  /** What the counter lacks of `at` at the beginning of `second`. */
  #missing(at: Instant, second: number): Q32 {
    if (second >= this.#drawn) this.#draw(second);
    return ((at.seconds - second) | 0) * SECOND + at.fraction - this.#ahead[second];
  }

  #draw(second: number): void {
    while (this.#drawn <= second) {
      if (this.#drawn === this.#ahead.length) this.#grow();
      this.#drawNext();
    }
  }

  #drawNext(): void {
    const second = this.#drawn++;
    const { frequency, walk = 0, jumps = [], pauses = [] } = this.#options;
    if (walk !== 0 && second > 0) this.#walked += walk * this.#chance.normal();
    const exact = ((frequency?.(second) ?? 0) + this.#walked) * SECOND + this.#rest;
    const whole = Math.round(exact);
    this.#rest = exact - whole;
    let ahead = second === 0 ? 0 : this.#ahead[second - 1] + this.#gain[second - 1];
    for (let i = 0; i < jumps.length; i++) if (jumps[i].at === second) ahead += jumps[i].by;
    this.#ahead[second] = ahead;
    this.#gain[second] = pauses.some(({ from, to }) => second >= from && second < to) ? -SECOND : whole;
  }

  #grow(): void {
    this.#ahead = doubled(this.#ahead);
    this.#gain = doubled(this.#gain);
  }
}

/** How far a counter runs in `fraction` of a second in which it gains `gain`. */
function run(fraction: Q32, gain: Q32): Q32 {
  return fraction + Math.floor((fraction * gain) / SECOND);
}

function doubled(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const more = new Float64Array(2 * values.length);
  more.set(values);
  return more;
}
