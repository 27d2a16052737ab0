/** What reports need of the node that they are of, and of the platform. */
import { type Association } from "../core/association.js";
import { type System } from "../core/system.js";
import { type Q32 } from "../time/fixed.js";
import { type Instant, type Timestamp } from "../time/moment.js";
import { type Datagram } from "../wire/datagram.js";
import { type Endpoint } from "../wire/address.js";

/** What is reported of. */
export interface Reported {
  readonly system: System;
  /** The whole pool; the places in use have `settings`. */
  readonly associations: readonly Association[];
  /** The counter now. */
  instant(into: Instant): void;
  /** The disciplined clock now. */
  time(into: Timestamp): void;
}

/** Sends what is reported. */
export interface Post {
  /** What is sent is written into this, and need not stay there. */
  readonly datagram: Datagram;
  /**
   * Sends the first `datagram.length` octets; false: no packet leaves for there at present, or the platform
   * refused.
   */
  send(datagram: Datagram, to: Endpoint): boolean;
}

/** Calls `ring` once when `delay` has passed, unless cancelled; never within the call. */
export interface Waits {
  after(delay: Q32, ring: () => void): { cancel(): void };
}
