/** A symmetric peer on the bench of an engine: what it says. */
import { AssociationKind, type AssociationSettings } from "../../src/core/settings.js";
import { type Verdict } from "../../src/core/verdict.js";
import { MILLISECOND, SECOND, type Q32 } from "../../src/time/fixed.js";
import { Instant, Timestamp } from "../../src/time/moment.js";
import { Datagram } from "../../src/wire/datagram.js";
import {
  clearHeader,
  Mode,
  ORIGIN_TIMESTAMP,
  readTimestamp,
  RECEIVE_TIMESTAMP,
  REFERENCE_TIMESTAMP,
  setFirst,
  setPoll,
  setPrecision,
  setRefid,
  setStratum,
  TRANSMIT_TIMESTAMP,
  writeTimestamp,
} from "../../src/wire/header.js";
import { endpoint, type Rig, server, type Request } from "./engine-rig.js";

/** The peer's address, and the node's own. */
export const PEER = "192.0.2.7";
export const OWN = "192.0.2.1";

/** The settings of a node that asks the peer. */
export const active = (more: Partial<AssociationSettings> = {}): AssociationSettings =>
  server(PEER, { kind: AssociationKind.SymmetricActive, ...more });

/** How a packet differs from a question of the peer, of stratum 2, that has heard nothing of us. */
export interface Fields {
  readonly mode?: Mode;
  readonly version?: number;
  readonly stratum?: number;
  readonly leap?: number;
  readonly refid?: number;
  readonly poll?: number;
  /** What is given back, and for how long it was held; with a negative time, or without any receive timestamp. */
  readonly origin?: Timestamp;
  readonly held?: Q32 | "unknown";
  /** How far the peer's clock is ahead. */
  readonly error?: Q32;
  readonly from?: string;
  readonly port?: number;
  readonly edit?: (datagram: Datagram) => void;
}

/** A packet of the peer, sent a millisecond ago. */
export function packet(rig: Rig, fields: Fields): Datagram {
  const { mode = Mode.SymmetricPassive, origin, held = 0 } = fields;
  const datagram = new Datagram();
  clearHeader(datagram);
  setFirst(datagram, fields.leap ?? 0, fields.version ?? 4, mode);
  setStratum(datagram, fields.stratum ?? 2);
  setPoll(datagram, fields.poll ?? 6);
  setPrecision(datagram, -20);
  setRefid(datagram, fields.refid ?? 0xc000_0263);
  const time = rig.trueTime(rig.now);
  time.add((fields.error ?? 0) - MILLISECOND);
  writeTimestamp(datagram, TRANSMIT_TIMESTAMP, time);
  if (origin !== undefined) {
    writeTimestamp(datagram, ORIGIN_TIMESTAMP, origin);
    time.add(held === "unknown" ? 0 : -held);
    if (held !== "unknown") writeTimestamp(datagram, RECEIVE_TIMESTAMP, time);
  }
  time.add(-SECOND);
  writeTimestamp(datagram, REFERENCE_TIMESTAMP, time);
  fields.edit?.(datagram);
  return datagram;
}

/** Hands the node a packet of the peer. */
export function say(rig: Rig, fields: Fields): Verdict {
  const { bytes, length } = packet(rig, fields);
  return rig.ask(bytes.subarray(0, length), endpoint(fields.from ?? PEER, fields.port));
}

/** The peer's answer to `request`, at once. */
export function reply(rig: Rig, request: Request, fields: Fields = {}): Verdict {
  const due = new Instant();
  due.copy(request.departedAt);
  due.add(2 * MILLISECOND);
  if (due.since(rig.now) > 0) rig.now.copy(due);
  return say(rig, { origin: transmitOf(request), ...fields });
}

/** The transmit timestamp of what the node sent. */
export function transmitOf({ bytes }: Request): Timestamp {
  const transmit = new Timestamp();
  readTimestamp(new Datagram(bytes), TRANSMIT_TIMESTAMP, transmit);
  return transmit;
}
