/**
 * The events that control queries tell of: the last one of the system and of each association, and how many
 * there were since that was told (RFC 9327 section 3). It stands between the engine and its sink, and passes
 * everything on. Allocates nothing.
 */
import { type Q32, type Rate } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";
import { type Endpoint, type Family } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { Kiss } from "../wire/kiss.js";
import { type Association } from "./association.js";
import { type Objection } from "./authentication.js";
import { Happening } from "./happening.js";
import { type Link } from "./link.js";
import { type Seal, type Sink } from "./sink.js";

/** RFC 9327 section 3.1, those that happen here. */
export const enum SystemEvent {
  Spike = 3,
  Synchronized = 5,
  Restart = 6,
  Panic = 7,
  NoPeer = 8,
  LeapArmed = 9,
  LeapDisarmed = 10,
  LeapPassed = 11,
  Stepped = 12,
}

/** RFC 9327 section 3.2, those that happen here. */
export const enum PeerEvent {
  None = 0,
  Mobilized = 1,
  Unreachable = 3,
  Reachable = 4,
  Rate = 7,
  Denied = 8,
  SystemPeer = 10,
  AuthenticationFailed = 12,
}

/** The counters have four bits, and stay where they end until they are told. */
const MOST = 15;

export class EventCounts implements Sink {
  code = SystemEvent.Restart;
  count = 1;

  private readonly next: Sink;

  constructor(next: Sink) {
    this.next = next;
  }

  report(happening: Happening, association: Association | undefined, value: number): void {
    const code = systemEvent(happening);
    if (code !== 0) {
      this.code = code;
      this.count = Math.min(this.count + 1, MOST);
    }
    const peerCode = association === undefined ? PeerEvent.None : peerEvent(happening, value);
    if (peerCode !== PeerEvent.None) count(association!, peerCode);
    this.next.report(happening, association, value);
  }

  unproven(
    association: Association | undefined,
    from: Endpoint,
    keyId: number,
    objection: Objection,
    packets: number,
  ): void {
    if (association !== undefined) count(association, PeerEvent.AuthenticationFailed);
    this.next.unproven(association, from, keyId, objection, packets);
  }

  send(link: Link, datagram: Datagram, to: Endpoint, seal: Seal, keyId: number): boolean {
    return this.next.send(link, datagram, to, seal, keyId);
  }

  close(link: Link): void {
    this.next.close(link);
  }

  wakeAt(at: Instant): void {
    this.next.wakeAt(at);
  }

  measure(association: Association): void {
    this.next.measure(association);
  }

  sense(): void {
    this.next.sense();
  }

  resolve(association: Association, family: Family | undefined): void {
    this.next.resolve(association, family);
  }

  step(offset: Q32): void {
    this.next.step(offset);
  }

  steer(frequency: Rate, slew: Rate): void {
    this.next.steer(frequency, slew);
  }
}

function count(association: Association, code: PeerEvent): void {
  association.eventCode = code;
  association.eventCount = Math.min(association.eventCount + 1, MOST);
}

/** 0: none. */
function systemEvent(happening: Happening): SystemEvent | 0 {
  switch (happening) {
    case Happening.Resisted:
      return SystemEvent.Spike;
    case Happening.Synchronized:
      return SystemEvent.Synchronized;
    case Happening.Refused:
      return SystemEvent.Panic;
    case Happening.Unsynchronized:
    case Happening.Holdover:
      return SystemEvent.NoPeer;
    case Happening.LeapAnnounced:
      return SystemEvent.LeapArmed;
    case Happening.LeapWithdrawn:
      return SystemEvent.LeapDisarmed;
    case Happening.LeapInserted:
    case Happening.LeapDeleted:
      return SystemEvent.LeapPassed;
    case Happening.Stepped:
      return SystemEvent.Stepped;
    default:
      return 0;
  }
}

function peerEvent(happening: Happening, value: number): PeerEvent {
  switch (happening) {
    case Happening.AssociationDown:
      return PeerEvent.Unreachable;
    case Happening.AssociationUp:
      return PeerEvent.Reachable;
    case Happening.KissOfDeath:
      if (value === Kiss.Rate) return PeerEvent.Rate;
      return value === Kiss.Deny || value === Kiss.Restricted ? PeerEvent.Denied : PeerEvent.None;
    case Happening.Synchronized:
    case Happening.SystemPeerChanged:
      return PeerEvent.SystemPeer;
    default:
      return PeerEvent.None;
  }
}
