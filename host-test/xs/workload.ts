/**
 * A node on ports made of nothing, kept busy: what the meter of XS is read around.
 *
 * The first command, "server" or "client N" (of N servers), starts the node. Then "work N" serves N requests or
 * makes N exchanges, and "rehearse N" does as often all that is done around the node, so that the difference is
 * the node's own: from the arrival of a datagram to the departure of the answer, the seal included.
 */
import { createNode } from "../../src/runtime/create-node.js";
import { type NtpNode } from "../../src/runtime/node.js";
import { type Ports, type SocketHandler, type UdpSocket } from "../../src/runtime/ports.js";
import { MILLISECOND } from "../../src/time/fixed.js";
import { Instant, Timestamp } from "../../src/time/moment.js";
import { Endpoint } from "../../src/wire/address.js";
import { Datagram } from "../../src/wire/datagram.js";
import {
  clearHeader,
  copyTimestamp,
  HEADER_LENGTH,
  Mode,
  ORIGIN_TIMESTAMP,
  RECEIVE_TIMESTAMP,
  REFERENCE_TIMESTAMP,
  setFirst,
  setRefid,
  setStratum,
  TRANSMIT_TIMESTAMP,
  writeTimestamp,
} from "../../src/wire/header.js";
import { endpoint, START_SECONDS } from "../support/engine-rig.js";
import { seeded } from "../support/random.js";

const VERSION = 4;

/** What a node does all the time. */
export type Busy = "server" | "client";

/** A server of as many associations as a client has sources: the pool is that large. */
function configOf(kind: Busy, sources: number): string {
  const lines = ["ntp-service enable"];
  if (kind === "server") lines.push("ntp-service refclock-master 3");
  else
    for (let i = 1; i <= sources; i++)
      lines.push(`ntp-service unicast-server 198.51.100.${i} minpoll 6 maxpoll 6`);
  return lines.join("\n");
}

/** A socket of the pool: opened, what was sent on it waits for its answer. */
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
  readonly #node: NtpNode;
  readonly #counter = new Instant();
  readonly #time = new Timestamp();
  readonly #alarmAt = new Instant();
  readonly #datagram = new Datagram();
  readonly #far = endpoint("192.0.2.7");
  readonly #random = seeded(1);
  #ring = (): void => {};
  #sends = 0;
  /** Sockets that can be opened, and those that wait for an answer, the last ones first. */
  readonly #idle: Plug[] = [];
  #idleCount = 0;
  readonly #waiting: Plug[] = [];
  #waitingCount = 0;
  /** The one opened last: the server's only one. */
  #last: Plug;

  constructor(
    readonly kind: Busy,
    sources: number,
  ) {
    this.#counter.set(100, 0);
    // One more than there are sources: the service's own, which a client has, too.
    this.#last = new Plug(this);
    for (let i = 0; i <= sources; i++) {
      this.#idle.push(new Plug(this));
      this.#waiting.push(this.#last);
    }
    this.#idleCount = this.#idle.length;
    this.#node = createNode({ ports: this.#ports(), config: configOf(kind, sources), capacity: sources });
  }

  sent(plug: Plug, datagram: Datagram, to: Endpoint): void {
    this.#sends++;
    if (this.kind !== "client") return;
    copyTransmit(datagram, plug.sent);
    plug.to.copy(to);
    plug.departedAt.copy(this.#counter);
    this.#waiting[this.#waitingCount++] = plug;
  }

  closed(plug: Plug): void {
    this.#idle[this.#idleCount++] = plug;
  }

  /** Answers how many packets it was. */
  work(count: number): number {
    const before = this.#sends;
    if (this.kind === "client") {
      for (let i = 0; i < count; i++) {
        while (this.#waitingCount === 0) {
          this.#counter.copy(this.#alarmAt);
          this.#ring();
        }
        const plug = this.#waiting[--this.#waitingCount];
        this.#prepareAnswer(plug);
        plug.handler!.received(this.#datagram, plug.to, this.#counter);
      }
      return count;
    }
    for (let i = 0; i < count; i++) {
      this.#prepareRequest();
      this.#last.handler!.received(this.#datagram, this.#far, this.#counter);
    }
    return this.#sends - before;
  }

  /** As `work`, but for what the node does. */
  rehearse(count: number): void {
    for (let i = 0; i < count; i++)
      if (this.kind === "server") {
        this.#prepareRequest();
        this.#sends++;
      } else {
        this.#counter.copy(this.#alarmAt);
        this.#prepareAnswer(this.#last);
        copyTransmit(this.#datagram, this.#last.sent);
      }
  }

  /** How the node stands: exchanges that came to nothing would be cheap. */
  get stratum(): number {
    return this.#node.status.system.stratum;
  }

  /** The answer lies where the request was, so only what marks a request has to be put back. */
  #prepareRequest(): void {
    setFirst(this.#datagram, 0, VERSION, Mode.Client);
    this.#datagram.length = HEADER_LENGTH;
  }

  /** The answer of a server whose clock is true, a millisecond away. */
  #prepareAnswer(plug: Plug): void {
    clearHeader(this.#datagram);
    setFirst(this.#datagram, 0, VERSION, Mode.Server);
    setStratum(this.#datagram, 2);
    setRefid(this.#datagram, 0xc000_0263);
    copyTransmit(plug.sent, this.#datagram);
    copyTimestamp(this.#datagram, TRANSMIT_TIMESTAMP, ORIGIN_TIMESTAMP);
    this.#counter.copy(plug.departedAt);
    this.#counter.add(MILLISECOND);
    this.#time.set(START_SECONDS + this.#counter.seconds, this.#counter.fraction);
    writeTimestamp(this.#datagram, RECEIVE_TIMESTAMP, this.#time);
    copyTimestamp(this.#datagram, RECEIVE_TIMESTAMP, TRANSMIT_TIMESTAMP);
    copyTimestamp(this.#datagram, RECEIVE_TIMESTAMP, REFERENCE_TIMESTAMP);
    this.#counter.add(MILLISECOND);
    this.#datagram.length = HEADER_LENGTH;
  }

  #ports(): Ports {
    const here = endpoint("192.0.2.1");
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
        open: (_, handler) => {
          this.#last = this.#idle[--this.#idleCount];
          this.#last.handler = handler;
          return this.#last;
        },
        route: () => false,
      },
      names: { resolve: () => {} },
      interfaces: {
        list: () => [{ name: "eth0", device: "eth0", addresses: [here], isUp: true }],
        watch: () => {},
        close: () => {},
      },
      store: { read: () => undefined, write: () => {}, remove: () => {} },
      digest: { md5: () => new Uint8Array(16) },
    };
  }
}

function copyTransmit(from: Datagram, to: Datagram): void {
  for (let i = TRANSMIT_TIMESTAMP; i < HEADER_LENGTH; i++) to.bytes[i] = from.bytes[i];
}

let workload: Workload | undefined;

function handle(command: string): number {
  const [verb, count = "8"] = command.split(" ");
  switch (verb) {
    case "work":
      return workload!.work(Number(count));
    case "rehearse":
      workload!.rehearse(Number(count));
      return 0;
    case "stratum":
      return workload!.stratum;
    case "collect":
      (globalThis as { gc?: () => void }).gc!();
      return 0;
    default:
      workload = new Workload(verb as Busy, Number(count));
      return 0;
  }
}

Object.assign(globalThis, {
  handleCommand: (message: ArrayBuffer) =>
    new TextEncoder().encode(String(handle(new TextDecoder().decode(message)))).buffer,
});
