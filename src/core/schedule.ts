/** When an association speaks next, and the one request it may be waiting for. Allocates nothing. */
import { Instant, Timestamp } from "../time/moment.js";

export const enum Pace {
  /** One request every poll interval. */
  Steady,
  /** No sample yet: a few requests close together, so that selection soon has what it needs. */
  FastStart,
  /** `burst`: eight requests close together at every poll. */
  Burst,
  /** What the server sends by itself is waited for. */
  Listening,
  /** Silent: the server refused us, or has no address yet. */
  Halted,
}

export class Schedule {
  pace: Pace = Pace.Halted;
  readonly nextAt = new Instant();
  /** Requests sent and answers taken since the pace began. */
  requests = 0;
  samples = 0;
  /** Requests since the last sample of this pace, or since it began. */
  unanswered = 0;
  /** The poll interval that `nextAt` was reckoned with, log2 of seconds; 0: it waits for something else. */
  plannedLog2 = 0;
  /** While below the poll interval, log2 of seconds, the interval to wait next instead. */
  rampLog2 = Infinity;
  /** Whether silence speaks against the address in use: it was asked, and did not ask for patience. */
  countsSilence = false;
  /** Polls unanswered in a row. */
  missed = 0;
  /** How often all addresses of a name were tried in vain. */
  fruitlessRounds = 0;

  reset(): void {
    this.pace = Pace.Halted;
    this.missed = 0;
    this.rampLog2 = Infinity;
    this.countsSilence = false;
  }

  begin(pace: Pace, at: Instant): void {
    this.pace = pace;
    this.nextAt.copy(at);
    this.requests = 0;
    this.samples = 0;
    this.unanswered = 0;
    this.plannedLog2 = 0;
  }
}

/** The last request, and whether an answer to it is still waited for. */
export class Exchange {
  isOpen = false;
  /**
   * What the answer must give back as its origin: random in a client's request, when it left in a symmetric
   * one, so that only who saw the packet can (TEST2).
   */
  readonly nonce = new Timestamp();
  readonly departedAt = new Instant();
  readonly expiresAt = new Instant();
}
