/** Every configuration command, in the order in which a configuration prints them. */
import { DISCIPLINE_SETTINGS } from "./discipline-settings.js";
import { LEAP_SETTINGS } from "./leap-settings.js";
import { NTP_SETTINGS } from "./ntp-settings.js";
import { SERVER_SETTINGS } from "./server-settings.js";
import { type Setting, View } from "./setting.js";
import { DEVICE_SETTINGS } from "./system-settings.js";

export const ALL_SETTINGS: readonly Setting[] = Object.freeze([
  ...DEVICE_SETTINGS,
  ...NTP_SETTINGS,
  ...DISCIPLINE_SETTINGS,
  ...LEAP_SETTINGS,
  ...SERVER_SETTINGS,
]);

/** The commands of the system view. */
export const SYSTEM_SETTINGS: readonly Setting[] = Object.freeze(
  ALL_SETTINGS.filter(({ view }) => view === View.System),
);

/** The commands of an interface's view. */
export const INTERFACE_SETTINGS: readonly Setting[] = Object.freeze(
  ALL_SETTINGS.filter(({ view }) => view === View.Interface),
);
