/**
 * The clients' sockets: each lives for one exchange and then makes room for one with another random
 * port (RFC 9109), so that nobody off the path knows where an answer would have to go.
 */
import { type Association } from "../core/association.js";
import { type AssociationSettings, type NodeSettings, sourceIn } from "../core/settings.js";
import { type Instant } from "../time/moment.js";
import { parseAddress } from "../wire/address-text.js";
import { Endpoint, Family } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { type Reception } from "./listeners.js";
import {
  Cast,
  SocketError,
  type Interface,
  type SocketHandler,
  type SocketOptions,
  type UdpPort,
  type UdpSocket,
} from "./ports.js";

/** Takes what exchanges hear, and hears of those that cannot be. */
export interface ExchangeReception extends Reception {
  /** No request reaches this server; told once, until it answers or there is another reason. */
  cannotAsk(association: Association, why: string): void;
}

class ExchangeOptions implements SocketOptions {
  family: Family = Family.IPv4;
  address: Endpoint | undefined = undefined;
  readonly port = 0;
  readonly device = undefined;
  dscp = 0;
  readonly cast = Cast.Own;
}

/** What hears the socket of one association; made once, the socket for every exchange anew. */
class Exchange implements SocketHandler {
  socket: UdpSocket | undefined = undefined;
  /** What a socket is opened with, filled anew for each. */
  readonly options = new ExchangeOptions();
  readonly #association: Association;
  readonly #reception: ExchangeReception;
  /** What was told last, and of whom: the association may be another server's by now. */
  #told = "";
  #toldOf: AssociationSettings | undefined = undefined;

  constructor(association: Association, reception: ExchangeReception) {
    this.#association = association;
    this.#reception = reception;
  }

  received(datagram: Datagram, from: Endpoint, at: Instant): void {
    if (this.socket === undefined) return;
    this.#told = "";
    this.#reception.received(this.#association.link, datagram, from, at);
  }

  failed(why: string): void {
    const { settings } = this.#association;
    if (why === this.#told && settings === this.#toldOf) return;
    this.#told = why;
    this.#toldOf = settings;
    this.#reception.cannotAsk(this.#association, why);
  }
}

export class Exchanges {
  readonly #udp: UdpPort;
  readonly #exchanges: readonly Exchange[];
  readonly #associations: readonly Association[];
  readonly #scratch = new Endpoint();

  constructor(udp: UdpPort, reception: ExchangeReception, associations: readonly Association[]) {
    this.#udp = udp;
    this.#associations = associations;
    this.#exchanges = associations.map(association => new Exchange(association, reception));
  }

  /** The socket of this association's exchange, opened if it is not; undefined: it cannot be opened now. */
  socket(id: number, settings: NodeSettings, interfaces: readonly Interface[]): UdpSocket | undefined {
    const exchange = this.#exchanges[id];
    if (exchange.socket !== undefined) return exchange.socket;
    const { address, settings: own } = this.#associations[id];
    const isIPv4 = address.family === Family.IPv4;
    const source = own!.source || sourceIn(settings, own!.instance, address.family);
    const local =
      source === "" ? undefined : sourceAddress(source, address.family, interfaces, this.#scratch);
    if (source !== "" && local === undefined) {
      exchange.failed(`${source} has no IPv${address.family} address to ask from`);
      return undefined;
    }
    exchange.options.family = address.family;
    exchange.options.address = local;
    exchange.options.dscp = isIPv4 ? settings.dscp4 : settings.dscp6;
    try {
      exchange.socket = this.#udp.open(exchange.options, exchange);
    } catch (error) {
      if (!(error instanceof SocketError)) throw error;
      exchange.failed(error.message);
    }
    return exchange.socket;
  }

  close(id: number): void {
    const { socket } = this.#exchanges[id];
    this.#exchanges[id].socket = undefined;
    socket?.close();
  }

  closeAll(): void {
    for (let id = 0; id < this.#exchanges.length; id++) this.close(id);
  }
}

/**
 * The address that `source`, an interface's name or itself an address, stands for now, if it has one;
 * `scratch` is written over. Allocates nothing.
 */
function sourceAddress(
  source: string,
  family: Family,
  interfaces: readonly Interface[],
  scratch: Endpoint,
): Endpoint | undefined {
  if (parseAddress(source, scratch)) return scratch.family === family ? scratch : undefined;
  for (let i = 0; i < interfaces.length; i++) {
    const { name, isUp, addresses } = interfaces[i];
    if (name !== source || !isUp) continue;
    for (let j = 0; j < addresses.length; j++)
      if (addresses[j].family === family && addresses[j].zone === 0) return addresses[j];
  }
  return undefined;
}
