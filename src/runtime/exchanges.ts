/**
 * The clients' sockets: each lives for one exchange and then makes room for one with another random
 * port (RFC 9109), so that nobody off the path knows where an answer would have to go.
 */
import { type Association } from "../core/association.js";
import { sourceIn } from "../core/instances.js";
import { type AssociationSettings, type NodeSettings } from "../core/settings.js";
import { type Instant } from "../time/moment.js";
import { Endpoint, Family } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { type Reception } from "./listener.js";
import {
  Cast,
  SocketError,
  type Interface,
  type SocketHandler,
  type SocketOptions,
  type UdpPort,
  type UdpSocket,
} from "./ports.js";
import { isNotReady } from "./retry.js";
import { type Tallies } from "./tallies.js";
import { sourceAddress, sourceProblem, wayOut, wayProblem } from "./sources.js";

/** Takes what exchanges hear, and hears of those that cannot be. */
export interface ExchangeReception extends Reception {
  /** No request reaches this server. */
  cannotAsk(association: Association, why: string): void;
}

/** What a socket for one exchange is opened with, filled anew for each: the port does not keep it. */
export class ExchangeOptions implements SocketOptions {
  family: Family = Family.IPv4;
  address: Endpoint | undefined = undefined;
  readonly port = 0;
  device: string | undefined = undefined;
  dscp = 0;
  readonly cast = Cast.Own;
}

/** No reason. On XS a text of the code is made anew each time, unless it is a constant of a module. */
const NONE = "";

/** The packet left, and came back as one that nobody wanted. */
const NOBODY_LISTENS = "ECONNREFUSED";

/** So many tries in a row fail where an address of ours is not only new. */
const TRIES = 3;

/** What hears the socket of one association; made once, the socket for every exchange anew. */
class Exchange implements SocketHandler {
  socket: UdpSocket | undefined = undefined;
  /** Why what was sent last did not leave, or found nobody; empty: it left, and nothing more is known. */
  failure: string = NONE;
  private readonly association: Association;
  private readonly reception: ExchangeReception;
  /** What was told last, and of whom: the association may be another server's by now. */
  private told: string = NONE;
  private toldOf: AssociationSettings | undefined = undefined;

  constructor(association: Association, reception: ExchangeReception) {
    this.association = association;
    this.reception = reception;
  }

  received(datagram: Datagram, from: Endpoint, at: Instant): void {
    if (this.socket === undefined) return;
    this.worked();
    this.reception.received(this.association.link, datagram, from, at);
  }

  /** Told once, until it works or there is another reason. */
  failed(why: string): void {
    this.failure = why;
    const { settings } = this.association;
    if (why === this.told && settings === this.toldOf) return;
    this.told = why;
    this.toldOf = settings;
    this.reception.cannotAsk(this.association, why);
  }

  /** Allocates nothing. */
  worked(): void {
    this.failure = NONE;
    this.told = NONE;
  }
}

/** The sockets of all associations that ask as clients do. */
export class Exchanges {
  private readonly udp: UdpPort;
  private readonly options = new ExchangeOptions();
  private readonly exchanges: readonly Exchange[];
  private readonly associations: readonly Association[];
  /** By association: tries in a row, as far as they matter, from an address that is not ready. */
  private readonly tries: Uint8Array;
  private readonly tallies: Pick<Tallies, "towards"> | undefined;
  private readonly scratch = new Endpoint();

  /** `tallies`: where is counted what comes and goes; without them nowhere. */
  constructor(
    udp: UdpPort,
    reception: ExchangeReception,
    associations: readonly Association[],
    tallies?: Pick<Tallies, "towards">,
  ) {
    this.udp = udp;
    this.tallies = tallies;
    this.associations = associations;
    this.tries = new Uint8Array(associations.length);
    this.exchanges = associations.map(association => new Exchange(association, reception));
  }

  /** The socket of this association's exchange, opened if it is not; undefined: it cannot be opened now. */
  socket(id: number, settings: NodeSettings, interfaces: readonly Interface[]): UdpSocket | undefined {
    const exchange = this.exchanges[id];
    if (exchange.socket !== undefined) return exchange.socket;
    const { address, link, settings: own } = this.associations[id];
    link.tally = this.tallies?.towards(address, own!.instance, settings, interfaces);
    const why = this.prepare(id, settings, interfaces);
    if (why !== "") {
      exchange.failed(why);
      return undefined;
    }
    try {
      exchange.socket = this.udp.open(this.options, exchange);
    } catch (error) {
      if (!(error instanceof SocketError)) throw error;
      exchange.failure = error.message;
      if (!isNotReady(error) || this.isLasting(id)) exchange.failed(error.message);
    }
    return exchange.socket;
  }

  /** Why this association's request could not leave now; empty: nothing that we know of is in its way. */
  obstacle(id: number, settings: NodeSettings, interfaces: readonly Interface[]): string {
    return this.exchanges[id].socket === undefined ? this.prepare(id, settings, interfaces) : "";
  }

  /** Why what this association sent last did not leave, or found nobody; empty: nothing is known. */
  failure(id: number): string {
    return this.exchanges[id].failure;
  }

  /** Whether what this association sent last did not leave. */
  hasStayed(id: number): boolean {
    const { failure } = this.exchanges[id];
    return failure !== NONE && failure !== NOBODY_LISTENS;
  }

  /** Why what this association sends does not leave; told once, until it does or there is another reason. */
  failed(id: number, why: string): void {
    this.exchanges[id].failed(why);
  }

  /** The same where it is for an address that is not ready: told by who opens its socket. */
  notReady(id: number, why: string): void {
    this.exchanges[id].failure = why;
  }

  /** What this association sent has left; whether it arrives is another matter. Allocates nothing. */
  left(id: number): void {
    const { tally } = this.associations[id].link;
    if (tally !== undefined) tally.sent++;
    this.exchanges[id].failure = NONE;
    this.tries[id] = 0;
  }

  /** What this association sent by another socket has left. Allocates nothing. */
  worked(id: number): void {
    this.exchanges[id].worked();
  }

  close(id: number): void {
    const { socket } = this.exchanges[id];
    this.exchanges[id].socket = undefined;
    socket?.close();
  }

  closeAll(): void {
    for (let id = 0; id < this.exchanges.length; id++) this.close(id);
  }

  /** Whether one more try from an address that is not ready makes it more than a new one. */
  private isLasting(id: number): boolean {
    if (this.tries[id] < TRIES) this.tries[id]++;
    return this.tries[id] === TRIES;
  }

  /** Fills in what the socket is opened with; answers why there is no way, or nothing. */
  private prepare(id: number, settings: NodeSettings, interfaces: readonly Interface[]): string {
    const options = this.options;
    const { address, settings: own } = this.associations[id];
    const { instance } = own!;
    options.family = address.family;
    options.dscp = address.family === Family.IPv4 ? settings.dscp4 : settings.dscp6;
    options.device = undefined;
    // Where there is one network only, the routes know best; devices tell equal addresses of two apart.
    if (settings.bindings.length > 0 || instance !== "") {
      const way = wayOut(address, instance, settings, interfaces, this.udp, this.scratch);
      if (way === undefined) return wayProblem(address, instance);
      options.device = way.device;
    }
    options.address = undefined;
    const source = own!.source || sourceIn(settings, instance, address.family);
    if (source !== "") {
      options.address = sourceAddress(source, address, instance, settings, interfaces, this.scratch);
      if (options.address === undefined)
        return sourceProblem(source, address, instance, settings, interfaces);
    }
    return "";
  }
}
