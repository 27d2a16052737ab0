import assert from "node:assert/strict";
import {
  type BusClass,
  type BusOptions,
  CHIP_NAMES,
  type ClockDrivers,
  type DriverClass,
  openChip,
} from "../../src/refclock/open-chip.js";
import { type ClockChip } from "../../src/refclock/clock-chip.js";
import { daysToSeconds } from "../../src/time/calendar.js";
import { Timestamp } from "../../src/time/moment.js";
import { type SimulatedChip } from "../support/clock-chips.js";
import { KITS, type Kit, sdkClass } from "../support/clock-drivers.js";

const { MODDABLE } = process.env;
const PINS = { data: 21, clock: 22 };
const ADDRESSES: Readonly<Record<string, number>> = { DS3231: 0x68, PCF8563: 0x51, "RV-3028": 0x52 };

/** The wires, with one chip at them: as Moddable's `embedded:io/i2c`, which opens an address but once. */
class Wires {
  now = daysToSeconds(2026, 11, 21) + 0.25;
  readonly open = new Set<number>();
  readonly opened: BusOptions[] = [];
  readonly chip: SimulatedChip;
  readonly I2C: unknown;

  constructor(
    kit: Kit,
    readonly address = ADDRESSES[kit.name],
  ) {
    this.chip = kit.simulate({ now: () => this.now, pass: seconds => (this.now += seconds) }, 0);
    this.chip.losePower();
    const { open: taken, opened } = this;
    const answers = (asked: number): SimulatedChip => this.answers(asked);
    this.I2C = class {
      readonly #address: number;

      constructor(options: BusOptions) {
        this.#address = options.address as number;
        if (taken.has(this.#address)) throw new RangeError("duplicate address");
        taken.add(this.#address);
        opened.push(options);
      }
      close(): void {
        taken.delete(this.#address);
      }
      write(octets: Uint8Array): void {
        answers(this.#address).writeBuffer(octets[0], octets.subarray(1));
      }
      writeRead(octets: Uint8Array, into: Uint8Array): void {
        answers(this.#address).readBuffer(octets[0], into);
      }
    };
  }

  answers(address: number): SimulatedChip {
    if (address !== this.address) throw new Error("no answer");
    return this.chip;
  }
}

async function open(kit: Kit, wires: Wires, name = kit.name): Promise<ClockChip> {
  const driver = async (which: string): Promise<DriverClass> => {
    const { sdk } = KITS.find(each => each.name === which)!;
    return sdkClass<DriverClass>(`${MODDABLE}/modules/drivers/peripherals/${sdk}`);
  };
  const drivers: ClockDrivers = {
    ds3231: await driver("DS3231"),
    pcf8563: await driver("PCF8563"),
    rv3028: await driver("RV-3028"),
  };
  const bus = await sdkClass<BusClass>(`${MODDABLE}/modules/io/i2c/smbus.js`, { I2C: wires.I2C });
  return openChip(name, drivers, bus, PINS);
}

describe("opening a real-time clock, with $MODDABLE", () => {
  before(function () {
    if (MODDABLE !== undefined) return;
    console.log("    skipped: $MODDABLE is not set");
    this.skip();
  });

  it("knows the chips of the layer", () =>
    assert.deepEqual([...CHIP_NAMES].sort(), KITS.map(({ name }) => name).sort()));

  for (const kit of KITS)
    it(`${kit.name}: driver and layer share its place on the bus, and what was written is read`, async () => {
      const wires = new Wires(kit);
      const chip = await open(kit, wires);
      const [written, shown] = [new Timestamp(), new Timestamp()];
      assert.equal(chip.read(shown), false, "its power was lost");
      written.set(daysToSeconds(2038, 2, 1), 0);
      chip.write(written);
      wires.now += 1;
      assert.ok(chip.read(shown));
      assert.equal(shown.seconds, daysToSeconds(2038, 2, 1) + 1 - 2 ** 32);
      chip.trim?.write(-3);
      assert.equal(chip.trim?.read() ?? -3, -3);
      const [{ address, data, clock }] = wires.opened;
      assert.deepEqual({ address, data, clock }, { address: ADDRESSES[kit.name], ...PINS });
    });

  it("throws where nothing answers, and leaves the place free", async () => {
    for (const kit of KITS) {
      const wires = new Wires(kit, 0x20);
      await assert.rejects(open(kit, wires), /no answer/);
      assert.equal(wires.open.size, 0);
    }
  });

  it("throws at a chip that there is no driver for", async () => {
    await assert.rejects(open(KITS[0], new Wires(KITS[0]), "DS1307"), /^Error: DS1307 is none of DS3231, /);
  });
});
