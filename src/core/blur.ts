/**
 * A timestamp is known to no more than its clock's precision; what is beneath may as well be random, so that
 * who has not seen a packet cannot guess when it left, for that proves the answer to it (RFC 5905 section 6,
 * RFC 9109).
 */
import { clamp, log2Seconds, SECOND } from "../time/fixed.js";
import { type Timestamp } from "../time/moment.js";

/**
 * Makes what is beneath 2^`precisionLog2` s in `time` the `random` word's, 0 to 2^32 - 1. Allocates nothing.
 */
export function blur(time: Timestamp, precisionLog2: number, random: number): void {
  const unit = clamp(log2Seconds(precisionLog2), 1, SECOND);
  time.fraction += (random % unit) - (time.fraction % unit);
}
