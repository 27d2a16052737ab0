/** What an engine consists of, put together. */
import { Datagram } from "../wire/datagram.js";
import { HEADER_LENGTH } from "../wire/header.js";
import { MAC_MOST } from "../wire/trailer.js";
import { Answer } from "./answer.js";
import { type Association } from "./association.js";
import { Authentication } from "./authentication.js";
import { Client } from "./client.js";
import { type Core } from "./core.js";
import { type EngineOptions } from "./engine-options.js";
import { LeapSecond } from "./leap-second.js";
import { type OtherModes } from "./modes.js";
import { OwnAddresses } from "./own-addresses.js";
import { Reception } from "./reception.js";
import { Roster } from "./roster.js";
import { Rounds } from "./rounds.js";
import { type SoftwareClock } from "./software-clock.js";
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
  readonly client: Client;
  readonly rounds: Rounds;
  readonly reception: Reception;
  /** Undefined: this engine has none of them. */
  readonly others: OtherModes | undefined;
}

/** `retire`: takes an association out of the pool. */
export function engineParts(
  { sink, chance, codes, capacity, modes }: EngineOptions,
  { clock, system, verdicts }: EngineFace,
  retire: (association: Association) => void,
): EngineParts {
  const authentication = new Authentication(codes);
  const events = modes.others?.counts(sink);
  const outgoing = new Datagram(new Uint8Array(HEADER_LENGTH + MAC_MOST));
  const core: Core = { sink: events ?? sink, chance, clock, system, authentication, outgoing };
  const roster = new Roster(core.sink, capacity);
  const own = new OwnAddresses(codes);
  const leapSecond = new LeapSecond(core, roster.places);
  const process = new SystemProcess(core, codes, roster.places, leapSecond);
  const base = { core, codes, roster, own, leapSecond, process, verdicts, retire };
  const serving = modes.serving?.serving(base);
  const answer = new Answer(core, serving?.access, leapSecond.watch, own);
  const peering = serving && modes.others?.peering(base, serving, answer);
  const client = new Client(core, roster.places, peering?.symmetric);
  const others = peering && modes.others?.others(base, serving!, peering, answer, client, events!);
  const polled = { client, retire, ...others };
  const rounds = new Rounds(roster.places, polled, core.sink);
  const inbound = others?.inbound ?? (serving && modes.serving?.requests(base, serving));
  const reception = new Reception(core, roster.places, answer, polled, inbound, verdicts);
  return { core, roster, own, leapSecond, process, client, rounds, reception, others };
}
