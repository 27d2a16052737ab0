/** `display ntp-service rtc`: the board's real-time clock, what the boot took of it, and how it is kept. */
import { type NodeStatus } from "../runtime/node.js";
import { type RtcStatus } from "../runtime/rtc-status.js";
import { decimal, MILLISECONDS, PARTS_PER_MILLION } from "../report/decimal.js";
import { civilOf, clockText, dateText } from "../time/civil-text.js";
import { FOREVER } from "../time/fixed.js";
import { type Timestamp } from "../time/moment.js";

const DIGITS = 3;

/** The same in both dialects: the vendors have no such command. */
export function rtcLines({ rtc, settings }: NodeStatus): string[] {
  if (rtc === undefined) return [" No real-time clock"];
  const { chip, record } = rtc;
  return [
    ` Chip: ${chip.kind.name}`,
    ` Time at boot: ${bootText(rtc)}`,
    ` Offset: ${offsetText(rtc)}`,
    ` Frequency: ${ppm(record.frequency)} ppm, within ${ppm(record.frequencyError)} ppm`,
    ` Trim: ${trimText(rtc)}`,
    ` Update interval: ${settings.rtcUpdateHours} h`,
    ` Since the boot: measured ${rtc.measurements}, set ${rtc.settings}, trimmed ${rtc.trimmings} times`,
    ` Trouble: ${rtc.trouble === "" ? "none" : rtc.trouble}`,
  ];
}

function bootText({ boot }: RtcStatus): string {
  if (boot.error === undefined) return `not taken, for ${boot.doubt}`;
  return boot.error < FOREVER ? `taken, within ${ms(boot.error)} ms` : "taken, of unknown error";
}

function offsetText({ record }: RtcStatus): string {
  if (!record.isBelieved) return "being set";
  if (record.measured.isZero()) return "not measured";
  return `${ms(record.offset)} ms, within ${ms(record.error)} ms, at ${utc(record.measured)}`;
}

function trimText({ chip: { trim }, record }: RtcStatus): string {
  if (trim === undefined) return "none";
  return `${record.trim} of ${trim.least} to ${trim.most} steps, each ${ppm(trim.step)} ppm`;
}

function utc(time: Timestamp): string {
  const civil = civilOf(time, 0);
  return `${dateText(civil)} ${clockText(civil)} UTC`;
}

function ms(value: number): string {
  return decimal(value, MILLISECONDS, DIGITS);
}

function ppm(value: number): string {
  return decimal(value, PARTS_PER_MILLION, DIGITS);
}
