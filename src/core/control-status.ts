/** The status words of control messages (RFC 9327 section 3). Allocates nothing. */
import { never } from "../time/never.js";
import { Leap, type Association } from "./association.js";
import { KeyState, type Authentication } from "./authentication.js";
import { type EventCounts } from "./event-counts.js";
import { PPS } from "./reference-clock.js";
import { AssociationKind } from "./settings.js";
import { type System } from "./system.js";
import { Standing } from "./verdict.js";

/** RFC 9327 section 3.1, the clock source. */
const enum Source {
  Unknown = 0,
  Pulse = 1,
  /** GPS among them. */
  Uhf = 4,
  Ntp = 6,
  Manual = 8,
}

// RFC 9327 section 3.2, the peer status.
const CONFIGURED = 0x80;
const HAS_KEY = 0x40;
const AUTHENTICATED = 0x20;
const REACHABLE = 0x10;
const BROADCAST = 0x08;

/** … and the selection of whom the system follows. */
const SYSTEM_PEER = 6;
const PULSE_PEER = 7;

/** The system status word: leap indicator, source of the time, events and the last one. */
export function systemStatus({ leap, peer }: System, { code, count }: EventCounts): number {
  return (leap << 14) | (sourceOf(leap, peer) << 8) | (count << 4) | code;
}

/** The status word of an association: what it is, how it was selected, events and the last one. */
export function associationStatus(
  association: Association,
  system: System,
  authentication: Authentication,
): number {
  const { keyId, isHeard, reach, settings, eventCode, eventCount } = association;
  let bits = settings!.isDynamic ? 0 : CONFIGURED;
  if (keyId !== 0) bits |= HAS_KEY;
  if (isHeard && authentication.stateOf(keyId) === KeyState.Trusted) bits |= AUTHENTICATED;
  if (reach !== 0) bits |= REACHABLE;
  if (settings!.kind === AssociationKind.BroadcastClient) bits |= BROADCAST;
  const peer = association.refid === PPS && isReceiver(association) ? PULSE_PEER : SYSTEM_PEER;
  const selection = association === system.peer ? peer : selectionOf(association.standing);
  return ((bits | selection) << 8) | (eventCount << 4) | eventCode;
}

function sourceOf(leap: Leap, peer: Association | undefined): Source {
  if (leap === Leap.Unsynchronized || peer === undefined) return Source.Unknown;
  if (isReceiver(peer)) return peer.refid === PPS ? Source.Pulse : Source.Uhf;
  return peer.settings!.kind === AssociationKind.LocalClock ? Source.Manual : Source.Ntp;
}

function isReceiver({ settings }: Association): boolean {
  return settings!.kind === AssociationKind.ReferenceClock;
}

/** RFC 9327 section 3.2, the peer selection, of one that the system does not follow. */
function selectionOf(standing: Standing): number {
  switch (standing) {
    case Standing.Unheard:
    case Standing.Unreachable:
    case Standing.Denied:
    case Standing.Unsynchronized:
    case Standing.BadStratum:
    case Standing.Loop:
    case Standing.Unproven:
    case Standing.TooFar:
    case Standing.Follower:
      return 0;
    case Standing.Falseticker:
      return 1;
    case Standing.LastResort:
      return 5;
    case Standing.Outlyer:
      return 3;
    case Standing.Candidate:
    case Standing.SystemPeer:
      return 4;
    default:
      return never(standing);
  }
}
