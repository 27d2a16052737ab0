/** Commands that set the clock by hand, and the real-time clock. */
import { DATE_OF_YEAR, TIME_OF_DAY } from "../config/clock-kinds.js";
import { Dialect } from "../config/dialect.js";
import { command, need, param, type Values } from "../config/syntax.js";
import { MAXSTRAT } from "../core/association.js";
import { AssociationKind } from "../core/settings.js";
import { type NodeStatus } from "../runtime/node.js";
import { SECOND } from "../time/fixed.js";
import { Timestamp } from "../time/moment.js";
import { zoneOffsetSec } from "./clock-display.js";
import { consoleCommand, IN_USER_VIEW, type ConsoleCommand, type Operator } from "./operator.js";

/** What somebody who reads a watch and types is wrong by at most. */
const TYPED_WITHIN = 2 * SECOND;

const TIME = param("time", TIME_OF_DAY, "Time of day, in the time zone of displays");
const DATE = param("date", DATE_OF_YEAR, "Date; MM/DD/YYYY and YYYY/MM/DD are understood, too");

const CLOCK_DATETIME = command({
  spellings: ["clock datetime"],
  help: "Set the clock by hand, and the real-time clock",
  params: [TIME, DATE],
});
const RTC_WRITE = command({
  spellings: ["ntp-service rtc write"],
  help: "Set the real-time clock now, by the clock",
});

export const CLOCK_COMMANDS: readonly ConsoleCommand[] = Object.freeze([
  consoleCommand(CLOCK_DATETIME, IN_USER_VIEW, setClock),
  consoleCommand(RTC_WRITE, IN_USER_VIEW, writeRtc),
]);

function setClock(operator: Operator, values: Values): void {
  const { node } = operator.host;
  const { running } = node.configuration;
  const objection = objectionTo(node.status, running.dialect);
  if (objection !== undefined) return operator.print([objection]);
  const { dialect } = running;
  const local = need(values, DATE, dialect) + need(values, TIME, dialect);
  const time = new Timestamp();
  time.set(local - zoneOffsetSec(running), 0);
  node.setClock(time, TYPED_WITHIN, operator.signer.name);
}

/**
 * Why the clock may not be set by hand: Comware's is NTP's or the operator's, as `clock protocol` says; VRP
 * has no such command, so its clock is NTP's as long as that has the time.
 */
function objectionTo({ settings, system }: NodeStatus, dialect: Dialect): string | undefined {
  if (!settings.disciplinesClock) return undefined;
  if (dialect === Dialect.Comware)
    return "% NTP sets the clock: with clock protocol none it can be set by hand.";
  const isOurs = system.peer?.settings?.kind === AssociationKind.LocalClock;
  if (system.stratum >= MAXSTRAT || isOurs) return undefined;
  return "% The clock is synchronized by NTP: with clock protocol none it can be set by hand.";
}

function writeRtc(operator: Operator): void {
  const { rtc } = operator.host.node.status;
  if (rtc === undefined) return operator.print(["% This board has no real-time clock."]);
  if (!rtc.write()) operator.print(["% The clock is not synchronized: clock datetime sets both by hand."]);
}
