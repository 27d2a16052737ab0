/** True time, which nobody in the world can read: seconds since the world began, and 2^-32 s. */
import { SECOND, type Q32 } from "../../src/time/fixed.js";

export class TrueTime {
  /** A whole number, not below 0. */
  second = 0;
  /** 0 to 2^32 - 1, in 2^-32 s. */
  fraction: Q32 = 0;

  set(second: number, fraction: Q32): void {
    this.second = second;
    this.fraction = fraction;
  }

  copy(from: TrueTime): void {
    this.second = from.second;
    this.fraction = from.fraction;
  }

  add(duration: Q32): void {
    const fraction = this.fraction + duration;
    const carry = Math.floor(fraction / SECOND);
    this.second += carry;
    this.fraction = fraction - carry * SECOND;
  }

  isBefore(other: TrueTime): boolean {
    return this.second < other.second || (this.second === other.second && this.fraction < other.fraction);
  }

  /** In seconds, to the accuracy of a double: for what changes slowly. */
  get seconds(): number {
    return this.second + this.fraction / SECOND;
  }
}
