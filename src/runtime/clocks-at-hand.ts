/** The clocks of a node itself, our own and receivers of time, as its configuration has them. */
import { type Association } from "../core/association.js";
import { type ReferenceClockSettings } from "../core/clock-settings.js";
import { type NodeSettings } from "../core/settings.js";
import { LocalClock } from "../refclock/local-clock.js";
import { type ReceiverStatus } from "../refclock/reference-clock.js";
import { type Instant } from "../time/moment.js";
import { type LoopPorts } from "./ports.js";
import { OpenReceiver, type ReceiverHost } from "./receiver.js";

export class ClocksAtHand {
  private readonly ports: Pick<LoopPorts, "serial" | "pulses">;
  private readonly host: ReceiverHost;
  private readonly local: LocalClock;
  private receivers: readonly OpenReceiver[] = [];

  constructor(ports: Pick<LoopPorts, "counter" | "serial" | "pulses">, host: ReceiverHost) {
    this.ports = ports;
    this.host = host;
    this.local = new LocalClock(ports.counter.precisionLog2);
  }

  /** Samples our own clock. */
  measure(association: Association, now: Instant): void {
    const { engine } = this.host;
    const { offset, dispersion } = this.local;
    engine.sample(association, engine.settings.localClock!.stratum - 1, offset, dispersion, now, now);
    this.host.watch?.sampled(association, offset, dispersion);
  }

  /** Closes the receivers that `settings` do not name as they were, and makes those that it names anew. */
  reconcile({ enabled, referenceClocks }: NodeSettings, now: Instant): void {
    const wanted = enabled ? referenceClocks : [];
    const kept = this.receivers.filter(one => wanted.some(other => isSame(one.settings, other)));
    for (const one of this.receivers) if (!kept.includes(one)) one.close();
    const { serial, pulses } = this.ports;
    this.receivers = wanted.map(
      one =>
        kept.find(other => isSame(other.settings, one)) ?? new OpenReceiver(one, this.host, serial, pulses),
    );
    this.passed(now);
  }

  /** To be called whenever the node is woken. */
  passed(now: Instant): void {
    for (let i = 0; i < this.receivers.length; i++) this.receivers[i].passed(now);
  }

  /** Why the receiver of `unit` is not heard; empty: nothing is known. */
  obstacle(unit: number): string {
    return this.of(unit)?.obstacle ?? "";
  }

  /** What can be seen of the receiver of `unit`; undefined: there is none. */
  status(unit: number): ReceiverStatus | undefined {
    return this.of(unit)?.status;
  }

  close(): void {
    for (const one of this.receivers) one.close();
    this.receivers = [];
  }

  private of(unit: number): OpenReceiver | undefined {
    return this.receivers.find(({ settings }) => settings.unit === unit);
  }
}

/** Whether the receiver goes on as it is; who prefers it is selection's affair. */
function isSame(one: ReferenceClockSettings, other: ReferenceClockSettings): boolean {
  return (
    one.unit === other.unit &&
    one.serial === other.serial &&
    one.baud === other.baud &&
    one.pulse === other.pulse &&
    one.edge === other.edge &&
    one.pulseDelayUs === other.pulseDelayUs &&
    one.textDelayMs === other.textDelayMs &&
    one.taiOffsetSec === other.taiOffsetSec
  );
}
