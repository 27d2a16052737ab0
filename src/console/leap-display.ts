/** `display ntp-service leap`: the leap second announced, the one configured, and what of it others see. */
import { Leap } from "../core/association.js";
import { type LeapSettings } from "../core/settings.js";
import { type NodeStatus } from "../runtime/node.js";
import { Civil } from "../time/calendar.js";
import { decimal, SECONDS } from "./decimal.js";
import { clockText, pad } from "./time-text.js";

const SMEAR_DIGITS = 6;

/** The same in both dialects: the vendors have no such command. */
export function leapLines(status: NodeStatus): string[] {
  const { leapSecond, settings, system } = status;
  return [
    ` Leap indicator: ${system.leap >> 1}${system.leap & 1}`,
    ` Announced: ${leapText(leapSecond.indicator, leapSecond.dayEnd)}`,
    ` Configured: ${configuredText(settings.leapSecond)}`,
    ` Smear: ${settings.leapSmearSec === 0 ? "none" : `${settings.leapSmearSec} s`}`,
    ` Time served: ${servedText(status)}`,
  ];
}

function configuredText(leapSecond: LeapSettings | undefined): string {
  return leapSecond === undefined ? "none" : leapText(leapSecond.leap, leapSecond.dayEnd);
}

/** "2026-12-31 23:59:60 UTC is inserted"; `dayEnd`: in seconds since 1900. */
function leapText(leap: Leap, dayEnd: number): string {
  if (leap === Leap.None) return "none";
  const civil = new Civil();
  civil.set(dayEnd - 1);
  if (leap === Leap.Insert) civil.second++;
  const date = `${civil.year}-${pad(civil.month)}-${pad(civil.day)}`;
  return `${date} ${clockText(civil)} UTC is ${leap === Leap.Insert ? "inserted" : "left out"}`;
}

function servedText(status: NodeStatus): string {
  const smear = status.smear();
  if (smear === 0) return "the clock's";
  const apart = decimal(Math.abs(smear), SECONDS, SMEAR_DIGITS);
  return `${apart} s ${smear < 0 ? "behind" : "ahead of"} the clock`;
}
