/**
 * The commands that concern leap seconds: ours, in the vendors' manner, for whose boxes a leap indicator is
 * only passed on.
 */
import { Leap } from "../core/association.js";
import { DAY, daysToSeconds, eraSeconds } from "../time/calendar.js";
import { endedDayText, pad } from "../time/civil-text.js";
import { Month } from "../time/month.js";
import { type Cursor } from "./cursor.js";
import { both } from "./dialect.js";
import { explainedChoice, integer, type Kind } from "./kinds.js";
import { Form, setting, type Setting } from "./setting.js";
import { need, optional, param } from "./syntax.js";

/** The last day of a UTC month, within 68 years of this build; the value is its end in seconds since 1900. */
class LastDay implements Kind<number> {
  hint(): string {
    return "YYYY-MM-DD";
  }

  read(cursor: Cursor): number | undefined {
    const fields = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(cursor.word);
    if (!fields) return undefined;
    const [year, month, day] = fields.slice(1).map(Number);
    const dayEnd = daysToSeconds(year, month, day) + DAY;
    if (endedDayText(dayEnd) !== `${fields[1]}-${pad(month)}-${pad(day)}`)
      return cursor.refuse("there is no such day");
    if (eraSeconds(dayEnd) !== dayEnd) return cursor.refuse("that day is too far away");
    const held = new Month();
    held.hold(dayEnd - 1);
    if (held.end !== dayEnd)
      return cursor.refuse(`a leap second ends a month, as ${endedDayText(held.end)} does: dates are in UTC`);
    return cursor.take(dayEnd);
  }

  write(value: number): string {
    return endedDayText(value);
  }

  offers(): readonly string[] {
    return [];
  }
}

export const LAST_DAY: Kind<number> = Object.freeze(new LastDay());

const CHANGES = explainedChoice(
  ["insert", "That day has one second more, 23:59:60 UTC"],
  ["delete", "That day has one second less, no 23:59:59 UTC"],
);
const CHANGE = param("change", CHANGES, "Whether that day has a second more or less");
const DATE = param("date", LAST_DAY, "Day in UTC that the leap second comes at the end of");

export const LEAP = setting({
  spellings: ["ntp-service leap"],
  help: "Announce and pass a leap second, whatever sources say",
  form: Form.Single,
  params: [CHANGE, DATE],
  apply(values, { dialect }, draft) {
    const leap = need(values, CHANGE, dialect) === "insert" ? Leap.Insert : Leap.Delete;
    draft.leapSecond = { leap, dayEnd: need(values, DATE, dialect) };
  },
});

/** Half a day before and half a day after; below two hours, time would run as wrong as crystals never are. */
const SPAN = optional(
  "seconds",
  integer(7_200, DAY),
  "s: how long, the end of the day in the middle",
  both(DAY),
);

const LEAP_SMEAR = setting({
  spellings: ["ntp-service leap-smear"],
  help: "Serve leap seconds spread over hours, and announce none",
  form: Form.Single,
  params: [SPAN],
  apply(values, { dialect }, draft) {
    draft.leapSmearSec = need(values, SPAN, dialect);
  },
});

export const LEAP_SETTINGS: readonly Setting[] = Object.freeze([LEAP, LEAP_SMEAR]);
