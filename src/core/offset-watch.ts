/**
 * Offsets that are too large several times in a row, told to the operator, whose limits may be wider. One is
 * a spike, and a clock that nobody relies on yet is stepped by the second. Allocates nothing.
 */
import { MILLISECOND, type Q32 } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { type Association } from "./association.js";
import { Happening } from "./happening.js";
import { type Sink } from "./sink.js";

/** RFC 5905 STEPT, as in its code. */
const LARGE = 128 * MILLISECOND;

/** So many updates in a row are told of, and all that follow. */
const SEVERAL = 3;

export class OffsetWatch {
  private readonly sink: Sink;
  /** When the sample of the last update was taken; valid while `hasSeen`. */
  private readonly seenAt = new Instant();
  private hasSeen = false;
  private inRow = 0;

  constructor(sink: Sink) {
    this.sink = sink;
  }

  /** The system's `offset`, of which `peer` is the peer: an update if that has a newer sample than before. */
  update(peer: Association, offset: Q32): void {
    const { takenAt } = peer.filter;
    if (this.hasSeen && takenAt.since(this.seenAt) <= 0) return;
    this.seenAt.copy(takenAt);
    this.hasSeen = true;
    if (Math.abs(offset) <= LARGE) return this.end(peer);
    this.inRow = Math.min(this.inRow + 1, SEVERAL);
    if (this.inRow === SEVERAL) this.sink.report(Happening.OffsetTooLarge, peer, offset);
  }

  /** By `peer` the offset is not too large. */
  end(peer: Association): void {
    if (this.inRow === SEVERAL) this.sink.report(Happening.OffsetNormal, peer, 0);
    this.inRow = 0;
  }
}
