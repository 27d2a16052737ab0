/**
 * The loop of a node that asks, and does nothing else: no socket is open but those of exchanges under way, so
 * nobody is heard who was not asked.
 */
import { type Association } from "../core/association.js";
import { Happening } from "../core/happening.js";
import { type Link } from "../core/link.js";
import { type Modes } from "../core/modes.js";
import { type FullSettings } from "../core/settings.js";
import { Seal } from "../core/sink.js";
import { type Instant } from "../time/moment.js";
import { type Endpoint } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { EngineHost } from "./engine-host.js";
import { Exchanges, type ExchangeReception } from "./exchanges.js";
import { type LoopPorts } from "./ports.js";
import { ownAddresses } from "./sources.js";

export interface ClientLoopOptions {
  readonly ports: LoopPorts;
  /** Associations there can be at once. */
  readonly capacity: number;
  /** Told of what happens, once all that follows from it is done. */
  readonly tell: (happening: Happening) => void;
}

export class ClientLoop extends EngineHost implements ExchangeReception {
  private readonly tell: (happening: Happening) => void;
  private readonly exchanges: Exchanges;
  /** What has happened, until all that follows is done. */
  private readonly news: Happening[] = [];

  constructor({ ports, capacity, tell }: ClientLoopOptions, modes: Modes = {}) {
    super({ ports, capacity, modes });
    this.tell = tell;
    this.exchanges = new Exchanges(ports.udp, this, this.engine.associations);
    this.boot(happening => this.report(happening));
  }

  /** Takes in a configuration whose sources are clients all; what else it has is passed over. */
  configure(settings: FullSettings): void {
    this.engine.setOwnAddresses(ownAddresses(settings, this.interfaces));
    this.engine.configure(settings, this.read());
    this.tellNews();
  }

  override stop(): void {
    super.stop();
    this.exchanges.closeAll();
  }

  received(link: Link, datagram: Datagram, from: Endpoint, at: Instant): void {
    this.engine.packet(link, datagram, from, at, this.read());
    this.tellNews();
  }

  /** Allocates nothing but a socket where an exchange begins. */
  send(link: Link, datagram: Datagram, to: Endpoint, seal: Seal, keyId: number): boolean {
    const { engine, sealer } = this;
    const socket = this.exchanges.socket(link.index, engine.settings, this.interfaces);
    sealer.seal(link, datagram, seal, keyId);
    const isSent = socket !== undefined && socket.send(datagram, to);
    if (isSent) this.exchanges.left(link.index);
    engine.sent(link, sealer.departure, seal === Seal.Transmit ? sealer.transmit : undefined);
    return isSent;
  }

  close(link: Link): void {
    this.exchanges.close(link.index);
  }

  /** There are no clocks at hand. */
  measure(): void {}

  report(happening: Happening): void {
    this.news.push(happening);
  }

  unproven(): void {
    this.report(Happening.AuthenticationFailed);
  }

  /** Its request is unsent; the next poll tries again. */
  cannotAsk(): void {
    this.report(Happening.CannotAsk);
  }

  refused(link: Link, why: string): void {
    this.exchanges.failed(link.index, why);
  }

  protected woken(now: Instant): void {
    this.engine.wake(now);
    this.tellNews();
  }

  protected moved(now: Instant): void {
    this.askFreed(now);
    this.tellNews();
  }

  protected isFreed({ id }: Association): boolean {
    if (!this.exchanges.hasStayed(id)) return false;
    return this.exchanges.obstacle(id, this.engine.settings, this.interfaces) === "";
  }

  private tellNews(): void {
    while (this.news.length > 0) this.tell(this.news.shift()!);
  }
}
