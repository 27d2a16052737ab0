/** Times of day and dates as both vendors' consoles take them, to set a clock by. */
import { BUILD_SECONDS, daysToSeconds, eraSeconds } from "../time/calendar.js";
import { civilAt, clockText, dateText } from "../time/civil-text.js";
import { type Cursor } from "./cursor.js";
import { type Kind } from "./kinds.js";

/** Comware's may end early: 10:30, 10; the value is in seconds. */
class TimeOfDay implements Kind<number> {
  hint(): string {
    return "HH:MM:SS";
  }

  read(cursor: Cursor): number | undefined {
    const fields = /^([01]?\d|2[0-3])(?::([0-5]?\d)(?::([0-5]?\d))?)?$/.exec(cursor.word);
    if (!fields) return undefined;
    const [hour, minute, second] = fields.slice(1).map(field => Number(field ?? 0));
    return cursor.take((hour * 60 + minute) * 60 + second);
  }

  write(value: number): string {
    return clockText(civilAt(value));
  }

  offers(): readonly string[] {
    return [];
  }
}

/** VRP's YYYY-MM-DD, Comware's YYYY/MM/DD and MM/DD/YYYY; the value is when it begins, in s since 1900. */
class DateOfYear implements Kind<number> {
  hint(): string {
    return "YYYY-MM-DD";
  }

  read(cursor: Cursor): number | undefined {
    const { word } = cursor;
    const isYearLast = /^\d{1,2}\/\d{1,2}\/\d{4}$/.test(word);
    if (!isYearLast && !/^\d{4}([-/])\d{1,2}\1\d{1,2}$/.test(word)) return undefined;
    const numbers = word.split(/[-/]/).map(Number);
    const [year, month, day] = isYearLast ? [numbers[2], numbers[0], numbers[1]] : numbers;
    const begin = daysToSeconds(year, month, day);
    const civil = civilAt(begin);
    if (civil.year !== year || civil.month !== month || civil.day !== day)
      return cursor.refuse("there is no such day");
    if (eraSeconds(begin) !== begin) return cursor.refuse("that day is too far away");
    if (begin < BUILD_SECONDS)
      return cursor.refuse(`this software is of ${dateText(civilAt(BUILD_SECONDS))}`);
    return cursor.take(begin);
  }

  write(value: number): string {
    return dateText(civilAt(value));
  }

  offers(): readonly string[] {
    return [];
  }
}

export const TIME_OF_DAY: Kind<number> = Object.freeze(new TimeOfDay());
export const DATE_OF_YEAR: Kind<number> = Object.freeze(new DateOfYear());
