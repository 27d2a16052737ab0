/**
 * A trial: a small world, what befalls it, and what is demanded of the nodes in it. Plain data, a row of a table;
 * `runTrial` makes a world of it, `judge` says where a demand was not met.
 *
 * Bounds on errors are 1.3 times the worst of 20 seeds, on claims 1.2 times: a little worse passes, half as much
 * again does not. `measure.ts` prints what they would be now.
 */
import { type Leap } from "../../../src/core/association.js";
import { type Happening } from "../../../src/core/happening.js";
import { type ClockState } from "../../../src/core/system.js";
import { type Standing } from "../../../src/core/verdict.js";
import { type Q32 } from "../../../src/time/fixed.js";
import { constant } from "../course.js";
import { exponential, type Delay } from "../delay.js";
import { type Host, type HostOptions } from "../host.js";
import { type OscillatorOptions } from "../oscillator.js";
import { type Polls } from "../scenario.js";
import { type Server, type ServerOptions } from "../server.js";
import { type World } from "../world.js";

export interface Trial {
  readonly name: string;
  /** Those it is run with besides a fresh one. Default: `SEEDS`. */
  readonly seeds?: readonly number[];
  /** How long it runs, and from when on a clock counts as settled. */
  readonly seconds: number;
  readonly settling: number;
  /** True time at the beginning, in seconds since 1900. Default: as `World`. */
  readonly startSeconds?: number;
  /** Servers that are no nodes, at `SERVERS`, in this order. Default: one that is always right. */
  readonly servers?: readonly ServerSetting[];
  /** The node that asks them. */
  readonly client: NodeSetting;
  /** How often it asks them. Default: every 16 to 64 s. */
  readonly polls?: Polls;
  /** Nodes besides the client; nobody tells them whom to ask. */
  readonly others?: readonly OtherSetting[];
  readonly happens?: readonly Planned[];
}

/** At `SERVERS[i]`. */
export interface ServerSetting extends Omit<ServerOptions, "address"> {
  /** How long packets take from any node to it, and back. Default: `LAN` there, and back as there. */
  readonly there?: Delay;
  readonly back?: Delay;
  /** What share of the packets is lost, and what share arrives twice, each way. */
  readonly loss?: number;
  readonly duplication?: number;
  /** Deviation of an error that it draws for every second anew, besides `error`. */
  readonly scatter?: Q32;
  /** What follows its address in the client's configuration. */
  readonly options?: string;
}

export interface NodeSetting extends Omit<Partial<HostOptions>, "addresses" | "oscillator"> {
  /** Default: `CLIENT`. */
  readonly address?: string;
  /** Default: `CRYSTAL`. */
  readonly oscillator?: OscillatorOptions;
  /** Lines of its configuration, besides `ntp-service enable`, and, for the client, its servers. */
  readonly config?: readonly string[];
  readonly limits?: Limits;
}

export interface OtherSetting extends NodeSetting {
  readonly address: string;
}

/** In this true second this happens. */
export type Planned = readonly [second: number, happens: (stage: Stage) => void];

/** Whom events may happen to. */
export interface Stage {
  readonly world: World;
  readonly servers: readonly Server[];
  readonly client: Host;
  readonly others: readonly Host[];
}

/**
 * What is demanded of a node, besides what always is: from its first synchronization on its clock is no farther off
 * than it claims, runs backwards only where it tells that it is set, and is never stepped, lost or moved by a
 * second but as often as `tells` says.
 */
export interface Limits extends Bounds {
  /** The claim is to hold until then only: later on those that it relies on are not honest. Default: always. */
  readonly honestUntil?: number;
  /** So often it tells of these, from its first synchronization on; of the others in `COUNTED` never. */
  readonly tells?: Partial<Record<Happening, Often>>;
  /** How far off the clock may be in parts of the run. */
  readonly spans?: readonly Span[];
  /** What it is at given seconds. */
  readonly moments?: readonly Moment[];
}

/** Exactly so often, or from so many times to so many. */
export type Often = number | readonly [least: number, most: number];

/** The most that figures of a run may be; of a settled clock, where they are not of the time until then. */
export interface Bounds {
  /** True error, in seconds. */
  readonly rms?: number;
  readonly max?: number;
  /** Seconds until the error stays below a millisecond, below 100 µs, for ten minutes. */
  readonly toMillisecond?: number;
  readonly toTenth?: number;
  /** The first second that it is synchronized in. */
  readonly synchronizedAt?: number;
  /** How fast the clock runs wrong, slews and all, in s/s. */
  readonly rate?: number;
  /** The median of what it claims, in seconds. */
  readonly claim?: number;
  /** Requests sent, all in all. */
  readonly requests?: number;
}

/** From second `from` until before `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
  /** The clock is ahead of true time by `about`, but for `within`; seconds. Default: about right. */
  readonly about?: number;
  readonly within?: number;
  /** The most it claims is so many times the 99th percentile of its error. */
  readonly claims?: number;
}

/** What a node is in the middle of second `second`; what is not said may be anything. */
export interface Moment {
  readonly second: number;
  readonly stratum?: number;
  readonly leap?: Leap;
  readonly state?: ClockState;
  /** Address of the system peer; "": it has none. */
  readonly peer?: string;
  /** What it thinks of each of its sources. */
  readonly standings?: readonly Standing[];
}

export const SEEDS: readonly number[] = Object.freeze([1, 2, 3]);

/** Addresses of the servers that are no nodes. */
export const SERVERS: readonly string[] = Object.freeze(
  Array.from({ length: 8 }, (_, i) => `192.0.2.${i + 1}`),
);

export const CLIENT = "192.0.2.100";

/** A short cable and a switch or two. */
export const LAN: Delay = exponential(200e-6, 40e-6);

/** A usual one. */
export const CRYSTAL: OscillatorOptions = Object.freeze({ frequency: constant(20e-6), walk: 1e-9 });

export const QUICK: Polls = Object.freeze({ min: 4, max: 6 });
