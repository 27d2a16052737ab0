/**
 * What an engine has beside its clients, each by who makes it: what is not given is not there, and in a build
 * that does not name it, not in its memory either.
 */
import { type Access } from "./access.js";
import { type Answer } from "./answer.js";
import { type Association } from "./association.js";
import { type BroadcastClient } from "./broadcast-client.js";
import { type BroadcastServer } from "./broadcast-server.js";
import { type Client } from "./client.js";
import { type Codes } from "./codes.js";
import { type Control } from "./control.js";
import { type Core } from "./core.js";
import { type EventCounts } from "./event-counts.js";
import { type Inbound } from "./inbound.js";
import { type LeapSecond } from "./leap-second.js";
import { type ManycastClient } from "./manycast-client.js";
import { type OwnAddresses } from "./own-addresses.js";
import { type Peers } from "./peers.js";
import { type ReferenceClock } from "./reference-clock.js";
import { type Roster } from "./roster.js";
import { type Server } from "./server.js";
import { type Service } from "./service.js";
import { type Sink } from "./sink.js";
import { type Symmetric } from "./symmetric.js";
import { type SystemProcess } from "./system-process.js";

/** What every engine has. */
export interface Base {
  readonly core: Core;
  readonly codes: Codes;
  readonly roster: Roster;
  readonly own: OwnAddresses;
  readonly leapSecond: LeapSecond;
  readonly process: SystemProcess;
  /** Packets at the service ports; `Verdict` is the index. */
  readonly verdicts: Float64Array;
  /** Takes an association out of the pool. */
  readonly retire: (association: Association) => void;
}

/** Those who ask for the time are answered, as their rights are. */
export interface Serving {
  readonly access: Access;
  readonly server: Server;
  readonly service: Service;
}

/** Peers, of modes 1 and 2. */
export interface Peering {
  readonly peers: Peers;
  readonly symmetric: Symmetric;
}

/** Broadcasts, searches, control queries and clocks at hand. */
export interface OtherModes {
  readonly control: Control;
  readonly referenceClock: ReferenceClock;
  readonly broadcastClient: BroadcastClient;
  readonly broadcastServer: BroadcastServer;
  readonly manycastClient: ManycastClient;
  readonly inbound: Inbound;
}

export interface MakeServing {
  serving(base: Base): Serving;
  /** Hears requests, where there is nothing else to be heard. */
  requests(base: Base, serving: Serving): Inbound;
}

/** In the order in which they are called. */
export interface MakeOthers {
  counts(sink: Sink): EventCounts;
  peering(base: Base, serving: Serving, answer: Answer): Peering;
  others(
    base: Base,
    serving: Serving,
    peering: Peering,
    answer: Answer,
    client: Client,
    events: EventCounts,
  ): OtherModes;
}

/** A server is needed for all that comes after it. */
export type Modes =
  | { readonly serving?: undefined; readonly others?: undefined }
  | { readonly serving: MakeServing; readonly others?: MakeOthers | undefined };
