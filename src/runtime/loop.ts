/**
 * The loop: stamps what comes in, hands it to the engine, and carries out what the engine wants. A packet is
 * sealed here, as late as can be.
 */
import { type Association } from "../core/association.js";
import { Happening } from "../core/happening.js";
import { LinkKind, type Link } from "../core/link.js";
import { type FullSettings } from "../core/settings.js";
import { Seal, type Sink } from "../core/sink.js";
import { Verdict } from "../core/verdict.js";
import { type NodeWatch } from "../report/debugging.js";
import { failureText } from "../report/failure-text.js";
import { type Q32 } from "../time/fixed.js";
import { type Instant, type Timestamp } from "../time/moment.js";
import { type Endpoint } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { ClocksAtHand } from "./clocks-at-hand.js";
import { DecisionLog } from "./decisions.js";
import { Departures, type DepartureReception } from "./departures.js";
import { type TellDrift } from "./drift.js";
import { Ears } from "./ears.js";
import { EngineHost } from "./engine-host.js";
import { History } from "./history.js";
import { type Listener } from "./listener.js";
import { isFatal, Listeners } from "./listeners.js";
import { PacketStatistics } from "./packet-statistics.js";
import { type LoopOptions } from "./loop-options.js";
import { type SocketError } from "./ports.js";
import { Retry } from "./retry.js";
import { ownAddresses } from "./sources.js";
import { NO_ROUTES, Tallies } from "./tallies.js";

export class Loop extends EngineHost implements DepartureReception {
  readonly history: History;
  readonly listeners: Listeners;
  readonly departures: Departures;
  readonly clocks: ClocksAtHand;
  readonly ears = new Ears();
  watch: NodeWatch | undefined = undefined;
  readonly statistics: PacketStatistics;
  readonly port: number;

  private readonly log?: DecisionLog;
  /** What became of the stored drift, until somebody can be told. */
  private readonly news: Parameters<TellDrift>[] = [];
  private readonly retry = new Retry();

  constructor({ port, decisions, routes = NO_ROUTES, ...options }: LoopOptions) {
    let log: DecisionLog | undefined;
    super(options, sink => (decisions === undefined ? sink : (log = new DecisionLog(sink, decisions))));
    const { udp } = this.ports;
    this.log = log;
    this.port = port;
    this.history = new History(this.engine.clock, this.engine.leapSecond);
    const tallies = new Tallies(routes);
    this.statistics = new PacketStatistics(tallies);
    this.listeners = new Listeners(udp, this, tallies);
    this.departures = new Departures(udp, this.listeners, this, this.engine.associations, tallies);
    this.clocks = new ClocksAtHand(this.ports, this);
    this.boot((...news) => this.news.push(news));
  }

  /**
   * Takes a configuration in, all of it or nothing.
   *
   * @throws SocketError where it asks for a socket that another program has, or that needs a right we lack
   */
  configure(settings: FullSettings): void {
    const errors = this.listeners.reconcile(settings, this.interfaces, this.port);
    const fatal = errors.find(isFatal);
    if (fatal) {
      this.serve();
      throw fatal;
    }
    const now = this.read();
    this.expectLater(errors, now);
    for (const [happening, value, why] of this.news.splice(0)) this.report(happening, undefined, value, why);
    this.engine.setOwnAddresses(ownAddresses(settings, this.interfaces));
    this.departures.forget();
    this.engine.configure(settings, now);
    this.clocks.reconcile(settings, now);
    this.askFreed(now);
  }

  /** The operator says that it is `time`, within `error`; answers how far the clock was behind. */
  setClock(time: Timestamp, error: Q32): Q32 {
    return this.engine.setByHand(time, error, this.read());
  }

  override stop(): void {
    super.stop();
    this.listeners.close();
    this.clocks.close();
    this.departures.closeAll();
  }

  /** Allocates nothing. */
  received(link: Link, datagram: Datagram, from: Endpoint, at: Instant): void {
    this.watch?.arrived(link, datagram, from);
    const verdict = this.engine.packet(link, datagram, from, at, this.read());
    this.watch?.judged(link, from, verdict);
    link.tally!.verdicts[verdict]++;
    if (verdict >= Verdict.Malformed) this.statistics.dropped(link.tally!, from, verdict, this.now);
    this.log?.judged(link, verdict, this.engine.associations);
  }

  /** Allocates nothing but a socket where an exchange begins. */
  send(link: Link, datagram: Datagram, to: Endpoint, seal: Seal, keyId: number): boolean {
    const sealer = this.sealer;
    if (link.kind === LinkKind.Service) {
      sealer.seal(link, datagram, seal, keyId);
      this.watch?.leaves(link, datagram, to);
      return (link as Listener).answersBy.answer(datagram, to);
    }
    const departure = this.departures.choose(link, to, this.engine.settings, this.interfaces);
    sealer.seal(link, datagram, seal, keyId);
    this.watch?.leaves(link, datagram, to);
    const isSent = this.departures.depart(link, departure, datagram, to);
    if (link.kind === LinkKind.Exchange)
      this.engine.sent(link, sealer.departure, seal === Seal.Transmit ? sealer.transmit : undefined);
    return isSent;
  }

  close(link: Link): void {
    this.departures.close(link);
  }

  override wakeAt(at: Instant): void {
    super.wakeAt(this.retry.isBefore(at) ? this.retry.at : at);
  }

  measure(association: Association): void {
    this.clocks.measure(association, this.now);
  }

  report(happening: Happening, association: Association | undefined, value: number, why = ""): void {
    this.history.take(happening, value, why, this.now);
    this.ears.tell(happening, association, value, why, this.now);
  }

  unproven(...[association, from, keyId, objection, count]: Parameters<Sink["unproven"]>): void {
    this.report(Happening.AuthenticationFailed, association, keyId, failureText(from, objection, count));
  }

  cannotAsk(association: Association, why: string): void {
    this.report(Happening.CannotAsk, association, 0, why);
  }

  cannotSend(why: string): void {
    this.report(Happening.CannotSend, undefined, 0, why);
  }

  refused(link: Link, why: string): void {
    this.departures.refused(link, why);
  }

  protected woken(now: Instant): void {
    this.clocks.passed(now);
    if (this.retry.isDue(now)) this.serve();
    else this.engine.wake(now);
  }

  protected moved(): void {
    this.serve();
  }

  protected isFreed(association: Association): boolean {
    return this.departures.isFreed(association, this.engine.settings, this.interfaces);
  }

  /** Opens and closes service sockets as the configuration and the interfaces are now. */
  private serve(): void {
    const errors = this.listeners.reconcile(this.engine.settings, this.interfaces, this.port);
    const now = this.read();
    this.expectLater(errors, now);
    this.askFreed(now);
  }

  /** Sets the alarm for the retry; the engine, woken or configured next, sets its own if that is sooner. */
  private expectLater(errors: readonly SocketError[], now: Instant): void {
    for (const why of this.retry.plan(errors, now)) this.report(Happening.CannotServe, undefined, 0, why);
    if (this.retry.isPlanned) this.wakeAt(this.retry.at);
  }
}
