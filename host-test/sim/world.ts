/**
 * A world in virtual time: hosts that are real nodes, servers, links between them, and one queue of what is to
 * happen. Nothing in it waits, so a day takes seconds; and all chance in it comes from one seed, so the same
 * world happens again, on every engine.
 */
import { SECOND, type Q32 } from "../../src/time/fixed.js";
import { type Timestamp } from "../../src/time/moment.js";
import { START_SECONDS } from "../support/engine-rig.js";
import { Chance } from "./chance.js";
import { EventQueue, SimEvent } from "./event-queue.js";
import { Host, type HostOptions } from "./host.js";
import { type WayOptions } from "./link.js";
import { Network, type Lan, type Machine } from "./network.js";
import { Server, type ServerOptions } from "./server.js";
import { TrueTime } from "./true-time.js";

export class World {
  readonly now = new TrueTime();
  readonly network = new Network(this);
  /** What names resolve to. */
  readonly names = new Map<string, readonly string[]>();
  readonly #queue = new EventQueue();
  readonly #watches: ((second: number) => void)[] = [];
  readonly #looks: (() => void)[] = [];
  #nextSecond = 0;

  /** `startSeconds`: true time at the beginning, in whole seconds since 1900; if not said, 20 November 2026. */
  constructor(
    readonly seed: number,
    readonly startSeconds = START_SECONDS,
  ) {}

  /** A machine with an oscillator of its own, and ports for a node. */
  host(options: HostOptions): Host {
    return new Host(this, options);
  }

  /** A server that is no node: quick, and as true or false as is wanted. */
  server(options: ServerOptions): Server {
    return new Server(this, options);
  }

  /** A LAN that machines can be plugged into, joined to nothing yet. */
  lan(): Lan {
    return this.network.addLan();
  }

  /** From here on `routers` routers lead from one LAN to the other, and back; each counts for the hops of a group. */
  route(one: Lan, other: Lan, routers = 1): void {
    this.network.route(one, other, routers);
  }

  /** How packets get from `a` to `b`, and back, from here on. */
  link(a: Machine, b: Machine, there: Readonly<WayOptions>, back: Readonly<WayOptions> = there): void {
    this.network.setWay(a, b, there);
    this.network.setWay(b, a, back);
  }

  /** A stream of chance of its own for whoever is called `name`. */
  chance(name: string): Chance {
    return new Chance(this.seed, name);
  }

  /** Calls `watch` at the beginning of every whole second from now on, before anything else that is due then. */
  eachSecond(watch: (second: number) => void): void {
    if (this.#watches.length === 0) this.#nextSecond = this.now.second + (this.now.fraction > 0 ? 1 : 0);
    this.#watches.push(watch);
  }

  /** Calls `look` just before and just after whatever happens from now on. */
  aroundEvents(look: () => void): void {
    this.#looks.push(look);
  }

  /** Has `happen` called at true time `second`, or now if that has passed. */
  at(second: number, happen: () => void): void {
    const time = new TrueTime();
    time.set(Math.floor(second), 0);
    time.add(Math.round((second - time.second) * SECOND));
    this.scheduleAt(new Plan(happen), time);
  }

  /** Has `happen` called `delay` from now. */
  after(delay: Q32, happen: () => void): void {
    this.schedule(new Plan(happen), delay);
  }

  /** Sets `event` to happen `delay` from now. */
  schedule(event: SimEvent, delay: Q32): void {
    const { second, fraction } = this.now;
    const sum = fraction + Math.max(delay, 0);
    const carry = Math.floor(sum / SECOND);
    this.#queue.set(event, second + carry, sum - carry * SECOND);
  }

  /** Sets `event` to happen at `time`, or now if that has passed. */
  scheduleAt(event: SimEvent, time: TrueTime): void {
    const at = time.isBefore(this.now) ? this.now : time;
    this.#queue.set(event, at.second, at.fraction);
  }

  cancel(event: SimEvent): void {
    this.#queue.remove(event);
  }

  /** Lets everything happen that is due within `seconds`, to the end of them. */
  run(seconds: number): void {
    const end = new TrueTime();
    end.copy(this.now);
    end.add(Math.round((seconds - Math.floor(seconds)) * SECOND));
    end.second += Math.floor(seconds);
    for (;;) {
      const event = this.#queue.first;
      const isDue = event !== undefined && !isLater(event, end);
      this.#watch(isDue ? event : end);
      if (!isDue) break;
      this.#queue.remove(event);
      this.now.set(event.second, event.fraction);
      this.#look();
      event.happen();
      this.#look();
    }
    this.now.copy(end);
  }

  /** True time as a timestamp. */
  time(into: Timestamp): void {
    into.set(this.startSeconds + this.now.second, this.now.fraction);
  }

  #look(): void {
    for (let i = 0; i < this.#looks.length; i++) this.#looks[i]();
  }

  /** Every second that begins up to `until`. */
  #watch(until: { readonly second: number }): void {
    if (this.#watches.length === 0) return;
    for (; this.#nextSecond <= until.second; this.#nextSecond++) {
      this.now.set(this.#nextSecond, 0);
      for (let i = 0; i < this.#watches.length; i++) this.#watches[i](this.#nextSecond);
    }
  }
}

/** Something planned by a scenario. */
class Plan extends SimEvent {
  readonly #happen: () => void;

  constructor(happen: () => void) {
    super();
    this.#happen = happen;
  }

  override happen(): void {
    this.#happen();
  }
}

function isLater(event: SimEvent, end: TrueTime): boolean {
  return event.second > end.second || (event.second === end.second && event.fraction > end.fraction);
}
