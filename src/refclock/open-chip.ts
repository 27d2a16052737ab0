/**
 * Opens a real-time clock by its name: the platform's driver, and over it the layer that says what the driver
 * leaves out. A chip's place on a bus can be opened but once, so both have the same registers.
 */
import { type ClockChip, type Registers, type TimeDriver } from "./clock-chip.js";
import { Ds3231, DS3231_KIND } from "./ds3231.js";
import { onlyBitsThatAre, Pcf8563, PCF8563_KIND } from "./pcf8563.js";
import { Rv3028, RV3028_KIND } from "./rv3028.js";

/** What drivers want of a bus; Moddable's `embedded:io/smbus` is one. */
export interface Bus extends Registers {
  writeUint16(register: number, word: number): void;
  close(): void;
}

/** Pins, speed and address, as the bus and the driver have them. */
export type BusOptions = Readonly<Record<string, unknown>>;

export type BusClass = new (options: BusOptions) => Bus;

/** A driver as Moddable's `embedded:RTC/…` are: it throws where its chip does not answer. */
export type DriverClass = new (options: {
  readonly clock: BusOptions & { readonly io: BusClass };
}) => TimeDriver;

/** The drivers there are. */
export interface ClockDrivers {
  readonly ds3231: DriverClass;
  readonly pcf8563: DriverClass;
  readonly rv3028: DriverClass;
}

/** Names that `openChip` knows, as they are printed on the chips. */
export const CHIP_NAMES: readonly string[] = Object.freeze([
  DS3231_KIND.name,
  PCF8563_KIND.name,
  RV3028_KIND.name,
]);

/**
 * The chip `name` on a bus of `io`, opened with `options`.
 *
 * @throws Error where there is no chip of that name, the bus cannot be opened, or nothing answers
 */
export function openChip(
  name: string,
  { ds3231, pcf8563, rv3028 }: ClockDrivers,
  io: BusClass,
  options: BusOptions,
): ClockChip {
  let bus!: Bus;
  const shared = sharing(io, opened => (bus = opened));
  switch (name) {
    case DS3231_KIND.name:
      return new Ds3231(new ds3231({ clock: { ...options, io: shared } }), bus);
    case PCF8563_KIND.name:
      return new Pcf8563(new pcf8563({ clock: { ...options, io: withTrueBits(shared) } }), bus);
    case RV3028_KIND.name:
      return new Rv3028(new rv3028({ clock: { ...options, io: shared } }), bus);
    default:
      throw new Error(`${name} is none of ${CHIP_NAMES.join(", ")}`);
  }
}

/** A bus that the driver opens, and the layer has as well. */
function sharing(io: BusClass, share: (bus: Bus) => void): BusClass {
  return class extends io {
    constructor(options: BusOptions) {
      super(options);
      share(this);
    }
  };
}

/** For a driver that takes for digits what is none. */
function withTrueBits(io: BusClass): BusClass {
  return class extends io {
    override readBuffer(register: number, into: Uint8Array): void {
      super.readBuffer(register, into);
      onlyBitsThatAre(register, into);
    }
  };
}
