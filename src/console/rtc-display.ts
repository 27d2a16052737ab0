/** `display ntp-service rtc`: the board's real-time clock, what the boot took of it, and how it is kept. */
import { Carriage } from "../core/carrier.js";
import { ClockState } from "../core/system.js";
import { type NodeStatus } from "../runtime/node.js";
import { type RtcStatus } from "../runtime/rtc-status.js";
import { decimal, MILLISECONDS, PARTS_PER_MILLION } from "../report/decimal.js";
import { civilOf, clockText, dateText } from "../time/civil-text.js";
import { durationText } from "../time/duration-text.js";
import { FOREVER, SECOND } from "../time/fixed.js";
import { type Timestamp } from "../time/moment.js";
import { never } from "../time/never.js";
import { agoText } from "./discipline-display.js";

const DIGITS = 3;

/** The same in both dialects: the vendors have no such command. */
export function rtcLines(status: NodeStatus): string[] {
  const { rtc, settings } = status;
  if (rtc === undefined) return [" No real-time clock"];
  const { chip, record } = rtc;
  return [
    ` Chip: ${chip.kind.name}`,
    ` Time at boot: ${bootText(rtc)}`,
    ` Offset: ${offsetText(rtc)}`,
    ` Frequency: ${ppm(record.frequency)} ppm, within ${ppm(record.frequencyError)} ppm`,
    ` Trim: ${trimText(rtc)}`,
    ` Holdover: ${holdoverText(status)}`,
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

/** Whether it carries the time without a source, or would. */
function holdoverText(status: NodeStatus): string {
  const { carrier, history, system } = status;
  const not = `${system.clockState === ClockState.Holdover ? "does" : "would"} not carry the time`;
  switch (carrier.carriage) {
    case Carriage.Unknown:
      return `${not}: its rate is not known yet`;
    case Carriage.Unrehearsed:
      return `${not}: rehearsed too seldom yet`;
    case Carriage.Worse:
      return `${not}: the crystal is better`;
    case Carriage.Ready:
      return `would carry the time after ${durationText(carrier.takeover / SECOND)} without a source`;
    case Carriage.Carrying:
      return `carries the time, for ${agoText(status, history.carriedSince)} now`;
    default:
      return never(carrier.carriage);
  }
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
