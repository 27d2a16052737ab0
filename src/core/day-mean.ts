/**
 * Day mean: what a crystal needed on average over the last 24 hours, in which a room has been as warm as it
 * gets and as cold. Allocates nothing.
 */
import { DAY } from "../time/calendar.js";
import { rateOf, SECOND, type Q32, type Rate } from "../time/fixed.js";
import { columns } from "./columns.js";

/** Marks lie so far apart, or a little farther. */
const SPACING_SEC = 3600;

/** With a day between the first and the last, one on either side of its beginning, and one for late marks. */
const MARKS = 27;

export class DayMean {
  private readonly atSec: Float64Array;
  private readonly corrected: Float64Array;
  private count = 0;
  private newest = 0;

  constructor() {
    [this.atSec, this.corrected] = columns(MARKS, Float64Array, Float64Array);
  }

  /** Nothing is known any more. */
  clear(): void {
    this.count = 0;
  }

  /** At second `atSec` the counter had been corrected by `corrected` altogether. */
  mark(atSec: number, corrected: Q32): void {
    if (this.count > 0 && atSec - this.atSec[this.newest] < SPACING_SEC) return;
    this.newest = (this.newest + 1) % MARKS;
    this.atSec[this.newest] = atSec;
    this.corrected[this.newest] = corrected;
    if (this.count < MARKS) this.count++;
  }

  /** The mean over the day that ends at `atSec` with `corrected` reached; `otherwise` where none is known. */
  until(atSec: number, corrected: Q32, otherwise: Rate): Rate {
    const begin = atSec - DAY;
    let age = this.count - 1;
    if (age < 1 || this.atSec[this.placeOf(age)] > begin) return otherwise;
    while (age > 1 && this.atSec[this.placeOf(age - 1)] <= begin) age--;
    const before = this.placeOf(age);
    const after = this.placeOf(age - 1);
    const share = (begin - this.atSec[before]) / (this.atSec[after] - this.atSec[before]);
    const then = this.corrected[before] + (this.corrected[after] - this.corrected[before]) * share;
    return rateOf(corrected - then, DAY * SECOND);
  }

  /** The place of a mark, of which there have been `age` since. */
  private placeOf(age: number): number {
    return (this.newest - age + MARKS) % MARKS;
  }
}
