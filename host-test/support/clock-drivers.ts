/**
 * Drivers of simulated clocks: the Moddable SDK's own where $MODDABLE names it, and beside them some that
 * read and write the same registers, for where there is none.
 */
import { readFileSync } from "node:fs";
import { daysToSeconds, UNIX_EPOCH } from "../../src/time/calendar.js";
import { civilAt } from "../../src/time/civil-text.js";
import { type ClockChip, type Registers, type TimeDriver } from "../../src/refclock/clock-chip.js";
import { type BusClass, type DriverClass } from "../../src/refclock/open-chip.js";
import { Ds3231 } from "../../src/refclock/ds3231.js";
import { onlyBitsThatAre, Pcf8563 } from "../../src/refclock/pcf8563.js";
import { Rv3028 } from "../../src/refclock/rv3028.js";
import {
  bcd,
  type CalendarMap,
  type ChipWorld,
  DS3231_MAP,
  Ds3231Chip,
  fromBcd,
  PCF8563_MAP,
  Pcf8563Chip,
  Rv3028Chip,
  type SimulatedChip,
} from "./clock-chips.js";

/** A kind of clock: its simulation, its driver, and the layer over both. */
export interface Kit {
  readonly name: string;
  /** The SDK's driver, by its folder and file. */
  readonly sdk: string;
  simulate(world: ChipWorld, crystal: number): SimulatedChip;
  /** A driver of ours. */
  drive(bus: Bus): TimeDriver;
  over(driver: TimeDriver, bus: Bus): ClockChip;
}

/** What drivers do their input and output with. */
export class Bus implements Registers {
  constructor(readonly chip: SimulatedChip) {}

  readUint8(register: number): number {
    return this.chip.readUint8(register);
  }
  writeUint8(register: number, octet: number): void {
    this.chip.writeUint8(register, octet);
  }
  writeUint16(register: number, word: number): void {
    this.chip.writeUint16(register, word);
  }
  writeBuffer(register: number, from: Uint8Array): void {
    this.chip.writeBuffer(register, from);
  }
  readBuffer(register: number, into: Uint8Array): void {
    this.chip.readBuffer(register, into);
    if (this.chip instanceof Pcf8563Chip) onlyBitsThatAre(register, into);
  }
  close(): void {}
}

export const KITS: readonly Kit[] = [
  {
    name: "DS3231",
    sdk: "ds3231/ds3231.js",
    simulate: (world, crystal) => new Ds3231Chip(world, crystal),
    drive: bus => new CalendarDriver(bus, DS3231_MAP, () => bus.writeUint8(0x0e, bus.readUint8(0x0e) & 0x7f)),
    over: (driver, bus) => new Ds3231(driver, bus),
  },
  {
    name: "PCF8563",
    sdk: "pcf8563/pcf8563.js",
    simulate: (world, crystal) => new Pcf8563Chip(world, crystal),
    drive: bus => new CalendarDriver(bus, PCF8563_MAP, () => bus.writeUint16(0, 0)),
    over: (driver, bus) => new Pcf8563(driver, bus),
  },
  {
    name: "RV-3028",
    sdk: "rv3028/rv3028.js",
    simulate: (world, crystal) => new Rv3028Chip(world, crystal),
    drive: bus => new UnixDriver(bus),
    over: (driver, bus) => new Rv3028(driver, bus),
  },
];

/** The SDK's driver over `bus`. */
export async function sdkDriver(moddable: string, kit: Kit, bus: Bus): Promise<TimeDriver> {
  return (await sdkKit(moddable, kit)).drive(bus);
}

/** `kit` with the SDK's driver. */
export async function sdkKit(moddable: string, kit: Kit): Promise<Kit> {
  const Driver = await sdkClass<DriverClass>(`${moddable}/modules/drivers/peripherals/${kit.sdk}`);
  const drive = (bus: Bus): TimeDriver => {
    const io = function () {
      return bus;
    } as unknown as BusClass;
    return new Driver({ clock: { io } });
  };
  return { ...kit, drive };
}

/** What a file of the SDK exports; what it imports is `imports`, by names of its own. */
export async function sdkClass<T>(file: string, imports: Readonly<Record<string, unknown>> = {}): Promise<T> {
  // What XS has and Node has not.
  Object.assign(Math, {
    idiv: (value: number, by: number) => Math.trunc(value / by),
    imod: (value: number, by: number) => value % by,
  });
  // Node would not take the file itself for a module.
  const text = readFileSync(file, "utf8").replace(/^import .*$/gm, "");
  const body = text.replace(/^export default (.*?);?$/m, "return $1;");
  const make = `export default (${Object.keys(imports).join(", ")}) => { ${body} }`;
  const { default: factory } = (await import(`data:text/javascript,${encodeURIComponent(make)}`)) as {
    default: (...imports: unknown[]) => T;
  };
  return factory(...Object.values(imports));
}

class CalendarDriver implements TimeDriver {
  constructor(
    private readonly bus: Bus,
    private readonly map: CalendarMap,
    private readonly start: () => void,
  ) {}

  get time(): number | undefined {
    const { first, day, century } = this.map;
    const octets = new Uint8Array(7);
    this.bus.readBuffer(first, octets);
    if ((octets[0] & 0x80) !== 0) return undefined;
    const [second, minute, hour] = octets.subarray(0, 3).map(fromBcd);
    const year = fromBcd(octets[6]) + (octets[5] & 0x80 ? century : century - 100);
    const date = daysToSeconds(year, fromBcd(octets[5] & 0x7f), fromBcd(octets[day]));
    return (date + (hour * 60 + minute) * 60 + second - UNIX_EPOCH) * 1000;
  }

  set time(value: number) {
    const { first, day, weekday, century } = this.map;
    const civil = civilAt(value / 1000 + UNIX_EPOCH);
    const octets = Uint8Array.of(bcd(civil.second), bcd(civil.minute), bcd(civil.hour), 0, 0, 0, 0);
    octets[day] = bcd(civil.day);
    octets[weekday] = civil.weekday;
    octets[5] = bcd(civil.month) | (civil.year >= century ? 0x80 : 0);
    octets[6] = bcd(civil.year % 100);
    this.bus.writeBuffer(first, octets);
    this.start();
  }
}

class UnixDriver implements TimeDriver {
  readonly #octets = new Uint8Array(4);
  readonly #view = new DataView(this.#octets.buffer);

  constructor(private readonly bus: Bus) {}

  get time(): Date | undefined {
    if ((this.bus.readUint8(0x0e) & 1) !== 0) return undefined;
    this.bus.readBuffer(0x1b, this.#octets);
    return new Date(this.#view.getInt32(0, true) * 1000);
  }

  set time(value: number) {
    this.#view.setUint32(0, value / 1000, true);
    this.bus.writeBuffer(0x1b, this.#octets);
    this.bus.writeUint8(0x0e, 0);
  }
}
