/**
 * The list of recent senders (RFC 9327 section 4, opcode 10): from who was silent for longest on, a part of
 * it for each query, which tells how far the asker has got.
 *
 * A query has `limit=N` rows or `frags=N` messages at most, and `mincount`, `maxlstint`, `resall`, `resany`.
 * To go on it has `last.0`, when the latest sender that it knows was heard, and older ones as `last.1` up to
 * `last.15`: the first of them who was not heard since is where the next part begins.
 */
import { MILLISECOND } from "../time/fixed.js";
import { Timestamp, type Instant } from "../time/moment.js";
import { Endpoint } from "../wire/address.js";
import { type ControlItems } from "../wire/control-items.js";
import { ControlError } from "../wire/control.js";
import { type ControlWriter } from "../wire/control-writer.js";
import { type RecentSenders, type Sender } from "./recent-senders.js";
import { TICK, TICKS, ticksOf } from "./sender-table.js";
import { type SoftwareClock } from "./software-clock.js";

/** What one answer has at most; a query that asks for more gets that. */
const MOST_ROWS = 96;
const MOST_MESSAGES = 8;

/** What a query may ask for. */
const MOST_ASKED = 0xffff;

const MOST_KNOWN = 16;

/** Octets that a row takes at most, with what ends the list. */
const LONGEST_ROW = 260;

/** ntpd's name for one that is limited. */
const RES_LIMITED = 0x20;

/** Moments are told on a scale of their own, to be found again; it is set anew when so far off the clock. */
const DRIFT = 10 * MILLISECOND;

/** Of "0xd3a1b2c3.00000000". */
const TIMESTAMP_LENGTH = 19;

export class MruQuery {
  private readonly recent: RecentSenders;
  private readonly clock: SoftwareClock;
  /** Time at counter 0, on that scale. */
  private readonly epoch = new Timestamp();
  private readonly time = new Timestamp();
  /** Places in the order in which they are told. */
  private readonly rows: Int32Array;
  private rowCount = 0;
  /** Whether there are more than `rows` has room for. */
  private hasMore = false;
  private readonly sender: Sender = { firstAt: 0, lastAt: 0, count: 0, first: 0, isLimited: false };
  private readonly endpoint = new Endpoint();
  /** What the query says: -Infinity where a moment is not told. */
  private readonly known = new Float64Array(MOST_KNOWN);
  private limit = 0;
  private messages = 0;
  private leastCount = 0;
  private longestSilence = 0;
  private all = 0;
  private any = 0;

  constructor(recent: RecentSenders, clock: SoftwareClock) {
    this.recent = recent;
    this.rows = new Int32Array(Math.min(MOST_ROWS, recent.places));
    this.clock = clock;
  }

  /** A query begins that has told nothing yet. Allocates nothing. */
  begin(): void {
    this.known.fill(-Infinity);
    this.limit = this.messages = this.leastCount = this.all = this.any = 0;
    this.longestSilence = Infinity;
  }

  /** Takes in one of its items; answers what is wrong with it. Allocates nothing. */
  take(item: ControlItems): ControlError | undefined {
    if (item.indexOf("addr") >= 0) return undefined; // the moment alone says who it is
    const index = item.indexOf("last");
    if (index >= 0) return this.takeKnown(item, index);
    const value = item.unsigned();
    if (item.isNamed("limit")) this.limit = value;
    else if (item.isNamed("frags")) this.messages = value;
    else if (item.isNamed("mincount")) this.leastCount = value;
    else if (item.isNamed("maxlstint")) this.longestSilence = value * TICKS;
    else if (item.isNamed("resall")) this.all = value;
    else if (item.isNamed("resany")) this.any = value;
    else return ControlError.VariableName;
    return value < 0 || value > MOST_ASKED ? ControlError.VariableValue : undefined;
  }

  /**
   * Finds what is to be told to one who asks from the instance with this number; answers why there is
   * nothing. Allocates nothing.
   */
  select(instance: number, now: Instant): ControlError | undefined {
    if (this.limit === 0 && this.messages === 0) return ControlError.VariableValue;
    const most = this.limit === 0 ? MOST_ROWS : Math.min(this.limit, MOST_ROWS);
    const at = ticksOf(now);
    const from = this.resumeAt(instance);
    if (from === undefined) return ControlError.VariableName;
    if (from === -Infinity) this.keepTime(now);
    this.rowCount = 0;
    this.hasMore = false;
    for (let place = 0; place < this.recent.places; place++) {
      const last = this.recent.lastAt(place);
      if (last <= from || !this.recent.isOf(place, instance) || !this.isWanted(place, at)) continue;
      this.insert(place, last, most);
    }
    return undefined;
  }

  /** Writes what was found. */
  write(out: ControlWriter, now: Instant): void {
    const messages = this.messages === 0 ? MOST_MESSAGES : Math.min(this.messages, MOST_MESSAGES);
    for (let row = 0; row < this.rowCount; row++) {
      if (out.sent >= messages - 1 && out.room < LONGEST_ROW) return;
      this.writeRow(out, row);
    }
    if (this.hasMore) return;
    this.clock.read(now, this.time);
    out.name("now");
    out.timestamp(this.time);
    if (this.rowCount === 0) return;
    out.name("last.newest");
    this.writeTime(out, this.recent.lastAt(this.rows[this.rowCount - 1]));
  }

  private takeKnown(item: ControlItems, index: number): ControlError | undefined {
    const seconds = item.hexAt(2);
    const fraction = item.hexAt(11);
    const isTime = item.valueLength === TIMESTAMP_LENGTH && seconds >= 0 && fraction >= 0;
    if (!isTime || index >= MOST_KNOWN) return ControlError.VariableValue;
    const whole = (seconds - this.epoch.seconds) | 0;
    this.known[index] = whole * TICKS + (fraction - this.epoch.fraction) / TICK;
    return undefined;
  }

  /** The moment after which rows are told; undefined: the asker knows nobody who was not heard since. */
  private resumeAt(instance: number): number | undefined {
    let isFirst = true;
    for (let i = 0; i < MOST_KNOWN; i++) {
      const known = this.known[i];
      if (known === -Infinity) continue;
      isFirst = false;
      for (let place = 0; place < this.recent.places; place++)
        if (this.recent.lastAt(place) === known && this.recent.isOf(place, instance)) return known;
    }
    return isFirst ? -Infinity : undefined;
  }

  private isWanted(place: number, at: number): boolean {
    const sender = this.sender;
    this.recent.read(place, this.endpoint, sender);
    const flags = sender.isLimited ? RES_LIMITED : 0;
    return (
      sender.count >= this.leastCount &&
      at - sender.lastAt <= this.longestSilence &&
      (flags & this.all) === this.all &&
      (this.any === 0 || (flags & this.any) !== 0)
    );
  }

  /** Among the `most` whose silence is longest. */
  private insert(place: number, last: number, most: number): void {
    const rows = this.rows;
    if (this.rowCount === most) {
      this.hasMore = true;
      if (last >= this.recent.lastAt(rows[most - 1])) return;
      this.rowCount--;
    }
    let to = this.rowCount++;
    for (; to > 0 && this.recent.lastAt(rows[to - 1]) > last; to--) rows[to] = rows[to - 1];
    rows[to] = place;
  }

  private writeRow(out: ControlWriter, row: number): void {
    const sender = this.sender;
    this.recent.read(this.rows[row], this.endpoint, sender);
    out.indexed("addr", row);
    out.endpoint(this.endpoint);
    out.indexed("last", row);
    this.writeTime(out, sender.lastAt);
    out.indexed("first", row);
    this.writeTime(out, sender.firstAt);
    out.indexed("ct", row);
    out.unsigned(sender.count);
    out.indexed("mv", row);
    out.unsigned(sender.first);
    out.indexed("rs", row);
    out.hex(sender.isLimited ? RES_LIMITED : 0, 1);
  }

  private writeTime(out: ControlWriter, ticks: number): void {
    this.time.set(this.epoch.seconds + Math.floor(ticks / TICKS), this.epoch.fraction);
    this.time.add((ticks % TICKS) * TICK);
    out.timestamp(this.time);
  }

  private keepTime(now: Instant): void {
    const time = this.time;
    this.clock.read(now, time);
    const isBefore = time.fraction < now.fraction;
    time.set(time.seconds - now.seconds - (isBefore ? 1 : 0), time.fraction - now.fraction);
    if (Math.abs(time.since(this.epoch)) > DRIFT) this.epoch.copy(time);
  }
}
