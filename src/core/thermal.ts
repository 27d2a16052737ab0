/**
 * Thermal compensation, on boards with a thermometer: where the temperature explains the frequency, the clock
 * follows it at once, instead of a poll or two later, and goes on to where there is no source.
 *
 * Allocates nothing.
 */
import { clamp, FINE, rateOf, SECOND, type FineRate, type Q32, type Rate } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { type ThermalRecord } from "./crystal.js";
import { DEGREE, type Temperature } from "./temperature.js";
import { ThermalFit } from "./thermal-fit.js";

/** How often the thermometer is read. */
const READ_EVERY = 64 * SECOND;

/** Over so long the counter's mean need is known well enough; heaters come and go in not much more. */
const WINDOW = 1024 * SECOND;

/** What the fit reckons in, and from where. */
const UNIT: Temperature = 16 * DEGREE;
const ORIGIN: Temperature = 25 * DEGREE;

/** A new reading's share in the temperature that is followed: readings are coarse, crystals have mass. */
const SMOOTHING = 4;

/** A parabola says nothing of what is farther outside the temperatures that it was fitted to. */
const MARGIN: Temperature = 2 * DEGREE;

/** The fit is followed once it leaves so little of the squared error, and no more when it leaves so much. */
const WORTH = 0.5;
const WORTHLESS = 0.8;

export class Thermal {
  /** When the next reading is wanted; valid while `isReading`. */
  readonly readAt = new Instant();
  /** Whether there is a thermometer. */
  isReading = false;
  /** Whether the clock follows the temperature. */
  isFollowing = false;

  private readonly fit = new ThermalFit();
  private readonly at = new Instant();
  private reading: Temperature = 0;
  private smooth: Temperature = 0;
  /** What of the fit is in the clock's frequency. */
  private followed: FineRate = 0;
  private coldest: Temperature = Infinity;
  private warmest: Temperature = -Infinity;

  /** Since the window began: readings and their squares, from ORIGIN, times how long they held. */
  private sum = 0;
  private sumOfSquares = 0;
  private span: Q32 = 0;
  private beganSec = 0;
  private neededBefore: Q32 = 0;
  private isOpen = false;

  /** The thermometer shows `reading`; answers by how much the clock is to run faster from `now` on. */
  read(reading: Temperature, now: Instant): Rate {
    this.hold(now);
    if (!this.isReading) this.smooth = reading;
    this.isReading = true;
    this.reading = reading;
    this.smooth += Math.round((reading - this.smooth) / SMOOTHING);
    this.readAt.copy(now);
    this.readAt.add(READ_EVERY);
    if (!this.isFollowing) return 0;
    const turned = Math.round((this.wanted() - this.followed) / FINE);
    this.followed += turned * FINE;
    return turned;
  }

  /**
   * The clock was put right: `elapsedSec` after some beginning the counter has needed `needed` altogether.
   * Answers whether the temperature begins to be worth following by that, or ceases to be.
   */
  learn(elapsedSec: number, needed: Q32, now: Instant): boolean {
    if (!this.isReading) return false;
    this.hold(now);
    const span: Q32 = (elapsedSec - this.beganSec) * SECOND;
    if (this.isOpen && span >= 0 && span < WINDOW) return false;
    if (this.isOpen && span >= 0) this.close(rateOf(needed - this.neededBefore, span) * FINE);
    this.isOpen = true;
    this.beganSec = elapsedSec;
    this.neededBefore = needed;
    this.sum = this.sumOfSquares = this.span = 0;
    return this.decide();
  }

  /** Begins with what an earlier run has found; the frequency it ended with was that of its temperature. */
  restore({ reading, slope, curve }: ThermalRecord): void {
    this.fit.restore(slope, curve);
    this.coldest = this.warmest = this.smooth = reading;
    this.isFollowing = true;
    this.followed = this.wanted();
  }

  /** Writes down what was found. */
  remember(into: ThermalRecord): void {
    into.isKnown = this.isFollowing;
    into.reading = this.smooth;
    into.slope = this.fit.slope;
    into.curve = this.fit.curve;
  }

  /** The last reading has held until now. */
  private hold(now: Instant): void {
    const held = this.isReading ? now.since(this.at) : 0;
    const from = this.reading - ORIGIN;
    this.sum += from * held;
    this.sumOfSquares += from * from * held;
    this.span += held;
    this.at.copy(now);
  }

  private close(needed: FineRate): void {
    if (this.span <= 0) return;
    const mean = this.sum / this.span;
    this.coldest = Math.min(this.coldest, mean + ORIGIN);
    this.warmest = Math.max(this.warmest, mean + ORIGIN);
    this.fit.learn(needed, mean / UNIT, this.sumOfSquares / this.span / (UNIT * UNIT));
  }

  /** The fit is another now, the clock's frequency is not. */
  private decide(): boolean {
    const wasFollowing = this.isFollowing;
    if (this.fit.isTried) this.isFollowing = this.fit.left < (wasFollowing ? WORTHLESS : WORTH);
    if (this.isFollowing) this.followed = this.wanted();
    return this.isFollowing !== wasFollowing;
  }

  private wanted(): FineRate {
    const known = clamp(this.smooth, this.coldest - MARGIN, this.warmest + MARGIN);
    return this.fit.at((known - ORIGIN) / UNIT);
  }
}
