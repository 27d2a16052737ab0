/** What other sources say of the time, to check a receiver's words by. Allocates nothing. */
import { eraSeconds } from "../time/calendar.js";
import { PPM, scale, SECOND, type Q32, type Rate } from "../time/fixed.js";
import { Instant, Timestamp } from "../time/moment.js";

/** What a counter may be wrong by (RFC 5905 MAXFREQ): the time since is measured with it. */
const COUNTER_ERROR: Rate = Math.round(500 * PPM);

/** Advice that may be wrong by more cannot tell one second from the next. */
const MOST_ERROR: Q32 = SECOND / 4;

/** What others think of the name of a second. */
export const enum Opinion {
  /** They have said nothing, or too long ago. */
  None,
  Agrees,
  Differs,
}

export class Advice {
  readonly #at = new Instant();
  readonly #time = new Timestamp();
  #error: Q32 = 0;
  #isGiven = false;
  readonly #now = new Timestamp();

  /** `time` was at `at`, give or take `error`. */
  take(at: Instant, time: Timestamp, error: Q32): void {
    this.#at.copy(at);
    this.#time.copy(time);
    this.#error = error;
    this.#isGiven = true;
  }

  /** What the advice may be wrong by at `at`; undefined where it is too old or too vague. */
  error(at: Instant): Q32 | undefined {
    if (!this.#isGiven) return undefined;
    const error = this.#error + scale(Math.abs(at.since(this.#at)), COUNTER_ERROR);
    return error <= MOST_ERROR ? error : undefined;
  }

  /** Seconds since 1900 that others say it was at `at`; undefined where there is no advice. */
  near(at: Instant): number | undefined {
    if (this.error(at) === undefined) return undefined;
    this.show(at);
    return eraSeconds(this.#now.seconds);
  }

  /** From second `seconds` to the time at `at`, as others say; there is advice. */
  since(seconds: number, at: Instant): Q32 {
    this.show(at);
    return ((this.#now.seconds - (seconds >>> 0)) | 0) * SECOND + this.#now.fraction;
  }

  /** Whether it was second `seconds` at `at`. */
  opinion(seconds: number, at: Instant): Opinion {
    if (this.error(at) === undefined) return Opinion.None;
    return Math.abs(this.since(seconds, at)) < SECOND / 2 ? Opinion.Agrees : Opinion.Differs;
  }

  private show(at: Instant): void {
    this.#now.copy(this.#time);
    this.#now.add(at.since(this.#at));
  }
}
