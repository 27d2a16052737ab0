/**
 * Failed authentication, told to the operator in a bounded way: of each association at once and then once a
 * minute while it goes on, of all strangers together as of one. Allocates nothing.
 */
import { type Q32, SECOND } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { type Endpoint } from "../wire/address.js";
import { type Association } from "./association.js";
import { type Objection } from "./authentication.js";
import { type Sink } from "./sink.js";

const INTERVAL: Q32 = 60 * SECOND;

export class Suspicion {
  private readonly sink: Pick<Sink, "unproven">;
  /** By the associations' ids; the last is of strangers. */
  private readonly rows: readonly Row[];

  /** `capacity`: how many associations there can be. */
  constructor(sink: Pick<Sink, "unproven">, capacity: number) {
    this.sink = sink;
    this.rows = Array.from({ length: capacity + 1 }, () => new Row());
  }

  /** A packet from `from` failed, whose MAC named `keyId`; `association`: it claims to be of this one. */
  note(
    association: Association | undefined,
    from: Endpoint,
    keyId: number,
    objection: Objection,
    now: Instant,
  ): void {
    const row = this.rows[association?.id ?? this.rows.length - 1];
    row.count++;
    if (row.isTold && now.since(row) < INTERVAL) return;
    this.sink.unproven(association, from, keyId, objection, row.count);
    row.count = 0;
    row.isTold = true;
    row.copy(now);
  }

  /** `association` leaves the pool: another one will have its place. */
  left({ id }: Association): void {
    this.rows[id].count = 0;
    this.rows[id].isTold = false;
  }
}

/** When it was last told of, valid while it `isTold`: one object, for each association has one. */
class Row extends Instant {
  /** Since then. */
  count = 0;
  isTold = false;
}
