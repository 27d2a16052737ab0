/**
 * A real-time clock: a chip with a battery that counts seconds while the board is off. It shows whole seconds
 * alone; where within one it stands is seen from when the next begins (`SecondEdge`).
 *
 * The platform's driver reads and sets the time. What drivers leave out is told here: whether the chip's
 * power was lost, how its frequency is trimmed, and when a second that was written begins.
 */
import { eraSeconds, UNIX_EPOCH } from "../time/calendar.js";
import { type Q32, type Rate } from "../time/fixed.js";
import { type Timestamp } from "../time/moment.js";

/** A chip's registers on their bus, as Moddable's `embedded:io/smbus` has them; they throw where it fails. */
export interface Registers {
  readUint8(register: number): number;
  writeUint8(register: number, octet: number): void;
  readBuffer(register: number, into: Uint8Array): void;
  writeBuffer(register: number, from: Uint8Array): void;
}

/** A driver as Moddable's `embedded:RTC/…` are: in ms since 1970, undefined where it does not know. */
export interface TimeDriver {
  get time(): number | { valueOf(): number } | undefined;
  set time(value: number);
}

/** How the chip's frequency is changed. */
export interface Trim {
  /** What one step more makes of the frequency: where it is negative, the chip runs slower. */
  readonly step: Rate;
  readonly least: number;
  readonly most: number;
  /** In steps. */
  read(): number;
  write(steps: number): void;
}

/** What is known of a kind of chip without having measured one. */
export interface ChipKind {
  readonly name: string;
  /** How far the frequency may be off. */
  readonly accuracy: Rate;
  /** How far a frequency once measured may be off at another temperature. */
  readonly steadiness: Rate;
  /** How long after the time is written the next second begins. */
  readonly secondAfterWrite: Q32;
}

export interface ClockChip {
  readonly kind: ChipKind;
  /** Undefined: its frequency is what it is. */
  readonly trim: Trim | undefined;
  /**
   * Sets `into` to the second that it shows; answers false where its power was lost or it stands still, so
   * that what it shows is not to be believed. Throws where the bus fails.
   */
  read(into: Timestamp): boolean;
  /**
   * It shows `time`, a whole second, from now on, and is believed again. Whatever is cut off on the way
   * leaves it showing something else, believed or not.
   */
  write(time: Timestamp): void;
}

/** A chip of which nothing is known but its driver. */
export class DriverChip implements ClockChip {
  readonly trim: Trim | undefined = undefined;

  constructor(
    readonly kind: ChipKind,
    protected readonly driver: TimeDriver,
  ) {}

  read(into: Timestamp): boolean {
    const { time } = this.driver;
    if (time === undefined || Number.isNaN(Number(time))) return false;
    // Modulo 2^32: a driver that counts in 32 bits, with or without a sign, is right in every era.
    into.set(Math.floor(Number(time) / 1000) + UNIX_EPOCH, 0);
    return true;
  }

  write(time: Timestamp): void {
    this.driver.time = unixMilliseconds(time);
  }
}

function unixMilliseconds(time: Timestamp): number {
  return (eraSeconds(time.seconds) - UNIX_EPOCH) * 1000;
}
