/** `display clock`, in each vendor's way: the disciplined clock, in the configured time zone. */
import { type Configuration } from "../config/configuration.js";
import { Dialect } from "../config/dialect.js";
import { need } from "../config/syntax.js";
import { CLOCK_TIMEZONE, ZONE_NAME, ZONE_OFFSET, ZONE_SIGN } from "../config/system-settings.js";
import { type NodeStatus } from "../runtime/node.js";
import { Instant, Timestamp } from "../time/moment.js";
import {
  civilOf,
  clockText,
  dateText,
  milliseconds,
  pad,
  shortWeekday,
  weekdayName,
} from "../time/civil-text.js";

interface Zone {
  readonly name: string;
  readonly sign: string;
  /** Without its sign, in seconds below a day. */
  readonly distanceSec: number;
}

/**
 * Comware: "10:09:00.258 UTC Fri 03/16/2015", with the zone in a second line if there is one. VRP:
 * date and time with their distance from UTC, the day of the week, the zone. A leap second is second 60.
 */
export function clockLines(status: NodeStatus, configuration: Configuration): string[] {
  const now = new Timestamp();
  const at = new Instant();
  status.instant(at);
  status.time(now);
  const zone = zoneOf(configuration);
  const civil = civilOf(now, zoneOffsetSec(configuration));
  if (status.leapSecond.isInserted(at)) civil.second++;
  const { year, month, day } = civil;
  if (configuration.dialect === Dialect.Vrp) {
    const distance = zoneText(configuration);
    return [
      `${dateText(civil)} ${clockText(civil)}${zone ? distance : ""}`,
      weekdayName(civil),
      `Time Zone(${zone?.name ?? "Default Zone Name"}) : UTC${distance}`,
    ];
  }
  const date = `${shortWeekday(civil)} ${pad(month)}/${pad(day)}/${year}`;
  const lines = [`${clockText(civil)}.${milliseconds(now)} ${zone?.name ?? "UTC"} ${date}`];
  if (zone) lines.push(`Time Zone : ${zone.name} ${zone.sign} ${distanceText(zone)}`);
  return lines;
}

/** How far the configured time zone is ahead of UTC. */
export function zoneOffsetSec(configuration: Configuration): number {
  const zone = zoneOf(configuration);
  if (!zone) return 0;
  return zone.sign === "add" ? zone.distanceSec : -zone.distanceSec;
}

/** "+08:00" */
export function zoneText(configuration: Configuration): string {
  const zone = zoneOf(configuration);
  return `${zone?.sign === "minus" ? "-" : "+"}${distanceText(zone).slice(0, 5)}`;
}

function zoneOf(configuration: Configuration): Zone | undefined {
  const { dialect } = configuration;
  const entry = configuration.find(CLOCK_TIMEZONE);
  if (!entry) return undefined;
  return {
    name: need(entry.values, ZONE_NAME, dialect),
    sign: need(entry.values, ZONE_SIGN, dialect),
    distanceSec: need(entry.values, ZONE_OFFSET, dialect),
  };
}

/** "08:00:00" */
function distanceText(zone: Zone | undefined): string {
  return ZONE_OFFSET.kind.write(zone?.distanceSec ?? 0);
}
