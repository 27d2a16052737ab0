/** What of an RV-3028 its driver leaves out. What all chips have in common: clock-chip.test.ts. */
import assert from "node:assert/strict";
import { type Registers } from "../../src/refclock/clock-chip.js";
import { Rv3028 } from "../../src/refclock/rv3028.js";
import { UNIX_EPOCH } from "../../src/time/calendar.js";
import { Timestamp } from "../../src/time/moment.js";

const CONTROL_1 = 0x0f;
const CONTROL_2 = 0x10;
const EEOFFSET = 0x36;
const EE_BACKUP = 0x37;
/** Of control 1: the EEPROM is not copied over the registers. */
const EERD = 0x08;

/** A chip whose registers stay as they are written, and whose driver reads one second after the other. */
class Bench implements Registers {
  readonly octets = new Uint8Array(0x40);
  /** Registers, in the order in which they were written; "time" among them. */
  readonly written: (number | "time")[] = [];
  readonly chip: Rv3028;

  constructor(seconds: readonly (number | undefined)[] = []) {
    const { written } = this;
    const left = [...seconds];
    const driver = {
      get time(): number | undefined {
        const second = left.shift();
        return second === undefined ? undefined : second * 1000;
      },
      set time(_: number) {
        written.push("time");
      },
    };
    this.chip = new Rv3028(driver, this);
  }

  readUint8(register: number): number {
    return this.octets[register];
  }

  writeUint8(register: number, octet: number): void {
    this.written.push(register);
    this.octets[register] = octet;
  }

  readBuffer(): void {
    assert.fail("it is read octet by octet");
  }

  writeBuffer(): void {
    assert.fail("it is written octet by octet");
  }
}

describe("an RV-3028", () => {
  const readings: { name: string; seconds: (number | undefined)[]; shown: number | undefined }[] = [
    { name: "two readings that agree", seconds: [7, 7], shown: 7 },
    { name: "one that is torn, and two that agree", seconds: [0x1ff, 0x200, 0x200], shown: 0x200 },
    { name: "the fourth and the fifth", seconds: [1, 2, 3, 4, 4], shown: 4 },
    { name: "five that never agree", seconds: [1, 2, 3, 4, 5, 5], shown: undefined },
    { name: "a lost power", seconds: [undefined, undefined], shown: undefined },
    { name: "a power that is lost between two readings", seconds: [7, undefined, 7, 7], shown: undefined },
  ];
  for (const { name, seconds, shown } of readings)
    it(`${shown === undefined ? "shows nothing by" : "is read by"} ${name}`, () => {
      const time = new Timestamp();
      assert.equal(new Bench(seconds).chip.read(time), shown !== undefined);
      if (shown !== undefined) assert.deepEqual([time.seconds, time.fraction], [UNIX_EPOCH + shown, 0]);
    });

  for (const { name, before, after } of [
    { name: "the battery is never to take over is made to let it", before: 0x81, after: 0x8d },
    { name: "it takes over at a level is left so", before: 0x0c, after: 0x0c },
    { name: "it takes over directly is left so", before: 0x04, after: 0x04 },
  ])
    it(`of which ${name}, as it is set`, () => {
      const { chip, octets, written } = new Bench();
      octets[EE_BACKUP] = before;
      octets[CONTROL_1] = 0x20;
      octets[CONTROL_2] = 0x40;
      const time = new Timestamp();
      time.set(UNIX_EPOCH + 9, 0);
      chip.write(time);
      assert.equal(octets[EE_BACKUP], after);
      assert.equal(octets[CONTROL_1], before === after ? 0x20 : 0x20 | EERD);
      assert.equal(octets[CONTROL_2], 0x41);
      assert.deepEqual(written.slice(-2), [CONTROL_2, "time"]);
    });

  for (const steps of [-256, -255, -1, 0, 1, 254, 255])
    it(`keeps a trim of ${steps} steps from the EEPROM, and the power supply as it is`, () => {
      const { chip, octets, written } = new Bench();
      octets[EE_BACKUP] = 0x0c;
      chip.trim.write(steps);
      assert.equal(chip.trim.read(), steps);
      assert.equal(octets[EE_BACKUP] & 0x7f, 0x0c);
      assert.equal(octets[CONTROL_1], EERD);
      assert.deepEqual(written, [CONTROL_1, EEOFFSET, EE_BACKUP]);
    });
});
