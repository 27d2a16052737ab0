/** What an engine consists of, put together. */
import { Datagram } from "../wire/datagram.js";
import { HEADER_LENGTH } from "../wire/header.js";
import { MAC_MOST } from "../wire/trailer.js";
import { Access } from "./access.js";
import { Answer } from "./answer.js";
import { type Association } from "./association.js";
import { Authentication } from "./authentication.js";
import { BroadcastClient } from "./broadcast-client.js";
import { BroadcastServer } from "./broadcast-server.js";
import { Client } from "./client.js";
import { Control } from "./control.js";
import { type Core } from "./core.js";
import { type EngineOptions } from "./engine-options.js";
import { EventCounts } from "./event-counts.js";
import { LeapSecond } from "./leap-second.js";
import { ManycastClient } from "./manycast-client.js";
import { OwnAddresses } from "./own-addresses.js";
import { Peers } from "./peers.js";
import { Reception } from "./reception.js";
import { ReferenceClock } from "./reference-clock.js";
import { Roster } from "./roster.js";
import { Rounds } from "./rounds.js";
import { Server } from "./server.js";
import { Service } from "./service.js";
import { type SoftwareClock } from "./software-clock.js";
import { Symmetric } from "./symmetric.js";
import { type System } from "./system.js";
import { SystemProcess } from "./system-process.js";

/** What everybody sees of an engine. */
export interface EngineFace {
  readonly clock: SoftwareClock;
  readonly system: System;
  /** Packets at the service ports; `Verdict` is the index. */
  readonly verdicts: Float64Array;
}

export interface EngineParts {
  readonly core: Core;
  readonly roster: Roster;
  readonly own: OwnAddresses;
  readonly leapSecond: LeapSecond;
  readonly process: SystemProcess;
  readonly referenceClock: ReferenceClock;
  readonly client: Client;
  readonly broadcastClient: BroadcastClient;
  readonly broadcastServer: BroadcastServer;
  readonly manycastClient: ManycastClient;
  readonly control: Control;
  readonly rounds: Rounds;
  readonly reception: Reception;
}

/** `retire`: takes an association out of the pool. */
export function engineParts(
  { sink, chance, codes, capacity }: EngineOptions,
  { clock, system, verdicts }: EngineFace,
  retire: (association: Association) => void,
): EngineParts {
  const authentication = new Authentication(codes);
  const events = new EventCounts(sink);
  const outgoing = new Datagram(new Uint8Array(HEADER_LENGTH + MAC_MOST));
  const core: Core = { sink: events, chance, clock, system, authentication, outgoing };
  const roster = new Roster(events, capacity);
  const own = new OwnAddresses(codes);
  const access = new Access(chance, capacity);
  const leapSecond = new LeapSecond(core, roster.places);
  const process = new SystemProcess(core, codes, roster.places, leapSecond);
  const referenceClock = new ReferenceClock(core, leapSecond.watch);
  const server = new Server(core);
  const answer = new Answer(core, access, leapSecond.watch, own);
  const peers = new Peers(roster, access, own, verdicts);
  const symmetric = new Symmetric(core, access, server, answer, process);
  const client = new Client(core, roster.places, symmetric);
  const broadcastClient = new BroadcastClient(core, client, roster, leapSecond.watch, own);
  const broadcastServer = new BroadcastServer(core, server);
  const manycastClient = new ManycastClient(core, roster, own, retire);
  const modes = { client, referenceClock, broadcastClient, manycastClient, retire };
  const service = new Service(core, access, server, process);
  const control = new Control({ core, access, codes, process, events, verdicts }, roster.places);
  const receivers = { access, roster, service, control, answer, peers, symmetric, ...modes };
  const rounds = new Rounds(roster.places, modes, events);
  const reception = new Reception(core, receivers, verdicts);
  const polled = { client, referenceClock, broadcastClient, broadcastServer, manycastClient };
  return { core, roster, own, leapSecond, process, ...polled, control, rounds, reception };
}
