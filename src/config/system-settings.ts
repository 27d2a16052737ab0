/** Configuration commands of the device itself. */
import { choice, CLOCK, text } from "./kinds.js";
import { Form, setting, type Setting } from "./setting.js";
import { both, each } from "./dialect.js";
import { need, param } from "./syntax.js";

export const NAME = param("name", text(64), "Name in the prompt", both("xs-ntp"));

export const SYSNAME = setting({
  spellings: ["sysname"],
  help: "Name of this device",
  form: Form.Scalar,
  params: [NAME],
  apply(values, { dialect }, draft) {
    draft.reports.sysname = need(values, NAME, dialect);
  },
});

const PROTOCOL = param("protocol", choice("ntp", "none"), "What sets the clock", both("ntp"));

const CLOCK_PROTOCOL = setting({
  spellings: ["clock protocol"],
  help: "Whether NTP may set the clock of this device",
  form: Form.Scalar,
  params: [PROTOCOL],
  apply(values, { dialect }, draft) {
    draft.disciplinesClock = need(values, PROTOCOL, dialect) === "ntp";
  },
});

export const ZONE_NAME = param("zone", text(32), "Name of the time zone");
export const ZONE_SIGN = param("sign", choice("add", "minus"), "Ahead of UTC or behind it");
export const ZONE_OFFSET = param("offset", CLOCK, "How far from UTC");

export const CLOCK_TIMEZONE = setting({
  spellings: ["clock timezone"],
  help: "Time zone of displays",
  form: Form.Single,
  params: [ZONE_NAME, ZONE_SIGN, ZONE_OFFSET],
  apply(values, { dialect }, draft) {
    const distanceSec = need(values, ZONE_OFFSET, dialect);
    draft.reports.zoneOffsetSec = need(values, ZONE_SIGN, dialect) === "add" ? distanceSec : -distanceSec;
  },
});

export const WEAK_ALGORITHM = setting({
  spellings: ["crypto weak-algorithm disable"],
  help: "Forbid keys for MD5",
  form: Form.Switch,
  isOnInitially: each(false, true),
});

export const DEVICE_SETTINGS: readonly Setting[] = Object.freeze([
  SYSNAME,
  CLOCK_PROTOCOL,
  CLOCK_TIMEZONE,
  WEAK_ALGORITHM,
]);
