/**
 * One source of time: what is configured of it, what its last packet said, and what its samples
 * amount to (RFC 5905 section 9.1, the peer variables under the RFC's names).
 *
 * All of them are made at boot and used again: a pool, because a board's heap is small and must not
 * depend on what the network does.
 */
import { clamp, MAXDISP, type Q32 } from "../time/fixed.js";
import { Instant, Timestamp } from "../time/moment.js";
import { Endpoint } from "../wire/address.js";
import { Mode } from "../wire/header.js";
import { ClockFilter, FilterRoom } from "./clock-filter.js";
import { Echo } from "./echo.js";
import { Path } from "./path.js";
import { PeerEvent } from "./event-counts.js";
import { HeardWay } from "./heard-way.js";
import { Exchange, Schedule } from "./schedule.js";
import { Link, LinkKind } from "./link.js";
import { Listening } from "./listening.js";
import { SecondMoved } from "./second-moved.js";
import { type ServerAddress } from "./server-address.js";
import { type AssociationSettings } from "./settings.js";
import { Standing, Verdict } from "./verdict.js";

const NO_ADDRESSES: readonly ServerAddress[] = Object.freeze([]);

/** RFC 5905 MAXSTRAT: not synchronized. */
export const MAXSTRAT = 16;

/** RFC 5905 leap indicator. */
export const enum Leap {
  None = 0,
  Insert = 1,
  Delete = 2,
  Unsynchronized = 3,
}

/** What the places of a pool have in common. */
export class Commons {
  readonly room = new FilterRoom();
  /** Of those who hear no broadcasts. */
  readonly listening = new Listening();
  readonly heard = new HeardWay();
}

/** One place of the pool. */
export class Association {
  /** Undefined: this place in the pool is free. */
  settings: AssociationSettings | undefined = undefined;
  /** The key of both sides; 0: none. Of a dynamic one: what its first packet proved. */
  keyId = 0;
  /** Where its packets go; all zero until a name is resolved. */
  readonly address = new Endpoint();
  /** Whether `settings.host` is a name, not an address. */
  isNamed = false;
  /**
   * All that its name resolved to (of a dynamic one nothing is listed), and which of them is asked; -1: none.
   */
  addresses = NO_ADDRESSES;
  addressIndex = -1;
  isResolving = false;
  readonly link: Link;
  /**
   * The service socket that the last proven packet of a symmetric association came in by, or the one that
   * made it: what is sent leaves from there, for that is the address that the peer knows. Of one with a
   * source of its own: undefined.
   */
  heardOn: Link | undefined = undefined;
  readonly schedule = new Schedule();
  readonly exchange = new Exchange();
  /** Of a symmetric one: what its next packet gives back; undefined: there is no room for peers. */
  echo: Echo | undefined = undefined;
  /** When the last packet said something of its time; of a dynamic one, to begin with, when it was made. */
  readonly acceptedAt = new Instant();
  /** Whether ever a packet came that only who sees our packets can have sent. */
  isProven = false;

  // What the last good packet said.
  leap: Leap = Leap.Unsynchronized;
  stratum = MAXSTRAT;
  peerPollLog2 = 0;
  precisionLog2 = 0;
  version = 4;
  /** Of a broadcast client's server also the one that it answers a volley in. */
  peerMode: Mode = Mode.Unspecified;
  rootDelay: Q32 = 0;
  rootDispersion: Q32 = MAXDISP;
  refid = 0;
  readonly reference = new Timestamp();
  readonly origin = new Timestamp();
  readonly receive = new Timestamp();
  readonly transmit = new Timestamp();
  /** Our own clock when that packet came in. */
  readonly destination = new Timestamp();

  readonly filter: ClockFilter;
  readonly path: Path;
  readonly secondMoved = new SecondMoved();
  /** Of a broadcast server; of others everybody's, and never looked at. */
  listening: Listening;
  /** Answers to the last eight polls, the newest in bit 0. */
  reach = 0;
  pollLog2 = 6;
  /** The fastest that the server at `address` lets us poll, learned from its RATE kisses. */
  rateFloorLog2 = 0;
  standing: Standing = Standing.Unheard;
  /** Whether it was last told of as a falseticker, and at what second of the counter that last changed. */
  isAccused = false;
  accusedSec = -Infinity;
  /** At how many polls in a row selection had no use for it. */
  pollsUnused = 0;
  readonly lastReceivedAt = new Instant();
  /** Whether `lastReceivedAt` is set. */
  isHeard = false;

  /** The last event that control queries tell of, a `PeerEvent`, and how many since one was told. */
  eventCode = 0;
  eventCount = 0;
  /** What became of the last packet. */
  lastVerdict = Verdict.Answered;
  sent = 0;
  /** Packets that should have been sent, and were not. */
  unsent = 0;
  received = 0;
  /** How often this place in the pool was taken: tells the counters of one source from another's. */
  mobilizations = 0;
  /** Packets by what became of them, `Verdict` the index; modulo 2^32. */
  readonly verdicts = new Uint32Array(Verdict.Count);

  /** `id`: this place in the pool, from 0. */
  constructor(
    readonly id: number,
    { heard, listening, room } = new Commons(),
  ) {
    this.filter = new ClockFilter(room);
    this.path = new Path(heard);
    this.listening = listening;
    this.link = new Link(LinkKind.Exchange, undefined, id);
  }

  get isInUse(): boolean {
    return this.settings !== undefined;
  }

  /** From now on this place may be a peer's. */
  makeRoomForPeer(): void {
    this.echo = new Echo();
  }

  /** From now on this place may be a broadcast server's. */
  makeRoomToListen(): void {
    this.listening = new Listening();
    this.path.heard = new HeardWay();
  }

  /** Counts what became of a packet. Allocates nothing. */
  judged(verdict: Verdict): void {
    this.verdicts[verdict]++;
    this.lastVerdict = verdict;
  }

  /** Takes this place in the pool for a new source. */
  mobilize(settings: AssociationSettings): void {
    this.settings = settings;
    this.keyId = settings.keyId;
    this.heardOn = undefined;
    this.address.setIPv4(0);
    this.addresses = NO_ADDRESSES;
    this.addressIndex = -1;
    this.isResolving = false;
    this.pollLog2 = settings.minPollLog2;
    this.sent = 0;
    this.unsent = 0;
    this.received = 0;
    this.mobilizations++;
    this.verdicts.fill(0);
    this.lastVerdict = Verdict.Answered;
    this.eventCode = PeerEvent.Mobilized;
    this.eventCount = 1;
    this.schedule.fruitlessRounds = 0;
    this.forget();
  }

  /** Its one address, of a dynamic one, is `address`: there is no other to go on to. Allocates nothing. */
  adopt(address: Endpoint, now: Instant): void {
    this.address.copy(address);
    this.addressIndex = 0;
    this.isNamed = false;
    this.acceptedAt.copy(now);
  }

  /** The same source under other settings. */
  retune(settings: AssociationSettings): void {
    this.settings = settings;
    const pollLog2 = clamp(this.pollLog2, settings.minPollLog2, settings.maxPollLog2);
    this.pollLog2 = Math.max(pollLog2, this.rateFloorLog2);
  }

  demobilize(): void {
    this.settings = undefined;
    this.heardOn = undefined;
    this.forget();
  }

  /** Nothing is known of it any more: another address of its name, or a new source in this place. */
  forget(): void {
    this.leap = Leap.Unsynchronized;
    this.stratum = MAXSTRAT;
    this.peerPollLog2 = 0;
    this.peerMode = Mode.Unspecified;
    this.rootDelay = 0;
    this.rootDispersion = MAXDISP;
    this.refid = 0;
    this.reference.set(0, 0);
    this.origin.set(0, 0);
    this.receive.set(0, 0);
    this.transmit.set(0, 0);
    this.destination.set(0, 0);
    this.filter.reset();
    this.path.forget();
    this.secondMoved.reset();
    this.listening.reset();
    this.reach = 0;
    this.rateFloorLog2 = 0;
    this.standing = Standing.Unheard;
    this.isAccused = false;
    this.accusedSec = -Infinity;
    this.pollsUnused = 0;
    this.isHeard = false;
    this.isProven = false;
    this.echo?.forget();
    this.schedule.reset();
    this.exchange.isOpen = false;
  }
}
