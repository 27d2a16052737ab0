/**
 * Whose a symmetric packet is that came to a service socket: an association's, or that of one who would be a
 * peer of ours, for whom a passive association is made (RFC 5905 section 9.2, NEWPS of figure 20).
 *
 * Whoever has a trusted key can ask in the name of any address, so the first who does must not hold the place
 * against another with a key of his own.
 */
import { clamp, SECOND, type Q32 } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";
import { isBroadcast, isLoopback, isMulticast, isUnspecified } from "../wire/address-kind.js";
import { Family, type Endpoint } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import {
  isTimestampZero,
  MAX_VERSION,
  Mode,
  modeOf,
  pollOf,
  TRANSMIT_TIMESTAMP,
  versionOf,
} from "../wire/header.js";
import { type Access } from "./access.js";
import { type Association } from "./association.js";
import { type Credentials } from "./credentials.js";
import { isPassing } from "./lifetime.js";
import { type Link } from "./link.js";
import { type OwnAddresses } from "./own-addresses.js";
import { UNASKED_MAX_POLL_LOG2 } from "./pace.js";
import { type Roster } from "./roster.js";
import { Pace } from "./schedule.js";
import { AssociationKind, isSymmetric, type AssociationSettings, type NodeSettings } from "./settings.js";
import { isQuestion } from "./symmetric.js";
import { Verdict } from "./verdict.js";

/**
 * A peer that nobody configured is asked every 64 s (RFC 5905 MINPOLL) to 256 s: it goes if it is silent for
 * 12 minutes.
 */
const MIN_POLL_LOG2 = 6;
const MAX_POLL_LOG2 = 8;

/** A new peer is asked soon, but not so soon that the question would look like an answer to its own. */
const FIRST_QUESTION: Q32 = SECOND;

export class Peers {
  /** The last one of whom there was a packet was made by it. */
  isNew = false;

  private readonly roster: Roster;
  private readonly access: Access;
  private readonly own: OwnAddresses;
  private readonly verdicts: Float64Array;
  private templates: readonly AssociationSettings[] = [];

  /** `verdicts`: where is counted that there was no room for another one. */
  constructor(roster: Roster, access: Access, own: OwnAddresses, verdicts: Float64Array) {
    this.roster = roster;
    this.access = access;
    this.own = own;
    this.verdicts = verdicts;
  }

  /** Takes in which VPN instances there are. */
  configure({ bindings }: NodeSettings): void {
    const instances = new Set(["", ...bindings.map(({ instance }) => instance)]);
    this.templates = [...instances].flatMap(instance => [
      passive(instance, Family.IPv4),
      passive(instance, Family.IPv6),
    ]);
  }

  /**
   * Whose `datagram`, not malformed and of mode 1 or 2, is; undefined: of nobody who is or becomes a peer.
   * Allocates nothing.
   */
  find(
    link: Link,
    datagram: Datagram,
    credentials: Credentials,
    from: Endpoint,
    now: Instant,
  ): Association | undefined {
    this.isNew = false;
    const { places } = this.roster;
    let isKnown = false;
    for (let i = 0; i < places.length; i++) {
      const { address, addressIndex, settings } = places[i];
      if (settings === undefined || addressIndex < 0 || !address.sameAddress(from)) continue;
      if (settings.instance !== link.instance) continue;
      if (isSymmetric(settings.kind) && address.port === from.port) {
        if (!isAnothers(places[i], datagram, credentials)) return places[i];
        if (!isPassing(places[i], now) || !this.isWelcome(link, datagram, from)) return undefined;
        places[i].mobilize(settings);
        places[i].adopt(from, now);
        return this.begin(places[i], link, datagram, credentials, now);
      }
      isKnown = true;
    }
    // One who is a source already, by whatever mode, must not count as two.
    if (isKnown || modeOf(datagram) === Mode.SymmetricPassive || !this.isWelcome(link, datagram, from))
      return undefined;
    if (credentials.objectionToNew() !== undefined) return undefined;
    const association = this.mobilize(link, from, now);
    return association && this.begin(association, link, datagram, credentials, now);
  }

  /**
   * Whether a packet of mode 1 may make its sender a peer: not one whom we may not follow, nor an answer that
   * comes too late, nor one of our own.
   */
  private isWelcome({ instance }: Link, datagram: Datagram, from: Endpoint): boolean {
    const version = versionOf(datagram);
    if (version === 0 || version > MAX_VERSION || from.port === 0) return false;
    if (isTimestampZero(datagram, TRANSMIT_TIMESTAMP) || !isQuestion(datagram)) return false;
    if (isMulticast(from) || isBroadcast(from) || isUnspecified(from) || isLoopback(from)) return false;
    return !this.own.has(from, instance) && this.access.mayFollow(from);
  }

  private mobilize(link: Link, from: Endpoint, now: Instant): Association | undefined {
    const template = this.template(link.instance, from.family);
    if (template === undefined) return undefined;
    const association = this.roster.mobilize(template, from, now);
    if (association === undefined) this.verdicts[Verdict.NoRoom]++;
    return association;
  }

  /** What the first packet says of a new peer. */
  private begin(
    association: Association,
    link: Link,
    datagram: Datagram,
    credentials: Credentials,
    now: Instant,
  ): Association {
    association.keyId = credentials.provenKeyId();
    association.heardOn = link;
    association.version = versionOf(datagram);
    association.peerPollLog2 = pollOf(datagram);
    association.pollLog2 = clamp(association.peerPollLog2, MIN_POLL_LOG2, UNASKED_MAX_POLL_LOG2);
    association.schedule.begin(Pace.Steady, now);
    association.schedule.nextAt.add(FIRST_QUESTION);
    this.isNew = true;
    return association;
  }

  private template(instance: string, family: Family): AssociationSettings | undefined {
    for (let i = 0; i < this.templates.length; i++) {
      const template = this.templates[i];
      if (template.instance === instance && template.family === family) return template;
    }
    return undefined;
  }
}

/**
 * Whether a question is of one who came by himself as well, from the same address, and proves another key
 * than the association's. Allocates nothing.
 */
function isAnothers({ keyId, settings }: Association, datagram: Datagram, credentials: Credentials): boolean {
  if (!settings!.isDynamic || modeOf(datagram) !== Mode.SymmetricActive || !isQuestion(datagram))
    return false;
  // Of the association's own key the MAC is looked at when all else is.
  return credentials.answerKeyId !== keyId && credentials.provenKeyId() !== 0;
}

/** What all peers that come of their own accord have in common. */
function passive(instance: string, family: Family): AssociationSettings {
  return {
    kind: AssociationKind.SymmetricPassive,
    host: "",
    family,
    port: 123,
    version: MAX_VERSION,
    minPollLog2: MIN_POLL_LOG2,
    maxPollLog2: MAX_POLL_LOG2,
    burst: false,
    iburst: false,
    prefer: false,
    preempt: false,
    source: "",
    instance,
    keyId: 0,
    isDynamic: true,
  };
}
