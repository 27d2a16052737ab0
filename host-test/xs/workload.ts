/**
 * A node on ports made of nothing, kept busy: what the meter of XS is read around.
 *
 * The first command, "server" or "client", starts the node. Then "work N" serves N requests or makes N
 * exchanges, and "rehearse N" does as often all that is done around the node, so that the difference is
 * the node's own: from the arrival of a datagram to the departure of the answer, the seal included.
 */
import { createNode } from "../../src/runtime/create-node.js";
import { type NtpNode } from "../../src/runtime/node.js";
import { type Ports, type SocketHandler, type UdpSocket } from "../../src/runtime/ports.js";
import { MILLISECOND } from "../../src/time/fixed.js";
import { Instant, Timestamp } from "../../src/time/moment.js";
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

const CONFIGS: Readonly<Record<Busy, string>> = Object.freeze({
  server: "ntp-service enable\nntp-service refclock-master 3",
  client: "ntp-service enable\nntp-service unicast-server 192.0.2.7 minpoll 6 maxpoll 6",
});

class Workload {
  readonly #node: NtpNode;
  readonly #counter = new Instant();
  readonly #time = new Timestamp();
  readonly #alarmAt = new Instant();
  readonly #datagram = new Datagram();
  /** What the node sent last. */
  readonly #sent = new Datagram();
  readonly #far = endpoint("192.0.2.7");
  readonly #random = seeded(1);
  #ring = (): void => {};
  #sends = 0;
  /** Of the socket opened last: the server's only one, or the client's present one. */
  #handler: SocketHandler | undefined;
  readonly #socket: UdpSocket = {
    send: datagram => {
      this.#sends++;
      if (this.kind === "client") copyTransmit(datagram, this.#sent);
      return true;
    },
    close: () => {},
  };

  constructor(readonly kind: Busy) {
    this.#counter.set(100, 0);
    this.#node = createNode({ ports: this.#ports(), config: CONFIGS[kind], capacity: 8 });
  }

  /** Answers how many datagrams the node sent. */
  work(count: number): number {
    const before = this.#sends;
    if (this.kind === "server")
      for (let i = 0; i < count; i++) {
        this.#prepareRequest();
        this.#handler!.received(this.#datagram, this.#far, this.#counter);
      }
    else
      for (let i = 0; i < count; i++) {
        this.#counter.copy(this.#alarmAt);
        this.#ring();
        this.#prepareAnswer();
        this.#handler!.received(this.#datagram, this.#far, this.#counter);
      }
    return this.#sends - before;
  }

  /** As `work`, but for what the node does. */
  rehearse(count: number): void {
    if (this.kind === "server")
      for (let i = 0; i < count; i++) {
        this.#prepareRequest();
        this.#socket.send(this.#datagram, this.#far);
      }
    else
      for (let i = 0; i < count; i++) {
        this.#counter.copy(this.#alarmAt);
        this.#prepareAnswer();
        this.#socket.send(this.#datagram, this.#far);
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
  #prepareAnswer(): void {
    clearHeader(this.#datagram);
    setFirst(this.#datagram, 0, VERSION, Mode.Server);
    setStratum(this.#datagram, 2);
    setRefid(this.#datagram, 0xc000_0263);
    copyTransmit(this.#sent, this.#datagram);
    copyTimestamp(this.#datagram, TRANSMIT_TIMESTAMP, ORIGIN_TIMESTAMP);
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
          this.#handler = handler;
          return this.#socket;
        },
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
  const [verb, count] = command.split(" ");
  switch (verb) {
    case "work":
      return workload!.work(Number(count));
    case "rehearse":
      workload!.rehearse(Number(count));
      return 0;
    case "stratum":
      return workload!.stratum;
    default:
      workload = new Workload(verb as Busy);
      return 0;
  }
}

Object.assign(globalThis, {
  handleCommand: (message: ArrayBuffer) =>
    new TextEncoder().encode(String(handle(new TextDecoder().decode(message)))).buffer,
});
