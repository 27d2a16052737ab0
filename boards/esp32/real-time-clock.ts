/** The real-time clock on a board's I2C bus, where the manifests' `config` names one. */
import DS3231 from "embedded:RTC/DS3231";
import PCF8563 from "embedded:RTC/PCF8563";
import RV3028 from "embedded:RTC/RV3028";
import SMBus from "embedded:io/smbus";
import { type ClockChip } from "ntp/refclock/clock-chip";
import { type BusClass, type ClockDrivers, type DriverClass, openChip } from "ntp/refclock/open-chip";

export interface ClockPlace {
  /** As printed on the chip; undefined or empty: none is wired. */
  readonly chip: string | undefined;
  /** The pins of the bus. */
  readonly i2c: { readonly data: number; readonly clock: number } | undefined;
}

/** Opens it; undefined where there is none, or it does not answer, which `tell` is told. */
export function openClock({ chip, i2c }: ClockPlace, tell: (line: string) => void): ClockChip | undefined {
  if (chip === undefined || chip === "" || i2c === undefined) return undefined;
  const drivers: ClockDrivers = {
    ds3231: DS3231 as DriverClass,
    pcf8563: PCF8563 as DriverClass,
    rv3028: RV3028 as DriverClass,
  };
  try {
    return openChip(chip, drivers, SMBus as unknown as BusClass, i2c);
  } catch (error) {
    tell(`no real-time clock ${chip} at pins ${i2c.data} (SDA), ${i2c.clock} (SCL): ${String(error)}`);
    return undefined;
  }
}
