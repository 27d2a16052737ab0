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
const MARCH = 2; // the months before it in its year

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
    const months = monthsUntil(secondsSince1900);
    this.year = Math.floor(months / 12);
    this.month = months - this.year * 12 + 1;
    this.day = days - startOfMonth(months) / DAY + 1;
  }
}

/** Seconds since 1900, of the era that puts a timestamp's `seconds` (mod 2^32) within 68 years of `near`. */
export function eraSeconds(seconds: number, near: number = BUILD_SECONDS): number {
  return near + ((seconds - near) | 0);
}

/** Seconds since 1900 at the start of a civil day, of any year; month 1 to 12, day 1 to 31. */
export function daysToSeconds(year: number, month: number, day: number): number {
  return startOfMonth(year * 12 + month - 1) + (day - 1) * DAY;
}

/** Whole months from the beginning of the year 0 until `secondsSince1900`, of any era. */
export function monthsUntil(secondsSince1900: number): number {
  const days = Math.floor(secondsSince1900 / DAY) + DAYS_1900_FROM_YEAR_0_MARCH;
  const cycle = Math.floor(days / ERA_DAYS);
  const dayOfCycle = days - cycle * ERA_DAYS;
  const leapDays =
    Math.floor(dayOfCycle / 1460) - Math.floor(dayOfCycle / 36_524) + Math.floor(dayOfCycle / 146_096);
  const yearOfCycle = Math.floor((dayOfCycle - leapDays) / 365);
  const dayOfYear = dayOfCycle - daysOfYears(yearOfCycle);
  return (cycle * 400 + yearOfCycle) * 12 + MARCH + Math.floor((5 * dayOfYear + 2) / 153);
}

/** Seconds since 1900 at the start of the month that so many came before from the year 0 on. */
export function startOfMonth(months: number): number {
  const fromMarch = months - MARCH;
  const year = Math.floor(fromMarch / 12);
  const cycle = Math.floor(year / 400);
  const dayOfYear = Math.floor((153 * (fromMarch - year * 12) + 2) / 5);
  const days = cycle * ERA_DAYS + daysOfYears(year - cycle * 400) + dayOfYear;
  return (days - DAYS_1900_FROM_YEAR_0_MARCH) * DAY;
}

/** The days of so many years, each from 1 March so that the leap day comes last, at the beginning of 400. */
function daysOfYears(years: number): number {
  return years * 365 + Math.floor(years / 4) - Math.floor(years / 100);
}
