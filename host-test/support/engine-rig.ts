/**
 * An engine on a bench: virtual time, a sink that writes everything down, and servers that answer as the
 * test says. The server's clock is the true one; the engine's counter runs at its own rate.
 */
import { ALL_MODES } from "../../src/core/all-modes.js";
import { type Association } from "../../src/core/association.js";
import { PlatformCodes } from "../../src/core/codes.js";
import { Engine } from "../../src/core/engine.js";
import { type Objection } from "../../src/core/authentication.js";
import { type Happening } from "../../src/core/happening.js";
import { Link, LinkKind } from "../../src/core/link.js";
import {
  AssociationKind,
  NO_SETTINGS,
  type AssociationSettings,
  type FullSettings,
  type NodeSettings,
} from "../../src/core/settings.js";
import { Seal, type Sink } from "../../src/core/sink.js";
import { type Verdict } from "../../src/core/verdict.js";
import { InterfaceAddress } from "../../src/runtime/ports.js";
import { FOREVER, MILLISECOND, SECOND, type Q32, type Rate } from "../../src/time/fixed.js";
import { Instant, Timestamp } from "../../src/time/moment.js";
import { formatAddress, parseAddress } from "../../src/wire/address-text.js";
import { type Endpoint, Family } from "../../src/wire/address.js";
import { Datagram } from "../../src/wire/datagram.js";
import {
  clearHeader,
  Mode,
  ORIGIN_TIMESTAMP,
  RECEIVE_TIMESTAMP,
  REFERENCE_TIMESTAMP,
  setFirst,
  setRefid,
  setRootDelay,
  setRootDispersion,
  setPrecision,
  TRANSMIT_TIMESTAMP,
  writeTimestamp,
} from "../../src/wire/header.js";
import { PurePrimitives } from "./pure-primitives.js";
import { seeded } from "./random.js";

/** 20 November 2026, in seconds since 1900: true time when the counter is 0. */
export const START_SECONDS = 4_004_121_600;

/** One way between the engine and every server. */
export const PATH: Q32 = MILLISECOND;

/** A request that the engine sent, as it left. */
export interface Request {
  readonly link: Link;
  readonly to: string;
  readonly port: number;
  readonly bytes: Uint8Array;
  readonly departedAt: Instant;
}

/** How an answer differs from that of a good stratum 2 server. */
export interface AnswerFields {
  readonly leap?: number;
  readonly version?: number;
  readonly mode?: Mode;
  readonly stratum?: number;
  readonly refid?: number;
  readonly rootDelay?: Q32;
  readonly rootDispersion?: Q32;
  /** Added to the server's clock. */
  readonly error?: Q32;
  /** How long the server holds the request; may be senseless. */
  readonly holding?: Q32;
  /** How much longer than usual the answer is on its way. */
  readonly extra?: Q32;
  readonly from?: string;
  readonly port?: number;
  /** Changes the finished packet. */
  readonly edit?: (datagram: Datagram) => void;
}

export function endpoint(text: string, port = 123): InterfaceAddress {
  const address = new InterfaceAddress();
  if (!parseAddress(text, address)) throw new Error(`not an address: ${text}`);
  address.port = port;
  return address;
}

export function server(host: string, more: Partial<AssociationSettings> = {}): AssociationSettings {
  return {
    kind: AssociationKind.Client,
    host,
    family: undefined,
    port: 123,
    version: 4,
    minPollLog2: 6,
    maxPollLog2: 6,
    burst: false,
    iburst: false,
    prefer: false,
    preempt: false,
    source: "",
    instance: "",
    keyId: 0,
    isDynamic: false,
    ...more,
  };
}

/** Keys in `more` have their secrets. */
export function settings(more: Partial<NodeSettings> = {}): FullSettings {
  return { ...NO_SETTINGS, enabled: true, ...more } as FullSettings;
}

export class Rig implements Sink {
  readonly engine: Engine;
  /** Every call, as one line. */
  readonly calls: string[] = [];
  readonly requests: Request[] = [];
  /** What the engine answered, and what it sent to all. */
  readonly answers: Request[] = [];
  readonly lookups: string[] = [];
  readonly now = new Instant();
  readonly service = new Link(LinkKind.Service, Family.IPv4, -1);
  /** What the thermometer shows, in 2^-8 °C, once the test has called `Engine.sensed`. */
  temperature: number | undefined = undefined;
  #alarm: Instant | undefined;
  readonly #answered = new Set<Request>();

  /**
   * `ppm`: how much too fast the counter is; `bootOffset`: how far ahead the clock is at boot; `startSeconds`: true
   * time when the counter is 0.
   */
  constructor(
    readonly ppm = 0,
    bootOffset: Q32 = 0,
    capacity = 8,
    readonly startSeconds = START_SECONDS,
    modes = ALL_MODES,
  ) {
    const random = seeded(1);
    this.engine = new Engine({
      sink: this,
      chance: { next: () => random(2 ** 32) },
      codes: new PlatformCodes(new PurePrimitives()),
      precisionLog2: -20,
      capacity,
      modes,
    });
    this.now.set(100, 0);
    const time = this.trueTime(this.now);
    time.add(bootOffset);
    this.engine.boot(time, FOREVER, this.now);
  }

  /** The first association in use. */
  get association(): Association {
    return this.engine.associations.find(one => one.isInUse)!;
  }

  /** The last request. */
  get last(): Request {
    return this.requests[this.requests.length - 1];
  }

  /** What the node's own addresses in the public network are. */
  ownAddresses(...texts: readonly string[]): void {
    this.engine.setOwnAddresses(texts.map(text => ({ address: endpoint(text), instance: "" })));
  }

  configure(more: Partial<NodeSettings>): void {
    this.engine.configure(settings(more), this.now);
  }

  /** Lets `seconds` pass, ringing the alarm whenever it is due; nobody answers. */
  pass(seconds: number): void {
    this.passAnswering(seconds, () => undefined);
  }

  /** As `pass`, and every request is answered as `fields` says, when its answer would arrive. */
  passAnswering(seconds: number, fields: (request: Request) => AnswerFields | undefined = () => ({})): void {
    const end = new Instant();
    end.copy(this.now);
    end.add(Math.round(seconds * SECOND));
    const answerAll = (): void => {
      for (const request of this.requests) {
        const isNew = request.departedAt.equals(this.now) && !this.#answered.has(request);
        const answer = isNew ? fields(request) : undefined;
        if (answer) due.push({ request, answer });
      }
      for (const { request, answer } of due.splice(0)) this.answer(request, answer);
    };
    const due: { request: Request; answer: AnswerFields }[] = [];
    answerAll();
    while (this.#alarm && end.since(this.#alarm) >= 0) {
      if (this.#alarm.since(this.now) > 0) this.now.copy(this.#alarm);
      this.#alarm = undefined;
      this.engine.wake(this.now);
      answerAll();
    }
    if (end.since(this.now) > 0) this.now.copy(end);
  }

  /**
   * Lets `seconds` pass, and in each `association` shows the true time, wrong by `wrong(second)`, within
   * `error`; undefined: nothing.
   */
  passShowing(
    seconds: number,
    association: Association,
    wrong: (second: number) => Q32 | undefined = () => 0,
    error: Q32 = MILLISECOND / 100,
  ): void {
    for (let second = 0; second < seconds; second++) {
      this.pass(1);
      const by = wrong(second);
      if (by === undefined) continue;
      const time = this.trueTime(this.now);
      time.add(by);
      this.engine.told(association, this.now, time, error, this.now);
    }
  }

  /** What a perfect clock shows when the counter reads `at`. */
  trueTime(at: Instant): Timestamp {
    const time = new Timestamp();
    time.set(this.startSeconds, 0);
    const elapsed = at.seconds * SECOND + at.fraction;
    time.add(Math.round(elapsed / (1 + this.ppm * 1e-6)));
    return time;
  }

  /** How far the engine's clock is ahead of the true one. */
  error(): Q32 {
    const shown = new Timestamp();
    this.engine.clock.read(this.now, shown);
    return shown.since(this.trueTime(this.now));
  }

  /** Hands the engine the answer of a server to `request`, arriving two paths after its departure. */
  answer(request: Request, fields: AnswerFields = {}): Verdict {
    const { holding = 0, error = 0, extra = 0 } = fields;
    this.#answered.add(request);
    const datagram = new Datagram();
    clearHeader(datagram);
    setFirst(datagram, fields.leap ?? 0, fields.version ?? 4, fields.mode ?? Mode.Server);
    datagram.bytes[1] = fields.stratum ?? 2;
    setPrecision(datagram, -20);
    setRootDelay(datagram, fields.rootDelay ?? MILLISECOND);
    setRootDispersion(datagram, fields.rootDispersion ?? MILLISECOND);
    setRefid(datagram, fields.refid ?? 0xc000_0263);
    const time = this.trueTime(request.departedAt);
    time.add(error + PATH);
    writeTimestamp(datagram, RECEIVE_TIMESTAMP, time);
    time.add(holding);
    writeTimestamp(datagram, TRANSMIT_TIMESTAMP, time);
    time.add(-10 * SECOND);
    writeTimestamp(datagram, REFERENCE_TIMESTAMP, time);
    for (let i = 0; i < 8; i++) datagram.bytes[ORIGIN_TIMESTAMP + i] = request.bytes[TRANSMIT_TIMESTAMP + i];
    fields.edit?.(datagram);

    const arrivedAt = new Instant();
    arrivedAt.copy(request.departedAt);
    arrivedAt.add(2 * PATH + Math.max(holding, 0) + extra);
    if (arrivedAt.since(this.now) > 0) this.now.copy(arrivedAt);
    const from = endpoint(fields.from ?? request.to, fields.port ?? request.port);
    return this.engine.packet(request.link, datagram, from, arrivedAt, this.now);
  }

  /** Hands the engine a datagram at the service port. */
  ask(bytes: Uint8Array, from = endpoint("192.0.2.9", 40_000)): Verdict {
    const datagram = new Datagram();
    datagram.bytes.set(bytes.subarray(0, datagram.bytes.length));
    datagram.length = bytes.length;
    return this.engine.packet(this.service, datagram, from, this.now, this.now);
  }

  send(link: Link, datagram: Datagram, to: Endpoint, seal: Seal, keyId: number): boolean {
    const departedAt = new Instant();
    departedAt.copy(this.now);
    const transmit = seal === Seal.Transmit ? new Timestamp() : undefined;
    if (transmit !== undefined) {
      this.engine.clock.serve(departedAt, transmit);
      writeTimestamp(datagram, TRANSMIT_TIMESTAMP, transmit);
    }
    if (keyId !== 0) this.engine.authentication.seal(datagram, keyId);
    const bytes = datagram.bytes.slice(0, datagram.length);
    const sent = { link, to: formatAddress(to), port: to.port, bytes, departedAt };
    this.calls.push(`send ${sent.to} ${sent.port} seal ${seal}`);
    if (link.kind === LinkKind.Exchange || link.kind === LinkKind.Search) this.requests.push(sent);
    else this.answers.push(sent);
    if (link.kind === LinkKind.Exchange) this.engine.sent(link, departedAt, transmit);
    return true;
  }

  close(link: Link): void {
    this.calls.push(`close ${link.index}`);
  }

  wakeAt(at: Instant): void {
    this.#alarm ??= new Instant();
    this.#alarm.copy(at);
  }

  measure(association: Association): void {
    const stratum = this.engine.settings.localClock!.stratum - 1;
    this.engine.sample(association, stratum, 0, 1, this.now, this.now);
  }

  sense(): void {
    if (this.temperature !== undefined) this.engine.sensed(this.temperature, this.now);
  }

  resolve(association: Association): void {
    this.lookups.push(association.settings!.host);
  }

  step(offset: Q32): void {
    this.calls.push(`step ${offset}`);
  }

  steer(frequency: Rate): void {
    this.calls.push(`steer ${frequency}`);
  }

  unproven(
    association: Association | undefined,
    from: Endpoint,
    keyId: number,
    objection: Objection,
    count: number,
  ): void {
    this.calls.push(
      `unproven ${association?.id ?? "-"} ${formatAddress(from)} ${keyId} ${objection} ${count}`,
    );
  }

  report(happening: Happening, _: Association | undefined, value: number): void {
    this.calls.push(`report ${happening} ${value}`);
  }

  /** How often something was reported. */
  reported(happening: Happening): number {
    return this.calls.filter(call => call.startsWith(`report ${happening} `)).length;
  }
}
