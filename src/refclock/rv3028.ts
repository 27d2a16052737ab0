/** RV-3028-C7: trimmed by digits, 32-bit UNIX time (Micro Crystal, RV-3028-C7 application manual). */
import { PPM, SECOND } from "../time/fixed.js";
import { Timestamp } from "../time/moment.js";
import { DriverChip, type ChipKind, type Registers, type TimeDriver, type Trim } from "./clock-chip.js";

const CONTROL_1 = 0x0f;
const CONTROL_2 = 0x10;
const EEOFFSET = 0x36;
/** Bit 7 is the offset's last; the others are the power supply's. */
const EE_BACKUP = 0x37;

/** Of the power supply: when the battery takes over. A new chip has it take over never. */
const LEVEL_SWITCHING = 0x0c;
const DIRECT_SWITCHING = 0x04;

/** Of control 1: what the EEPROM has is no longer copied over the registers every day. */
const EERD = 0x08;
/** Of control 2: the second begins now; the bit falls back by itself. */
const RESET = 0x01;

/** How often the time is read until two readings agree. */
const READINGS = 4;

export const RV3028_KIND: ChipKind = Object.freeze({
  name: "RV-3028",
  // A tuning fork: 1 ppm at 25 °C, 0.035 ppm for the square of each degree away from it.
  accuracy: Math.round(9 * PPM),
  steadiness: Math.round(8 * PPM),
  secondAfterWrite: SECOND,
});

export class Rv3028 extends DriverChip {
  override readonly trim: Trim;
  readonly #registers: Registers;
  readonly #again = new Timestamp();

  constructor(driver: TimeDriver, registers: Registers) {
    super(RV3028_KIND, driver);
    this.#registers = registers;
    this.trim = new EeOffset(registers);
  }

  /** The four octets are not held while they are read: two readings must agree. */
  override read(into: Timestamp): boolean {
    let isKnown = super.read(into);
    for (let i = 0; isKnown && i < READINGS; i++) {
      this.#again.copy(into);
      isKnown = super.read(into);
      if (isKnown && into.equals(this.#again)) return true;
    }
    return false;
  }

  override write(time: Timestamp): void {
    const registers = this.#registers;
    const backup = registers.readUint8(EE_BACKUP);
    if ((backup & DIRECT_SWITCHING) === 0) {
      keepFromEeprom(registers);
      registers.writeUint8(EE_BACKUP, backup | LEVEL_SWITCHING);
    }
    // First, so that the second that is written cannot end before its fractions begin anew.
    registers.writeUint8(CONTROL_2, registers.readUint8(CONTROL_2) | RESET);
    super.write(time);
  }
}

/**
 * Nine bits, two's complement, positive: slower. They are kept as long as the time is: with the power they
 * are lost, and the EEPROM, which wears out, keeps its own.
 */
class EeOffset implements Trim {
  readonly step = Math.round(-0.9537 * PPM);
  readonly least = -256;
  readonly most = 255;
  readonly #registers: Registers;

  constructor(registers: Registers) {
    this.#registers = registers;
  }

  read(): number {
    const registers = this.#registers;
    const bits = (registers.readUint8(EEOFFSET) << 1) | (registers.readUint8(EE_BACKUP) >> 7);
    return (bits << 23) >> 23;
  }

  write(steps: number): void {
    const registers = this.#registers;
    keepFromEeprom(registers);
    registers.writeUint8(EEOFFSET, (steps >> 1) & 0xff);
    registers.writeUint8(EE_BACKUP, (registers.readUint8(EE_BACKUP) & 0x7f) | ((steps & 1) << 7));
  }
}

function keepFromEeprom(registers: Registers): void {
  registers.writeUint8(CONTROL_1, registers.readUint8(CONTROL_1) | EERD);
}
