/**
 * Real-time clocks at register level, on a bus whose every transfer takes time, and of which the power can be
 * cut before any octet is written. What the sheets say of a chip is said here again, apart from `src`.
 */
import { daysToSeconds, eraSeconds, UNIX_EPOCH } from "../../src/time/calendar.js";
import { civilAt } from "../../src/time/civil-text.js";
import { type Registers } from "../../src/refclock/clock-chip.js";

/** The power is cut. */
export class PowerCut extends Error {
  override readonly name = "PowerCut";
}

/** What the world does to a chip. */
export interface ChipWorld {
  /** True seconds since 1900. */
  now(): number;
  /** A transfer takes so much. */
  pass(seconds: number): void;
}

export abstract class SimulatedChip implements Registers {
  /** What the chip gains, as a fraction, as it is trimmed. */
  abstract readonly gain: number;
  /** Octets that may still be written; then the power is cut. */
  writesLeft = Infinity;
  /** A DS3231 can show hours so, and what is written to them says how. */
  hoursAreTwelve = false;
  /** What is on the bus, for the test to see. */
  octetsWritten = 0;
  protected readonly octets = new Uint8Array(0x40);
  /** What the counter shows in seconds of its own, with its fraction, and when it was reckoned. */
  protected count = 0;
  #at: number;

  constructor(
    protected readonly world: ChipWorld,
    /** What the crystal gains, untrimmed. */
    protected crystal: number,
  ) {
    this.#at = world.now();
  }

  /** What it shows, in seconds since 1900 with their fraction. */
  get shown(): number {
    this.run();
    return this.count;
  }

  /** From now on the crystal gains as much. */
  become(crystal: number): void {
    this.run();
    this.crystal = crystal;
  }

  /** The board is switched off: the battery takes over, where there is one that may. */
  mainsOff(): void {}

  /** The battery is empty: what is in the registers is what a new chip has. */
  abstract losePower(): void;

  readUint8(register: number): number {
    const one = new Uint8Array(1);
    this.readBuffer(register, one);
    return one[0];
  }

  readBuffer(register: number, into: Uint8Array): void {
    this.#transfer(into.length + 3);
    this.latch();
    for (let i = 0; i < into.length; i++) into[i] = this.octets[register + i];
  }

  writeUint8(register: number, octet: number): void {
    this.writeBuffer(register, new Uint8Array([octet]));
  }

  writeUint16(register: number, word: number): void {
    this.writeBuffer(register, new Uint8Array([word & 0xff, word >> 8]));
  }

  writeBuffer(register: number, from: Uint8Array): void {
    this.#transfer(from.length + 2);
    this.latch();
    for (let i = 0; i < from.length; i++) {
      if (this.writesLeft-- <= 0) throw new PowerCut();
      this.octetsWritten++;
      this.octets[register + i] = from[i];
      this.written(register + i);
    }
  }

  close(): void {}

  /** Counts on until now. */
  protected run(): void {
    const now = this.world.now();
    if (this.isRunning) this.count += (now - this.#at) * (1 + this.gain);
    this.#at = now;
  }

  protected get isRunning(): boolean {
    return true;
  }

  /** Puts the time into its registers. */
  protected abstract latch(): void;
  /** A register has got what is in it. */
  protected abstract written(register: number): void;

  /** 400 kHz, nine bits an octet. */
  #transfer(octets: number): void {
    this.world.pass((octets * 9) / 400_000);
    this.run();
  }
}

/** Of the calendar's registers, in the order in which a chip has them. */
export interface CalendarMap {
  readonly first: number;
  readonly day: number;
  readonly weekday: number;
  /** The year that the century bit at 1 and two digits of 0 mean. */
  readonly century: number;
}

export const DS3231_MAP: CalendarMap = { first: 0, day: 4, weekday: 3, century: 2000 };
export const PCF8563_MAP: CalendarMap = { first: 2, day: 3, weekday: 4, century: 2100 };

abstract class CalendarChip extends SimulatedChip {
  protected abstract readonly map: CalendarMap;

  protected latch(): void {
    const { first, day, weekday, century } = this.map;
    const civil = civilAt(Math.floor(this.count));
    const { octets } = this;
    const isLater = civil.year >= century;
    octets[first] = bcd(civil.second) | this.flags;
    octets[first + 1] = bcd(civil.minute);
    octets[first + 2] = this.hoursAreTwelve ? twelveHours(civil.hour) : bcd(civil.hour);
    octets[first + day] = bcd(civil.day);
    octets[first + weekday] = civil.weekday;
    octets[first + 5] = bcd(civil.month) | (isLater ? 0x80 : 0);
    octets[first + 6] = bcd(civil.year % 100);
  }

  /** What of the seconds' register is no digit. */
  protected get flags(): number {
    return 0;
  }

  protected written(register: number): void {
    const { first, day, century } = this.map;
    const at = register - first;
    if (at < 0 || at > 6) return;
    const { octets } = this;
    if (at === 2) this.hoursAreTwelve = false;
    const digits = (i: number, bits: number): number => fromBcd(octets[first + i] & bits);
    const year = digits(6, 0xff) + (octets[first + 5] & 0x80 ? century : century - 100);
    const date = daysToSeconds(year, digits(5, 0x1f), digits(day, 0x3f));
    const whole = date + (digits(2, 0x3f) * 60 + digits(1, 0x7f)) * 60 + digits(0, 0x7f);
    const isReset = at === 0 && this.isResetBySeconds;
    this.count = whole + (isReset ? 0 : this.count - Math.floor(this.count));
  }

  protected get isResetBySeconds(): boolean {
    return false;
  }
}

export class Ds3231Chip extends CalendarChip {
  protected readonly map = DS3231_MAP;

  get gain(): number {
    return this.crystal - ((this.octets[0x10] << 24) >> 24) * 1e-7;
  }

  losePower(): void {
    this.run();
    this.octets.fill(0);
    this.octets[0x0e] = 0x1c;
    this.octets[0x0f] = 0x88;
    this.count = 0;
  }

  protected override get isResetBySeconds(): boolean {
    return true;
  }
}

export class Pcf8563Chip extends CalendarChip {
  protected readonly map = PCF8563_MAP;
  #isLow = false;

  get gain(): number {
    return this.crystal;
  }

  losePower(): void {
    this.run();
    this.octets.fill(0);
    this.count = daysToSeconds(2000, 1, 1);
    this.#isLow = true;
  }

  protected override get isRunning(): boolean {
    return (this.octets[0] & 0x20) === 0;
  }

  protected override get flags(): number {
    return this.#isLow ? 0x80 : 0;
  }

  /** Bits that there are not read as ones. */
  protected override latch(): void {
    super.latch();
    for (const [register, bits] of [
      [3, 0x80],
      [4, 0xc0],
      [5, 0xc0],
      [6, 0xf8],
      [7, 0x60],
    ])
      // prettier-ignore
      this.octets[register] |= bits;
  }

  protected override written(register: number): void {
    super.written(register);
    if (register === 2) this.#isLow = (this.octets[2] & 0x80) !== 0;
    if (register !== 0) return;
    // The first of the divider's stages run on: the second begins 0.5079 s after the start.
    if (!this.isRunning) this.count = Math.floor(this.count) + 1 - 0.507874;
  }
}

export class Rv3028Chip extends SimulatedChip {
  get gain(): number {
    const bits = (this.octets[0x36] << 1) | (this.octets[0x37] >> 7);
    return this.crystal - ((bits << 23) >> 23) * 0.9537e-6;
  }

  override mainsOff(): void {
    if ((this.octets[0x37] & 0x04) === 0) this.losePower();
    // Once a day, and so before long, the EEPROM's is taken over.
    if ((this.octets[0x0f] & 0x08) === 0) this.octets[0x37] = 0;
  }

  losePower(): void {
    this.run();
    this.octets.fill(0);
    this.octets[0x0e] = 0x01;
    this.count = UNIX_EPOCH;
  }

  protected latch(): void {
    const unix = (Math.floor(this.count) - UNIX_EPOCH) >>> 0;
    for (let i = 0; i < 4; i++) this.octets[0x1b + i] = (unix >>> (8 * i)) & 0xff;
  }

  protected written(register: number): void {
    const { octets } = this;
    if (register >= 0x1b && register <= 0x1e) {
      const unix = new DataView(octets.buffer).getUint32(0x1b, true);
      this.count = eraSeconds(unix + UNIX_EPOCH) + (this.count - Math.floor(this.count));
    }
    if (register === 0x10 && (octets[0x10] & 1) !== 0) {
      octets[0x10] &= ~1;
      this.count = Math.floor(this.count);
    }
  }
}

export function bcd(value: number): number {
  return (Math.floor(value / 10) << 4) | (value % 10);
}

export function fromBcd(octet: number): number {
  return (octet >> 4) * 10 + (octet & 0x0f);
}

function twelveHours(hour: number): number {
  return 0x40 | (hour >= 12 ? 0x20 : 0) | bcd(hour % 12 === 0 ? 12 : hour % 12);
}
