/** Every configuration command, in the order in which a configuration prints them. */
import { ACCESS_SETTINGS } from "./access-settings.js";
import { ACL_SETTINGS } from "./acl-settings.js";
import { ASSOCIATION_SETTINGS } from "./association-settings.js";
import { DISCIPLINE_SETTINGS } from "./discipline-settings.js";
import { HEARING_SETTINGS } from "./hearing-settings.js";
import { INSTANCE_SETTINGS } from "./instance-settings.js";
import { KEY_SETTINGS } from "./key-settings.js";
import { LEAP_SETTINGS } from "./leap-settings.js";
import { LOG_SETTINGS } from "./log-settings.js";
import { NTP_SETTINGS } from "./ntp-settings.js";
import { RECEIVER_SETTINGS } from "./receiver-settings.js";
import { RTC_SETTINGS } from "./rtc-settings.js";
import { SENDER_SETTINGS } from "./sender-settings.js";
import { SERVER_SETTINGS } from "./server-settings.js";
import { type Setting, View } from "./setting.js";
import { SNMP_SETTINGS } from "./snmp-settings.js";
import { DEVICE_SETTINGS } from "./system-settings.js";
import { VTY_SETTINGS } from "./vty-settings.js";

export const ALL_SETTINGS: readonly Setting[] = Object.freeze([
  ...DEVICE_SETTINGS,
  ...INSTANCE_SETTINGS,
  ...ACL_SETTINGS,
  ...VTY_SETTINGS,
  ...NTP_SETTINGS,
  ...RECEIVER_SETTINGS,
  ...ACCESS_SETTINGS,
  ...KEY_SETTINGS,
  ...ASSOCIATION_SETTINGS,
  ...DISCIPLINE_SETTINGS,
  ...LEAP_SETTINGS,
  ...RTC_SETTINGS,
  ...SERVER_SETTINGS,
  ...SENDER_SETTINGS,
  ...HEARING_SETTINGS,
  ...LOG_SETTINGS,
  ...SNMP_SETTINGS,
]);

/** The commands of one view. */
export function settingsIn(of: View): readonly Setting[] {
  return ALL_SETTINGS.filter(({ view }) => view === of);
}

/** Those that have a secret, of all views. */
export const SETTINGS_WITH_SECRETS: readonly Setting[] = Object.freeze(
  ALL_SETTINGS.filter(({ secret }) => secret !== undefined),
);

/** The commands of the system view. */
export const SYSTEM_SETTINGS: readonly Setting[] = Object.freeze(settingsIn(View.System));

/** The commands of an interface's view. */
export const INTERFACE_SETTINGS: readonly Setting[] = Object.freeze(settingsIn(View.Interface));
