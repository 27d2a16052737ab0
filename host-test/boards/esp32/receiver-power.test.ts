/**
 * The receiver's power on a T-Beam, with its two kinds of power chip at register level. What their datasheets
 * say of their outputs is said here again.
 */
import assert from "node:assert/strict";
import { powerReceiver, type PowerBus, type PowerBusClass } from "../../../boards/esp32/receiver-power.js";

abstract class PowerChip implements PowerBus {
  readonly registers = new Uint8Array(256).fill(0);
  readonly written: string[] = [];
  isOpen = true;
  /** The highest voltage that the receiver has seen. */
  highestMillivolts = 0;

  /** At the receiver. */
  abstract get millivolts(): number;

  readUint8(register: number): number {
    return this.registers[register];
  }

  writeUint8(register: number, octet: number): void {
    this.registers[register] = octet;
    this.written.push(`${register.toString(16)}=${octet.toString(16)}`);
    this.highestMillivolts = Math.max(this.highestMillivolts, this.millivolts);
  }

  close(): void {
    this.isOpen = false;
  }
}

class Axp192 extends PowerChip {
  constructor() {
    super();
    this.registers[0x03] = 0x03;
    // DC-DC1, DC-DC3 (the ESP32's own), LDO2 are on; LDO2 has 3.3 V, LDO3 2.8 V.
    this.registers[0x12] = 0b0000_0111;
    this.registers[0x28] = 0xfa;
  }

  get millivolts(): number {
    return this.registers[0x12] & 0b1000 ? 1800 + 100 * (this.registers[0x28] & 0x0f) : 0;
  }
}

class Axp2101 extends PowerChip {
  constructor(identity: number) {
    super();
    this.registers[0x03] = identity;
    // ALDO1, ALDO2, ALDO4 are on; ALDO3 has 3.5 V.
    this.registers[0x90] = 0b0000_1011;
    this.registers[0x94] = 30;
  }

  get millivolts(): number {
    return this.registers[0x90] & 0b100 ? 500 + 100 * (this.registers[0x94] & 0x1f) : 0;
  }
}

function wired(chip: PowerChip): { io: PowerBusClass; opened: object[] } {
  const opened: object[] = [];
  const io = function (options: object) {
    opened.push(options);
    return chip;
  };
  return { io: io as unknown as PowerBusClass, opened };
}

const PINS = { data: 21, clock: 22 };

describe("the receiver's power on a T-Beam", () => {
  for (const { name, chip, written } of [
    { name: "AXP192", chip: new Axp192(), written: ["28=ff", "12=f"] },
    { name: "AXP2101", chip: new Axp2101(0x4a), written: ["94=1c", "90=f"] },
    { name: "AXP2101, an earlier one", chip: new Axp2101(0x47), written: ["94=1c", "90=f"] },
  ])
    it(`is switched on by an ${name}, never above 3.3 V, and nothing else is; once`, () => {
      const { io, opened } = wired(chip);
      const told: string[] = [];
      powerReceiver(io, PINS, line => told.push(line));
      assert.equal(chip.millivolts, 3300);
      assert.equal(chip.highestMillivolts, 3300);
      powerReceiver(io, PINS, line => told.push(line));
      assert.deepEqual(chip.written, written);
      assert.deepEqual(opened[0], { ...PINS, address: 0x34, hz: 400_000 });
      assert.ok(!chip.isOpen);
      assert.deepEqual(told, []);
    });

  it("is left alone where the chip is another one", () => {
    const chip = new Axp2101(0x41);
    const told: string[] = [];
    powerReceiver(wired(chip).io, PINS, line => told.push(line));
    assert.deepEqual(chip.written, []);
    assert.ok(!chip.isOpen);
    assert.match(told.join(), /cannot be switched on: .*0x41/);
  });

  it("is told of where no chip answers", () => {
    const told: string[] = [];
    const io = function () {
      throw new Error("read failed");
    };
    powerReceiver(io as unknown as PowerBusClass, PINS, line => told.push(line));
    assert.match(told.join(), /cannot be switched on: .*read failed/);
  });
});
