/**
 * Keeps those waiting who try passwords: after some failures from one place, or from everywhere, there is a
 * wait that doubles with each further one. It is told, and it ends; the device's own console never waits.
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

/** Places that are remembered; of more, those whose last failure is the longest ago are forgotten. */
const MOST_PLACES = 64;

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
  readonly #all: Failures = { count: 0, lastSec: 0 };
  #isTrying = false;

  constructor(status: Pick<NodeStatus, "instant">) {
    this.#status = status;
  }

  /** Seconds until a password from `address` is heard; 0: it is. */
  waitSec(address: string): number {
    const place = this.#places.get(placeOf(address));
    return Math.max(place ? this.#left(place, FORGIVEN) : 0, this.#left(this.#all, FORGIVEN_TO_ALL));
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
    this.#places.delete(place);
    this.#places.set(place, failures);
    if (this.#places.size > MOST_PLACES) this.#places.delete(this.#places.keys().next().value!);
    this.#count(failures);
    this.#count(this.#all);
  }

  /** The last password from `address` was right. */
  pass(address: string): void {
    if (this.#all.count > 0) this.#all.count--;
    this.#places.delete(placeOf(address));
  }

  #count(failures: Failures): void {
    if (this.#since(failures) > MEMORY) failures.count = 0;
    failures.count++;
    failures.lastSec = this.#now.seconds;
  }

  #left(failures: Failures, forgiven: number): number {
    const since = this.#since(failures);
    if (failures.count < forgiven || since > MEMORY) return 0;
    const wait = Math.min(
      LONGEST_WAIT,
      FIRST_WAIT * (1 << Math.min(failures.count - forgiven, MOST_DOUBLINGS)),
    );
    return Math.max(0, wait - since);
  }

  #since({ lastSec }: Failures): number {
    this.#status.instant(this.#now);
    return (this.#now.seconds - lastSec) | 0;
  }
}

/** Whose addresses are one's: of IPv6 a whole network of 64 bits. */
function placeOf(text: string): string {
  const address = new Endpoint();
  if (!parseAddress(text, address) || address.family !== Family.IPv6) return text;
  return `${address.word0} ${address.word1}`;
}
