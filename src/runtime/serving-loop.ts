/**
 * The loop of a node that asks, and answers whoever asks it for the time: beside the sockets of exchanges it
 * has one at the NTP port of every address.
 */
import { Happening } from "../core/happening.js";
import { LinkKind, type Link } from "../core/link.js";
import { SERVING } from "../core/serving.js";
import { type FullSettings } from "../core/settings.js";
import { type Seal } from "../core/sink.js";
import { type Instant } from "../time/moment.js";
import { type Endpoint } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { NTP_PORT } from "../wire/header.js";
import { ClientLoop, type ClientLoopOptions } from "./client-loop.js";
import { type Listener } from "./listener.js";
import { isFatal, Listeners } from "./listeners.js";
import { type SocketError } from "./ports.js";
import { Retry } from "./retry.js";
import { NO_ROUTES, Tallies } from "./tallies.js";

export class ServingLoop extends ClientLoop {
  private readonly listeners: Listeners;
  private readonly retry = new Retry();

  constructor(options: ClientLoopOptions) {
    super(options, { serving: SERVING });
    this.listeners = new Listeners(options.ports.udp, this, new Tallies(NO_ROUTES));
  }

  /**
   * Takes in a configuration whose sources are clients all; what else it has, but for the server, is passed
   * over.
   *
   * @throws SocketError where another program has the NTP port, or it needs a right that we lack
   */
  override configure(settings: FullSettings): void {
    const errors = this.listeners.reconcile(settings, this.interfaces, NTP_PORT);
    const fatal = errors.find(isFatal);
    if (fatal) {
      this.stop();
      throw fatal;
    }
    this.expectLater(errors, this.read());
    super.configure(settings);
  }

  override stop(): void {
    super.stop();
    this.listeners.close();
  }

  override send(link: Link, datagram: Datagram, to: Endpoint, seal: Seal, keyId: number): boolean {
    if (link.kind !== LinkKind.Service) return super.send(link, datagram, to, seal, keyId);
    this.sealer.seal(link, datagram, seal, keyId);
    return (link as Listener).answersBy.answer(datagram, to);
  }

  override wakeAt(at: Instant): void {
    super.wakeAt(this.retry.isBefore(at) ? this.retry.at : at);
  }

  protected override woken(now: Instant): void {
    if (this.retry.isDue(now)) this.serve(now);
    super.woken(now);
  }

  protected override moved(now: Instant): void {
    this.serve(now);
    super.moved(now);
  }

  /** Opens and closes service sockets as the interfaces are now. */
  private serve(now: Instant): void {
    this.expectLater(this.listeners.reconcile(this.engine.settings, this.interfaces, NTP_PORT), now);
  }

  private expectLater(errors: readonly SocketError[], now: Instant): void {
    for (let told = this.retry.plan(errors, now).length; told > 0; told--) this.report(Happening.CannotServe);
  }
}
