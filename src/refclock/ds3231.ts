/** DS3231: temperature compensated, trimmed by its aging register (Maxim, DS3231 rev. 10). */
import { PPM, SECOND } from "../time/fixed.js";
import { type Timestamp } from "../time/moment.js";
import { DriverChip, type ChipKind, type Registers, type TimeDriver, type Trim } from "./clock-chip.js";

const HOURS = 0x02;
const STATUS = 0x0f;
const AGING_OFFSET = 0x10;

/** Of the hours: they go to 12, and drivers take those for the first half of the day. */
const TWELVE = 0x40;
/** Oscillator stop flag, of the status: the time is not what it was. */
const OSF = 0x80;

export const DS3231_KIND: ChipKind = Object.freeze({
  name: "DS3231",
  // That of the DS3231M, which cannot be told from a DS3231.
  accuracy: Math.round(5 * PPM),
  steadiness: Math.round(2 * PPM),
  // Writing the seconds resets the countdown chain.
  secondAfterWrite: SECOND,
});

export class Ds3231 extends DriverChip {
  override readonly trim: Trim;
  readonly #registers: Registers;

  constructor(driver: TimeDriver, registers: Registers) {
    super(DS3231_KIND, driver);
    this.#registers = registers;
    this.trim = new AgingOffset(registers);
  }

  override read(into: Timestamp): boolean {
    const registers = this.#registers;
    if ((registers.readUint8(STATUS) & OSF) !== 0 || (registers.readUint8(HOURS) & TWELVE) !== 0)
      return false;
    return super.read(into);
  }

  /** Not believed again before all of the time is written. */
  override write(time: Timestamp): void {
    super.write(time);
    const registers = this.#registers;
    registers.writeUint8(STATUS, registers.readUint8(STATUS) & ~OSF);
  }
}

/** Capacitance beside the crystal, which slows it; in force from the next conversion on, a minute later. */
class AgingOffset implements Trim {
  readonly step = Math.round(-0.1 * PPM);
  readonly least = -128;
  readonly most = 127;
  readonly #registers: Registers;

  constructor(registers: Registers) {
    this.#registers = registers;
  }

  read(): number {
    return (this.#registers.readUint8(AGING_OFFSET) << 24) >> 24;
  }

  write(steps: number): void {
    this.#registers.writeUint8(AGING_OFFSET, steps & 0xff);
  }
}
