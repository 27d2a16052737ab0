/**
 * The loop: stamps what comes in, hands it to the engine, and carries out what the engine wants. It is
 * the one place where the counter is read, and a packet is sealed here, as late as can be.
 */
import { type Association } from "../core/association.js";
import { Engine } from "../core/engine.js";
import { type Happening } from "../core/happening.js";
import { LinkKind, type Link } from "../core/link.js";
import { type NodeSettings } from "../core/settings.js";
import { Seal, type Sink } from "../core/sink.js";
import { LocalClock } from "../refclock/local-clock.js";
import { Instant, Timestamp } from "../time/moment.js";
import { isLoopback } from "../wire/address-kind.js";
import { type Endpoint, type Family } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { TRANSMIT_TIMESTAMP, writeTimestamp } from "../wire/header.js";
import { DecisionLog } from "./decisions.js";
import { Exchanges } from "./exchanges.js";
import { Listeners, type Listener, type Reception } from "./listeners.js";
import { type Listener as Ear } from "./node.js";
import { type Interface, type Ports, type SocketError } from "./ports.js";
import { type WriteLine } from "./recording.js";

export interface LoopOptions {
  readonly ports: Ports;
  /** Where requests are served. */
  readonly port: number;
  /** Associations there can be at once. */
  readonly capacity: number;
  /** Takes every decision down. */
  readonly decisions?: WriteLine;
}

export class Loop implements Sink, Reception {
  readonly engine: Engine;
  interfaces: readonly Interface[];

  readonly #log: DecisionLog | undefined;
  readonly #ports: Ports;
  readonly #port: number;
  readonly #listeners: Listeners;
  readonly #exchanges: Exchanges;
  readonly #localClock: LocalClock;
  readonly #ears: Ear[] = [];
  readonly #ring: () => void;
  #isStopped = false;

  readonly #now = new Instant();
  readonly #departure = new Instant();
  readonly #transmit = new Timestamp();

  constructor({ ports, port, capacity, decisions }: LoopOptions) {
    const { chance, counter, digest, interfaces, udp } = ports;
    this.#ports = ports;
    this.#port = port;
    this.#log = decisions && new DecisionLog(this, decisions);
    const sink = this.#log ?? this;
    this.engine = new Engine({ sink, chance, digest, precisionLog2: counter.precisionLog2, capacity });
    this.#listeners = new Listeners(udp, this);
    this.#exchanges = new Exchanges(udp, this, this.engine.associations);
    this.#localClock = new LocalClock(counter.precisionLog2);
    this.#ring = () => this.#wake();
    this.interfaces = this.#listInterfaces();
    this.#boot();
    interfaces.watch(() => this.#interfacesChanged());
  }

  /**
   * Takes a configuration in, all of it or nothing.
   *
   * @throws SocketError where it asks for a socket that another program has, or that needs a right we lack
   */
  configure(settings: NodeSettings): void {
    const fatal = this.#listeners.reconcile(settings, this.interfaces, this.#port).find(isFatal);
    if (fatal) {
      this.#listeners.reconcile(this.engine.settings, this.interfaces, this.#port);
      throw fatal;
    }
    this.engine.configure(settings, this.#read());
  }

  listen(ear: Ear): void {
    this.#ears.push(ear);
  }

  stop(): void {
    this.#isStopped = true;
    this.#ports.alarm.clear();
    this.#ports.interfaces.close();
    this.#listeners.close();
    this.#exchanges.closeAll();
  }

  /** Allocates nothing. */
  received(link: Link, datagram: Datagram, from: Endpoint, at: Instant): void {
    const verdict = this.engine.packet(link, datagram, from, at, this.#read());
    this.#log?.judged(link, verdict, this.engine.associations[link.association]);
  }

  send(link: Link, datagram: Datagram, to: Endpoint, seal: Seal): boolean {
    if (link.kind === LinkKind.Service) return this.#answer(link as Listener, datagram, to, seal);
    const socket = this.#exchanges.socket(link.association, this.engine.settings, this.interfaces);
    this.#ports.counter.read(this.#departure);
    const isSent = socket !== undefined && socket.send(datagram, to);
    this.engine.sent(link, this.#departure);
    return isSent;
  }

  close(link: Link): void {
    this.#exchanges.close(link.association);
  }

  wakeAt(at: Instant): void {
    this.#ports.alarm.set(at, this.#ring);
  }

  measure(association: Association): void {
    const now = this.#now;
    const { localClock } = this.engine.settings;
    const { offset, dispersion } = this.#localClock;
    this.engine.sample(association, localClock!.stratum - 1, offset, dispersion, now, now);
  }

  resolve(association: Association, family: Family | undefined): void {
    const { host } = association.settings!;
    this.#ports.names.resolve(host, family, addresses => {
      if (!this.#isStopped) this.engine.resolved(association, host, addresses, this.#read());
    });
  }

  /** The engine's own clock has been moved; the system's is the board's affair. */
  step(): void {}

  steer(): void {}

  report(happening: Happening, association: Association | undefined, value: number): void {
    for (let i = 0; i < this.#ears.length; i++) this.#ears[i](happening, association, value);
  }

  /** Allocates nothing. */
  #answer(listener: Listener, datagram: Datagram, to: Endpoint, seal: Seal): boolean {
    if (seal === Seal.Transmit) {
      this.#ports.counter.read(this.#departure);
      this.engine.clock.read(this.#departure, this.#transmit);
      writeTimestamp(datagram, TRANSMIT_TIMESTAMP, this.#transmit);
    }
    return listener.send(datagram, to);
  }

  #boot(): void {
    const time = new Timestamp();
    const now = this.#read();
    this.#ports.bootClock.read(now, time);
    this.engine.boot(time, now);
  }

  #wake(): void {
    if (!this.#isStopped) this.engine.wake(this.#read());
  }

  #interfacesChanged(): void {
    if (this.#isStopped) return;
    this.interfaces = this.#listInterfaces();
    this.#listeners.reconcile(this.engine.settings, this.interfaces, this.#port);
  }

  /** Everyone's own address is 127.0.0.1: following it says nothing about following us. */
  #listInterfaces(): readonly Interface[] {
    const interfaces = this.#ports.interfaces.list();
    const addresses = interfaces.flatMap(one => one.addresses);
    this.engine.setOwnAddresses(addresses.filter(address => !isLoopback(address)));
    return interfaces;
  }

  #read(): Instant {
    this.#ports.counter.read(this.#now);
    return this.#now;
  }
}

/** Not so an address that is not yet ready or just gone: it is tried again when the interfaces change. */
function isFatal({ code }: SocketError): boolean {
  return code === "EADDRINUSE" || code === "EACCES" || code === "EPERM";
}
