/**
 * What a node is told to do: the whole configuration as plain data, made by `src/config` from the
 * command lines and taken in by `Engine.configure`, which finds out itself what has changed.
 */
import { type Family } from "../wire/address.js";
import { type AccessSettings, type LimitSettings } from "./access.js";
import { type AclSettings } from "./acl.js";
import { type LeapSettings, type LocalClockSettings, type ReferenceClockSettings } from "./clock-settings.js";
import { type KeyMode } from "./key-mode.js";

export const enum AssociationKind {
  Client = 1,
  /** Our own. */
  LocalClock = 2,
  /** Configured; mode 1. */
  SymmetricActive = 3,
  /** Made by the first packet of another's symmetric active mode; mode 2. */
  SymmetricPassive = 4,
  /** Made by the first packet of a broadcast or multicast server. */
  BroadcastClient = 5,
  /** A receiver of time at this node. */
  ReferenceClock = 6,
}

/** Whether both sides of it ask and answer: modes 1 and 2. */
export function isSymmetric(kind: AssociationKind): boolean {
  return kind === AssociationKind.SymmetricActive || kind === AssociationKind.SymmetricPassive;
}

/** Whether it is a clock of this node, which no packets come from. */
export function isAtHand(kind: AssociationKind): boolean {
  return kind === AssociationKind.LocalClock || kind === AssociationKind.ReferenceClock;
}

export interface AssociationSettings {
  readonly kind: AssociationKind;
  /** An address as text or a name to resolve; for a reference clock its 127.127.t.u. */
  readonly host: string;
  /** Which addresses of a name to use; undefined: both. */
  readonly family: Family | undefined;
  /** The server's UDP port. */
  readonly port: number;
  /** NTP version to send, 1 to 4. */
  readonly version: number;
  readonly minPollLog2: number;
  readonly maxPollLog2: number;
  /** Several requests at each poll. */
  readonly burst: boolean;
  /** Several requests as soon as a server answers again: every association does that, so it is only shown. */
  readonly iburst: boolean;
  readonly prefer: boolean;
  readonly preempt: boolean;
  /** The interface whose address requests leave from, by its console name; empty: as the routes say. */
  readonly source: string;
  /** The VPN instance that `host` is an address of; empty: the public one. */
  readonly instance: string;
  /** The key that both sides authenticate with; 0: neither does. */
  readonly keyId: number;
  /** Made by what the network sent: `host` is empty, and it goes after a long silence. */
  readonly isDynamic: boolean;
}

/**
 * What an interface sends of itself: `broadcast-server`, `multicast-server`, and the search of
 * `manycast-client`.
 */
export interface SenderSettings {
  /** By its console name. */
  readonly interfaceName: string;
  /** Where to: 255.255.255.255 or a group. */
  readonly group: string;
  readonly family: Family;
  /** UDP port to send to. */
  readonly port: number;
  /** NTP version to send, 1 to 4. */
  readonly version: number;
  /** How many routers it may pass, 1 to 255: TTL or hop limit; a search widens up to it. */
  readonly hops: number;
  /** The key that authenticates it; 0: none does. */
  readonly keyId: number;
}

/** A key as two sides share it. */
export interface SharedKey {
  /** 1 to 2^32 - 1: 0 on the wire is a crypto-NAK. */
  readonly id: number;
  readonly mode: KeyMode;
  readonly secret: Uint8Array;
}

/** `ntp-service authentication-keyid`, and whether it is trusted; nothing of its secret. */
export interface KeySettings {
  readonly id: number;
  readonly mode: KeyMode;
  /** `ntp-service reliable authentication-keyid`: what is authenticated by it is believed. */
  readonly isTrusted: boolean;
  /** The access list of those who may use it, of either family; undefined: everyone may. */
  readonly acl4: number | undefined;
  readonly acl6: number | undefined;
}

/** What is done with what an interface hears beside its own addresses. */
export const enum HearingKind {
  /** Follow broadcast servers: 255.255.255.255 and the broadcast addresses of the interface's subnets. */
  Broadcast,
  /** Follow the multicast servers of a group. */
  Multicast,
  /** Answer manycast clients that ask in a group. */
  Manycast,
}

export interface HearingSettings {
  readonly kind: HearingKind;
  /** By its console name. */
  readonly interfaceName: string;
  readonly family: Family;
  /** The group to join; empty for `Broadcast`. */
  readonly group: string;
}

/** `ip binding vpn-instance`. */
export interface BindingSettings {
  /** By its console name. */
  readonly interfaceName: string;
  readonly instance: string;
}

/** `source-interface … vpn-instance`. */
export interface InstanceSource {
  readonly instance: string;
  readonly family: Family;
  /** As `NodeSettings.source4`. */
  readonly source: string;
}

export interface NodeSettings {
  readonly enabled: boolean;
  readonly associations: readonly AssociationSettings[];
  readonly localClock: LocalClockSettings | undefined;
  readonly referenceClocks: readonly ReferenceClockSettings[];
  /** `clock protocol ntp`: whether the clock may be set and steered. */
  readonly disciplinesClock: boolean;
  /** An interface's console name or an address; empty: as the routes say. */
  readonly source4: string;
  /** An interface's console name; empty: as the routes say. */
  readonly source6: string;
  /** The same in VPN instances other than the public one. */
  readonly instanceSources: readonly InstanceSource[];
  readonly dscp4: number;
  readonly dscp6: number;
  /** RFC 5905 MAXDIST: sources farther away than this are not followed. */
  readonly maxDistanceSec: number;
  /** Offsets beyond it are stepped, not slewed; 0: only while nobody relies on the clock. */
  readonly stepThresholdMs: number;
  /** A clock that was ever synchronized is not moved farther by itself; 0: no limit. */
  readonly panicThresholdSec: number;
  /** How long an offset beyond the step threshold must last to be believed. */
  readonly syncIntervalSec: number;
  /** How fast a synchronized clock is slewed at most. */
  readonly slewRatePpm: number;
  readonly leapSecond: LeapSettings | undefined;
  /** Over how many seconds others see a leap second spread; 0: they see it as it is. */
  readonly leapSmearSec: number;
  /** How often a real-time clock is measured, in hours. */
  readonly rtcUpdateHours: number;
  /** `broadcast-server` and `multicast-server`, of all interfaces. */
  readonly senders: readonly SenderSettings[];
  /** `manycast-client`. */
  readonly searches: readonly SenderSettings[];
  /** `broadcast-client`, `multicast-client` and `manycast-server`. */
  readonly hearings: readonly HearingSettings[];
  /** Interfaces that are in a VPN instance; all others are in the public one. */
  readonly bindings: readonly BindingSettings[];
  /** How many dynamic associations there may be; those that exist stay. */
  readonly maxDynamicSessions: number;
  /** What a broadcast takes where no exchange with its server could measure that, one way. */
  readonly broadcastDelayUs: number;
  /** Whether an answer leaves from `source4` or `source6` instead of from the address that was asked. */
  readonly answersFromSource: boolean;
  /** Interfaces, by console name, on which NTP packets are not taken in. */
  readonly deaf4: readonly string[];
  readonly deaf6: readonly string[];
  /** Whether those who ask for the time over IPv4 or IPv6 are not answered, whoever they are. */
  readonly isServerOff4: boolean;
  readonly isServerOff6: boolean;
  /** `ntp-service authentication enable`: without it, no packet is authenticated in or out. */
  readonly authenticates: boolean;
  readonly keys: readonly KeySettings[];
  readonly acls: readonly AclSettings[];
  /** At most one of each right in each family. */
  readonly access: readonly AccessSettings[];
  readonly limits: readonly LimitSettings[];
  /** Requests of one whom they mean are due 2^this s apart, 1 to 8, … */
  readonly discardLeastLog2: number;
  /** … and 2^this s in the mean, 1 to 8. */
  readonly discardMeanLog2: number;
  /** Whether a kiss-o'-death tells who is refused or limited. */
  readonly sendsKisses: boolean;
  /** Whether control queries of those who have the right are answered. */
  readonly answersQueries: boolean;
}

/** What is told to a node, for it alone: the secrets of its keys as well. */
export interface FullSettings extends NodeSettings {
  readonly keys: readonly (KeySettings & SharedKey)[];
}

/** A node that nobody has told anything: it asks no one and answers no one. */
export const NO_SETTINGS: FullSettings = Object.freeze({
  enabled: false,
  associations: Object.freeze([]),
  localClock: undefined,
  referenceClocks: Object.freeze([]),
  disciplinesClock: true,
  source4: "",
  source6: "",
  instanceSources: Object.freeze([]),
  dscp4: 48,
  dscp6: 56,
  maxDistanceSec: 1,
  stepThresholdMs: 128,
  panicThresholdSec: 1000,
  syncIntervalSec: 900,
  slewRatePpm: 500,
  leapSecond: undefined,
  leapSmearSec: 0,
  rtcUpdateHours: 6,
  senders: Object.freeze([]),
  searches: Object.freeze([]),
  hearings: Object.freeze([]),
  bindings: Object.freeze([]),
  maxDynamicSessions: 100,
  broadcastDelayUs: 4000,
  answersFromSource: false,
  isServerOff4: false,
  isServerOff6: false,
  deaf4: Object.freeze([]),
  deaf6: Object.freeze([]),
  authenticates: false,
  keys: Object.freeze([]),
  acls: Object.freeze([]),
  access: Object.freeze([]),
  limits: Object.freeze([]),
  discardLeastLog2: 1,
  discardMeanLog2: 5,
  sendsKisses: false,
  answersQueries: true,
});
