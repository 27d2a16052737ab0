import assert from "node:assert/strict";
import { SETUP_FRAMES, SETUP_LENGTH, writeSetup } from "../../src/wire/ubx-setup.js";
import { toHex } from "../support/hex.js";
import { ubxFrame } from "../support/receiver-words.js";

/** The wishes in the order in which they are sent: message, rate, key for UART1. */
const WISHES = [
  { name: "no GLL", message: 0xf001, rate: 0, key: 0x209100ca },
  { name: "no VTG", message: 0xf005, rate: 0, key: 0x209100b1 },
  { name: "RMC", message: 0xf004, rate: 1, key: 0x209100ac },
  { name: "TIM-TP", message: 0x0d01, rate: 1, key: 0x2091017e },
  { name: "NAV-PVT", message: 0x0107, rate: 1, key: 0x20910007 },
  { name: "NAV-TIMEGPS", message: 0x0120, rate: 10, key: 0x20910048 },
  { name: "NAV-TIMELS", message: 0x0126, rate: 10, key: 0x20910061 },
  { name: "MON-HW", message: 0x0a09, rate: 10, key: 0x209101b5 },
  { name: "MON-RF", message: 0x0a38, rate: 10, key: 0x2091035a },
];

function valset(key: number, value: number): Uint8Array {
  return ubxFrame(0x068a, Uint8Array.from([0, 1, 0, 0, key, key >> 8, key >> 16, key >> 24, value]));
}

describe("the set-up of a u-blox receiver", () => {
  const bytes = new Uint8Array(SETUP_LENGTH).fill(0xaa);
  const written = (index: number): string => toHex(bytes, 0, writeSetup(index, bytes));

  it("is three frames a wish", () => assert.equal(SETUP_FRAMES, 3 * WISHES.length));

  WISHES.forEach(({ name, message, rate, key }, i) =>
    it(`asks for ${name}, in the old way and the new, by UART and by USB`, () => {
      const old = ubxFrame(0x0601, Uint8Array.from([message >> 8, message & 0xff, rate]));
      assert.equal(written(3 * i), toHex(old));
      assert.equal(written(3 * i + 1), toHex(valset(key, rate)));
      assert.equal(written(3 * i + 2), toHex(valset(key + 2, rate)));
    }),
  );
});
