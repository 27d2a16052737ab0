/** `display ntp-service leap`: the leap second announced, the one configured, and what of it others see. */
import { Leap, MAXSTRAT } from "../core/association.js";
import { hasVote, loudestOf } from "../core/leap-vote.js";
import { type LeapSettings } from "../core/clock-settings.js";
import { type NodeStatus } from "../runtime/node.js";
import { eraSeconds } from "../time/calendar.js";
import { Timestamp } from "../time/moment.js";
import { decimal, SECONDS } from "../report/decimal.js";
import { civilAt, clockText, endedDayText } from "../time/civil-text.js";

const SMEAR_DIGITS = 6;

/** The same in both dialects: the vendors have no such command. */
export function leapLines(status: NodeStatus): string[] {
  const { history, leapSecond, settings, system } = status;
  return [
    ` Leap indicator: ${system.leap >> 1}${system.leap & 1}`,
    ` Announced: ${leapText(leapSecond.indicator, leapSecond.dayEnd)}`,
    ` Sources: ${sourcesText(status)}`,
    ` Configured: ${configuredText(status, settings.leapSecond)}`,
    ` Last passed: ${leapText(history.leap, history.leapDayEnd, "was")}`,
    ` Smear: ${settings.leapSmearSec === 0 ? "none" : `${settings.leapSmearSec} s`}`,
    ` Time served: ${servedText(status)}`,
  ];
}

/** Whether the day is over that a leap second is configured for; false where the time is not known. */
export function isLeapPast(status: NodeStatus, { dayEnd }: LeapSettings): boolean {
  const now = new Timestamp();
  status.time(now);
  return status.system.stratum < MAXSTRAT && eraSeconds(now.seconds) >= dayEnd;
}

/** Of those that agree about the time and have a vote: others are not listened to. */
function sourcesText({ associations }: NodeStatus): string {
  const loudest = loudestOf(associations);
  const voters = associations.filter(source => hasVote(source, loudest));
  const saying = (leap: Leap): number => voters.filter(source => source.leap === leap).length;
  return (
    `of ${voters.length} that agree ${saying(Leap.Insert)} announce one inserted, ` +
    `${saying(Leap.Delete)} one left out`
  );
}

function configuredText(status: NodeStatus, leapSecond: LeapSettings | undefined): string {
  if (leapSecond === undefined) return "none";
  const text = leapText(leapSecond.leap, leapSecond.dayEnd);
  return isLeapPast(status, leapSecond) ? `${text} (past)` : text;
}

/** "2026-12-31 23:59:60 UTC is inserted"; `dayEnd`: in seconds since 1900. */
function leapText(leap: Leap, dayEnd: number, verb = "is"): string {
  if (leap === Leap.None) return "none";
  const civil = civilAt(dayEnd - 1);
  if (leap === Leap.Insert) civil.second++;
  const outcome = leap === Leap.Insert ? "inserted" : "left out";
  return `${endedDayText(dayEnd)} ${clockText(civil)} UTC ${verb} ${outcome}`;
}

function servedText(status: NodeStatus): string {
  const smear = status.smear();
  if (smear === 0) return "as the clock shows it";
  const apart = decimal(Math.abs(smear), SECONDS, SMEAR_DIGITS);
  return `${apart} s ${smear < 0 ? "behind" : "ahead of"} the clock`;
}
