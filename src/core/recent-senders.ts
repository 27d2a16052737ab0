/**
 * Who sent something to the service ports, and when last: what `mrulist` shows. The table has a fixed size;
 * who was silent for longest is forgotten first. Allocates nothing.
 */
import { type Instant } from "../time/moment.js";
import { Family, type Endpoint } from "../wire/address.js";
import { columns } from "./columns.js";
import { SenderTable, ticksOf } from "./sender-table.js";

/** One who sent, as the table has it; filled again and again. */
export interface Sender {
  /** In ticks of the counter (`TICKS` a second). */
  firstAt: number;
  lastAt: number;
  count: number;
  /** The first octet of the last packet: leap indicator, version, mode. */
  first: number;
  /** Whether the last packet came too soon to be answered. */
  isLimited: boolean;
}

const FAMILY_6 = 1;
const LIMITED = 2;

export class RecentSenders extends SenderTable {
  /** Whether anybody is to be remembered. */
  isOn = false;
  /** How many there are. */
  count = 0;
  /** When the last packet came of each place; -Infinity: it is free. */
  private readonly latestAt: Float64Array = this.worth;
  private readonly firstAt: Float64Array;
  private readonly packets: Float64Array;
  private readonly port: Uint16Array;
  private readonly octet: Uint8Array;
  private readonly flags: Uint8Array;
  private readonly instance: Int16Array;
  private noted = 0;

  /** `senders`: how many are remembered, at least 8. */
  constructor(senders: number) {
    super(senders);
    [this.firstAt, this.packets, this.port, this.instance, this.octet, this.flags] = columns(
      this.places,
      Float64Array,
      Float64Array,
      Uint16Array,
      Int16Array,
      Uint8Array,
      Uint8Array,
    );
    this.latestAt.fill(-Infinity);
  }

  /**
   * A packet that begins with `octet` came from `sender` in a VPN instance, which has a number; `scope` as in
   * `RateTable.take`.
   */
  note(sender: Endpoint, scope: number, instance: number, octet: number, now: Instant): void {
    const at = ticksOf(now);
    const place = this.placeOf(sender, scope);
    if (this.isNew) {
      if (this.latestAt[place] === -Infinity) this.count++;
      this.firstAt[place] = at;
      this.packets[place] = 0;
    }
    this.latestAt[place] = at;
    this.packets[place]++;
    this.port[place] = sender.port;
    this.octet[place] = octet;
    this.flags[place] = sender.family === Family.IPv6 ? FAMILY_6 : 0;
    this.instance[place] = instance;
    this.noted = place;
  }

  /** The packet noted last came too soon. */
  limited(): void {
    this.flags[this.noted] |= LIMITED;
  }

  /** Whether a place is in use by one of the instance with this number. */
  isOf(place: number, instance: number): boolean {
    return this.latestAt[place] !== -Infinity && this.instance[place] === instance;
  }

  /** When the last packet of the sender at a place came, in ticks; -Infinity: nobody is there. */
  lastAt(place: number): number {
    return this.latestAt[place];
  }

  /** Sets `endpoint` to the address and port of a place in use, `into` to the rest of it. */
  read(place: number, endpoint: Endpoint, into: Sender): void {
    if ((this.flags[place] & FAMILY_6) === 0) endpoint.setIPv4(this.word3[place]);
    else
      endpoint.setIPv6(
        this.word0[place],
        this.word1[place],
        this.word2[place],
        this.word3[place],
        Math.max(this.scope[place], 0),
      );
    endpoint.port = this.port[place];
    into.firstAt = this.firstAt[place];
    into.lastAt = this.latestAt[place];
    into.count = this.packets[place];
    into.first = this.octet[place];
    into.isLimited = (this.flags[place] & LIMITED) !== 0;
  }
}
