/**
 * UDP by node:dgram: everywhere where Node is. It lacks what the addon in `udp/` has: arrival is when Node
 * comes round to the datagram, there is no DSCP, nobody tells what the routes are, and a socket is bound to
 * an address but not to a device. So a broadcast or a group is heard by whichever interface it comes in, a
 * packet for one interface's address is taken by another, and VPN instances with equal addresses are not kept
 * apart.
 */
import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import { networkInterfaces } from "node:os";
import { Endpoint, Family, isPort } from "../../src/wire/address.js";
import { Datagram, MAX_DATAGRAM } from "../../src/wire/datagram.js";
import { Instant } from "../../src/time/moment.js";
import {
  Cast,
  type CounterPort,
  type SocketHandler,
  type SocketOptions,
  type UdpPort,
  type UdpSocket,
} from "../../src/runtime/ports.js";
import { socketError } from "./socket-error.js";
import { hostText, readHost } from "./zones.js";

export class DgramUdp implements UdpPort {
  readonly ignoresDevices = true;
  readonly #counter: CounterPort;

  constructor(counter: CounterPort) {
    this.#counter = counter;
  }

  open(options: SocketOptions, handler: SocketHandler): UdpSocket {
    return new DgramSocket(options, handler, this.#counter);
  }

  /** Node does not tell. */
  route(): boolean {
    return false;
  }
}

class DgramSocket implements UdpSocket {
  readonly #socket: Socket;
  readonly #handler: SocketHandler;
  readonly #counter: CounterPort;
  readonly #received = new Datagram();
  /** Node may keep what it could not send at once, so it never gets the caller's own bytes. */
  readonly #sent = new Datagram();
  /** The part of `#sent` that is sent; most are as long as the one before. */
  #sentBytes = this.#sent.bytes;
  readonly #from = new Endpoint();
  /** `#from` as text: the answer goes to where the request came from, and has its text ready. */
  #fromText: string;
  readonly #at = new Instant();
  #isOpen = true;

  constructor(options: SocketOptions, handler: SocketHandler, counter: CounterPort) {
    this.#handler = handler;
    this.#counter = counter;
    this.#from.family = options.family;
    this.#fromText = hostText(this.#from);
    const isIPv4 = options.family === Family.IPv4;
    // Every interface has a socket of its own for the same broadcast address or group, and each hears all.
    const reuseAddr = options.cast !== Cast.Own;
    const type = isIPv4 ? "udp4" : "udp6";
    this.#socket = createSocket({ type, ipv6Only: !isIPv4, reuseAddr, lookup: lookUpNothing });
    this.#bind(options);
    this.#prepare(options);
    this.#socket.on("message", this.#onMessage);
    this.#socket.on("error", this.#onError);
  }

  send(datagram: Datagram, to: Endpoint): boolean {
    if (!this.#isOpen || !isPort(to.port) || this.#socket.getSendQueueCount() > 0) return false;
    this.#sent.bytes.set(datagram.bytes);
    if (this.#sentBytes.length !== datagram.length)
      this.#sentBytes = this.#sent.bytes.subarray(0, datagram.length);
    // A callback costs an eighth of the rate, and whether an answer can be sent concerns nobody here.
    if (to.sameAddress(this.#from)) this.#socket.send(this.#sentBytes, to.port, this.#fromText);
    else this.#socket.send(this.#sentBytes, to.port, hostText(to), this.#onSent);
    return true;
  }

  setHops(hops: number): void {
    this.#socket.setMulticastTTL(hops);
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#socket.close();
  }

  /** With a lookup that answers at once, dgram binds at once, and tells an error before `bind` returns. */
  #bind(options: SocketOptions): void {
    let code: string | undefined;
    this.#socket.once("error", (error: NodeJS.ErrnoException) => (code = error.code ?? error.message));
    const address = options.address && hostText(options.address);
    // Exclusive: in a worker of a cluster, too, the port is this socket's own and bound here and now.
    this.#socket.bind({ port: options.port, address, exclusive: true });
    this.#socket.removeAllListeners("error");
    if (code === undefined) return;
    this.#socket.close();
    throw socketError(code, options);
  }

  /** Throws SocketError. */
  #prepare({ family, address, device, cast, ...rest }: SocketOptions): void {
    if (address === undefined || device === undefined || cast === Cast.Broadcast) return;
    try {
      const by = multicastInterface(family, device);
      if (cast === Cast.Group) return this.#socket.addMembership(hostText(address), by);
      if (family === Family.IPv4) this.#socket.setBroadcast(true);
      this.#socket.setMulticastLoopback(false);
      this.#socket.setMulticastInterface(by);
    } catch (error) {
      this.#socket.close();
      const { code = String(error) } = error as NodeJS.ErrnoException;
      throw socketError(code, { family, address, device, cast, ...rest });
    }
  }

  readonly #onMessage = (message: Buffer, sender: RemoteInfo): void => {
    this.#counter.read(this.#at);
    if (sender.address !== this.#fromText) {
      this.#fromText = sender.address;
      if (!readHost(sender.address, this.#from)) return this.#forgetSender();
    }
    this.#from.port = sender.port;
    this.#received.length = message.length;
    this.#received.bytes.set(message.length > MAX_DATAGRAM ? message.subarray(0, MAX_DATAGRAM) : message);
    this.#handler.received(this.#received, this.#from, this.#at);
  };

  /** A neighbour by a link that this machine no longer has. */
  #forgetSender(): void {
    this.#fromText = hostText(this.#from);
  }

  readonly #onSent = (error: NodeJS.ErrnoException | null): void => {
    if (error) this.#onError(error);
  };

  readonly #onError = (error: NodeJS.ErrnoException): void => {
    if (this.#isOpen) this.#handler.failed(error.code ?? error.message);
  };
}

/** A device, as Node wants it named: by an address of its own, or by its name as a zone. */
function multicastInterface(family: Family, device: string): string {
  if (family === Family.IPv6) return `::%${device}`;
  return networkInterfaces()[device]?.find(one => one.family === "IPv4")?.address ?? "0.0.0.0";
}

/** Only addresses are looked up here, and each is its own answer. */
function lookUpNothing(
  address: string,
  family: unknown,
  callback: (error: null, address: string, family: number) => void,
): void {
  callback(null, address, family as number);
}
