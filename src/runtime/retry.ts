/** Sockets that could not be opened are tried again a little later, and each reason is told once. */
import { SECOND } from "../time/fixed.js";
import { Instant } from "../time/moment.js";

/** A new IPv6 address is ours when nobody has objected for a second or so (RFC 4862 section 5.4). */
const DELAY = 2 * SECOND;

export class Retry {
  readonly at = new Instant();
  #reasons: readonly string[] = [];

  /** Whether there is anything to be tried again, at `at`. */
  get isPlanned(): boolean {
    return this.#reasons.length > 0;
  }

  /** `reasons`: why not all is open `now`, none where all is. Answers those that have not been told. */
  plan(reasons: readonly string[], now: Instant): readonly string[] {
    const news = reasons.filter(why => !this.#reasons.includes(why));
    this.#reasons = reasons;
    this.at.copy(now);
    this.at.add(DELAY);
    return news;
  }

  isDue(now: Instant): boolean {
    return this.isPlanned && now.since(this.at) >= 0;
  }

  isBefore(at: Instant): boolean {
    return this.isPlanned && this.at.since(at) < 0;
  }
}
