/**
 * Civil time: which era a timestamp belongs to, and its date and time of day in UTC.
 *
 * The era is decided here and nowhere else: an NTP timestamp, a receiver's date and a clock chip's
 * two-digit year all become seconds that lie within 68 years of this code's own build.
 */

/** 20 November 2026, in seconds since 1900. */
export const BUILD_SECONDS = 4_004_121_600;

/** 1 January 1970, in seconds since 1900 (RFC 5905 figure 4). */
export const UNIX_EPOCH = 2_208_988_800;

/** In seconds; leap seconds are not counted. */
export const DAY = 86_400;

const ERA_DAYS = 146_097; // of the 400 years after which the Gregorian calendar repeats
const DAYS_1900_FROM_YEAR_0_MARCH = 693_901;

/** A civil date and time of day, filled by `set`. */
export class Civil {
  year = 1900;
  /** 1 to 12. */
  month = 1;
  /** 1 to 31. */
  day = 1;
  /** 0 is Sunday. */
  weekday = 1;
  hour = 0;
  minute = 0;
  second = 0;

  /** From whole seconds since 1900, of any era; negative before. */
  set(secondsSince1900: number): void {
    const days = Math.floor(secondsSince1900 / DAY);
    const rest = secondsSince1900 - days * DAY;
    this.hour = Math.floor(rest / 3600);
    this.minute = Math.floor((rest % 3600) / 60);
    this.second = rest % 60;
    this.weekday = (((days + 1) % 7) + 7) % 7;
    this.#setDate(days + DAYS_1900_FROM_YEAR_0_MARCH);
  }

  /** Counts from 1 March, so that the leap day comes last in a year. */
  #setDate(days: number): void {
    const cycle = Math.floor(days / ERA_DAYS);
    const dayOfCycle = days - cycle * ERA_DAYS;
    const leapDays =
      Math.floor(dayOfCycle / 1460) - Math.floor(dayOfCycle / 36_524) + Math.floor(dayOfCycle / 146_096);
    const yearOfCycle = Math.floor((dayOfCycle - leapDays) / 365);
    const dayOfYear =
      dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100));
    const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
    this.day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
    this.month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    this.year = cycle * 400 + yearOfCycle + (this.month <= 2 ? 1 : 0);
  }
}

/** Seconds since 1900, of the era that puts a timestamp's `seconds` (mod 2^32) within 68 years of `near`. */
export function eraSeconds(seconds: number, near: number = BUILD_SECONDS): number {
  return near + ((seconds - near) | 0);
}

/** Seconds since 1900 at the start of a civil day, of any year; month 1 to 12, day 1 to 31. */
export function daysToSeconds(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const cycle = Math.floor(y / 400);
  const yearOfCycle = y - cycle * 400;
  const monthFromMarch = month > 2 ? month - 3 : month + 9;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1;
  const dayOfCycle =
    yearOfCycle * 365 + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100) + dayOfYear;
  return (cycle * ERA_DAYS + dayOfCycle - DAYS_1900_FROM_YEAR_0_MARCH) * DAY;
}
