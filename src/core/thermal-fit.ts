/**
 * Thermal fit: what a crystal needs at which temperature, as a parabola, from means over many windows of a
 * quarter of an hour or more. Allocates nothing.
 *
 * Recursive least squares with a level that wanders as crystals do: three numbers and their covariances. The
 * same with the level alone runs beside it, and by how much less the parabola errs one sees whether there is
 * anything in it. Temperatures are in 16 degrees from 25 °C, so that all three are of a size.
 */
import { clamp, FINE, PPM, type FineRate, type Variance } from "../time/fixed.js";

const FINE_PPM: FineRate = FINE * PPM;

/** What is not known yet: a frequency, and what 16 degrees make of it. */
const UNKNOWN: Variance = square(100 * FINE_PPM);
const UNKNOWN_BEND: Variance = square(20 * FINE_PPM);

/** How uncertain what an earlier run has found is taken to be. */
const REMEMBERED_BEND: Variance = square(FINE_PPM / 2);

/** By how much the level wanders in a window. */
const WALK: Variance = square(FINE_PPM / 32);

/** The error of a mean, before there were any; never less than the last. */
const USUAL_NOISE: Variance = square(FINE_PPM / 4);
const LEAST_NOISE: Variance = square(FINE_PPM / 1000);

/** An error of more deviations than these counts as so many. */
const GATE = 3;

/** What share a new value has in a running mean: of about a day. */
const AVG = 96;

/** So many windows tell nothing yet: both fits are still finding their level. */
const LEARNING = 16;

/** After so many more the two are compared. */
const ENOUGH = 32;

export class ThermalFit {
  /** What a degree makes of the frequency at 25 °C, and its square; times 16 and 256. */
  slope: FineRate = 0;
  curve: FineRate = 0;

  private level: FineRate = 0;
  /** Covariances: of the level (l), the slope (s) and the curve (c). */
  private ll = UNKNOWN;
  private ls = 0;
  private lc = 0;
  private ss = UNKNOWN_BEND;
  private sc = 0;
  private cc = UNKNOWN_BEND;
  private noise = USUAL_NOISE;

  /** The level alone. */
  private flat: FineRate = 0;
  private flatVariance = UNKNOWN;

  /** Windows taken in, and mean squares of what the two were wrong by. */
  private count = 0;
  private error: Variance = 0;
  private flatError: Variance = 0;

  /** Begins with what an earlier run has found. */
  restore(slope: FineRate, curve: FineRate): void {
    this.slope = slope;
    this.curve = curve;
    this.ss = this.cc = REMEMBERED_BEND;
  }

  /** Whether there were enough windows to say how much the fit explains. */
  get isTried(): boolean {
    return this.count >= LEARNING + ENOUGH;
  }

  /** What part of the square of the error is left with it; 1: it explains nothing. */
  get left(): number {
    return this.flatError === 0 ? 1 : this.error / this.flatError;
  }

  /** What a temperature makes of the frequency. */
  at(temperature: number): FineRate {
    return Math.round((this.slope + this.curve * temperature) * temperature);
  }

  /** Over a window the counter needed `frequency`, and these were the means of temperature and its square. */
  learn(frequency: FineRate, temperature: number, squared: number): void {
    this.ll += WALK;
    this.flatVariance += WALK;
    const flatError = frequency - this.flat;
    const gain = this.flatVariance / (this.flatVariance + this.noise);
    this.flat += Math.round(flatError * gain);
    this.flatVariance = Math.round(this.flatVariance * (1 - gain));
    const error = this.take(frequency, temperature, squared);
    this.count++;
    if (this.count <= LEARNING) return;
    const share = Math.min(this.count - LEARNING, AVG);
    this.error += Math.round((error * error - this.error) / share);
    this.flatError += Math.round((flatError * flatError - this.flatError) / share);
    if (share >= ENOUGH) this.noise = Math.max(this.error, LEAST_NOISE);
  }

  /** The Kalman update; answers the error, cut off where it is no common one. */
  private take(frequency: FineRate, t: number, tt: number): FineRate {
    const l = this.ll + this.ls * t + this.lc * tt;
    const s = this.ls + this.ss * t + this.sc * tt;
    const c = this.lc + this.sc * t + this.cc * tt;
    const total = l + s * t + c * tt + this.noise;
    const most = GATE * Math.sqrt(total);
    const error = clamp(frequency - (this.level + this.slope * t + this.curve * tt), -most, most);
    const part = error / total;
    this.level += Math.round(part * l);
    this.slope += Math.round(part * s);
    this.curve += Math.round(part * c);
    this.ll = Math.round(this.ll - (l / total) * l);
    this.ls = Math.round(this.ls - (l / total) * s);
    this.lc = Math.round(this.lc - (l / total) * c);
    this.ss = Math.max(Math.round(this.ss - (s / total) * s), 1);
    this.sc = Math.round(this.sc - (s / total) * c);
    this.cc = Math.max(Math.round(this.cc - (c / total) * c), 1);
    return Math.round(error);
  }
}

function square(deviation: number): Variance {
  return Math.round(deviation * deviation);
}
