/**
 * Whether a receiver knows the leap seconds, of which satellites tell every 12.5 minutes only: until then it
 * counts with those that it was made with. Allocates nothing.
 */
import { DAY } from "../time/calendar.js";
import { SECOND, type Q32 } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { type LeapKnowledge } from "./reference-clock.js";

/** In seconds: GPS time stands where TAI - UTC stood in 1980. */
const TAI_GPS = 19;

/** IS-GPS-200 20.3.3.5: every page of the almanac comes once in 12.5 minutes; 30 s are for taking it in. */
const ALMANAC: Q32 = (750 + 30) * SECOND;

export class ReceiverLeap implements LeapKnowledge {
  taiOffsetSec: number | undefined;
  change = 0;
  changeAt = 0;
  /** Whether UTC, as the receiver has it, can be believed. */
  isKnown: boolean;

  readonly #configured: number | undefined;
  /** Whether it tells by itself what it knows: then that alone counts. */
  #tells = false;
  #hasFix = false;
  readonly #fixedAt = new Instant();

  /** `configured`: TAI - UTC in seconds; undefined: to be learned. */
  constructor(configured: number | undefined) {
    this.#configured = configured;
    this.taiOffsetSec = configured;
    this.isKnown = configured !== undefined;
  }

  /**
   * The receiver says GPS - UTC: `known` from satellites (undefined: not yet), and `counted` with meanwhile
   * (undefined: not said). Answers whether anything has changed.
   */
  told(known: number | undefined, counted: number | undefined): boolean {
    const before = this.taiOffsetSec;
    const wasKnown = this.isKnown;
    this.#tells = true;
    if (known !== undefined) this.taiOffsetSec = known + TAI_GPS;
    else if (counted === undefined || counted + TAI_GPS !== this.#configured) this.taiOffsetSec = undefined;
    else this.taiOffsetSec = this.#configured;
    this.isKnown = this.taiOffsetSec !== undefined;
    return this.isKnown !== wasKnown || this.taiOffsetSec !== before;
  }

  /**
   * The receiver says that `change` seconds are inserted in `aheadSec`, it being second `seconds` since 1900
   * or nearly so; 0: none is. Answers whether anything has changed.
   */
  announced(change: number, aheadSec: number, seconds: number): boolean {
    const changeAt = change === 0 ? 0 : Math.round((seconds + aheadSec) / DAY) * DAY;
    const hasChanged = change !== this.change || changeAt !== this.changeAt;
    this.change = change;
    this.changeAt = changeAt;
    return hasChanged;
  }

  /** At `at` it has a fix, so it hears what satellites tell. Answers whether that makes a difference. */
  heardSatellites(at: Instant): boolean {
    if (!this.#hasFix) this.#fixedAt.copy(at);
    this.#hasFix = true;
    return at.since(this.#fixedAt) >= ALMANAC && this.believe();
  }

  /** It has no fix. */
  heardNothing(): void {
    this.#hasFix = false;
  }

  /** Other sources name the same second. Answers whether that makes a difference. */
  agreed(): boolean {
    return this.believe();
  }

  private believe(): boolean {
    if (this.#tells || this.isKnown) return false;
    this.isKnown = true;
    return true;
  }
}
