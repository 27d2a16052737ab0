/** Civil dates and times of day as people read them, and the digits that they are made of. */
import { Civil, DAY, eraSeconds } from "./calendar.js";
import { SECOND } from "./fixed.js";
import { type Timestamp } from "./moment.js";

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

/** The civil time `offsetSec` ahead of UTC. */
export function civilOf(time: Timestamp, offsetSec: number): Civil {
  return civilAt(eraSeconds(time.seconds) + offsetSec);
}

/** The civil time of whole seconds since 1900. */
export function civilAt(secondsSince1900: number): Civil {
  const civil = new Civil();
  civil.set(secondsSince1900);
  return civil;
}

/** "2011-05-17" */
export function dateText({ year, month, day }: Civil): string {
  return `${year}-${pad(month)}-${pad(day)}`;
}

/** The same of the day that ends at `dayEnd`, in seconds since 1900. */
export function endedDayText(dayEnd: number): string {
  return dateText(civilAt(dayEnd - DAY));
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

/** "May" */
export function shortMonth({ month }: Civil): string {
  return MONTHS[month - 1];
}

/** Two digits or more. */
export function pad(value: number, filler = "0"): string {
  return String(value).padStart(2, filler);
}
