/** Every configuration command, in the order in which a configuration prints them. */
import { NTP_SETTINGS } from "./ntp-settings.js";
import { SERVER_SETTINGS } from "./server-settings.js";
import { type Setting, View } from "./setting.js";
import { SYSTEM_SETTINGS } from "./system-settings.js";

export const ALL_SETTINGS: readonly Setting[] = Object.freeze([
  ...SYSTEM_SETTINGS,
  ...NTP_SETTINGS,
  ...SERVER_SETTINGS,
]);

const OF_SYSTEM: readonly Setting[] = Object.freeze(ALL_SETTINGS.filter(({ view }) => view === View.System));
const OF_INTERFACE: readonly Setting[] = Object.freeze(
  ALL_SETTINGS.filter(({ view }) => view === View.Interface),
);

/** The commands of one view. */
export function settingsOf(view: View): readonly Setting[] {
  return view === View.System ? OF_SYSTEM : OF_INTERFACE;
}
