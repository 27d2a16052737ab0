/**
 * Points in time, as seconds and a fraction of 2^-32 s, in two kinds that must never be mixed:
 * a `Timestamp` is what a clock shows, an `Instant` is a reading of the board's free-running counter.
 *
 * Seconds wrap every era (136 years, next in 2036), so order and distance go the shorter way
 * round. Mutable, because one lives in each packet and association and is filled again and again;
 * allocates nothing.
 */
import { SECOND, type Q32 } from "./fixed.js";

class Moment<Scale extends string> {
  /** Exists for the type checker alone. */
  declare readonly scale: Scale;

  /** 0 to 2^32 - 1. */
  seconds = 0;
  /** 0 to 2^32 - 1, in 2^-32 s. */
  fraction: Q32 = 0;

  /** Takes both modulo 2^32: seconds of any era, and words as a view reads them. */
  set(seconds: number, fraction: Q32): void {
    this.seconds = seconds >>> 0;
    this.fraction = fraction >>> 0;
  }

  copy(from: Moment<Scale>): void {
    this.seconds = from.seconds;
    this.fraction = from.fraction;
  }

  equals(other: Moment<Scale>): boolean {
    return this.seconds === other.seconds && this.fraction === other.fraction;
  }

  /** Never written, or an all-zero field on the wire: "unknown" (RFC 5905 section 6). */
  isZero(): boolean {
    return this.seconds === 0 && this.fraction === 0;
  }

  /** Moves on by `duration`, back if it is negative, through the end of an era if need be. */
  add(duration: Q32): void {
    const fraction = this.fraction + duration;
    const carry = Math.floor(fraction / SECOND);
    this.seconds = (this.seconds + carry) >>> 0;
    this.fraction = fraction - carry * SECOND;
  }

  /** From `other` to this, up to 68 years either way; to the unit up to 24 days. */
  since(other: Moment<Scale>): Q32 {
    return ((this.seconds - other.seconds) | 0) * SECOND + (this.fraction - other.fraction);
  }
}

/** NTP timestamp: seconds since 1900 in the current era, and their fraction (RFC 5905 section 6). */
export class Timestamp extends Moment<"clock"> {}

/** A reading of the board's counter, which starts near zero at boot and never steps. */
export class Instant extends Moment<"counter"> {}
