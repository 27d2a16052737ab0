/**
 * The oracle: how near to the truth one can come at all. An offline smoother that is given what no node has: the
 * distributions of the delays, how much the crystal wanders, what the temperature does to it, and all samples of a
 * run at once, later ones too.
 *
 * Expectation propagation: what each sample says of the counter is exactly its likelihood; of all samples together
 * a normal approximation is made, bettered again and again, between which a Rauch-Tung-Striebel smoother carries
 * the crystal's random walk.
 */
import { SECOND } from "../../src/time/fixed.js";
import { type Sample } from "./sample-log.js";
import { type Outcome, type Scenario } from "./scenario.js";

/** How long packets are under way: `least`, and a sum of exponential waits of these means, in seconds. */
export interface DelayModel {
  readonly least: number;
  /** Of each, which is as likely as `share`. */
  readonly waits: readonly { readonly share: number; readonly means: readonly number[] }[];
}

/** One way of a scenario at true time `second`, as `scenarios.ts` draws it. */
export type ModelOfWay = (second: number) => DelayModel;

export interface Models {
  readonly there: ModelOfWay;
  readonly back: ModelOfWay;
}

const SWEEPS = 8;

/** Where the likelihood is looked at: so many points over so many deviations. */
const POINTS = 96;
const REACH = 7;

/** Beginning with nothing known: deviations of a second, and of a thousandth. */
const FIRST_PHASE = 1;
const FIRST_FREQUENCY = 1e-3;

function exponential(least: number, mean: number): ModelOfWay {
  const model = { least, waits: [{ share: 1, means: [mean] }] };
  return () => model;
}

function popcorn(...besides: readonly number[]): DelayModel {
  return {
    least: 5e-3,
    waits: [
      { share: 0.97, means: [0.5e-3, ...besides] },
      { share: 0.03, means: [0.5e-3, 100e-3, ...besides] },
    ],
  };
}

const quiet = popcorn();
const burst = popcorn(20e-3);

function both(way: ModelOfWay): Models {
  return { there: way, back: way };
}

/** What is drawn in each scenario; a test holds it against what is drawn. */
export const MODELS: Readonly<Record<string, Models>> = Object.freeze({
  S1: both(exponential(100e-6, 20e-6)),
  S2: both(exponential(20e-3, 2e-3)),
  S3: both(exponential(2e-3, 3e-3)),
  S4: { there: second => (Math.abs((second % 900) - 450) <= 60 ? burst : quiet), back: () => quiet },
  S5: both(exponential(500e-6, 100e-6)),
  S6: both(exponential(1e-3, 200e-6)),
});

/** RMS in seconds of the oracle's error over the seconds that count; undefined for a scenario without a model. */
export function oracleRms(outcome: Outcome): number | undefined {
  const models = MODELS[outcome.scenario.name];
  if (models === undefined || outcome.samples.length < 2) return undefined;
  const course = gained(outcome.scenario);
  const smoother = new Smoother(outcome, models, course);
  for (let sweep = 0; sweep < SWEEPS; sweep++) smoother.sweep();
  let squares = 0;
  let count = 0;
  for (let second = outcome.scenario.settling; second < outcome.scenario.seconds; second++) {
    const truth = outcome.oscillator.ahead(second) / SECOND - course[second];
    squares += (smoother.phase(second) - truth) ** 2;
    count++;
  }
  return Math.sqrt(squares / count);
}

/** What the counter gains by each second by what is known of its frequency, in seconds. */
function gained({ frequency, seconds }: Scenario): Float64Array {
  const gain = new Float64Array(seconds + 1);
  for (let second = 0; second < seconds; second++) gain[second + 1] = gain[second] + frequency(second);
  return gain;
}

/** How likely a packet is to be `delay` seconds under way. */
export function density({ least, waits }: DelayModel, delay: number): number {
  const waited = delay - least;
  if (waited < 0) return 0;
  let sum = 0;
  for (const { share, means } of waits) sum += share * hypoexponential(means, waited);
  return sum;
}

/** Of a sum of exponential waits of different means. */
function hypoexponential(means: readonly number[], waited: number): number {
  let sum = 0;
  for (const mean of means) {
    let factor = 1 / mean;
    for (const other of means) if (other !== mean) factor *= mean / (mean - other);
    sum += factor * Math.exp(-waited / mean);
  }
  return sum;
}

/** A normal distribution of phase and frequency. */
interface State {
  phase: number;
  frequency: number;
  pp: number;
  pf: number;
  ff: number;
}

/** What one sample says, and what it amounts to beside all others: a normal factor of so much precision. */
interface Site {
  /** True time in seconds. */
  readonly at: number;
  readonly there: number;
  readonly back: number;
  readonly model: { readonly there: DelayModel; readonly back: DelayModel };
  precision: number;
  weighted: number;
}

class Smoother {
  readonly #sites: Site[];
  readonly #walk: number;
  readonly #predicted: State[];
  readonly #filtered: State[];
  readonly #smoothed: State[];
  #place = 0;

  constructor({ samples, scenario }: Outcome, models: Models, course: Float64Array) {
    this.#walk = scenario.walk ** 2;
    this.#sites = samples.map(sample => siteOf(sample, models, course));
    const blank = (): State => ({ phase: 0, frequency: 0, pp: 0, pf: 0, ff: 0 });
    this.#predicted = this.#sites.map(blank);
    this.#filtered = this.#sites.map(blank);
    this.#smoothed = this.#sites.map(blank);
  }

  /** Forth and back over all samples, then each is weighed anew beside the others. */
  sweep(): void {
    this.#forth();
    this.#back();
    this.#sites.forEach((site, i) => reweigh(site, this.#smoothed[i]));
  }

  /** How far the counter is ahead at a true second: exactly the mean of the random walk between two samples. */
  phase(second: number): number {
    const sites = this.#sites;
    if (second < sites[this.#place].at) this.#place = 0;
    while (this.#place < sites.length - 2 && sites[this.#place + 1].at < second) this.#place++;
    const from = this.#smoothed[this.#place];
    const to = this.#smoothed[this.#place + 1];
    const length = sites[this.#place + 1].at - sites[this.#place].at;
    const t = (second - sites[this.#place].at) / length;
    if (t > 1) return to.phase + to.frequency * (t - 1) * length;
    const h = t * t * (3 - 2 * t);
    return (
      from.phase * (1 - h) +
      to.phase * h +
      length * t * (1 - t) * (from.frequency * (1 - t) - to.frequency * t)
    );
  }

  #forth(): void {
    let before: State | undefined;
    for (let i = 0; i < this.#sites.length; i++) {
      const elapsed = i === 0 ? 0 : this.#sites[i].at - this.#sites[i - 1].at;
      const predicted = this.#predicted[i];
      if (before) Object.assign(predicted, advance(before, elapsed, this.#walk));
      else Object.assign(predicted, { pp: FIRST_PHASE ** 2, ff: FIRST_FREQUENCY ** 2 });
      before = Object.assign(this.#filtered[i], update(predicted, this.#sites[i]));
    }
  }

  #back(): void {
    const last = this.#sites.length - 1;
    Object.assign(this.#smoothed[last], this.#filtered[last]);
    for (let i = last - 1; i >= 0; i--) {
      const elapsed = this.#sites[i + 1].at - this.#sites[i].at;
      Object.assign(
        this.#smoothed[i],
        retreat(this.#filtered[i], this.#predicted[i + 1], this.#smoothed[i + 1], elapsed),
      );
    }
  }
}

function siteOf({ at, offset, delay }: Sample, models: Models, course: Float64Array): Site {
  const roundTrip = delay / SECOND;
  const middle = at - roundTrip / 2;
  const sent = Math.max(at - roundTrip, 0);
  const whole = Math.floor(middle);
  const known = course[whole] + (course[whole + 1] - course[whole]) * (middle - whole);
  // The counter ahead: what the request seems to have taken is less by that, what the answer took is more.
  const ahead = -offset / SECOND - known;
  return {
    at: middle,
    there: roundTrip / 2 - ahead,
    back: roundTrip / 2 + ahead,
    model: { there: models.there(Math.floor(sent)), back: models.back(Math.floor(sent)) },
    precision: 0,
    weighted: 0,
  };
}

function advance({ phase, frequency, pp, pf, ff }: State, t: number, walk: number): State {
  return {
    phase: phase + frequency * t,
    frequency,
    pp: pp + 2 * pf * t + ff * t * t + (walk * t ** 3) / 3,
    pf: pf + ff * t + (walk * t * t) / 2,
    ff: ff + walk * t,
  };
}

function update(state: State, { precision, weighted }: Site): State {
  const { phase, frequency, pp, pf, ff } = state;
  const gain = 1 / (1 + precision * pp);
  const surprise = weighted - precision * phase;
  return {
    phase: phase + pp * gain * surprise,
    frequency: frequency + pf * gain * surprise,
    pp: pp * gain,
    pf: pf * gain,
    ff: ff - pf * pf * precision * gain,
  };
}

/** Rauch, Tung and Striebel: what is known later, taken back to before. */
function retreat(filtered: State, predicted: State, later: State, t: number): State {
  const determinant = predicted.pp * predicted.ff - predicted.pf * predicted.pf;
  // Covariance of the state before with the one predicted, times the inverse of the latter's.
  const a = filtered.pp + filtered.pf * t;
  const b = filtered.pf;
  const c = filtered.pf + filtered.ff * t;
  const d = filtered.ff;
  const g11 = (a * predicted.ff - b * predicted.pf) / determinant;
  const g12 = (b * predicted.pp - a * predicted.pf) / determinant;
  const g21 = (c * predicted.ff - d * predicted.pf) / determinant;
  const g22 = (d * predicted.pp - c * predicted.pf) / determinant;
  const dp = later.phase - predicted.phase;
  const df = later.frequency - predicted.frequency;
  const pp = later.pp - predicted.pp;
  const pf = later.pf - predicted.pf;
  const ff = later.ff - predicted.ff;
  return {
    phase: filtered.phase + g11 * dp + g12 * df,
    frequency: filtered.frequency + g21 * dp + g22 * df,
    pp: filtered.pp + g11 * g11 * pp + 2 * g11 * g12 * pf + g12 * g12 * ff,
    pf: filtered.pf + g11 * g21 * pp + (g11 * g22 + g12 * g21) * pf + g12 * g22 * ff,
    ff: filtered.ff + g21 * g21 * pp + 2 * g21 * g22 * pf + g22 * g22 * ff,
  };
}

/** Moment matching: the normal factor that makes of all others what the sample's likelihood makes of them. */
function reweigh(site: Site, { phase, pp }: State): void {
  const { back, model, there } = site;
  const precision = 1 / pp - site.precision;
  if (precision <= 0) return;
  const mean = (phase / pp - site.weighted) / precision;
  const deviation = 1 / Math.sqrt(precision);
  // No packet was quicker than the path: beyond that the phase cannot be.
  const from = Math.max(mean - REACH * deviation, model.there.least - there);
  const to = Math.min(mean + REACH * deviation, back - model.back.least);
  if (from >= to) return;
  let sum = 0;
  let first = 0;
  let second = 0;
  for (let i = 0; i < POINTS; i++) {
    const x = from + ((to - from) * (i + 0.5)) / POINTS;
    const apart = (x - mean) / deviation;
    const weight =
      Math.exp((-apart * apart) / 2) * density(model.there, there + x) * density(model.back, back - x);
    sum += weight;
    first += weight * x;
    second += weight * x * x;
  }
  if (!(sum > 0)) return;
  const variance = second / sum - (first / sum) ** 2;
  const next = 1 / variance - precision;
  if (!(variance > 0) || next <= 0) return;
  site.precision = next;
  site.weighted = first / sum / variance - precision * mean;
}
