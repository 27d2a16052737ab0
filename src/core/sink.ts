/**
 * What the engine wants done, called in order before a handler returns. Nothing is collected: the
 * runtime carries each call out as it comes, tests write them down.
 */
import { type Q32, type Rate } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";
import { type Endpoint, type Family } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { type Association } from "./association.js";
import { type Objection } from "./authentication.js";
import { type Link } from "./link.js";
import { type Happening } from "./happening.js";

/** What is still open in a packet handed to `send`; the runtime closes it at the very end. */
export const enum Seal {
  /** The transmit timestamp is complete: a client's, random and opaque (data minimization). */
  Complete,
  /** The transmit timestamp is the clock's at departure. */
  Transmit,
}

export interface Sink {
  /**
   * Answers whether it left; the datagram may be used again then. For an exchange's link `Engine.sent` is
   * called before this returns. What an association of a symmetric kind sends leaves from a service socket,
   * and what goes to a `Group` link from the own address of the interface. `keyId`: whose MAC
   * `Engine.authentication` is to end it with, once all else is written; 0: there is none.
   */
  send(link: Link, datagram: Datagram, to: Endpoint, seal: Seal, keyId: number): boolean;
  /** The exchange on this link is over, answered or not: its socket can go. */
  close(link: Link): void;
  /** Call `Engine.wake` at `at`; replaces what was asked before. */
  wakeAt(at: Instant): void;
  /** Take a sample from the reference clock of this association and hand it to `Engine.sample`. */
  measure(association: Association): void;
  /** Read the thermometer and hand it to `Engine.sensed`; asked for only after that was called by itself. */
  sense(): void;
  /** Look `association.settings.host` up and hand what is found to `Engine.resolved`. */
  resolve(association: Association, family: Family | undefined): void;
  /** The clock was stepped by `offset`. */
  step(offset: Q32): void;
  /** The clock now runs at `frequency` plus `slew` against the counter. */
  steer(frequency: Rate, slew: Rate): void;
  /**
   * Authentication failed, as `Happening.AuthenticationFailed` says: `count` packets since it was last told
   * of the same `association`, or of all that are of none, the latest from `from`, with a MAC of key `keyId`
   * (0: of none).
   */
  unproven(
    association: Association | undefined,
    from: Endpoint,
    keyId: number,
    objection: Objection,
    count: number,
  ): void;
  /** Something an operator may want to know; `association` where it concerns one. */
  report(happening: Happening, association: Association | undefined, value: number): void;
}
