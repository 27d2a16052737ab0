/** Drivers of the SDK that the published declarations leave out. */

declare module "embedded:RTC/DS3231" {
  const DS3231: unknown;
  export default DS3231;
}

declare module "embedded:RTC/PCF8563" {
  const PCF8563: unknown;
  export default PCF8563;
}

declare module "embedded:RTC/RV3028" {
  const RV3028: unknown;
  export default RV3028;
}
