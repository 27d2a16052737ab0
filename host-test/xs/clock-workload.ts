/**
 * A clock for applications on ports made of nothing, kept busy: what the meter of XS is read around. It imports of
 * `src` nothing that is not in the smallest profile.
 *
 * The first command, "client N", starts a clock of N servers; "server N" one that has been synchronized, to be asked
 * from then on. Then "work N" makes N exchanges or serves N requests, and "rehearse N" does as often all that is done
 * around the clock; "synchronized" answers whether it is.
 */
import { type Clock, type ClockOptions } from "../../src/runtime/clock.js";
import { InterfaceAddress, type Ports, type SocketHandler, type UdpSocket } from "../../src/runtime/ports.js";
import { MILLISECOND } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
import { parseAddress } from "../../src/wire/address-text.js";
import { Endpoint } from "../../src/wire/address.js";
import { Datagram } from "../../src/wire/datagram.js";
import { HEADER_LENGTH, Mode, NTP_PORT, setFirst } from "../../src/wire/header.js";
import { seeded } from "../support/random.js";
import { answerCommands, collect } from "./commands.js";
import { HOLLOW } from "./hollow-primitives.js";
import { copyTransmit, TrueAnswer, VERSION } from "./true-answer.js";

/** 20 November 2026, in seconds since 1900: true time when the counter is 0. */
const START_SECONDS = 4_004_121_600;

/** Exchanges in which a clock of one server is synchronized. */
const UNTIL_SYNCHRONIZED = 8;

/** Of a server: one more socket. */
const SERVICES = 1;

/** A socket: what was sent on it waits for its answer. */
class Plug implements UdpSocket {
  handler: SocketHandler | undefined;
  readonly sent = new Datagram();
  readonly to = new Endpoint();
  readonly departedAt = new Instant();

  constructor(readonly workload: Workload) {}

  send(datagram: Datagram, to: Endpoint): boolean {
    this.workload.sent(this, datagram, to);
    return true;
  }

  setHops(): void {}

  close(): void {
    this.workload.closed(this);
  }
}

class Workload {
  readonly #clock: Clock;
  readonly #counter = new Instant();
  readonly #alarmAt = new Instant();
  readonly #answer = new TrueAnswer(this.#counter, START_SECONDS);
  readonly #far = addressOf("192.0.2.7");
  readonly #random = seeded(1);
  readonly #isServing: boolean;
  #ring = (): void => {};
  #answered = 0;
  /** What hears requests. */
  #service: Plug | undefined;
  /** Sockets that can be opened, and those that wait for an answer, the last ones first. */
  readonly #idle: Plug[] = [];
  #idleCount = 0;
  readonly #waiting: Plug[] = [];
  #waitingCount = 0;

  constructor(start: (options: ClockOptions) => Clock, kind: string, sources: number) {
    this.#isServing = kind === "server";
    this.#counter.set(100, 0);
    for (let i = 0; i < sources + SERVICES; i++) {
      this.#idle.push(new Plug(this));
      this.#waiting.push(this.#idle[i]);
    }
    this.#idleCount = this.#idle.length;
    const servers = Array.from({ length: sources }, (_, i) => `198.51.100.${i + 1}`);
    this.#clock = start({ ports: this.#ports(), servers });
    if (this.#isServing) for (let i = 0; i < UNTIL_SYNCHRONIZED; i++) this.#exchange();
  }

  get isSynchronized(): boolean {
    return this.#clock.isSynchronized;
  }

  sent(plug: Plug, datagram: Datagram, to: Endpoint): void {
    if (plug === this.#service) {
      this.#answered++;
      return;
    }
    copyTransmit(datagram, plug.sent);
    plug.to.copy(to);
    plug.departedAt.copy(this.#counter);
    this.#waiting[this.#waitingCount++] = plug;
  }

  closed(plug: Plug): void {
    this.#idle[this.#idleCount++] = plug;
  }

  /** Answers how many exchanges or answers it was. */
  work(count: number): number {
    const before = this.#answered;
    for (let i = 0; i < count; i++) {
      if (this.#isServing) {
        this.#prepareRequest();
        this.#service!.handler!.received(this.#answer.datagram, this.#far, this.#counter);
      } else this.#exchange();
    }
    return this.#isServing ? this.#answered - before : count;
  }

  /** As `work`, but for what the clock does. */
  rehearse(count: number): void {
    const plug = this.#waiting[0];
    for (let i = 0; i < count; i++)
      if (this.#isServing) {
        this.#prepareRequest();
        this.#answered++;
      } else {
        this.#counter.copy(this.#alarmAt);
        this.#answer.prepare(plug, Mode.Server);
        copyTransmit(this.#answer.datagram, plug.sent);
      }
  }

  #exchange(): void {
    while (this.#waitingCount === 0) {
      this.#counter.copy(this.#alarmAt);
      this.#ring();
    }
    const plug = this.#waiting[--this.#waitingCount];
    this.#answer.prepare(plug, Mode.Server);
    plug.handler!.received(this.#answer.datagram, plug.to, this.#counter);
  }

  /** The answer lies where the request was, so only what marks a request has to be put back. */
  #prepareRequest(): void {
    setFirst(this.#answer.datagram, 0, VERSION, Mode.Client);
    this.#answer.datagram.length = HEADER_LENGTH;
  }

  #ports(): Ports {
    return {
      counter: { precisionLog2: -20, read: into => into.copy(this.#counter) },
      alarm: {
        set: (at, ring) => {
          this.#alarmAt.copy(at);
          this.#ring = ring;
        },
        clear: () => {},
      },
      chance: { next: () => this.#random(2 ** 32) },
      bootClock: {
        read: (at, into) => {
          into.set(START_SECONDS + at.seconds, at.fraction);
          return MILLISECOND;
        },
      },
      udp: {
        open: ({ port }, handler) => {
          const plug = this.#idle[--this.#idleCount];
          plug.handler = handler;
          if (port === NTP_PORT) this.#service = plug;
          return plug;
        },
        route: () => false,
      },
      names: { resolve: () => {} },
      interfaces: {
        list: () => [{ name: "eth0", device: "eth0", addresses: [addressOf("192.0.2.1")], isUp: true }],
        watch: () => {},
        close: () => {},
      },
      store: { read: () => undefined, write: () => {}, remove: () => {} },
      primitives: HOLLOW,
    };
  }
}

/** Has commands work with a clock that `start` makes. */
export function keepBusy(start: (options: ClockOptions) => Clock): void {
  let workload: Workload | undefined;
  answerCommands(command => {
    const [verb, count] = command.split(" ");
    if (verb === "work") return String(workload!.work(Number(count)));
    if (verb === "synchronized") return String(workload!.isSynchronized);
    if (verb === "rehearse") workload!.rehearse(Number(count));
    else if (verb === "collect") collect();
    else workload = new Workload(start, verb, Number(count));
    return "";
  });
}

function addressOf(text: string): InterfaceAddress {
  const address = new InterfaceAddress();
  if (!parseAddress(text, address)) throw new Error(`not an address: ${text}`);
  address.port = NTP_PORT;
  return address;
}
