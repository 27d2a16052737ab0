/** PCF8563, and BM8563, its double: a bare crystal (NXP, PCF8563 rev. 11). */
import { PPM, SECOND } from "../time/fixed.js";
import { type Timestamp } from "../time/moment.js";
import { DriverChip, type ChipKind, type Registers, type TimeDriver } from "./clock-chip.js";

const CONTROL_1 = 0x00;
/** Of control 1: the clock stands still, its divider at zero. */
const STOP = 0x20;

const VL_SECONDS = 0x02;
/** What there is of each register from the seconds to the years; other bits read as anything. */
const TIME_BITS = Object.freeze([0xff, 0x7f, 0x3f, 0x3f, 0x07, 0x9f, 0xff]);

export const PCF8563_KIND: ChipKind = Object.freeze({
  name: "PCF8563",
  // ±20 ppm of the crystal, as much of what it is loaded with, and of the temperature.
  accuracy: Math.round(50 * PPM),
  steadiness: Math.round(10 * PPM),
  // The divider's first two stages run on while it stands still.
  secondAfterWrite: Math.round(0.507874 * SECOND),
});

export class Pcf8563 extends DriverChip {
  readonly #registers: Registers;

  /** The driver heeds the VL flag, and clears it; what it reads is to go through `onlyBitsThatAre`. */
  constructor(driver: TimeDriver, registers: Registers) {
    super(PCF8563_KIND, driver);
    this.#registers = registers;
  }

  /** The driver starts it again when it has written the time. */
  override write(time: Timestamp): void {
    this.#registers.writeUint8(CONTROL_1, STOP);
    super.write(time);
  }
}

/** Clears the bits that there are not, which would pass for digits, in what was read from `register` on. */
export function onlyBitsThatAre(register: number, octets: Uint8Array): void {
  for (let i = 0; i < octets.length; i++) {
    const bits = TIME_BITS[register - VL_SECONDS + i];
    if (bits !== undefined) octets[i] &= bits;
  }
}
