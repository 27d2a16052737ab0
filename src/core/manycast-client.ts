/**
 * The manycast client (RFC 5905 section 3.1): while there are fewer sources than are enough, each interface
 * that is to search asks a group who is there, farther with every round, and whoever answers becomes a
 * dynamic association, asked from then on as any other server.
 *
 * A round is one request, a random number its transmit timestamp, from a socket of its own: who does not give
 * both back has not seen it. Many may answer one request, each of them once; an answer is no sample.
 */
import { Timestamp, type Instant } from "../time/moment.js";
import { isBroadcast, isMulticast, isUnspecified } from "../wire/address-kind.js";
import { type Endpoint } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import {
  isTimestampZero,
  leapOf,
  MAX_VERSION,
  Mode,
  modeOf,
  ORIGIN_TIMESTAMP,
  readTimestamp,
  RECEIVE_TIMESTAMP,
  REFERENCE_TIMESTAMP,
  refidOf,
  stratumOf,
  timestampEquals,
  TRANSMIT_TIMESTAMP,
  versionOf,
} from "../wire/header.js";
import { Layout } from "../wire/trailer.js";
import { Leap, MAXSTRAT, type Association } from "./association.js";
import { type Core } from "./core.js";
import { type Credentials } from "./credentials.js";
import { isEnough, isUnused } from "./enough.js";
import { givesWay, isPassing } from "./lifetime.js";
import { type Link } from "./link.js";
import { type OwnAddresses } from "./own-addresses.js";
import { isTooFar } from "./peer-variables.js";
import { writeRequest } from "./requests.js";
import { type Roster } from "./roster.js";
import { Pace } from "./schedule.js";
import { Search } from "./search.js";
import {
  AssociationKind,
  type AssociationSettings,
  type NodeSettings,
  type SenderSettings,
} from "./settings.js";
import { Seal } from "./sink.js";
import { type Soonest } from "./soonest.js";
import { Verdict } from "./verdict.js";

/** RFC 5905 MAXCLOCK: how many servers a search keeps at most. */
const MAXCLOCK = 10;

/** How often those found are asked (RFC 5905 MINPOLL, and MAXPOLL as deployed). */
const MIN_POLL_LOG2 = 6;
const MAX_POLL_LOG2 = 10;

export class ManycastClient {
  private readonly core: Core;
  private readonly roster: Roster;
  private readonly retire: (association: Association) => void;
  private readonly own: OwnAddresses;
  private readonly reference = new Timestamp();
  private readonly transmit = new Timestamp();
  /** In the order of `NodeSettings.searches`. */
  private searches: readonly Search[] = [];

  /**
   * `own`: an answer from one of these, or from one who follows it, is none; `retire` takes an association
   * out of the pool.
   */
  constructor(core: Core, roster: Roster, own: OwnAddresses, retire: (association: Association) => void) {
    this.core = core;
    this.roster = roster;
    this.own = own;
    this.retire = retire;
  }

  /** Takes in where to search; the rounds that are open end, for their sockets are known by the old order. */
  configure({ bindings, enabled, searches }: NodeSettings): void {
    const before = this.searches;
    for (const search of before) this.close(search);
    this.searches = (enabled ? searches : []).map((settings, index) => {
      const instance = bindings.find(one => one.interfaceName === settings.interfaceName)?.instance ?? "";
      const search = new Search(settings, index, templateOf(settings, instance));
      const same = before.find(one => one.isSame(search));
      if (same !== undefined) search.resume(same);
      return search;
    });
  }

  /** Adds to `next` when a round begins or ends; begins and ends searches. Allocates nothing. */
  plan(next: Soonest, now: Instant): void {
    if (this.searches.length === 0) return;
    const isWanted = !isEnough(this.roster.places);
    for (let i = 0; i < this.searches.length; i++) {
      const search = this.searches[i];
      if (!isWanted) search.isOn = false;
      else if (!search.isOn) search.begin(this.core.chance, now);
      if (search.isOn) next.take(search.nextAt);
      if (search.isOpen) next.take(search.closesAt);
    }
  }

  /** Does what is due. Allocates nothing. */
  wake(now: Instant): void {
    for (let i = 0; i < this.searches.length; i++) {
      const search = this.searches[i];
      if (search.isOpen && now.since(search.closesAt) >= 0) this.close(search);
      if (search.isOn && now.since(search.nextAt) >= 0) this.ask(search, now);
    }
  }

  /**
   * What becomes of a packet that came in on a search's link: `FoundServer`, or why not. Allocates nothing.
   */
  heard(link: Link, datagram: Datagram, credentials: Credentials, from: Endpoint, now: Instant): Verdict {
    if (credentials.layout === Layout.Malformed) return Verdict.Malformed;
    const search = this.searches[link.index];
    const verdict = this.judge(search, datagram, credentials, from);
    return verdict === Verdict.FoundServer ? this.mobilize(search, from, now) : verdict;
  }

  /** A server that a search has found does not want to be asked; it is about to go. Allocates nothing. */
  refused({ address, settings }: Association): void {
    for (let i = 0; i < this.searches.length; i++)
      if (isFoundBy(this.searches[i], settings)) this.searches[i].refuse(address);
  }

  private ask(search: Search, now: Instant): void {
    const { authentication, chance, outgoing, sink } = this.core;
    const { link, nonce, settings, to } = search;
    this.close(search);
    search.open(chance, now);
    search.isOpen = authentication.canUse(settings.keyId);
    if (!search.isOpen) return;
    writeRequest(outgoing, settings.version, MIN_POLL_LOG2, nonce);
    const keyId = authentication.sealing(settings.keyId);
    if (sink.send(link, outgoing, to, Seal.Complete, keyId)) search.widen();
  }

  private close(search: Search): void {
    if (!search.isOpen) return;
    search.isOpen = false;
    this.core.sink.close(search.link);
  }

  /** The tests of an answer (RFC 5905 sections 8 and 9.2), those first that cost an attacker most. */
  private judge(search: Search, datagram: Datagram, credentials: Credentials, from: Endpoint): Verdict {
    const version = versionOf(datagram);
    if (version === 0 || version > MAX_VERSION) return Verdict.BadVersion;
    if (modeOf(datagram) !== Mode.Server) return Verdict.UnexpectedMode;
    if (!search.isOpen || !timestampEquals(datagram, ORIGIN_TIMESTAMP, search.nonce))
      return Verdict.BogusOrigin;
    if (!isServer(from) || this.own.has(from, search.template.instance)) return Verdict.WrongSource;
    if (credentials.layout === Layout.CryptoNak) return Verdict.CryptoNak;
    const objection = credentials.objectionTo(search.settings.keyId);
    if (objection !== undefined) return objection;
    const stratum = stratumOf(datagram);
    if (stratum === 0) return Verdict.KissOther;
    if (stratum > MAXSTRAT) return Verdict.BadStratum;
    if (stratum === MAXSTRAT || leapOf(datagram) === Leap.Unsynchronized) return Verdict.Unsynchronized;
    if (isTimestampZero(datagram, RECEIVE_TIMESTAMP) || isTimestampZero(datagram, TRANSMIT_TIMESTAMP))
      return Verdict.MissingTimestamp;
    readTimestamp(datagram, REFERENCE_TIMESTAMP, this.reference);
    readTimestamp(datagram, TRANSMIT_TIMESTAMP, this.transmit);
    if (isTooFar(datagram, this.reference, this.transmit)) return Verdict.RootDistance;
    if (stratum > 1 && this.own.hasRefid(refidOf(datagram), search.template.instance)) return Verdict.Loop;
    return search.hasRefused(from) ? Verdict.KissDenied : Verdict.FoundServer;
  }

  /** A new source, unless it is one already by whatever mode: it must not count as two. */
  private mobilize(search: Search, from: Endpoint, now: Instant): Verdict {
    const { places } = this.roster;
    const { template } = search;
    let found = 0;
    let unused: Association | undefined;
    for (let i = 0; i < places.length; i++) {
      const { address, addressIndex, settings } = places[i];
      if (settings?.instance !== template.instance) continue;
      if (addressIndex >= 0 && address.sameAddress(from)) {
        // Who proved a key has the place before a stranger, though he prove nothing else.
        const isSurer = places[i].keyId !== 0 && template.keyId === 0;
        if (isSurer || !givesWay(places[i])) return Verdict.Duplicate;
        this.retire(places[i]);
        continue;
      }
      if (!isFoundBy(search, settings)) continue;
      found++;
      if (isUnused(places[i]) || isPassing(places[i], now)) unused = places[i];
    }
    if (found >= MAXCLOCK) {
      if (unused === undefined) return Verdict.NoRoom;
      this.retire(unused);
    }
    const association = this.roster.mobilize(template, from, now);
    if (association === undefined) return Verdict.NoRoom;
    association.schedule.begin(Pace.FastStart, now);
    return Verdict.FoundServer;
  }
}

/** What all servers found by one search have in common. */
function templateOf(
  { family, interfaceName, keyId, port, version }: SenderSettings,
  instance: string,
): AssociationSettings {
  return {
    kind: AssociationKind.Client,
    host: "",
    family,
    port,
    version,
    minPollLog2: MIN_POLL_LOG2,
    maxPollLog2: MAX_POLL_LOG2,
    burst: false,
    iburst: false,
    prefer: false,
    preempt: true,
    keyId,
    source: interfaceName,
    instance,
    isDynamic: true,
  };
}

/** Whether an association of these settings was found by `search`, whatever its settings were then. */
function isFoundBy({ template }: Search, settings: AssociationSettings | undefined): boolean {
  return (
    settings !== undefined &&
    settings.isDynamic &&
    settings.kind === template.kind &&
    settings.source === template.source &&
    settings.family === template.family
  );
}

/** Whether somebody can be asked there. */
function isServer(from: Endpoint): boolean {
  return from.port !== 0 && !isMulticast(from) && !isBroadcast(from) && !isUnspecified(from);
}
