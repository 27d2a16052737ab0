/**
 * The server: a request becomes its answer where it lies, in one pass. It keeps no state of those who
 * ask (RFC 5905 section 9.2, the fast transmit of A.5.3), and allocates nothing.
 */
import { type Q32 } from "../time/fixed.js";
import { Timestamp, type Instant } from "../time/moment.js";
import { type Datagram } from "../wire/datagram.js";
import {
  copyTimestamp,
  HEADER_LENGTH,
  Mode,
  modeOf,
  ORIGIN_TIMESTAMP,
  RECEIVE_TIMESTAMP,
  REFERENCE_TIMESTAMP,
  setFirst,
  setPrecision,
  setRefid,
  setRootDelay,
  setRootDispersion,
  setStratum,
  TRANSMIT_TIMESTAMP,
  versionOf,
  writeTimestamp,
} from "../wire/header.js";
import { Kiss } from "../wire/kiss.js";
import { smearRefid } from "../wire/refid.js";
import { Leap, MAXSTRAT } from "./association.js";
import { type Core } from "./core.js";
import { type System } from "./system.js";

export class Server {
  private readonly core: Core;
  private readonly receivedAt = new Timestamp();
  private readonly served = new Timestamp();
  private readonly shown = new Timestamp();

  constructor(core: Core) {
    this.core = core;
  }

  /**
   * Turns the request in `datagram` into an answer of `mode`, all but its transmit timestamp.
   * `rootDispersion` is the system's, grown up to now. The request's poll is handed back as it came.
   */
  answer(datagram: Datagram, mode: Mode, arrivedAt: Instant, rootDispersion: Q32): void {
    copyTimestamp(datagram, TRANSMIT_TIMESTAMP, ORIGIN_TIMESTAMP);
    this.core.clock.serve(arrivedAt, this.receivedAt);
    writeTimestamp(datagram, RECEIVE_TIMESTAMP, this.receivedAt);
    this.describe(datagram, versionOf(datagram), mode, arrivedAt, rootDispersion);
  }

  /**
   * Turns the request in `datagram` into a kiss-o'-death of `mode` (RFC 5905 section 7.4): it tells nothing
   * of the time, and by the request's own transmit timestamp that it answers this. The poll is handed back as
   * it came.
   */
  kiss(datagram: Datagram, mode: Mode, code: Kiss): void {
    setFirst(datagram, Leap.Unsynchronized, versionOf(datagram), mode);
    setStratum(datagram, 0);
    setPrecision(datagram, this.core.system.precisionLog2);
    setRootDelay(datagram, 0);
    setRootDispersion(datagram, 0);
    setRefid(datagram, code);
    this.shown.set(0, 0);
    writeTimestamp(datagram, REFERENCE_TIMESTAMP, this.shown);
    copyTimestamp(datagram, TRANSMIT_TIMESTAMP, ORIGIN_TIMESTAMP);
    copyTimestamp(datagram, TRANSMIT_TIMESTAMP, RECEIVE_TIMESTAMP);
    datagram.length = HEADER_LENGTH;
  }

  /**
   * Makes `datagram` a header of `version` and `mode` that says what this node knows of the time at `at`. Its
   * poll and the timestamps of its exchange are left as they are; `rootDispersion` as for `answer`.
   */
  describe(datagram: Datagram, version: number, mode: Mode, at: Instant, rootDispersion: Q32): void {
    const { system, clock } = this.core;
    const isSynchronized = system.stratum < MAXSTRAT;
    setFirst(datagram, system.leap, version, mode);
    setStratum(datagram, system.stratum);
    setPrecision(datagram, system.precisionLog2);
    setRootDelay(datagram, system.rootDelay);
    setRootDispersion(datagram, rootDispersion);
    setRefid(datagram, isSynchronized ? system.refid : refidWithoutTime(system));
    writeTimestamp(datagram, REFERENCE_TIMESTAMP, system.reference);
    datagram.length = HEADER_LENGTH;
    if (isSynchronized && clock.passage !== undefined) this.smear(datagram, at, rootDispersion);
  }

  /**
   * Where a leap second is smeared, nobody is told of it, lest he pass it besides; the reference time is on
   * the scale that he sees; while that is not UTC, the reference id and the dispersion say by how much.
   */
  private smear(datagram: Datagram, at: Instant, rootDispersion: Q32): void {
    const { clock, system } = this.core;
    if (!clock.passage!.isSmeared) return;
    setFirst(datagram, Leap.None, versionOf(datagram), modeOf(datagram));
    clock.serve(at, this.served);
    clock.read(at, this.shown);
    const smear = this.served.since(this.shown);
    if (smear === 0) return;
    setRefid(datagram, smearRefid(smear));
    setRootDispersion(datagram, rootDispersion + Math.abs(smear));
    this.shown.copy(system.reference);
    this.shown.add(smear);
    writeTimestamp(datagram, REFERENCE_TIMESTAMP, this.shown);
  }
}

/** INIT: never synchronized yet (RFC 5905 figure 13). One who was, and lost it, says nothing. */
function refidWithoutTime({ reference }: System): number {
  return reference.isZero() ? Kiss.Init : 0;
}

/** How a request of `mode` is answered; `Unspecified`: not at all, lest two servers talk for ever. */
export function answerMode(mode: Mode, version: number): Mode {
  switch (mode) {
    case Mode.Client:
      return Mode.Server;
    case Mode.SymmetricActive:
      return Mode.SymmetricPassive;
    case Mode.Unspecified:
      return version === 1 ? Mode.Server : Mode.Unspecified;
    case Mode.SymmetricPassive:
    case Mode.Server:
    case Mode.Broadcast:
    case Mode.Control:
    case Mode.Private:
      return Mode.Unspecified;
  }
}
