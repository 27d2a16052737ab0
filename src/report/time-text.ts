/** Timestamps as the vendors print them, in UTC, with the sixteen digits they are made of. */
import { civilOf, clockText, milliseconds, pad, shortMonth, shortWeekday } from "../time/civil-text.js";
import { type Timestamp } from "../time/moment.js";

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

function hexadecimal({ seconds, fraction }: Timestamp): string {
  return `${seconds.toString(16).padStart(8, "0")}.${fraction.toString(16).padStart(8, "0")}`;
}
