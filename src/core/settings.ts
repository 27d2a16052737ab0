/**
 * What a node is told to do: the whole configuration as plain data, made by `src/config` from the
 * command lines and taken in by `Engine.configure`, which finds out itself what has changed.
 */
import { type Family } from "../wire/address.js";
import { type Leap } from "./association.js";

export const enum AssociationKind {
  Client = 1,
  ReferenceClock = 2,
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
  /**
   * Several requests as soon as a server that was unreachable answers. Every association does that, so this
   * changes nothing; it is kept because it is configured and shown.
   */
  readonly iburst: boolean;
  readonly prefer: boolean;
  readonly preempt: boolean;
  /** The interface whose address requests leave from, by its console name; empty: as the routes say. */
  readonly source: string;
}

/** `ntp-service refclock-master`. */
export interface LocalClockSettings {
  /** 0 to 3: the reference id is 127.127.1.`unit`. */
  readonly unit: number;
  /** What this node serves while it follows its own clock, 1 to 15. */
  readonly stratum: number;
}

/** `ntp-service leap`. */
export interface LeapSettings {
  readonly leap: Leap.Insert | Leap.Delete;
  /** The end of its day, which is also the end of a month, in seconds since 1900. */
  readonly dayEnd: number;
}

export interface NodeSettings {
  readonly enabled: boolean;
  readonly associations: readonly AssociationSettings[];
  readonly localClock: LocalClockSettings | undefined;
  /** `clock protocol ntp`: whether the clock may be set and steered. */
  readonly disciplinesClock: boolean;
  /** An interface's console name or an address; empty: as the routes say. */
  readonly source4: string;
  /** An interface's console name; empty: as the routes say. */
  readonly source6: string;
  readonly dscp4: number;
  readonly dscp6: number;
  /** RFC 5905 MAXDIST: sources farther away than this are not followed. */
  readonly maxDistanceSec: number;
  /** Offsets beyond it are stepped, not slewed; 0: only while nobody relies on the clock. */
  readonly stepThresholdMs: number;
  /** A clock that was ever synchronized is not moved farther by itself; 0: no limit. */
  readonly panicThresholdSec: number;
  /** How fast a synchronized clock is slewed at most. */
  readonly slewRatePpm: number;
  readonly leapSecond: LeapSettings | undefined;
  /** Over how many seconds others see a leap second spread; 0: they see it as it is. */
  readonly leapSmearSec: number;
  /** Interfaces, by console name, on which NTP packets are not taken in. */
  readonly deaf4: readonly string[];
  readonly deaf6: readonly string[];
}

/** A node that nobody has told anything: it asks no one and answers no one. */
export const NO_SETTINGS: NodeSettings = Object.freeze({
  enabled: false,
  associations: Object.freeze([]),
  localClock: undefined,
  disciplinesClock: true,
  source4: "",
  source6: "",
  dscp4: 48,
  dscp6: 56,
  maxDistanceSec: 1,
  stepThresholdMs: 128,
  panicThresholdSec: 1000,
  slewRatePpm: 500,
  leapSecond: undefined,
  leapSmearSec: 0,
  deaf4: Object.freeze([]),
  deaf6: Object.freeze([]),
});
