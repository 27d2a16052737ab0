/**
 * `display ntp-service trace`: from this node up to the primary server, each asked by control queries whom it
 * follows. Lines are printed as they become known.
 */
import { MAXSTRAT } from "../core/association.js";
import { instanceOf } from "../core/instances.js";
import { isAtHand } from "../core/settings.js";
import { type ControlAsker } from "../runtime/control-client.js";
import { Outcome, type ControlReply } from "../runtime/control-inquiry.js";
import { type NodeStatus } from "../runtime/node.js";
import { half, MILLISECOND, type Q32 } from "../time/fixed.js";
import {
  isBroadcast,
  isLoopback,
  isMulticast,
  isReferenceClock,
  isUnspecified,
} from "../wire/address-kind.js";
import { formatAddress, parseAddress } from "../wire/address-text.js";
import { Endpoint, Family, isPort } from "../wire/address.js";
import { errorName } from "./control-error-name.js";
import { systemReference } from "../report/source-name.js";
import { NTP_PORT } from "../wire/header.js";

/** One server on the way. */
export interface Hop {
  readonly address: string;
  readonly stratum: number;
  readonly offset: Q32;
  readonly jitter: Q32;
  readonly distance: Q32;
}

/** How a dialect shows the servers, and the primary's reference. */
export interface TraceLayout {
  hop(hop: Hop): string[];
  reference(refid: string): string[];
}

/** Servers, this node included: there are no more strata. */
const MOST_HOPS = MAXSTRAT;

const VARIABLES = "stratum,refid,offset,rootdelay,rootdisp,sys_jitter,peer";
const LOCALHOST = "127.0.0.1";

export class Trace {
  readonly #status: NodeStatus;
  readonly #asker: ControlAsker;
  readonly #source: string;
  readonly #layout: TraceLayout;
  readonly #print: (lines: readonly string[]) => void;
  readonly #done: () => void;
  readonly #seen: Endpoint[] = [];
  #instance = "";
  #stop = (): void => {};

  /** `source`: the interface to ask from; empty: as configured. `done`: called once, at the end. */
  constructor(
    status: NodeStatus,
    asker: ControlAsker,
    source: string,
    layout: TraceLayout,
    print: (lines: readonly string[]) => void,
    done: () => void,
  ) {
    this.#status = status;
    this.#asker = asker;
    this.#source = source;
    this.#layout = layout;
    this.#print = print;
    this.#done = done;
  }

  /** Shows this node, and goes on to whom it follows. */
  begin(): void {
    const { system } = this.#status;
    const { systemJitter: jitter, offset, peer, refid, rootDelay, stratum } = system;
    const distance = half(rootDelay) + this.#status.rootDispersion();
    this.#print(this.#layout.hop({ address: LOCALHOST, stratum, offset, jitter, distance }));
    if (peer === undefined) return this.end("This node follows nobody.");
    if (isAtHand(peer.settings!.kind)) return this.primary(systemReference(peer, refid, stratum));
    this.#instance = peer.settings!.instance;
    this.ask(peer.address);
  }

  /** Nothing more is printed, and nobody told. */
  stop(): void {
    this.#stop();
  }

  private ask(address: Endpoint): void {
    const text = formatAddress(address);
    if (this.#seen.some(one => one.equals(address)) || this.isOurs(address))
      return this.end(`% Loop: ${text} was asked before.`);
    if (this.#seen.length + 1 >= MOST_HOPS) return this.end(`% More than ${MOST_HOPS} servers.`);
    const server = new Endpoint();
    server.copy(address);
    this.#seen.push(server);
    this.read(server, 0, VARIABLES, reply => this.told(server, reply));
  }

  private told(server: Endpoint, { variables }: ControlReply): void {
    const address = formatAddress(server);
    const stratum = numberOf(variables, "stratum");
    if (!(stratum >= 1 && stratum <= MAXSTRAT)) return this.end(`% ${address} does not tell its stratum.`);
    const distance = half(durationOf(variables, "rootdelay")) + durationOf(variables, "rootdisp");
    const offset = durationOf(variables, "offset");
    const jitter = durationOf(variables, "sys_jitter");
    this.#print(this.#layout.hop({ address, stratum, offset, jitter, distance }));
    const refid = variables.get("refid") ?? "";
    if (stratum >= MAXSTRAT) return this.end(`% ${address} is not synchronized.`);
    if (stratum === 1) return this.primary(refid);
    const peer = numberOf(variables, "peer");
    if (!(peer >= 1 && peer <= 0xffff)) return this.follow(server, refid, "");
    this.read(server, peer, "srcadr,srcport", reply =>
      this.follow(server, reply.variables.get("srcadr") ?? refid, reply.variables.get("srcport") ?? ""),
    );
  }

  /** Goes on to the address that a server follows; without one, it may be what its reference id is. */
  private follow(server: Endpoint, source: string, port: string): void {
    const next = new Endpoint();
    const isAddress = parseAddress(source, next) && !isUnspecified(next);
    if (isAddress && isReferenceClock(next)) return this.primary(source);
    if (!isAddress || (port === "" && server.family === Family.IPv6))
      return this.end(`% ${formatAddress(server)} does not tell whom it follows.`);
    next.port = port === "" ? NTP_PORT : portOf(port);
    if (!isPort(next.port) || !mayFollow(server, next))
      return this.end(`% ${formatAddress(server)} follows nobody who can be asked.`);
    this.ask(next);
  }

  private read(
    server: Endpoint,
    associationId: number,
    names: string,
    told: (reply: ControlReply) => void,
  ): void {
    const asked = { address: server, instance: this.#instance, source: this.#source };
    this.#stop = this.#asker.readVariables(asked, { associationId, names }, reply => {
      const address = formatAddress(server);
      switch (reply.outcome) {
        case Outcome.Told:
          return told(reply);
        case Outcome.Refused:
          return this.end(`% ${address} refuses: ${errorName(reply.error)}.`);
        case Outcome.Silent:
          return this.end(`% No answer from ${address}.`);
        case Outcome.Unsent:
          return this.end(`% ${address} cannot be asked: ${reply.why}.`);
      }
    });
  }

  /** At another port, and in another instance, it is somebody else. */
  private isOurs(address: Endpoint): boolean {
    const { interfaces, port, settings } = this.#status;
    if (address.port !== port) return false;
    return interfaces.some(
      ({ name, addresses }) =>
        instanceOf(settings, name) === this.#instance && addresses.some(own => own.sameAddress(address)),
    );
  }

  private primary(refid: string): void {
    this.#print(this.#layout.reference(refid));
    this.#done();
  }

  private end(line: string): void {
    this.#print([line]);
    this.#done();
  }
}

/** NaN where it is told by anything but digits. */
function portOf(text: string): number {
  return /^\d{1,5}$/.test(text) ? Number(text) : NaN;
}

/** Whether `server`'s word is enough to ask `next`: a host, and one of our own only if `server` is one. */
function mayFollow(server: Endpoint, next: Endpoint): boolean {
  return !isMulticast(next) && !isBroadcast(next) && (!isLoopback(next) || isLoopback(server));
}

/** NaN where it is told by no number. */
function numberOf(variables: ReadonlyMap<string, string>, name: string): number {
  const text = variables.get(name) ?? "";
  return text === "" ? NaN : Number(text);
}

/** A variable in milliseconds; 0 where it is told by no number. */
function durationOf(variables: ReadonlyMap<string, string>, name: string): Q32 {
  const value = numberOf(variables, name);
  return Number.isFinite(value) ? Math.round(value * MILLISECOND) : 0;
}
