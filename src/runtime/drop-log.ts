/** The last few packets that were dropped: when, whose, and why. */
import { dropReasonOf, DropReason } from "../core/drop-reason.js";
import { type Verdict } from "../core/verdict.js";
import { Instant } from "../time/moment.js";
import { Endpoint, Family } from "../wire/address.js";

/** As many as VRP shows. */
const KEPT = 10;

/** One of them, as it was. */
export interface Drop {
  readonly verdict: Verdict;
  readonly from: Endpoint;
  /** By its console name; empty where it is not known. */
  readonly interfaceName: string;
  /** By the counter. */
  readonly at: Instant;
}

/** What is kept of one besides the interface, in 32-bit words. */
const enum Row {
  Verdict,
  OfFamily,
  Word0,
  Word1,
  Word2,
  Word3,
  Zone,
  Port,
  Seconds,
  Fraction,
  Length,
}

export class DropLog {
  private readonly rows = new Uint32Array(KEPT * Row.Length);
  private readonly interfaceNames = new Array<string>(KEPT).fill("");
  /** Where the next one goes, and how many there are. */
  private next = 0;
  private count = 0;

  /** Takes a packet down, unless what became of it is no drop. Allocates nothing. */
  take(verdict: Verdict, from: Endpoint, interfaceName: string, at: Instant): void {
    if (dropReasonOf(verdict) === DropReason.None) return;
    const rows = this.rows;
    const row = this.next * Row.Length;
    rows[row + Row.Verdict] = verdict;
    rows[row + Row.OfFamily] = from.family;
    rows[row + Row.Word0] = from.word0;
    rows[row + Row.Word1] = from.word1;
    rows[row + Row.Word2] = from.word2;
    rows[row + Row.Word3] = from.word3;
    rows[row + Row.Zone] = from.zone;
    rows[row + Row.Port] = from.port;
    rows[row + Row.Seconds] = at.seconds;
    rows[row + Row.Fraction] = at.fraction;
    this.interfaceNames[this.next] = interfaceName;
    this.next = (this.next + 1) % KEPT;
    if (this.count < KEPT) this.count++;
  }

  /** The newest first. */
  list(): Drop[] {
    return Array.from({ length: this.count }, (_, i) => this.read((this.next + KEPT - 1 - i) % KEPT));
  }

  /** Forgets those of `family`. */
  clear(family: Family): void {
    const others = this.list().filter(({ from }) => from.family !== family);
    this.count = 0;
    for (const { verdict, from, interfaceName, at } of others.reverse())
      this.take(verdict, from, interfaceName, at);
  }

  private read(place: number): Drop {
    const row = this.rows.subarray(place * Row.Length, (place + 1) * Row.Length);
    const from = new Endpoint();
    if (row[Row.OfFamily] === Family.IPv4) from.setIPv4(row[Row.Word3]);
    else from.setIPv6(row[Row.Word0], row[Row.Word1], row[Row.Word2], row[Row.Word3], row[Row.Zone]);
    from.port = row[Row.Port];
    const at = new Instant();
    at.set(row[Row.Seconds], row[Row.Fraction]);
    return { verdict: row[Row.Verdict], from, interfaceName: this.interfaceNames[place], at };
  }
}
