/**
 * The engine: told what happened and when, it says what to do by calls on its sink. It has no input or
 * output of its own and makes no chance, so the same events give the same calls on every machine.
 */
import { type Q32 } from "../time/fixed.js";
import { Instant, type Timestamp } from "../time/moment.js";
import { type Endpoint } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { Access } from "./access.js";
import { Answer } from "./answer.js";
import { type Association } from "./association.js";
import { Authentication } from "./authentication.js";
import { BroadcastClient } from "./broadcast-client.js";
import { BroadcastServer } from "./broadcast-server.js";
import { Client } from "./client.js";
import { type Core } from "./core.js";
import { type Crystal } from "./crystal.js";
import { type EngineOptions } from "./engine-options.js";
import { LeapSecond } from "./leap-second.js";
import { type Link } from "./link.js";
import { ManycastClient } from "./manycast-client.js";
import { OwnAddresses, type OwnAddress } from "./own-addresses.js";
import { Peers } from "./peers.js";
import { Reception } from "./reception.js";
import { ReferenceClock } from "./reference-clock.js";
import { Roster, type RosterChanges } from "./roster.js";
import { Rounds } from "./rounds.js";
import { Server } from "./server.js";
import { Service } from "./service.js";
import { AssociationKind, type FullSettings, NO_SETTINGS, type NodeSettings } from "./settings.js";
import { type Sink } from "./sink.js";
import { Soonest } from "./soonest.js";
import { SoftwareClock } from "./software-clock.js";
import { System } from "./system.js";
import { Symmetric } from "./symmetric.js";
import { SystemProcess } from "./system-process.js";
import { type Temperature } from "./temperature.js";
import { Verdict } from "./verdict.js";
import { withoutSecrets } from "./without-secrets.js";

export class Engine {
  readonly clock = new SoftwareClock();
  readonly system = new System();
  /** Packets at the service ports by what became of them; `Verdict` is the index. */
  readonly verdicts = new Array<number>(Verdict.Count).fill(0);
  settings: NodeSettings = NO_SETTINGS;
  readonly leapSecond: LeapSecond;
  readonly authentication: Authentication;

  readonly #sink: Sink;
  readonly #own: OwnAddresses;
  readonly #roster: Roster;
  readonly #client: Client;
  readonly #reception: Reception;
  readonly #rounds: Rounds;
  readonly #broadcastClient: BroadcastClient;
  readonly #broadcastServer: BroadcastServer;
  readonly #manycastClient: ManycastClient;
  readonly #referenceClock: ReferenceClock;
  readonly #process: SystemProcess;
  readonly #next = new Soonest();
  readonly #candidate = new Instant();

  constructor({ sink, chance, codes, precisionLog2, capacity }: EngineOptions) {
    const authentication = new Authentication(codes);
    const core: Core = { sink, chance, clock: this.clock, system: this.system, authentication };
    const roster = new Roster(sink, capacity);
    const own = new OwnAddresses(codes);
    const access = new Access(chance, capacity);
    const leapSecond = new LeapSecond(core, roster.places);
    const process = new SystemProcess(core, codes, roster.places, leapSecond);
    const referenceClock = new ReferenceClock(core);
    const server = new Server(core);
    const answer = new Answer(core, access, leapSecond.watch, own);
    const peers = new Peers(roster, access, own, this.verdicts);
    const symmetric = new Symmetric(core, access, server, answer, process);
    const client = new Client(core, roster.places, symmetric);
    const retire = (association: Association): void => this.#retire(association);
    const broadcastClient = new BroadcastClient(core, client, roster, leapSecond.watch, own);
    const manycastClient = new ManycastClient(core, roster, own, retire);
    const modes = { client, referenceClock, broadcastClient, manycastClient, retire };
    const service = new Service(core, access, server, process);
    const receivers = { access, roster, service, answer, peers, symmetric, ...modes };

    this.authentication = authentication;
    this.system.precisionLog2 = precisionLog2;
    this.leapSecond = leapSecond;
    this.#sink = sink;
    this.#own = own;
    this.#roster = roster;
    this.#process = process;
    this.#referenceClock = referenceClock;
    this.#client = client;
    this.#broadcastClient = broadcastClient;
    this.#broadcastServer = new BroadcastServer(core, server);
    this.#manycastClient = manycastClient;
    this.#rounds = new Rounds(roster.places, modes, sink);
    this.#reception = new Reception(core, receivers, this.verdicts);
  }

  /** The whole pool; the places in use have `settings`. */
  get associations(): readonly Association[] {
    return this.#roster.places;
  }

  /** The root dispersion at counter reading `now`, grown since the last correction. */
  rootDispersion(now: Instant): Q32 {
    return this.#process.rootDispersion(now);
  }

  /** The board believes that it is `time`; said once, before anything else. */
  boot(time: Timestamp, now: Instant): void {
    this.clock.set(now, time);
  }

  /** Takes a whole configuration in. */
  configure(told: FullSettings, now: Instant): void {
    const settings = (this.settings = withoutSecrets(told));
    this.#client.configure(told, association => this.#retire(association), now);
    this.#muster(now);
    this.#process.configure(settings);
    this.#reception.configure(settings);
    this.leapSecond.configure(settings);
    this.#broadcastClient.configure(settings);
    this.#broadcastServer.configure(settings);
    this.#manycastClient.configure(settings);
    this.#process.update(now);
    this.#referenceClock.configured(this.associations, now);
    this.wake(now);
  }

  /** Writes down what is known of the board's crystal. */
  remember(into: Crystal): void {
    this.#process.remember(into);
  }

  /** What an earlier run knew of it; before any sample. */
  restore(crystal: Crystal, now: Instant): void {
    this.#process.restore(crystal, now);
  }

  /** The node's own addresses: a server that follows one of them follows us. */
  setOwnAddresses(addresses: readonly OwnAddress[]): void {
    this.#own.set(addresses);
  }

  /**
   * A datagram came in on `link` at `arrivedAt` and is handled `now`. An answer is written over it. What
   * became of it is counted, and returned. Allocates nothing.
   */
  packet(link: Link, datagram: Datagram, from: Endpoint, arrivedAt: Instant, now: Instant): Verdict {
    const verdict = this.#reception.take(link, datagram, from, arrivedAt, now);
    if (!this.#reception.hasNews) return verdict;
    this.#process.update(now);
    this.#setAlarm(now);
    return verdict;
  }

  /**
   * What `Sink.send` was given for an exchange left at `departedAt`; `transmit`: the transmit timestamp that
   * was written, undefined where it was complete before. Allocates nothing.
   */
  sent(link: Link, departedAt: Instant, transmit: Timestamp | undefined): void {
    const { exchange } = this.#roster.places[link.index];
    exchange.departedAt.copy(departedAt);
    if (transmit !== undefined) exchange.nonce.copy(transmit);
  }

  /** A sample of a reference clock of `stratum`, taken at `at`: its time less ours is `offset`. */
  sample(
    association: Association,
    stratum: number,
    offset: Q32,
    dispersion: Q32,
    at: Instant,
    now: Instant,
  ): void {
    if (!association.isInUse) return;
    this.#referenceClock.sampled(association, stratum, offset, dispersion, at, now);
    this.#process.update(now);
  }

  /** The board's thermometer shows `temperature`: told at the start, and whenever `Sink.sense` asks. */
  sensed(temperature: Temperature, now: Instant): void {
    this.#process.sensed(temperature, now);
  }

  /** What `Sink.resolve` asked for; `host` as it was then. Empty: nothing found. */
  resolved(association: Association, host: string, addresses: readonly Endpoint[], now: Instant): void {
    if (association.settings?.host !== host || !association.isResolving) return;
    this.#client.resolved(association, addresses, now);
    this.#dropDoubles();
    this.wake(now);
  }

  /** Nothing keeps what this association sends from leaving any more. Allocates nothing. */
  freed(association: Association, now: Instant): void {
    this.#client.freed(association, now);
  }

  /** Does what is due. Allocates nothing, unless sources that selection had no use for are called back. */
  wake(now: Instant): void {
    this.leapSecond.wake(now);
    if (this.#rounds.wake(now)) this.#process.update(now);
    if (this.#rounds.wantsBack()) this.#muster(now);
    this.#process.wake(now);
    if (this.#broadcastServer.isDue(now)) this.#broadcastServer.send(this.#process.rootDispersion(now), now);
    this.#manycastClient.wake(now);
    this.#setAlarm(now);
  }

  /** Whoever the configuration names is asked. */
  #muster(now: Instant): void {
    const changes: RosterChanges = {
      joined: association => {
        if (association.settings!.kind !== AssociationKind.ReferenceClock)
          this.#client.start(association, now);
      },
      leaving: association => this.#retire(association),
    };
    this.#roster.reconcile(this.settings, changes, now);
    this.#dropDoubles();
  }

  /** Who is configured now need not have come of his own accord as well. */
  #dropDoubles(): void {
    this.#roster.dropDoubles(association => this.#retire(association));
  }

  /** Takes an association out of the pool, while its settings still say what it was. */
  #retire(association: Association): void {
    this.#client.endExchange(association);
    this.#process.left(association);
    this.#reception.left(association);
    this.#roster.retire(association);
  }

  /** Tells of falsetickers; wakes for the leap second or the next poll, as now advised. Allocates nothing. */
  #setAlarm(now: Instant): void {
    const next = this.#next;
    next.clear();
    if (this.leapSecond.nextWake(now, this.#candidate)) next.take(this.#candidate);
    if (this.#process.nextWake(this.#candidate)) next.take(this.#candidate);
    this.#rounds.plan(next, now);
    this.#broadcastServer.plan(next, now);
    this.#manycastClient.plan(next, now);
    if (next.isAny) this.#sink.wakeAt(next.at);
  }
}
