/**
 * What runs an engine, whatever it is for: boots it, reads the counter for it, looks names up and keeps what
 * it learns of the crystal. It is the one place where the counter is read.
 */
import { type Association } from "../core/association.js";
import { Engine } from "../core/engine.js";
import { type Happening } from "../core/happening.js";
import { type Link } from "../core/link.js";
import { type Modes } from "../core/modes.js";
import { type Seal, type Sink } from "../core/sink.js";
import { ClockState } from "../core/system.js";
import { Instant, Timestamp } from "../time/moment.js";
import { type Endpoint, type Family } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { Drift, type TellDrift } from "./drift.js";
import { type Interface, type LoopPorts } from "./ports.js";
import { Sealer } from "./sealer.js";
import { ownAddresses } from "./sources.js";

export interface HostOptions {
  readonly ports: LoopPorts;
  /** Associations there can be at once. */
  readonly capacity: number;
  /** What the engine has beside clients. */
  readonly modes: Modes;
}

export abstract class EngineHost implements Sink {
  readonly engine: Engine;
  interfaces: readonly Interface[];

  protected readonly ports: LoopPorts;
  protected readonly now = new Instant();
  protected readonly sealer: Sealer;
  protected isStopped = false;

  private readonly drift: Drift;
  private readonly ring = (): void => {
    if (!this.isStopped) this.woken(this.read());
  };

  /** `sinkOf`: what the engine calls in place of this, and passes its calls on to it. */
  constructor({ ports, capacity, modes }: HostOptions, sinkOf: (sink: Sink) => Sink = sink => sink) {
    const { chance, codes, counter, interfaces, store } = ports;
    this.ports = ports;
    const { precisionLog2 } = counter;
    this.engine = new Engine({ sink: sinkOf(this), chance, codes, precisionLog2, capacity, modes });
    this.sealer = new Sealer(this.engine, counter, chance);
    this.drift = new Drift(store, this.engine);
    this.interfaces = interfaces.list();
  }

  abstract send(link: Link, datagram: Datagram, to: Endpoint, seal: Seal, keyId: number): boolean;
  abstract close(link: Link): void;
  abstract measure(association: Association): void;
  abstract report(happening: Happening, association: Association | undefined, value: number): void;
  abstract unproven(...failure: Parameters<Sink["unproven"]>): void;

  /** The alarm has rung. */
  protected abstract woken(now: Instant): void;
  /** The interfaces have become others. */
  protected abstract moved(now: Instant): void;
  /** Whether something kept requests from this source that is no more. */
  protected abstract isFreed(association: Association): boolean;

  wakeAt(at: Instant): void {
    this.ports.alarm.set(at, this.ring);
  }

  sense(): void {
    this.engine.sensed(this.ports.thermometer!.read(), this.now);
  }

  resolve(association: Association, family: Family | undefined): void {
    const { host } = association.settings!;
    this.ports.names.resolve(host, family, addresses => {
      if (!this.isStopped) this.engine.resolved(association, host, addresses, this.read());
    });
  }

  /** The engine's own clock has been moved; the system's is the board's affair. */
  step(): void {}

  /** A frequency known is worth keeping. */
  steer(): void {
    if (this.engine.system.clockState === ClockState.Synchronized) this.drift.keep(this.now);
  }

  read(): Instant {
    this.ports.counter.read(this.now);
    return this.now;
  }

  /** Nothing is done any more. */
  stop(): void {
    if (!this.isStopped) this.drift.stop(this.now);
    this.isStopped = true;
    this.ports.alarm.clear();
    this.ports.interfaces.close();
  }

  /** Has the engine begin; last of all that a constructor does. */
  protected boot(tell: TellDrift): void {
    const time = new Timestamp();
    const now = this.read();
    const error = this.ports.bootClock.read(now, time);
    this.engine.boot(time, error, now);
    const crystal = this.drift.read(time, tell);
    if (crystal !== undefined) this.engine.restore(crystal, now);
    if (this.ports.thermometer) this.sense();
    this.ports.interfaces.watch(() => this.interfacesChanged());
  }

  /** Asks at once whom nothing keeps requests from any more, and does what is due. */
  protected askFreed(now: Instant): void {
    const { engine } = this;
    for (const one of engine.associations)
      if (one.isInUse && one.addressIndex >= 0 && this.isFreed(one)) engine.freed(one, now);
    engine.wake(now);
  }

  private interfacesChanged(): void {
    if (this.isStopped) return;
    const { engine } = this;
    this.interfaces = this.ports.interfaces.list();
    engine.setOwnAddresses(ownAddresses(engine.settings, this.interfaces));
    this.moved(this.read());
  }
}
