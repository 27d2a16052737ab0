import assert from "node:assert/strict";
import { LogEntry } from "../../src/report/log.js";
import { consoleLine, hostLine } from "../../src/report/log-line.js";
import { LogFormat, type LogHost, NO_REPORTS, Vendor } from "../../src/report/settings.js";
import { Severity } from "../../src/report/severity.js";
import { MILLISECOND } from "../../src/time/fixed.js";
import { Family } from "../../src/wire/address.js";

const NEW_YEAR_2026 = 3_976_214_400;

function entry(isTimeKnown = true, module = "NTP"): LogEntry {
  const made = new LogEntry();
  made.module = module;
  made.severity = Severity.Warning;
  made.mnemonic = "NTP_TEST";
  made.text = "a text";
  made.time.set(NEW_YEAR_2026, 7.5 * MILLISECOND);
  made.isTimeKnown = isTimeKnown;
  return made;
}

const H3C = { ...NO_REPORTS, sysname: "DeviceA", vendor: Vendor.H3c };
const HUAWEI = { ...H3C, vendor: Vendor.Huawei };

function hostOf(format: LogFormat): LogHost {
  return { host: "192.0.2.9", family: Family.IPv4, port: 514, facility: 23, format };
}

describe("lines of the log", () => {
  const rows: [name: string, line: string, expected: string][] = [
    [
      "on H3C's console",
      consoleLine(entry(), H3C, 0),
      "%Jan  1 00:00:00:007 2026 DeviceA NTP/4/NTP_TEST: a text",
    ],
    [
      "on H3C's console, in its time zone",
      consoleLine(entry(), H3C, -3600),
      "%Dec 31 23:00:00:007 2025 DeviceA NTP/4/NTP_TEST: a text",
    ],
    [
      "of another module",
      consoleLine(entry(true, "SHELL"), H3C, 0),
      "%Jan  1 00:00:00:007 2026 DeviceA SHELL/4/NTP_TEST: a text",
    ],
    [
      "on Huawei's console",
      consoleLine(entry(), HUAWEI, 3600),
      "Jan  1 2026 01:00:00 DeviceA %%01NTP/4/NTP_TEST(l):a text",
    ],
    [
      "for a host, as H3C's",
      hostLine(entry(), hostOf(LogFormat.OfVendor), H3C),
      "<188>Jan  1 00:00:00 2026 DeviceA %%10NTP/4/NTP_TEST: a text",
    ],
    [
      "for a host, as Huawei's",
      hostLine(entry(), hostOf(LogFormat.OfVendor), HUAWEI),
      "<188>Jan  1 2026 00:00:00 DeviceA %%01NTP/4/NTP_TEST(l):a text",
    ],
    [
      "for a host, as H3C's, in the time zone",
      hostLine(entry(), hostOf(LogFormat.OfVendor), { ...H3C, zoneOffsetSec: 28_800 }),
      "<188>Jan  1 08:00:00 2026 DeviceA %%10NTP/4/NTP_TEST: a text",
    ],
    [
      "for a host, as Huawei's, in the time zone",
      hostLine(entry(), hostOf(LogFormat.OfVendor), { ...HUAWEI, zoneOffsetSec: -3600 }),
      "<188>Dec 31 2025 23:00:00 DeviceA %%01NTP/4/NTP_TEST(l):a text",
    ],
    [
      "for a host, by RFC 5424, whatever the time zone",
      hostLine(entry(), hostOf(LogFormat.Rfc5424), { ...H3C, zoneOffsetSec: 28_800 }),
      "<188>1 2026-01-01T00:00:00.007Z DeviceA xs-ntp - NTP_TEST - a text",
    ],
    [
      "for a host, by RFC 5424",
      hostLine(entry(), hostOf(LogFormat.Rfc5424), H3C),
      "<188>1 2026-01-01T00:00:00.007Z DeviceA xs-ntp - NTP_TEST - a text",
    ],
    [
      "for a host, by RFC 5424, before the clock was set",
      hostLine(entry(false), hostOf(LogFormat.Rfc5424), HUAWEI),
      "<188>1 - DeviceA xs-ntp - NTP_TEST - a text",
    ],
  ];
  for (const [name, line, expected] of rows) it(name, () => assert.equal(line, expected));
});
