/**
 * The engine: told what happened and when, it says what to do by calls on its sink. It has no input or
 * output of its own and makes no chance, so the same events give the same calls on every machine.
 */
import { type Q32 } from "../time/fixed.js";
import { Instant, type Timestamp } from "../time/moment.js";
import { type Endpoint } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { modeOf, versionOf } from "../wire/header.js";
import { Layout, Trailer } from "../wire/trailer.js";
import { tellAccusation } from "./accusation.js";
import { Answer } from "./answer.js";
import { type Association } from "./association.js";
import { Client } from "./client.js";
import { type Core } from "./core.js";
import { type Crystal } from "./crystal.js";
import { type EngineOptions } from "./engine-options.js";
import { Happening } from "./happening.js";
import { LeapSecond } from "./leap-second.js";
import { LinkKind, type Link } from "./link.js";
import { addressRefid, type Digest } from "./address-refid.js";
import { ReferenceClock } from "./reference-clock.js";
import { judgeRequest } from "./request.js";
import { Roster } from "./roster.js";
import { answerMode, Server } from "./server.js";
import { AssociationKind, NO_SETTINGS, type NodeSettings } from "./settings.js";
import { Seal, type Sink } from "./sink.js";
import { Soonest } from "./soonest.js";
import { SoftwareClock } from "./software-clock.js";
import { System } from "./system.js";
import { SystemProcess } from "./system-process.js";
import { type Temperature } from "./temperature.js";
import { Standing, Verdict } from "./verdict.js";

export class Engine {
  readonly clock = new SoftwareClock();
  readonly system = new System();
  /** Packets at the service ports by what became of them; `Verdict` is the index. */
  readonly verdicts = new Array<number>(Verdict.Count).fill(0);
  settings: NodeSettings = NO_SETTINGS;
  readonly leapSecond: LeapSecond;

  readonly #sink: Sink;
  readonly #digest: Digest;
  readonly #roster: Roster;
  readonly #server: Server;
  readonly #client: Client;
  readonly #answer: Answer;
  readonly #referenceClock: ReferenceClock;
  readonly #process: SystemProcess;
  readonly #trailer = new Trailer();
  #ownRefids: readonly number[] = [];
  readonly #next = new Soonest();
  readonly #candidate = new Instant();

  constructor({ sink, chance, digest, precisionLog2, capacity }: EngineOptions) {
    const core: Core = { sink, chance, clock: this.clock, system: this.system };
    this.system.precisionLog2 = precisionLog2;
    this.#sink = sink;
    this.#digest = digest;
    this.#roster = new Roster(capacity);
    this.#server = new Server(core);
    this.#client = new Client(core, this.#roster.places);
    this.leapSecond = new LeapSecond(core, this.#roster.places);
    this.#answer = new Answer(core, this.leapSecond.watch);
    this.#referenceClock = new ReferenceClock(core);
    this.#process = new SystemProcess(core, digest, this.#roster.places, this.leapSecond);
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
  configure(settings: NodeSettings, now: Instant): void {
    this.settings = settings;
    this.#roster.reconcile(settings, {
      joined: association => {
        if (association.settings!.kind === AssociationKind.Client) this.#client.start(association, now);
      },
      leaving: association => {
        this.#client.endExchange(association);
        this.#process.left(association);
      },
      refused: () => this.#sink.report(Happening.PoolFull, undefined, 0),
    });
    this.#process.configure(settings);
    this.leapSecond.configure(settings);
    this.#process.update(now);
    this.#askClocks(now);
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
  setOwnAddresses(addresses: readonly Endpoint[]): void {
    this.#ownRefids = addresses.map(address => addressRefid(address, this.#digest));
  }

  /**
   * A datagram came in on `link` at `arrivedAt` and is handled `now`. An answer is written over it. What
   * became of it is counted, and returned. Allocates nothing.
   */
  packet(link: Link, datagram: Datagram, from: Endpoint, arrivedAt: Instant, now: Instant): Verdict {
    const layout = this.#trailer.read(datagram);
    switch (link.kind) {
      case LinkKind.Service: {
        const mode = answerMode(modeOf(datagram), versionOf(datagram));
        const verdict = judgeRequest(datagram, layout, mode, from, this.settings);
        this.verdicts[verdict]++;
        if (verdict !== Verdict.Answered) return verdict;
        this.#server.answer(datagram, mode, arrivedAt, this.#process.rootDispersion(now));
        this.#sink.send(link, datagram, from, Seal.Transmit);
        return verdict;
      }
      case LinkKind.Exchange: {
        const association = this.#roster.places[link.association];
        association.received++;
        const verdict =
          layout === Layout.Malformed
            ? Verdict.Malformed
            : this.#answer.judge(association, datagram, layout, from, arrivedAt, now, this.#ownRefids);
        association.verdicts[verdict]++;
        if (verdict !== Verdict.Malformed) this.#obey(association, verdict, now);
        return verdict;
      }
    }
  }

  /** What `Sink.send` was given for an exchange left at `departedAt`. Allocates nothing. */
  sent(link: Link, departedAt: Instant): void {
    this.#roster.places[link.association].exchange.departedAt.copy(departedAt);
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
    this.wake(now);
  }

  /** The time that `Sink.wakeAt` named has come, or any other: what is due is done. Allocates nothing. */
  wake(now: Instant): void {
    const { places } = this.#roster;
    let hasPolled = false;
    this.leapSecond.wake(now);
    for (let i = 0; i < places.length; i++) {
      const association = places[i];
      if (!association.isInUse) continue;
      const isClock = association.settings!.kind === AssociationKind.ReferenceClock;
      const mode = isClock ? this.#referenceClock : this.#client;
      if (mode.wake(association, now)) hasPolled = true;
    }
    if (hasPolled) this.#process.update(now);
    this.#process.wake(now);
    this.#setAlarm(now);
  }

  /** A clock at hand takes up at once what is now said of it. */
  #askClocks(now: Instant): void {
    for (const place of this.#roster.places)
      if (place.settings?.kind === AssociationKind.ReferenceClock) this.#referenceClock.start(place, now);
  }

  /** Allocates nothing. */
  #obey(association: Association, verdict: Verdict, now: Instant): void {
    switch (verdict) {
      case Verdict.Sampled:
        if (association.standing === Standing.Loop) association.standing = Standing.Unheard;
        this.#client.answered(association, now);
        break;
      case Verdict.SecondMoved:
        this.#client.doubted(association, now);
        break;
      case Verdict.LeapSecondNear:
        this.#client.mistimed(association);
        break;
      case Verdict.KissRate:
      case Verdict.KissDenied:
      case Verdict.KissOther:
        this.#client.kissed(association, verdict, this.#answer.kissCode, now);
        break;
      case Verdict.Loop:
        association.standing = Standing.Loop;
        this.#client.endExchange(association);
        break;
      default:
        if (!this.#answer.isOurs) return;
        this.#client.endExchange(association);
    }
    this.#process.update(now);
    this.#setAlarm(now);
  }

  /** Tells of falsetickers; wakes for the leap second or the next poll, as now advised. Allocates nothing. */
  #setAlarm(now: Instant): void {
    const { places } = this.#roster;
    const next = this.#next;
    next.clear();
    if (this.leapSecond.nextWake(now, this.#candidate)) next.take(this.#candidate);
    if (this.#process.nextWake(this.#candidate)) next.take(this.#candidate);
    for (let i = 0; i < places.length; i++) {
      const association = places[i];
      if (!association.isInUse) continue;
      tellAccusation(association, now, this.#sink);
      this.#client.hurry(association, now);
      if (this.#client.nextWake(association, this.#candidate)) next.take(this.#candidate);
    }
    if (next.isAny) this.#sink.wakeAt(next.at);
  }
}
