/**
 * What a symmetric packet gives back of the peer's: its transmit timestamp as origin, and when that came (RFC
 * 5905 section 8). Anyone can send a packet in a peer's name, so one whose origin proves nothing takes the
 * place of another only if, since we last spoke, none came that does: the peer may have started anew, or
 * knows nothing of us yet.
 *
 * A MAC says who made a packet, not when: of a peer with a key also the latest time that it spoke at is kept,
 * and nothing from before counts. Allocates nothing.
 */
import { type Q32 } from "../time/fixed.js";
import { Instant, Timestamp } from "../time/moment.js";
import { type Datagram } from "../wire/datagram.js";
import { readTimestamp, timestampSince, TRANSMIT_TIMESTAMP } from "../wire/header.js";

export class Echo {
  /** All zero: nothing has come. */
  readonly transmit = new Timestamp();
  readonly arrivedAt = new Instant();
  /** Whether a packet that proved itself has come since we last spoke. */
  isProven = false;
  /**
   * The peer's time when it sent what last proved itself, or what later question of it had the MAC of its
   * key; zero: none has come.
   */
  private readonly latest = new Timestamp();
  /** When a question that proved nothing was last answered; valid while `hasAnswered`. */
  private readonly answeredAt = new Instant();
  private hasAnswered = false;

  /** A packet came whose origin proves that the peer sent it now, even if its clock was set back. */
  prove(datagram: Datagram, arrivedAt: Instant): void {
    this.take(datagram, arrivedAt);
    this.latest.copy(this.transmit);
    this.isProven = true;
  }

  /** A packet came that anyone may have sent. */
  hear(datagram: Datagram, arrivedAt: Instant): void {
    if (!this.isProven) this.take(datagram, arrivedAt);
  }

  /**
   * Whether a question with the MAC of the peer's key is later than all before it; from now on it is one of
   * those. One that is not was sent again, or the peer's clock was set back.
   */
  isLatest(datagram: Datagram): boolean {
    const latest = this.latest;
    if (!latest.isZero() && timestampSince(datagram, TRANSMIT_TIMESTAMP, latest) <= 0) return false;
    readTimestamp(datagram, TRANSMIT_TIMESTAMP, latest);
    return true;
  }

  /** Whether nothing was answered within `gap` before `now`; what is asked for is then answered now. */
  mayAnswer(now: Instant, gap: Q32): boolean {
    if (this.hasAnswered && now.since(this.answeredAt) < gap) return false;
    this.answeredAt.copy(now);
    this.hasAnswered = true;
    return true;
  }

  /** Nothing has come. */
  forget(): void {
    this.transmit.set(0, 0);
    this.isProven = false;
    this.latest.set(0, 0);
    this.hasAnswered = false;
  }

  private take(datagram: Datagram, arrivedAt: Instant): void {
    readTimestamp(datagram, TRANSMIT_TIMESTAMP, this.transmit);
    this.arrivedAt.copy(arrivedAt);
  }
}
