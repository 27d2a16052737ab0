/**
 * A receiver as it is configured: its line and its pulses, opened as soon as they are to be had, and what it
 * says on the way to the engine.
 */
import { type Association, Leap } from "../core/association.js";
import { referenceClockHost, type ReferenceClockSettings } from "../core/clock-settings.js";
import { type Engine } from "../core/engine.js";
import { Happening } from "../core/happening.js";
import { rootDistance } from "../core/selection.js";
import { isAtHand } from "../core/settings.js";
import { Standing } from "../core/verdict.js";
import { GpsClock } from "../refclock/gps-clock.js";
import {
  Condition,
  type LeapKnowledge,
  type Receiver,
  type ReceiverStatus,
  type ReferenceSink,
} from "../refclock/reference-clock.js";
import { type NodeWatch } from "../report/debugging.js";
import { MILLISECOND, SECOND, type Q32 } from "../time/fixed.js";
import { type Instant, Timestamp } from "../time/moment.js";
import {
  LineError,
  type PulseHandler,
  type PulseInput,
  type PulsePorts,
  type SerialHandler,
  type SerialLine,
  type SerialPorts,
} from "./line-ports.js";

const MICROSECOND: Q32 = SECOND / 1e6;

/** Who owns a receiver. */
export interface ReceiverHost {
  readonly engine: Engine;
  /** The counter now. */
  read(): Instant;
  report(happening: Happening, association: Association | undefined, value: number, why?: string): void;
  readonly watch: NodeWatch | undefined;
}

export class OpenReceiver implements ReferenceSink, SerialHandler {
  /** Why it is not heard; empty: it is, as far as lines go. */
  obstacle = "";

  private readonly host: ReceiverHost;
  private readonly serial: SerialPorts | undefined;
  private readonly pulses: PulsePorts | undefined;
  private readonly receiver: Receiver;
  private readonly address: string;
  private readonly aim = new Timestamp();
  private readonly pulseHandler: PulseHandler = {
    pulsed: at => this.receiver.pulsed(at),
    failed: why => this.lost(why),
  };
  private line: SerialLine | undefined = undefined;
  private input: PulseInput | undefined = undefined;
  private taiOffsetSec: number | undefined;

  constructor(
    readonly settings: ReferenceClockSettings,
    host: ReceiverHost,
    serial: SerialPorts | undefined,
    pulses: PulsePorts | undefined,
  ) {
    const { baud, pulse, pulseDelayUs, taiOffsetSec, textDelayMs } = settings;
    this.address = referenceClockHost(settings);
    this.host = host;
    this.serial = serial;
    this.pulses = pulses;
    this.taiOffsetSec = taiOffsetSec;
    const textDelay = textDelayMs === undefined ? undefined : textDelayMs * MILLISECOND;
    const pulseDelay = Math.round(pulseDelayUs * MICROSECOND);
    const options = { hasPulses: pulse !== "", baud, textDelay, pulseDelay, taiOffsetSec };
    this.receiver = new GpsClock(options, this);
  }

  get status(): ReceiverStatus {
    return this.receiver.status;
  }

  /** Time has passed: what could not be opened is tried again, silence noticed, others' word passed on. */
  passed(now: Instant): void {
    if (this.line === undefined) this.open();
    const other = this.bestOther();
    if (other !== undefined) {
      this.host.engine.clock.aim(now, this.aim);
      this.aim.add(other.filter.offset);
      this.receiver.suggest(now, this.aim, rootDistance(other));
    }
    this.receiver.passed(now);
  }

  close(): void {
    this.line?.close();
    this.input?.close();
    this.line = this.input = undefined;
  }

  received(octets: Uint8Array, length: number, at: Instant): void {
    this.receiver.heard(octets, length, at);
  }

  failed(why: string): void {
    this.lost(why);
  }

  sample(at: Instant, time: Timestamp, error: Q32): void {
    const { engine, watch } = this.host;
    const association = this.association;
    if (association === undefined) return;
    engine.clock.aim(at, this.aim);
    watch?.sampled(association, time.since(this.aim), error);
    engine.told(association, at, time, error, this.host.read());
  }

  leapKnown({ change, changeAt, taiOffsetSec }: LeapKnowledge): void {
    const association = this.association;
    if (association === undefined) return;
    const leap = change > 0 ? Leap.Insert : change < 0 ? Leap.Delete : Leap.None;
    this.host.engine.leapTold(association, leap, changeAt);
    if (taiOffsetSec === this.taiOffsetSec || taiOffsetSec === undefined) return;
    this.taiOffsetSec = taiOffsetSec;
    this.host.report(Happening.ReceiverLeap, association, taiOffsetSec);
  }

  changed(condition: Condition): void {
    if (condition === Condition.Settling) return;
    const isGood = condition === Condition.Locked || condition === Condition.TextOnly;
    const happening = isGood ? Happening.ReceiverBack : Happening.ReceiverLost;
    this.host.report(happening, this.association, condition);
  }

  send(octets: Uint8Array, length: number): void {
    this.line?.write(octets, length);
  }

  private get association(): Association | undefined {
    const { associations } = this.host.engine;
    for (let i = 0; i < associations.length; i++)
      if (associations[i].settings?.host === this.address) return associations[i];
    return undefined;
  }

  private open(): void {
    const { baud, edge, pulse, serial } = this.settings;
    try {
      if (this.serial === undefined) throw new LineError("this device has no serial lines");
      this.line = this.serial.open(serial, baud, this);
      if (pulse !== "") {
        if (this.pulses === undefined) throw new LineError("this device has no inputs for pulses");
        this.input = this.pulses.open(pulse, edge, this.pulseHandler);
      }
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      return this.lost(error.message);
    }
    this.obstacle = "";
    this.receiver.start();
  }

  /** Told once for each reason. */
  private lost(why: string): void {
    this.close();
    if (why !== this.obstacle) this.host.report(Happening.CannotHear, this.association, 0, why);
    this.obstacle = why;
  }

  /** The nearest of the servers that agree. */
  private bestOther(): Association | undefined {
    const { associations } = this.host.engine;
    let best: Association | undefined;
    for (let i = 0; i < associations.length; i++) {
      const one = associations[i];
      if (one.settings === undefined || isAtHand(one.settings.kind) || one.standing < Standing.Outlyer)
        continue;
      if (best === undefined || rootDistance(one) < rootDistance(best)) best = one;
    }
    return best;
  }
}
