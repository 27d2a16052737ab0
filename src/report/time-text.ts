/** Timestamps as the vendors print them, in UTC, with the sixteen digits they are made of. */
import { Civil, eraSeconds } from "../time/calendar.js";
import { SECOND } from "../time/fixed.js";
import { type Timestamp } from "../time/moment.js";

const WEEKDAYS = Object.freeze([
  "Sunday",
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
]);
const MONTHS = Object.freeze([
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
]);

/** "d17cbba5.1473de1e  Tue, May 17 2011  9:17:25.079" */
export function comwareTime(time: Timestamp): string {
  const civil = civilOf(time, 0);
  const date = `${shortWeekday(civil)}, ${shortMonth(civil)} ${pad(civil.day, " ")} ${civil.year}`;
  const clock = `${pad(civil.hour, " ")}:${pad(civil.minute)}:${pad(civil.second)}.${milliseconds(time)}`;
  return `${hexadecimal(time)}  ${date} ${clock}`;
}

/** "09:49:15.493 UTC Mar 24 2020(E224561B.7E379B77)"; a time never set is in 1900. */
export function vrpTime(time: Timestamp): string {
  const hex = hexadecimal(time).toUpperCase();
  if (time.isZero()) return `00:00:00.000 UTC Jan 1 1900(${hex})`;
  const civil = civilOf(time, 0);
  const clock = `${clockText(civil)}.${milliseconds(time)}`;
  return `${clock} UTC ${shortMonth(civil)} ${civil.day} ${civil.year}(${hex})`;
}

/** The civil time `offsetSec` ahead of UTC. */
export function civilOf(time: Timestamp, offsetSec: number): Civil {
  const civil = new Civil();
  civil.set(eraSeconds(time.seconds) + offsetSec);
  return civil;
}

/** "09:17:25" */
export function clockText({ hour, minute, second }: Civil): string {
  return `${pad(hour)}:${pad(minute)}:${pad(second)}`;
}

/** Three digits; cut off, not rounded, so that they never reach the next second. */
export function milliseconds({ fraction }: Timestamp): string {
  return String(Math.floor((fraction * 1000) / SECOND)).padStart(3, "0");
}

/** "Tuesday" */
export function weekdayName({ weekday }: Civil): string {
  return WEEKDAYS[weekday];
}

/** "Tue" */
export function shortWeekday(civil: Civil): string {
  return weekdayName(civil).slice(0, 3);
}

/** Two digits or more. */
export function pad(value: number, filler = "0"): string {
  return String(value).padStart(2, filler);
}

/** "Mar" */
export function shortMonth({ month }: Civil): string {
  return MONTHS[month - 1];
}

function hexadecimal({ seconds, fraction }: Timestamp): string {
  return `${seconds.toString(16).padStart(8, "0")}.${fraction.toString(16).padStart(8, "0")}`;
}
