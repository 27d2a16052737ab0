/** Lines of the log as the vendors print them, on a console and for a log host. */
import { type Civil } from "../time/calendar.js";
import { civilOf, clockText, milliseconds, pad, shortMonth } from "../time/civil-text.js";
import { type Timestamp } from "../time/moment.js";
import { priority, rfc5424Line } from "../wire/syslog.js";
import { NTP } from "./event.js";
import { type LogEntry } from "./log.js";
import { LogFormat, Vendor, type LogHost, type ReportSettings } from "./settings.js";
import { Severity } from "./severity.js";

const APP_NAME = "xs-ntp";

/**
 * "%Jan  1 00:00:00:000 2026 Sysname NTP/5/NTP_LEAP_CHANGE: text", or in Huawei's form
 * "Jan  1 2026 00:00:00 Sysname %%01NTP/4/NTP_LEAP_CHANGE(l):text". `offsetSec`: of the time zone.
 */
export function consoleLine(
  entry: LogEntry,
  { vendor, sysname }: Pick<ReportSettings, "vendor" | "sysname">,
  offsetSec: number,
): string {
  const civil = civilOf(entry.time, offsetSec);
  if (vendor === Vendor.Huawei) return huaweiLine(entry, sysname, civil);
  const clock = `${clockText(civil)}:${milliseconds(entry.time)}`;
  return `%${dayText(civil)} ${clock} ${civil.year} ${sysname} ${digestOf(entry)}: ${entry.text}`;
}

/** "*Jan  1 00:00:00:000 2026 Sysname NTP/7/debug_NTP_validity:", or Huawei's; what is told follows. */
export function debugHeading(
  mnemonic: string,
  time: Timestamp,
  { vendor, sysname }: Pick<ReportSettings, "vendor" | "sysname">,
  offsetSec: number,
): string {
  const civil = civilOf(time, offsetSec);
  const digest = `${NTP}/${Severity.Debugging}/${mnemonic}`;
  if (vendor === Vendor.Huawei)
    return `${dayText(civil)} ${civil.year} ${clockText(civil)} ${sysname} %%01${digest}(d):`;
  return `*${dayText(civil)} ${clockText(civil)}:${milliseconds(time)} ${civil.year} ${sysname} ${digest}:`;
}

/** What `host` is sent of `entry`: in the vendor's form by the time zone, in that of RFC 5424 in UTC. */
export function hostLine(
  entry: LogEntry,
  { format, facility }: LogHost,
  { vendor, sysname, zoneOffsetSec }: ReportSettings,
): string {
  const { severity, time, text, mnemonic, isTimeKnown } = entry;
  if (format === LogFormat.Rfc5424)
    return rfc5424Line({
      facility,
      severity,
      time: isTimeKnown ? civilOf(time, 0) : undefined,
      milliseconds: milliseconds(time),
      hostname: sysname,
      appName: APP_NAME,
      messageId: mnemonic,
      text,
    });
  const civil = civilOf(time, zoneOffsetSec);
  const line =
    vendor === Vendor.Huawei
      ? huaweiLine(entry, sysname, civil)
      : `${dayText(civil)} ${clockText(civil)} ${civil.year} ${sysname} %%10${digestOf(entry)}: ${text}`;
  return priority(facility, severity) + line;
}

function huaweiLine(entry: LogEntry, sysname: string, civil: Civil): string {
  const time = `${dayText(civil)} ${civil.year} ${clockText(civil)}`;
  return `${time} ${sysname} %%01${digestOf(entry)}(l):${entry.text}`;
}

/** "Jan  1" */
function dayText(civil: Civil): string {
  return `${shortMonth(civil)} ${pad(civil.day, " ")}`;
}

function digestOf({ severity, module, mnemonic }: LogEntry): string {
  return `${module}/${severity}/${mnemonic}`;
}
