/**
 * One control query to one server, asked until the whole answer is there, an error is, or nobody has answered
 * for long enough; each time from another random port, with another sequence number.
 */
import { type Chance } from "../core/chance.js";
import { SECOND } from "../time/fixed.js";
import { type Endpoint } from "../wire/address.js";
import { ControlItems } from "../wire/control-items.js";
import {
  associationIdOf,
  CONTROL_DATA_MOST,
  CONTROL_HEADER_LENGTH,
  countOf,
  hasMore,
  isError,
  isResponse,
  offsetOf,
  Opcode,
  opcodeOf,
  sequenceOf,
  setExtent,
  statusOf,
  writeQuery,
} from "../wire/control.js";
import { Datagram } from "../wire/datagram.js";
import { Mode, modeOf } from "../wire/header.js";
import {
  SocketError,
  type SocketHandler,
  type SocketOptions,
  type UdpPort,
  type UdpSocket,
} from "./ports.js";
import { type Timer, type TimerPort } from "./timers.js";

/** What ntpq puts into its queries, and every server takes. */
const VERSION = 2;

const TRIES = 3;
const PATIENCE = 2 * SECOND;

/** Octets of the longest answer that is taken. */
const LONGEST = 4096;

/** Characters of a name and of a value, at most. */
const LONGEST_TEXT = 64;

/** Variables that are taken, at most. */
const MOST_VARIABLES = 64;

export const enum Outcome {
  /** The variables are there. */
  Told,
  /** The server answered with an error. */
  Refused,
  /** Nobody answered. */
  Silent,
  /** It could not be asked. */
  Unsent,
}

/** What came of a query. */
export interface ControlReply {
  readonly outcome: Outcome;
  /** Of `Told`: values by their names, without quotes; what could not be printed is a dot. */
  readonly variables: ReadonlyMap<string, string>;
  /** Of `Refused`: the error code, 0 to 255. */
  readonly error: number;
  /** Of `Unsent`: a sentence, or the system's name of an error. */
  readonly why: string;
}

export interface Query {
  readonly to: Endpoint;
  /** Of which association; 0: of the server's system. */
  readonly associationId: number;
  /** The names of variables, parted by commas, 468 characters at most. */
  readonly names: string;
  /** What a socket is opened with, or why there is none. */
  readonly way: SocketOptions | string;
}

/** What a query is asked with. */
export interface InquiryPorts {
  readonly udp: UdpPort;
  readonly timers: TimerPort;
  readonly chance: Chance;
}

export class Inquiry implements SocketHandler {
  private readonly query: Query;
  private readonly ports: InquiryPorts;
  private readonly done: (reply: ControlReply) => void;
  private readonly data = new Datagram(new Uint8Array(LONGEST));
  /** Which octets of the answer are there, and how many of them. */
  private readonly isThere = new Uint8Array(LONGEST);
  private count = 0;
  /** How long the answer is; -1: its last message is not there yet. */
  private length = -1;
  private tries = 0;
  private sequence = 0;
  private socket: UdpSocket | undefined = undefined;
  private timer: Timer | undefined = undefined;

  /** Begins at once; `done` is called once, never within this, unless it is stopped before. */
  constructor(query: Query, ports: InquiryPorts, done: (reply: ControlReply) => void) {
    this.query = query;
    this.ports = ports;
    this.done = done;
    const { way } = query;
    const why = typeof way === "string" ? way : this.ask(way);
    if (why !== "") this.timer = ports.timers.after(0, () => this.end({ outcome: Outcome.Unsent, why }));
  }

  /** Nothing more is heard of it. */
  stop(): void {
    this.timer?.cancel();
    this.socket?.close();
    this.socket = undefined;
  }

  received(datagram: Datagram, from: Endpoint): void {
    if (this.socket === undefined || !this.isOurs(datagram, from)) return;
    if (isError(datagram)) return this.end({ outcome: Outcome.Refused, error: statusOf(datagram) >> 8 });
    this.take(datagram);
    if (this.count === this.length) this.end({ outcome: Outcome.Told, variables: this.read() });
  }

  failed(why: string): void {
    if (this.socket !== undefined) this.end({ outcome: Outcome.Unsent, why });
  }

  /** Answers why it could not be sent, or nothing. */
  private ask(way: SocketOptions): string {
    const { to, associationId, names } = this.query;
    const { chance, timers, udp } = this.ports;
    const datagram = new Datagram();
    this.sequence = chance.next() & 0xffff;
    this.tries++;
    this.isThere.fill(0);
    this.count = 0;
    this.length = -1;
    writeQuery(datagram, VERSION, Opcode.ReadVariables, this.sequence, associationId);
    setExtent(datagram, 0, names.length);
    for (let i = 0; i < names.length; i++) datagram.bytes[CONTROL_HEADER_LENGTH + i] = names.charCodeAt(i);
    datagram.length = (CONTROL_HEADER_LENGTH + names.length + 3) & ~3;
    try {
      this.socket = udp.open(way, this);
    } catch (error) {
      if (!(error instanceof SocketError)) throw error;
      return error.message;
    }
    this.socket.send(datagram, to);
    this.timer = timers.after(PATIENCE, () => this.askAgain(way));
    return "";
  }

  private askAgain(way: SocketOptions): void {
    this.stop();
    if (this.tries === TRIES) return this.end({ outcome: Outcome.Silent });
    const why = this.ask(way);
    if (why !== "") this.end({ outcome: Outcome.Unsent, why });
  }

  private isOurs(datagram: Datagram, from: Endpoint): boolean {
    const { to, associationId } = this.query;
    return (
      from.equals(to) &&
      datagram.length >= CONTROL_HEADER_LENGTH &&
      modeOf(datagram) === Mode.Control &&
      isResponse(datagram) &&
      opcodeOf(datagram) === Opcode.ReadVariables &&
      sequenceOf(datagram) === this.sequence &&
      associationIdOf(datagram) === associationId
    );
  }

  /** Puts a message's data in their place; what does not fit there is left out. */
  private take(datagram: Datagram): void {
    const offset = offsetOf(datagram);
    const count = countOf(datagram);
    const end = offset + count;
    if (count > CONTROL_DATA_MOST || CONTROL_HEADER_LENGTH + count > datagram.length || end > LONGEST) return;
    for (let i = 0; i < count; i++) {
      if (this.isThere[offset + i] === 1) continue;
      this.data.bytes[offset + i] = datagram.bytes[CONTROL_HEADER_LENGTH + i];
      this.isThere[offset + i] = 1;
      this.count++;
    }
    if (!hasMore(datagram)) this.length = end;
  }

  private read(): ReadonlyMap<string, string> {
    const variables = new Map<string, string>();
    const items = new ControlItems();
    items.read(this.data, 0, this.length);
    while (variables.size < MOST_VARIABLES && items.next())
      variables.set(items.name(LONGEST_TEXT), items.value(LONGEST_TEXT));
    return variables;
  }

  private end(reply: Partial<ControlReply> & Pick<ControlReply, "outcome">): void {
    this.stop();
    this.done({ variables: new Map(), error: 0, why: "", ...reply });
  }
}
