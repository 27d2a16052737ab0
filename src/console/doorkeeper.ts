/**
 * Keeps those waiting who try passwords: after some failures from one place, or from everywhere, there is a
 * wait that doubles with each further one. It is told, and it ends; the device's own console never waits, and
 * whoever passed lately waits for failures of his own alone.
 */
import { type NodeStatus } from "../runtime/node.js";
import { Instant } from "../time/moment.js";
import { parseAddress } from "../wire/address-text.js";
import { Endpoint, Family } from "../wire/address.js";

/** Failures that are forgiven: those of one place, and of all together. */
const FORGIVEN = 5;
const FORGIVEN_TO_ALL = 50;

/** The first wait and the longest, in seconds. */
const FIRST_WAIT = 10;
const LONGEST_WAIT = 600;

/** What makes the longest of the first, and more. */
const MOST_DOUBLINGS = 6;

/** After so long without a failure all are forgotten, in seconds. */
const MEMORY = 3600;

/** A place that has passed is known for so long, in seconds. */
const KNOWN_FOR = 24 * 3600;

/** Places remembered that failed, and that passed; of more, those go for which it is the longest ago. */
const MOST_PLACES = 64;

/** Failures are told of once in so many seconds. */
const BETWEEN_TELLINGS = 60;

interface Failures {
  count: number;
  /** The last one, by the counter, in seconds. */
  lastSec: number;
}

export class Doorkeeper {
  readonly #status: Pick<NodeStatus, "instant">;
  readonly #now = new Instant();
  /** The order is that of the last failures. */
  readonly #places = new Map<string, Failures>();
  /** When those that passed last did so, by the counter, in seconds, in that order. */
  readonly #known = new Map<string, number>();
  readonly #all: Failures = { count: 0, lastSec: 0 };
  /** As `#all` was before the password that is being tried. */
  readonly #before: Failures = { count: 0, lastSec: 0 };
  #isTrying = false;
  /** Wrong ones since those told of, and when that was, by the counter, in seconds. */
  #untold = 0;
  #toldSec: number | undefined = undefined;

  constructor(status: Pick<NodeStatus, "instant">) {
    this.#status = status;
  }

  /** Seconds until a password from `address` is heard; 0: it is. */
  waitSec(address: string): number {
    const place = placeOf(address);
    const failures = this.#places.get(place);
    const own = failures ? this.left(failures, FORGIVEN) : 0;
    return this.isKnown(place) ? own : Math.max(own, this.left(this.#all, FORGIVEN_TO_ALL));
  }

  /** Whether a password may be tried now: one at a time is, until `leave`. */
  enter(): boolean {
    if (this.#isTrying) return false;
    this.#isTrying = true;
    return true;
  }

  leave(): void {
    this.#isTrying = false;
  }

  /** A password from `address` is going to be tried: it is wrong unless `pass` follows. */
  fail(address: string): void {
    const place = placeOf(address);
    const failures = this.#places.get(place) ?? { count: 0, lastSec: 0 };
    remember(this.#places, place, failures);
    this.count(failures);
    Object.assign(this.#before, this.#all);
    this.count(this.#all);
  }

  /** The password of `address` that was tried last was right: no failure, and those before were slips. */
  pass(address: string): void {
    const place = placeOf(address);
    const slips = (this.#places.get(place)?.count ?? 1) - 1;
    this.#all.count = Math.max(0, this.#before.count - slips);
    this.#all.lastSec = this.#before.lastSec;
    this.#places.delete(place);
    this.#status.instant(this.#now);
    remember(this.#known, place, this.#now.seconds);
  }

  /** One more was wrong. How many were since it last answered so, once a minute; 0: nobody is told now. */
  toTell(): number {
    this.#untold++;
    if (this.#toldSec !== undefined && this.since(this.#toldSec) < BETWEEN_TELLINGS) return 0;
    const count = this.#untold;
    this.#status.instant(this.#now);
    this.#toldSec = this.#now.seconds;
    this.#untold = 0;
    return count;
  }

  private isKnown(place: string): boolean {
    const lastSec = this.#known.get(place);
    return lastSec !== undefined && this.since(lastSec) <= KNOWN_FOR;
  }

  private count(failures: Failures): void {
    if (this.since(failures.lastSec) > MEMORY) failures.count = 0;
    failures.count++;
    failures.lastSec = this.#now.seconds;
  }

  private left(failures: Failures, forgiven: number): number {
    const since = this.since(failures.lastSec);
    if (failures.count < forgiven || since > MEMORY) return 0;
    const wait = Math.min(
      LONGEST_WAIT,
      FIRST_WAIT * (1 << Math.min(failures.count - forgiven, MOST_DOUBLINGS)),
    );
    return Math.max(0, wait - since);
  }

  private since(lastSec: number): number {
    this.#status.instant(this.#now);
    return (this.#now.seconds - lastSec) | 0;
  }
}

/** Puts it last; the first goes where there are too many. */
function remember<Value>(places: Map<string, Value>, place: string, value: Value): void {
  places.delete(place);
  places.set(place, value);
  if (places.size > MOST_PLACES) places.delete(places.keys().next().value!);
}

/** Whose addresses are one's: of IPv6 a whole network of 64 bits. */
export function placeOf(text: string): string {
  const address = new Endpoint();
  if (!parseAddress(text, address) || address.family !== Family.IPv6) return text;
  return `${address.word0} ${address.word1}`;
}
