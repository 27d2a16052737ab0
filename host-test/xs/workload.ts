/**
 * A node on ports made of nothing, kept busy: what the meter of XS is read around.
 *
 * The first command, "server", "guarded" (a server with ten rules of access), "limited" (the same, at a rate),
 * "unasked" (a server that nobody may ask about itself), "asked" (a server that is asked for six variables),
 * "keyed-MODE" (a server of requests that have a MAC of that mode, over primitives that do nothing),
 * "client N" (of N servers), "peer N" (of N passive peers), "seeker N" (of N servers, which answer its
 * searches), "broadcaster" or "listener" (to a broadcast server that answers nobody), starts the node. Then
 * "work N" serves N requests, makes N exchanges, sends or hears N broadcasts, and "rehearse N" does as often all
 * that is done around the node, so that the difference is the node's own: from the arrival of a datagram to the
 * departure of the answer, the seal included.
 */
import { STARTUP_CONFIGURATION } from "../../src/config/saved-configuration.js";
import { modeNamed } from "../../src/config/key-kinds.js";
import { PlatformCodes } from "../../src/core/codes.js";
import { KeyRing } from "../../src/core/key-ring.js";
import { createNode } from "../../src/runtime/create-node.js";
import { type NtpNode } from "../../src/runtime/node.js";
import { Cast, type Ports, type SocketHandler, type UdpSocket } from "../../src/runtime/ports.js";
import { MILLISECOND, SECOND } from "../../src/time/fixed.js";
import { Instant, Timestamp } from "../../src/time/moment.js";
import { isMulticast } from "../../src/wire/address-kind.js";
import { Endpoint } from "../../src/wire/address.js";
import { Opcode } from "../../src/wire/control.js";
import { Datagram } from "../../src/wire/datagram.js";
import {
  clearHeader,
  HEADER_LENGTH,
  Mode,
  REFERENCE_TIMESTAMP,
  setFirst,
  setPoll,
  setPrecision,
  setRefid,
  setStratum,
  TRANSMIT_TIMESTAMP,
  writeTimestamp,
} from "../../src/wire/header.js";
import { query } from "../support/control.js";
import { endpoint, START_SECONDS } from "../support/engine-rig.js";
import { seeded } from "../support/random.js";
import { answerCommands, collect } from "./commands.js";
import { HOLLOW } from "./hollow-primitives.js";
import { copyTransmit, TrueAnswer, VERSION } from "./true-answer.js";

/** Of a server that has a clock at hand, and of a client of servers at the one above. */
const STRATUM = 3;

/** The key of a server that authenticates. */
const KEY = 7;

/** Sockets that hear broadcasts: of all, and of the subnet. */
const EARS = 2;

/** The socket of a search's round. */
const SEARCHES = 1;

/** Between two broadcasts. */
const INTERVAL = 64 * SECOND;

/** What a node does all the time. */
export type Busy = Serving | "client" | "peer" | "seeker" | "broadcaster" | "listener";
type Serving = "server" | "guarded" | "limited" | "unasked" | "asked" | Keyed;
type Keyed = `keyed-${string}`;

const SERVING: readonly Busy[] = ["server", "guarded", "limited", "unasked", "asked"];

function isServing(kind: Busy): kind is Serving {
  return SERVING.includes(kind) || isKeyed(kind);
}

/** What a control query asks for: the answer is one message. */
const QUERY = query(Opcode.ReadVariables, 0, "leap,stratum,refid,reftime,offset,frequency");

function isKeyed(kind: Busy): kind is Keyed {
  return kind.startsWith("keyed-");
}

/** A ring with the only key of a server that authenticates, in the clear. */
function keyRingOf(kind: Keyed): KeyRing {
  const ring = new KeyRing(new PlatformCodes(HOLLOW));
  const { length } = secretOf(kind);
  ring.configure([{ id: KEY, mode: modeNamed(modeOf(kind)), secret: new Uint8Array(length).fill(7) }]);
  return ring;
}

function modeOf(kind: Keyed): string {
  return kind.slice("keyed-".length);
}

function secretOf(kind: Keyed): string {
  return "Sixteen-Octets-1".repeat(modeOf(kind) === "aes-256-cmac" ? 2 : 1);
}

/** The last of ten rules is the one that permits those who ask. */
const RULES = [
  "acl 2000",
  ...Array.from({ length: 9 }, (_, i) => `rule deny source 198.51.${i}.0 0.0.0.255`),
  "rule permit source 192.0.2.0 0.0.0.255",
];

/** Between two requests that are counted. */
const LEAST_INTERVAL = 2 * SECOND;

/** A server of as many associations as a client has sources: the pool is that large. */
function configOf(kind: Busy, sources: number): string {
  // Equal servers take turns, and each turn is an event: what its text takes, events are metered for.
  const lines = ["ntp-service enable", "undo info-center enable"];
  if (isServing(kind) || kind === "broadcaster") lines.push("ntp-service refclock-master 3");
  if (isKeyed(kind))
    lines.push(
      "ntp-service authentication enable",
      `ntp-service authentication-keyid ${KEY} authentication-mode ${modeOf(kind)} simple ${secretOf(kind)}`,
      `ntp-service reliable authentication-keyid ${KEY}`,
    );
  if (kind === "unasked") lines.push("ntp-service noquery enable");
  if (kind === "guarded") lines.push(...RULES, "ntp-service access server acl 2000");
  if (kind === "limited")
    lines.push(...RULES, "ntp-service access limited acl 2000", "ntp-service discard avg-interval 1");
  if (kind === "broadcaster") lines.push("interface eth0", "ntp-service broadcast-server");
  if (kind === "listener") lines.push("interface eth0", "ntp-service broadcast-client");
  if (kind === "seeker") lines.push("interface eth0", "ntp-service manycast-client");
  if (kind === "client" || kind === "peer")
    for (let i = 1; i <= sources; i++)
      lines.push(
        `ntp-service unicast-${kind === "peer" ? "peer" : "server"} 198.51.100.${i} minpoll 6 maxpoll 6`,
      );
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
  readonly #answer = new TrueAnswer(this.#counter, START_SECONDS);
  readonly #datagram = this.#answer.datagram;
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
  /** What hears broadcasts, and when the last one was sent. */
  #ear: Plug | undefined;
  readonly #broadcastAt = new Instant();
  /** Who answers a search. */
  readonly #guides: Plug[] = [];
  /** What requests are authenticated with. */
  readonly #keys: KeyRing | undefined;
  /** Asked at every packet, which the text would make costly. */
  readonly #isServing: boolean;

  constructor(
    readonly kind: Busy,
    sources: number,
  ) {
    this.#isServing = isServing(kind);
    this.#keys = isKeyed(kind) ? keyRingOf(kind) : undefined;
    this.#counter.set(100, 0);
    this.#broadcastAt.set(100, 0);
    // One more than there are sources: the service's own, which a client has, too.
    this.#last = new Plug(this);
    const others = kind === "listener" ? EARS : kind === "seeker" ? SEARCHES : 0;
    for (let i = 0; i <= sources + others; i++) {
      this.#idle.push(new Plug(this));
      this.#waiting.push(this.#last);
    }
    if (kind === "seeker")
      for (let i = 1; i <= sources; i++) {
        const guide = new Plug(this);
        guide.to.copy(endpoint(`198.51.100.${i}`));
        this.#guides.push(guide);
        this.#waiting.push(guide);
      }
    this.#idleCount = this.#idle.length;
    this.#node = createNode({
      ports: this.#ports(configOf(kind, sources)),
      capacity: sources,
    });
  }

  sent(plug: Plug, datagram: Datagram, to: Endpoint): void {
    this.#sends++;
    if (this.#isServing || this.kind === "broadcaster") return;
    if (isMulticast(to)) return this.#searched(plug, datagram);
    copyTransmit(datagram, plug.sent);
    plug.to.copy(to);
    plug.departedAt.copy(this.#counter);
    this.#waiting[this.#waitingCount++] = plug;
  }

  /** All who hear a search answer it. */
  #searched(plug: Plug, datagram: Datagram): void {
    for (let i = 0; i < this.#guides.length; i++) {
      const guide = this.#guides[i];
      guide.handler = plug.handler;
      copyTransmit(datagram, guide.sent);
      guide.departedAt.copy(this.#counter);
      this.#waiting[this.#waitingCount++] = guide;
    }
  }

  closed(plug: Plug): void {
    this.#idle[this.#idleCount++] = plug;
  }

  /** Answers how many packets it was. */
  work(count: number): number {
    const before = this.#sends;
    if (this.kind === "listener") return this.#hear(count);
    if (this.kind === "broadcaster") {
      while (this.#sends < before + count) this.#pass();
      return count;
    }
    if (!this.#isServing) {
      for (let i = 0; i < count; i++) {
        while (this.#waitingCount === 0) this.#pass();
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

  /** The time until the alarm rings. */
  #pass(): void {
    this.#counter.copy(this.#alarmAt);
    this.#ring();
  }

  #hear(count: number): number {
    for (let i = 0; i < count; i++) {
      this.#broadcastAt.add(INTERVAL);
      while (this.#broadcastAt.since(this.#alarmAt) > 0 && this.#alarmAt.since(this.#counter) > 0)
        this.#pass();
      this.#prepareBroadcast();
      this.#ear!.handler!.received(this.#datagram, this.#far, this.#counter);
    }
    return count;
  }

  /** As `work`, but for what the node does. */
  rehearse(count: number): void {
    for (let i = 0; i < count; i++)
      if (this.#isServing) {
        this.#prepareRequest();
        this.#sends++;
      } else if (this.kind === "broadcaster") {
        this.#counter.copy(this.#alarmAt);
        this.#sends++;
      } else if (this.kind === "listener") {
        this.#broadcastAt.add(INTERVAL);
        this.#prepareBroadcast();
      } else {
        this.#counter.copy(this.#alarmAt);
        this.#prepareAnswer(this.#last);
        copyTransmit(this.#datagram, this.#last.sent);
      }
  }

  /** Exchanges that came to nothing would be cheap. */
  get isSynchronized(): boolean {
    return this.#node.status.system.stratum === STRATUM;
  }

  /** The answer lies where the request was, so only what marks a request has to be put back. */
  #prepareRequest(): void {
    if (this.kind === "asked") return this.#prepareQuery();
    setFirst(this.#datagram, 0, VERSION, Mode.Client);
    this.#datagram.length = HEADER_LENGTH;
    if (this.#keys !== undefined) this.#keys.mac(this.#datagram, this.#keys.find(KEY)!);
    if (this.kind === "limited") this.#counter.add(LEAST_INTERVAL);
  }

  #prepareQuery(): void {
    for (let i = 0; i < QUERY.length; i++) this.#datagram.bytes[i] = QUERY[i];
    this.#datagram.length = QUERY.length;
    this.#counter.add(LEAST_INTERVAL);
  }

  #prepareAnswer(plug: Plug): void {
    this.#answer.prepare(plug, this.kind === "peer" ? Mode.SymmetricPassive : Mode.Server);
  }

  /** The next broadcast of a server whose clock is true, a millisecond away. */
  #prepareBroadcast(): void {
    clearHeader(this.#datagram);
    setFirst(this.#datagram, 0, VERSION, Mode.Broadcast);
    setStratum(this.#datagram, 2);
    setPoll(this.#datagram, 6);
    setPrecision(this.#datagram, -20);
    setRefid(this.#datagram, 0xc000_0263);
    this.#time.set(START_SECONDS + this.#broadcastAt.seconds, this.#broadcastAt.fraction);
    writeTimestamp(this.#datagram, TRANSMIT_TIMESTAMP, this.#time);
    writeTimestamp(this.#datagram, REFERENCE_TIMESTAMP, this.#time);
    this.#counter.copy(this.#broadcastAt);
    this.#counter.add(MILLISECOND);
  }

  /** `saved`: the configuration that it starts from, as after every restart. */
  #ports(saved: string): Ports {
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
        open: ({ cast }, handler) => {
          this.#last = this.#idle[--this.#idleCount];
          this.#last.handler = handler;
          if (cast === Cast.Broadcast) this.#ear ??= this.#last;
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
      store: {
        read: name => (name === STARTUP_CONFIGURATION ? saved : undefined),
        write: () => {},
        remove: () => {},
      },
      primitives: HOLLOW,
    };
  }
}

let workload: Workload | undefined;

answerCommands(command => {
  const [verb, count = "8"] = command.split(" ");
  if (verb === "work") return String(workload!.work(Number(count)));
  if (verb === "synchronized") return String(workload!.isSynchronized);
  if (verb === "rehearse") workload!.rehearse(Number(count));
  else if (verb === "collect") collect();
  else workload = new Workload(verb as Busy, Number(count));
  return "";
});
