/**
 * The engine: told what happened and when, it says what to do by calls on its sink. It has no input or
 * output of its own and makes no chance, so the same events give the same calls on every machine.
 */
import { type Q32 } from "../time/fixed.js";
import { Instant, Timestamp } from "../time/moment.js";
import { type Endpoint } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { type Association, type Leap } from "./association.js";
import { type Authentication } from "./authentication.js";
import { type Carrier } from "./carrier.js";
import { type Crystal } from "./crystal.js";
import { type EngineOptions } from "./engine-options.js";
import { engineParts, type EngineParts } from "./engine-parts.js";
import { type LeapSecond } from "./leap-second.js";
import { type Link } from "./link.js";
import { moveFilters } from "./move-filters.js";
import { type OwnAddress } from "./own-addresses.js";
import { type RosterChanges } from "./roster.js";
import { type FullSettings, isAtHand, NO_SETTINGS, type NodeSettings } from "./settings.js";
import { Soonest } from "./soonest.js";
import { SoftwareClock } from "./software-clock.js";
import { System } from "./system.js";
import { type Temperature } from "./temperature.js";
import { Verdict } from "./verdict.js";
import { withoutSecrets } from "./without-secrets.js";

export class Engine {
  readonly clock = new SoftwareClock();
  readonly system = new System();
  /** Packets at the service ports by what became of them; `Verdict` is the index. */
  readonly verdicts = new Float64Array(Verdict.Count);
  settings: NodeSettings = NO_SETTINGS;
  readonly leapSecond: LeapSecond;
  readonly authentication: Authentication;

  private readonly parts: EngineParts;
  private readonly next = new Soonest();
  private readonly candidate = new Instant();

  constructor(options: EngineOptions) {
    const { clock, system, verdicts } = this;
    const parts = engineParts(options, { clock, system, verdicts }, association => this.retire(association));
    system.precisionLog2 = options.precisionLog2;
    this.authentication = parts.core.authentication;
    this.leapSecond = parts.leapSecond;
    this.parts = parts;
  }

  /** The whole pool; the places in use have `settings`. */
  get associations(): readonly Association[] {
    return this.parts.roster.places;
  }

  /** What a real-time clock does for the time. */
  get carrier(): Carrier {
    return this.parts.process.carrier;
  }

  /** The root dispersion at counter reading `now`, grown since the last correction. */
  rootDispersion(now: Instant): Q32 {
    return this.parts.process.rootDispersion(now);
  }

  /** The board believes that it is `time`, within `error`; said once, before anything else. */
  boot(time: Timestamp, error: Q32, now: Instant): void {
    this.clock.set(now, time);
    this.parts.process.boot(error, now);
    this.parts.others?.control.startedAt.copy(now);
  }

  /** The operator says that it is `time`, within `error`; answers how far the clock was behind. */
  setByHand(time: Timestamp, error: Q32, now: Instant): Q32 {
    const shown = new Timestamp();
    this.clock.read(now, shown);
    const moved = time.since(shown);
    this.clock.set(now, time);
    moveFilters(this.associations, moved, 0, now);
    this.leapSecond.stepped(now);
    this.parts.process.coast.setByHand(error, now);
    this.parts.core.sink.step(moved);
    this.wake(now);
    return moved;
  }

  /** Takes a whole configuration in. */
  configure(told: FullSettings, now: Instant): void {
    const settings = (this.settings = withoutSecrets(told));
    this.parts.client.configure(told, association => this.retire(association), now);
    this.muster(now);
    this.parts.process.configure(settings);
    this.parts.reception.configure(settings);
    this.leapSecond.configure(settings);
    this.parts.others?.broadcastClient.configure(settings);
    this.parts.others?.broadcastServer.configure(settings);
    this.parts.others?.manycastClient.configure(settings);
    this.parts.process.update(now);
    this.parts.others?.referenceClock.configured(settings, this.associations, now);
    this.wake(now);
  }

  /** Writes down what is known of the board's crystal. */
  remember(into: Crystal): void {
    this.parts.process.remember(into);
  }

  /** What an earlier run knew of it; before any sample. */
  restore(crystal: Crystal, now: Instant): void {
    this.parts.process.restore(crystal, now);
  }

  /** The node's own addresses: a server that follows one of them follows us. */
  setOwnAddresses(addresses: readonly OwnAddress[]): void {
    this.parts.own.set(addresses);
  }

  /**
   * A datagram came in on `link` at `arrivedAt` and is handled `now`. An answer is written over it. What
   * became of it is counted, and returned. Allocates nothing.
   */
  packet(link: Link, datagram: Datagram, from: Endpoint, arrivedAt: Instant, now: Instant): Verdict {
    const verdict = this.parts.reception.take(link, datagram, from, arrivedAt, now);
    if (!this.parts.reception.hasNews) return verdict;
    this.parts.process.update(now);
    this.setAlarm(now);
    return verdict;
  }

  /**
   * What `Sink.send` was given for an exchange left at `departedAt`; `transmit`: the transmit timestamp that
   * was written, undefined where it was complete before. Allocates nothing.
   */
  sent(link: Link, departedAt: Instant, transmit: Timestamp | undefined): void {
    const { exchange } = this.parts.roster.places[link.index];
    exchange.departedAt.copy(departedAt);
    if (transmit !== undefined) exchange.nonce.copy(transmit);
  }

  /** A sample of our own clock, of `stratum`, taken at `at`: its time less ours is `offset`. */
  sample(
    association: Association,
    stratum: number,
    offset: Q32,
    dispersion: Q32,
    at: Instant,
    now: Instant,
  ): void {
    if (!association.isInUse) return;
    this.parts.others?.referenceClock.sampled(association, stratum, offset, dispersion, at, now);
    this.parts.process.update(now);
  }

  /** A receiver showed `time` at counter reading `at`, give or take `error`. Allocates nothing. */
  told(association: Association, at: Instant, time: Timestamp, error: Q32, now: Instant): void {
    if (this.parts.others?.referenceClock.told(association, at, time, error, now)) this.setAlarm(now);
  }

  /**
   * A receiver has said that the second before `changeAt`, in seconds since 1900, is one more or is left out;
   * `None`: neither is announced.
   */
  leapTold(association: Association, change: Leap, changeAt: number): void {
    this.parts.others?.referenceClock.leapTold(association, change, changeAt);
  }

  /** The board's thermometer shows `temperature`: told at the start, and whenever `Sink.sense` asks. */
  sensed(temperature: Temperature, now: Instant): void {
    this.parts.process.sensed(temperature, now);
  }

  /** The board's real-time clock was found `ahead` of the clock's aim. */
  compared(ahead: Q32, now: Instant): void {
    this.carrier.compared(ahead, now);
  }

  /** Whether a source has put the clock right lately. */
  isTaught(now: Instant): boolean {
    return this.carrier.isTaught(now);
  }

  /** The real-time clock was set or trimmed. */
  rtcMoved(): void {
    this.carrier.forget();
  }

  /** What `Sink.resolve` asked for; `host` as it was then. Empty: nothing found. */
  resolved(association: Association, host: string, addresses: readonly Endpoint[], now: Instant): void {
    if (association.settings?.host !== host || !association.isResolving) return;
    this.parts.client.resolved(association, addresses, now);
    this.dropDoubles();
    this.wake(now);
  }

  /** Nothing keeps what this association sends from leaving any more. Allocates nothing. */
  freed(association: Association, now: Instant): void {
    this.parts.client.freed(association, now);
  }

  /** Does what is due. Allocates nothing, unless sources that selection had no use for are called back. */
  wake(now: Instant): void {
    this.leapSecond.wake(now);
    if (this.parts.rounds.wake(now)) this.parts.process.update(now);
    if (this.parts.rounds.wantsBack()) this.muster(now);
    this.parts.process.wake(now);
    if (this.parts.others?.broadcastServer.isDue(now))
      this.parts.others.broadcastServer.send(this.parts.process.rootDispersion(now), now);
    this.parts.others?.manycastClient.wake(now);
    this.setAlarm(now);
  }

  /** Whoever the configuration names is asked. */
  private muster(now: Instant): void {
    const changes: RosterChanges = {
      joined: association => {
        if (!isAtHand(association.settings!.kind)) this.parts.client.start(association, now);
      },
      leaving: association => this.retire(association),
    };
    this.parts.roster.reconcile(this.settings, changes, now);
    this.dropDoubles();
  }

  /** Who is configured now need not have come of his own accord as well. */
  private dropDoubles(): void {
    this.parts.roster.dropDoubles(association => this.retire(association));
  }

  /** Takes an association out of the pool, while its settings still say what it was. */
  private retire(association: Association): void {
    this.parts.client.endExchange(association);
    this.parts.process.left(association);
    this.parts.reception.left(association);
    this.parts.roster.retire(association);
  }

  /** Tells of falsetickers; wakes for the leap second or the next poll, as now advised. Allocates nothing. */
  private setAlarm(now: Instant): void {
    const next = this.next;
    next.clear();
    if (this.leapSecond.nextWake(now, this.candidate)) next.take(this.candidate);
    if (this.parts.process.nextWake(this.candidate)) next.take(this.candidate);
    this.parts.rounds.plan(next, now);
    this.parts.others?.broadcastServer.plan(next, now);
    this.parts.others?.manycastClient.plan(next, now);
    if (next.isAny) this.parts.core.sink.wakeAt(next.at);
  }
}
