/** `display logbuffer` and `display ntp-service event clock-unsync`. */
import { type Configuration } from "../config/configuration.js";
import { consoleLine } from "../report/log-line.js";
import { type Log } from "../report/log.js";
import { lossName } from "../report/loss-name.js";
import { type LostSource } from "../report/losses.js";
import { type Reports } from "../report/reports.js";
import { Vendor } from "../report/settings.js";
import { type Severity } from "../report/severity.js";
import { civilOf, clockText, dateText, pad } from "../time/civil-text.js";
import { zoneOffsetSec, zoneText } from "./clock-display.js";

/** Which lines are wanted, and which come first. */
export interface LogChoice {
  /** As many of the latest. */
  readonly most: number;
  /** As grave as this or graver. */
  readonly severity: Severity;
  readonly latestFirst: boolean;
}

/** The vendor's heading, then the lines. */
export function logLines(reports: Reports, configuration: Configuration, choice: LogChoice): string[] {
  const { log, settings } = reports;
  const offsetSec = zoneOffsetSec(configuration);
  const lines = numbersOf(log, choice).map(number => consoleLine(log.at(number), settings, offsetSec));
  return [...heading(reports), ...lines];
}

function numbersOf(log: Log, { most, severity, latestFirst }: LogChoice): number[] {
  const numbers: number[] = [];
  for (let number = log.end - 1; number >= log.start && numbers.length < most; number--)
    if (log.at(number).severity <= severity) numbers.push(number);
  return latestFirst ? numbers : numbers.reverse();
}

function heading({ log, delivery, settings }: Reports): string[] {
  const current = log.end - log.start;
  if (settings.vendor === Vendor.Huawei)
    return [
      `Logging buffer configuration and contents : ${settings.logs ? "enabled" : "disabled"}`,
      `Allowed max buffer size : ${log.capacity}`,
      `Actual buffer size : ${log.capacity}`,
      "Channel number : 4, Channel name : logbuffer",
      `Dropped messages : ${delivery.dropped}`,
      `Overwritten messages : ${log.overwritten}`,
      `Current messages : ${current}`,
      "",
    ];
  return [
    `Log buffer: ${settings.logs ? "Enabled" : "Disabled"}`,
    `Max buffer size: ${log.capacity}`,
    `Actual buffer size: ${log.capacity}`,
    `Dropped messages: ${delivery.dropped}`,
    `Overwritten messages: ${log.overwritten}`,
    `Current messages: ${current}`,
  ];
}

/** Huawei's layout, in both dialects: H3C has no such command. */
export function lossLines(losses: readonly LostSource[], configuration: Configuration): string[] {
  if (losses.length === 0) return ["Synchronization was never lost."];
  return losses.flatMap((each, i) => [...(i > 0 ? [""] : []), ...lossBlock(each, i + 1, configuration)]);
}

function lossBlock(
  { source, sessionType, loss, time }: LostSource,
  number: number,
  configuration: Configuration,
): string[] {
  const civil = civilOf(time, zoneOffsetSec(configuration));
  return [
    `${pad(number, " ")}. Clock source   :  ${source}`,
    `    Session type   :  ${sessionType}`,
    `    Unsync reason  :  ${lossName(loss)}`,
    `    Unsync time    :  ${dateText(civil)} ${clockText(civil)}${zoneText(configuration)}`,
  ];
}
