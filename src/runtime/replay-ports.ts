/** Ports that answer what a recording says they answered. */
import { type Codes } from "../core/codes.js";
import { type Q32 } from "../time/fixed.js";
import { type Instant, type Timestamp } from "../time/moment.js";
import { formatAddress, parseAddress } from "../wire/address-text.js";
import { Endpoint, type Family } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { toHex } from "../wire/hex.js";
import { readInterface, type WrittenInterface } from "./interface-text.js";
import { type PulsePorts, type SerialPorts } from "./line-ports.js";
import {
  SocketError,
  type AlarmPort,
  type BootClockPort,
  type ChancePort,
  type CounterPort,
  type Interface,
  type InterfacesPort,
  type LoopPorts,
  type NamesPort,
  type SocketHandler,
  type SocketOptions,
  type StorePort,
  type ThermometerPort,
  type UdpPort,
  type UdpSocket,
} from "./ports.js";
import { ReplayCodes } from "./recording-codes.js";
import { Reading, type Start, type WriteLine } from "./recording.js";
import { ReplayLines } from "./replay-lines.js";

export class ReplayPorts implements LoopPorts {
  readonly counter: CounterPort;
  readonly alarm: AlarmPort;
  readonly chance: ChancePort;
  readonly bootClock: BootClockPort;
  readonly udp: UdpPort;
  readonly names: NamesPort;
  readonly interfaces: InterfacesPort;
  readonly store: StorePort;
  readonly codes: Codes;
  readonly thermometer: ThermometerPort | undefined;
  readonly serial: SerialPorts | undefined;
  readonly pulses: PulsePorts | undefined;

  /** By the number that the recording gives them. */
  readonly handlers: SocketHandler[] = [];
  readonly lookups: ((addresses: readonly Endpoint[]) => void)[] = [];
  readonly lines: ReplayLines;
  ring: () => void = nothing;
  changed: () => void = nothing;

  private answers: readonly string[] = [];
  /** What a kind of answer was last, for whoever asks more often than was recorded. */
  private readonly last: Record<string, string> = {};
  private readonly taken: Record<string, number> = {};

  /** What is sent goes to `write`, as it left: sealed. */
  constructor(
    { precisionLog2, hasThermometer, hasSerial, hasPulses, ignoresDevices }: Start,
    write: WriteLine,
  ) {
    const line = (): string => this.next(Reading.Line);
    this.lines = new ReplayLines(line, () => this.next(Reading.Input), write);
    this.serial = hasSerial && this.lines.serial;
    this.pulses = hasPulses && this.lines.pulses;
    this.counter = { precisionLog2, read: into => this.readMoment(Reading.Counter, into) };
    this.alarm = { set: (_, ring) => void (this.ring = ring), clear: nothing };
    this.chance = { next: () => Number(this.next(Reading.Chance) || 0) };
    this.bootClock = { read: (_, into) => this.readMoment(Reading.BootClock, into) };
    this.udp = {
      ignoresDevices,
      open: (_: SocketOptions, handler) => this.open(handler, write),
      route: (_, into) => this.route(into),
    };
    this.names = { resolve: (_, _family: Family | undefined, found) => void this.lookups.push(found) };
    this.interfaces = {
      list: () => this.list(),
      watch: changed => void (this.changed = changed),
      close: nothing,
    };
    this.store = { read: () => this.stored(), write: nothing, remove: nothing };
    this.codes = new ReplayCodes(kind => this.next(kind));
    this.thermometer = hasThermometer ? { read: () => Number(this.next(Reading.Thermometer)) } : undefined;
  }

  /** An event begins: `answers` are the recording's lines until the next. */
  begin(answers: readonly string[]): void {
    this.answers = answers;
    for (const kind in this.taken) this.taken[kind] = 0;
  }

  /** The next answer of a kind, without its letter; the last one again where there is none. */
  private next(kind: Reading): string {
    const prefix = `${kind} `;
    for (let i = this.taken[kind] ?? 0; i < this.answers.length; i++) {
      if (!this.answers[i].startsWith(prefix)) continue;
      this.taken[kind] = i + 1;
      return (this.last[kind] = this.answers[i].slice(prefix.length));
    }
    this.taken[kind] = this.answers.length;
    return this.last[kind] ?? "";
  }

  /** Answers the number after the two of the moment, if there is one. */
  private readMoment(kind: Reading, into: Instant | Timestamp): Q32 {
    const [seconds, fraction, rest] = this.next(kind).split(" ").map(Number);
    into.set(seconds, fraction);
    return rest ?? 0;
  }

  private open(handler: SocketHandler, write: WriteLine): UdpSocket {
    const answer = this.next(Reading.Opened);
    const [id] = answer.split(" ", 1);
    const failure = answer.slice(id.length + 1);
    if (failure !== "") {
      const [code, message] = JSON.parse(failure) as [string, string];
      throw new SocketError(code, message);
    }
    this.handlers[Number(id)] = handler;
    return new ReplaySocket(id, () => this.next(Reading.Sent) !== "0", write);
  }

  private list(): readonly Interface[] {
    const written = JSON.parse(this.next(Reading.Interfaces) || "[]") as readonly WrittenInterface[];
    return written.map(readInterface);
  }

  private route(into: Endpoint): boolean {
    const answer = this.next(Reading.Routed);
    return answer !== "" && parseAddress(answer, into);
  }

  private stored(): string | undefined {
    return (JSON.parse(this.next(Reading.Stored) || "null") as string | null) ?? undefined;
  }
}

/** Addresses as a recording has them; what is none is left out. */
export function readAddresses(texts: readonly string[]): Endpoint[] {
  const addresses: Endpoint[] = [];
  for (const text of texts) {
    const address = new Endpoint();
    if (parseAddress(text, address)) addresses.push(address);
  }
  return addresses;
}

class ReplaySocket implements UdpSocket {
  constructor(
    readonly id: string,
    readonly wasSent: () => boolean,
    readonly write: WriteLine,
  ) {}

  send(datagram: Datagram, to: Endpoint): boolean {
    const packet = toHex(datagram.bytes, datagram.length);
    this.write(`out ${this.id} ${formatAddress(to)} ${to.port} ${packet}`);
    return this.wasSent();
  }

  setHops(hops: number): void {
    this.write(`hops ${this.id} ${hops}`);
  }

  close(): void {
    this.write(`shut ${this.id}`);
  }
}

function nothing(): void {}
