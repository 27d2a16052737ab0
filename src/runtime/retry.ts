/** Sockets that could not be opened are tried again a little later, and each reason is told once. */
import { SECOND } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { type SocketError } from "./ports.js";

/** A new IPv6 address is ours when nobody has objected for a second or so (RFC 4862 section 5.4). */
const DELAY = 2 * SECOND;

/** An address that is not ready after so long is no longer a new one. */
const PATIENCE = 2 * DELAY;

/** Why a socket could not be opened. */
interface Reason {
  readonly why: string;
  readonly since: Instant;
  isTold: boolean;
}

export class Retry {
  readonly at = new Instant();
  private reasons: readonly Reason[] = [];

  /** Whether there is anything to be tried again, at `at`. */
  get isPlanned(): boolean {
    return this.reasons.length > 0;
  }

  /** `errors`: why not all is open `now`, none where all is. Answers what is to be told of them. */
  plan(errors: readonly SocketError[], now: Instant): readonly string[] {
    const news: string[] = [];
    this.reasons = errors.map(error => {
      const reason = this.reasons.find(({ why }) => why === error.message) ?? newReason(error, now);
      const isLasting = !isNotReady(error) || now.since(reason.since) >= PATIENCE;
      if (isLasting && !reason.isTold) news.push(reason.why);
      reason.isTold ||= isLasting;
      return reason;
    });
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

/** Whether it is an address that may be ours in a moment, or was ours a moment ago. */
export function isNotReady({ code }: SocketError): boolean {
  return code === "EADDRNOTAVAIL";
}

function newReason({ message }: SocketError, now: Instant): Reason {
  const since = new Instant();
  since.copy(now);
  return { why: message, since, isTold: false };
}
