/**
 * How often each sender asks: a table of fixed size, however many senders there are. Allocates nothing.
 *
 * Of each it keeps one moment, when the requests taken so far will have been paid for at its due rate (the
 * generic cell rate algorithm, ITU-T I.371): whoever owes the least has the earliest moment, and is the one
 * forgotten when another needs the place. So nobody's requests are refused because there are many senders,
 * for who is forgotten begins anew; and who asks too often is remembered, for others in his way owe less.
 */
import { type Q32 } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";
import { type Endpoint } from "../wire/address.js";
import { columns } from "./columns.js";
import { SenderTable, TICK, ticksOf } from "./sender-table.js";

/**
 * So many requests may come at once, as far as their average goes: a fast start has four, then ever fewer.
 */
const BURST = 8;

/** Two that left a gap apart may arrive closer: a queue may have held up the first by a quarter of it. */
const MOST_JITTER = 4;

export class RateTable extends SenderTable {
  private readonly takenAt: Float64Array;
  private readonly kissedAt: Float64Array;
  /** In ticks. */
  private leastGap = 0;
  private meanGap = 0;

  /** `senders`: how many are remembered, at least 8. */
  constructor(senders: number) {
    super(senders);
    [this.takenAt, this.kissedAt] = columns(this.places, Float64Array, Float64Array);
  }

  /** Requests of one sender are due `leastGap` apart, and `meanGap` in the mean; 0 or more. */
  configure(leastGap: Q32, meanGap: Q32): void {
    this.leastGap = leastGap / TICK;
    this.meanGap = meanGap / TICK;
  }

  /**
   * Whether a request of `sender`, at counter reading `now`, comes no sooner than is due; if so, it is taken
   * into account. `scope`: not 0, tells apart equal addresses that are different hosts.
   */
  take(sender: Endpoint, scope: number, now: Instant): boolean {
    const at = ticksOf(now);
    const place = this.accountOf(sender, scope, at);
    const owed = this.worth[place] - at;
    const isTooSoon = at - this.takenAt[place] < this.leastGap - this.leastGap / MOST_JITTER;
    if (isTooSoon || owed > (BURST - 1) * this.meanGap) return false;
    this.takenAt[place] = at;
    this.worth[place] = Math.max(owed, 0) + at + this.meanGap;
    return true;
  }

  /** Whether a kiss-o'-death may be sent to `sender`: at most one in the mean time between requests. */
  mayKiss(sender: Endpoint, scope: number, now: Instant): boolean {
    const at = ticksOf(now);
    const place = this.accountOf(sender, scope, at);
    if (at - this.kissedAt[place] < this.meanGap) return false;
    this.kissedAt[place] = at;
    return true;
  }

  /** Its place; a new one owes nothing. Its worth is when what it took will have been paid for. */
  private accountOf(sender: Endpoint, scope: number, at: number): number {
    const place = this.placeOf(sender, scope);
    if (this.isNew) {
      this.worth[place] = at;
      this.takenAt[place] = this.kissedAt[place] = -Infinity;
    }
    return place;
  }
}
