/** A node's variables as they are: what `NodeStatus` promises, out of the loop's engine. */
import { type Crystal } from "../core/crystal.js";
import { type Q32 } from "../time/fixed.js";
import { Instant, Timestamp } from "../time/moment.js";
import { type Loop } from "./loop.js";
import { type NodeStatus, type Obstacles } from "./node.js";
import { PresentObstacles } from "./obstacles.js";
import { type CounterPort } from "./ports.js";
import { type RtcStatus } from "./rtc-status.js";

export class LiveStatus implements NodeStatus {
  readonly obstacles: Obstacles;
  rtc: RtcStatus | undefined = undefined;
  private readonly loop: Loop;
  private readonly counter: CounterPort;
  private readonly now = new Instant();
  private readonly shown = new Timestamp();
  private readonly served = new Timestamp();

  /** `counter`: none that is recorded, for whoever looks is no part of what happens. */
  constructor(loop: Loop, counter: CounterPort) {
    this.obstacles = new PresentObstacles(loop);
    this.loop = loop;
    this.counter = counter;
  }

  get port(): NodeStatus["port"] {
    return this.loop.port;
  }
  get settings(): NodeStatus["settings"] {
    return this.loop.engine.settings;
  }
  get system(): NodeStatus["system"] {
    return this.loop.engine.system;
  }
  get associations(): NodeStatus["associations"] {
    return this.loop.engine.associations;
  }
  get verdicts(): NodeStatus["verdicts"] {
    return this.loop.engine.verdicts;
  }
  get interfaces(): NodeStatus["interfaces"] {
    return this.loop.interfaces;
  }
  get leapSecond(): NodeStatus["leapSecond"] {
    return this.loop.engine.leapSecond;
  }
  get carrier(): NodeStatus["carrier"] {
    return this.loop.engine.carrier;
  }
  get history(): NodeStatus["history"] {
    return this.loop.history;
  }

  receiver(unit: number): ReturnType<NodeStatus["receiver"]> {
    return this.loop.clocks.status(unit);
  }

  instant(into: Instant): void {
    this.counter.read(into);
  }

  time(into: Timestamp): void {
    this.counter.read(this.now);
    this.loop.engine.clock.read(this.now, into);
  }

  smear(): Q32 {
    const { clock } = this.loop.engine;
    this.counter.read(this.now);
    clock.read(this.now, this.shown);
    clock.serve(this.now, this.served);
    return this.served.since(this.shown);
  }

  rootDispersion(): Q32 {
    this.counter.read(this.now);
    return this.loop.engine.rootDispersion(this.now);
  }

  rootDispersionAt(at: Instant): Q32 {
    return this.loop.engine.rootDispersion(at);
  }

  slewLeft(): Q32 {
    this.counter.read(this.now);
    return this.loop.engine.clock.slewLeft(this.now);
  }

  crystal(into: Crystal): void {
    this.loop.engine.remember(into);
  }
}
