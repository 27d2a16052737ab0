/**
 * UDP by the addon in `udp/`: many datagrams for one system call, stamped by the kernel when they arrive, in
 * memory that both sides read and write. Nothing is allocated for a packet.
 */
import { createRequire } from "node:module";
import { Endpoint, type Family } from "../../src/wire/address.js";
import { type Datagram, MAX_DATAGRAM } from "../../src/wire/datagram.js";
import { Instant } from "../../src/time/moment.js";
import {
  type Cast,
  type SocketHandler,
  type SocketOptions,
  type UdpPort,
  type UdpSocket,
} from "../../src/runtime/ports.js";
import { type Oscillator } from "./oscillator.js";
import { SharedMemory } from "./shared-memory.js";
import { socketError } from "./socket-error.js";

/**
 * So many answers leave with one system call: each carries the time at which it was queued, so that those
 * behind it keep it waiting. Half as many cost a fifth of the rate; with as many as a batch holds the first
 * of a burst waits a quarter of a millisecond while the code is still cold.
 */
const SENT_TOGETHER = 8;

type Port = { readonly kind: unique symbol };
type Handle = { readonly kind: unique symbol };

/** The addon's face. */
interface Binding {
  readonly slots: number;
  createPort(memory: ArrayBuffer, slotBytes: number): Port;
  /** The local address is in the queue's first place. Throws an error with the system's code. */
  open(
    port: Port,
    family: Family,
    device: string,
    dscp: number,
    cast: Cast,
    received: (count: number) => void,
    failed: (code: string) => void,
  ): Handle;
  /** Sends the first `count` of the queue; answers the last refusal's code. */
  send(handle: Handle, count: number): string | undefined;
  /** Throws an error with the system's code. */
  setHops(handle: Handle, hops: number): void;
  /**
   * The destination is in the queue's first place, and the local address is there then; false: there is no
   * way.
   */
  route(port: Port, family: Family): boolean;
  close(handle: Handle): void;
}

/** The addon, or undefined where it was not compiled. */
function loadBinding(): Binding | undefined {
  try {
    return createRequire(import.meta.url)("@xs-ntp/udp") as Binding;
  } catch {
    return undefined;
  }
}

export class NativeUdp implements UdpPort {
  readonly #oscillator: Oscillator;
  readonly #binding: Binding;
  readonly #port: Port;
  readonly #memory: SharedMemory;
  readonly #from = new Endpoint();
  readonly #at = new Instant();
  /** Whose batch is being handled: its answers wait for each other, until the end of the batch at most. */
  #receiver: NativeSocket | undefined = undefined;
  #queued = 0;

  /** Undefined where the addon was not compiled. */
  static load(oscillator: Oscillator): NativeUdp | undefined {
    const binding = loadBinding();
    return binding && new NativeUdp(binding, oscillator);
  }

  private constructor(binding: Binding, oscillator: Oscillator) {
    this.#oscillator = oscillator;
    this.#binding = binding;
    this.#memory = new SharedMemory(binding.slots);
    this.#port = binding.createPort(this.#memory.buffer, MAX_DATAGRAM);
  }

  open(options: SocketOptions, handler: SocketHandler): UdpSocket {
    this.#flushReceiver();
    this.#memory.writeAddress(0, options.address, options.port);
    const { family, device = "", dscp, cast } = options;
    const socket = new NativeSocket(this, handler, family);
    const received = (count: number): void => this.#deliver(socket, count);
    const failed = (code: string): void => handler.failed(code);
    try {
      socket.handle = this.#binding.open(this.#port, family, device, dscp, cast, received, failed);
    } catch (error) {
      throw socketError((error as NodeJS.ErrnoException).code ?? String(error), options);
    }
    return socket;
  }

  /** By a socket that is connected and closed again: nothing is sent. */
  route(to: Endpoint, into: Endpoint): boolean {
    this.#flushReceiver();
    this.#memory.writeAddress(0, to, to.port);
    if (!this.#binding.route(this.#port, to.family)) return false;
    this.#memory.readAddress(0, to.family, into);
    return true;
  }

  /** For a socket of this port: false where the system refused it at once. */
  send(socket: NativeSocket, datagram: Datagram, to: Endpoint): boolean {
    if (this.#receiver !== socket) this.#flushReceiver();
    this.#memory.queue(this.#queued, datagram, to);
    this.#queued++;
    if (this.#receiver !== socket) return this.#sendQueued(socket);
    if (this.#queued === SENT_TOGETHER) this.#sendQueued(socket);
    return true;
  }

  /** For a socket of this port. */
  setHops(socket: NativeSocket, hops: number): void {
    if (this.#receiver === socket) this.#flushReceiver();
    if (socket.handle) this.#binding.setHops(socket.handle, hops);
  }

  /** For a socket of this port. */
  close(socket: NativeSocket): void {
    if (this.#receiver === socket) this.#flushReceiver();
    if (socket.handle) this.#binding.close(socket.handle);
    socket.handle = undefined;
  }

  #deliver(socket: NativeSocket, count: number): void {
    const { family, handler } = socket;
    this.#receiver = socket;
    try {
      for (let slot = 0; slot < count && socket.handle; slot++) {
        const datagram = this.#memory.received[slot];
        datagram.length = this.#memory.length(slot);
        this.#memory.readSender(slot, family, this.#from);
        this.#memory.readArrival(slot, this.#oscillator, this.#at);
        handler.received(datagram, this.#from, this.#at);
      }
    } finally {
      this.#sendQueued(socket);
      this.#receiver = undefined;
    }
  }

  /** Sends now what waits in the batch under way; a refusal comes too late for `send` to answer it. */
  #flushReceiver(): void {
    if (this.#receiver !== undefined) this.#sendQueued(this.#receiver);
  }

  /** Answers whether nothing was refused; its handler is told of a refusal after the call under way. */
  #sendQueued(socket: NativeSocket): boolean {
    const count = this.#queued;
    if (count === 0) return true;
    this.#queued = 0;
    const refusal = this.#binding.send(socket.handle!, count);
    if (refusal === undefined) return true;
    queueMicrotask(() => socket.handle && socket.handler.failed(refusal));
    return false;
  }
}

class NativeSocket implements UdpSocket {
  /** Undefined: closed. */
  handle: Handle | undefined = undefined;
  readonly #udp: NativeUdp;

  constructor(
    udp: NativeUdp,
    readonly handler: SocketHandler,
    readonly family: Family,
  ) {
    this.#udp = udp;
  }

  send(datagram: Datagram, to: Endpoint): boolean {
    return this.handle !== undefined && this.#udp.send(this, datagram, to);
  }

  setHops(hops: number): void {
    this.#udp.setHops(this, hops);
  }

  close(): void {
    this.#udp.close(this);
  }
}
