/** What is configured of clocks at hand, our own and receivers of time, and of leap seconds. */
import { type Leap } from "./association.js";

/** `ntp-service refclock-master`. */
export interface LocalClockSettings {
  /** 0 to 3: the reference id is 127.127.1.`unit`. */
  readonly unit: number;
  /** What this node serves while it follows its own clock, 1 to 15. */
  readonly stratum: number;
}

/** Which change of a pulse marks the second. */
export const enum Edge {
  Rising,
  Falling,
}

/** `ntp-service refclock gps`. */
export interface ReferenceClockSettings {
  /** 0 to 3: its address is 127.127.20.`unit`. */
  readonly unit: number;
  /** The serial line that its text comes by, by its console name. */
  readonly serial: string;
  /** Of that, in bits a second. */
  readonly baud: number;
  /** The input that its pulses come by, by its console name; empty: there are none. */
  readonly pulse: string;
  readonly edge: Edge;
  /** How long after its second a pulse is seen: cable, interrupt. */
  readonly pulseDelayUs: number;
  /** How long after its second the text begins; undefined: that is measured. */
  readonly textDelayMs: number | undefined;
  /** TAI - UTC; undefined: the receiver is to know. */
  readonly taiOffsetSec: number | undefined;
  readonly prefer: boolean;
}

/** `ntp-service leap`. */
export interface LeapSettings {
  readonly leap: Leap.Insert | Leap.Delete;
  /** The end of its day, which is also the end of a month, in seconds since 1900. */
  readonly dayEnd: number;
}

/** Its address, which is no host's: the type of ntpd's driver for such receivers, and the unit. */
export function referenceClockHost({ unit }: Pick<ReferenceClockSettings, "unit">): string {
  return `127.127.20.${unit}`;
}
