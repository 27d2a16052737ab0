/**
 * UDP by a board's native code: many datagrams for one call, stamped by the system when they arrive, in
 * memory that both sides read and write. Nothing is allocated for a packet.
 */
import { Instant } from "../time/moment.js";
import { Endpoint, type Family, isPort } from "../wire/address.js";
import { type Datagram, MAX_DATAGRAM } from "../wire/datagram.js";
import {
  type Cast,
  type SocketError,
  type SocketHandler,
  type SocketOptions,
  type UdpPort,
  type UdpSocket,
} from "./ports.js";
import { type MonotonicCounter, SharedMemory } from "./shared-memory.js";

/** What native code tells of a socket, never within another call. */
export interface NativeHearer {
  /** So many datagrams were received. */
  received(count: number): void;
  failed(code: string): void;
}

/** The native code's face: `Port` is all of it, `Handle` a socket. */
export interface UdpBinding<Port, Handle> {
  /** The queue's places, and as many datagrams are received at once. */
  readonly slots: number;
  /**
   * So many answers, `slots` at most, leave with one call: each carries the time at which it was queued, so
   * that those behind it keep it waiting.
   */
  readonly sentTogether: number;
  /** So many octets, all of them 0, that stay where they are. */
  allocate(bytes: number): ArrayBuffer;
  createPort(memory: ArrayBuffer, slotBytes: number): Port;
  /**
   * The local address is in the queue's first place. Throws an error with the system's code, as its `code` or
   * its message.
   */
  open(port: Port, family: Family, device: string, dscp: number, cast: Cast, hearer: NativeHearer): Handle;
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
  /** Calls `task` when the call under way has returned. */
  soon(task: () => void): void;
}

/** Says of the system's code what it means for the operator. */
export type Refusal = (code: string, options: SocketOptions) => SocketError;

export class NativeUdp<Port, Handle> implements UdpPort {
  private readonly counter: MonotonicCounter;
  private readonly binding: UdpBinding<Port, Handle>;
  private readonly refusal: Refusal;
  private readonly port: Port;
  private readonly memory: SharedMemory;
  private readonly from = new Endpoint();
  private readonly at = new Instant();
  /** Whose batch is being handled: its answers wait for each other, until the end of the batch at most. */
  private receiver: NativeSocket<Port, Handle> | undefined = undefined;
  private queued = 0;

  constructor(binding: UdpBinding<Port, Handle>, counter: MonotonicCounter, refusal: Refusal) {
    this.counter = counter;
    this.binding = binding;
    this.refusal = refusal;
    this.memory = new SharedMemory(binding.slots, bytes => binding.allocate(bytes));
    this.port = binding.createPort(this.memory.buffer, MAX_DATAGRAM);
  }

  open(options: SocketOptions, handler: SocketHandler): UdpSocket {
    this.flushReceiver();
    this.memory.writeAddress(0, options.address, options.port);
    const { family, device = "", dscp, cast } = options;
    const socket = new NativeSocket<Port, Handle>(this, handler, family);
    try {
      socket.handle = this.binding.open(this.port, family, device, dscp, cast, socket);
    } catch (error) {
      const { code, message } = error as Error & { code?: string };
      throw this.refusal(code ?? message, options);
    }
    return socket;
  }

  /** By a socket that is connected and closed again: nothing is sent. */
  route(to: Endpoint, into: Endpoint): boolean {
    this.flushReceiver();
    this.memory.writeAddress(0, to, to.port);
    if (!this.binding.route(this.port, to.family)) return false;
    this.memory.readAddress(0, to.family, into);
    return true;
  }

  /** For a socket of this port: false where the system refused it at once. */
  send(socket: NativeSocket<Port, Handle>, datagram: Datagram, to: Endpoint): boolean {
    if (this.receiver !== socket) this.flushReceiver();
    this.memory.queue(this.queued, datagram, to);
    this.queued++;
    const isToWait = this.receiver === socket && this.queued < this.binding.sentTogether;
    return isToWait || this.sendQueued(socket);
  }

  /** For a socket of this port. */
  setHops(socket: NativeSocket<Port, Handle>, hops: number): void {
    if (this.receiver === socket) this.flushReceiver();
    if (socket.handle) this.binding.setHops(socket.handle, hops);
  }

  /** For a socket of this port. */
  close(socket: NativeSocket<Port, Handle>): void {
    if (this.receiver === socket) this.flushReceiver();
    if (socket.handle) this.binding.close(socket.handle);
    socket.handle = undefined;
  }

  /** For a socket of this port: has its handler take so many datagrams. */
  deliver(socket: NativeSocket<Port, Handle>, count: number): void {
    const { family, handler } = socket;
    this.receiver = socket;
    try {
      for (let slot = 0; slot < count && socket.handle; slot++) {
        const datagram = this.memory.received(slot);
        this.memory.readSender(slot, family, this.from);
        this.memory.readArrival(slot, this.counter, this.at);
        handler.received(datagram, this.from, this.at);
      }
    } finally {
      this.sendQueued(socket);
      this.receiver = undefined;
    }
  }

  /** Sends now what waits in the batch under way; a refusal comes too late for `send` to answer it. */
  private flushReceiver(): void {
    if (this.receiver !== undefined) this.sendQueued(this.receiver);
  }

  /** Answers whether nothing was refused; its handler is told of a refusal after the call under way. */
  private sendQueued(socket: NativeSocket<Port, Handle>): boolean {
    const count = this.queued;
    if (count === 0) return true;
    this.queued = 0;
    const refusal = this.binding.send(socket.handle!, count);
    if (refusal === undefined) return true;
    this.binding.soon(() => socket.handle && socket.handler.failed(refusal));
    return false;
  }
}

class NativeSocket<Port, Handle> implements UdpSocket, NativeHearer {
  /** Undefined: closed. */
  handle: Handle | undefined = undefined;
  private readonly udp: NativeUdp<Port, Handle>;

  constructor(
    udp: NativeUdp<Port, Handle>,
    readonly handler: SocketHandler,
    readonly family: Family,
  ) {
    this.udp = udp;
  }

  send(datagram: Datagram, to: Endpoint): boolean {
    return this.handle !== undefined && isPort(to.port) && this.udp.send(this, datagram, to);
  }

  setHops(hops: number): void {
    this.udp.setHops(this, hops);
  }

  received(count: number): void {
    this.udp.deliver(this, count);
  }

  failed(code: string): void {
    this.handler.failed(code);
  }

  close(): void {
    this.udp.close(this);
  }
}
