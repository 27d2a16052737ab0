/** How the board's real-time clock is kept: ours, in the vendors' manner. */
import { both } from "./dialect.js";
import { integer } from "./kinds.js";
import { Form, setting, type Setting } from "./setting.js";
import { need, param } from "./syntax.js";

const HOURS = param(
  "hours",
  integer(1, 168),
  "h: how often it is measured, and put right where it is far off",
  both(6),
);

const UPDATE_INTERVAL = setting({
  spellings: ["ntp-service rtc update-interval"],
  help: "How often the real-time clock is brought up to date",
  form: Form.Scalar,
  params: [HOURS],
  apply(values, { dialect }, draft) {
    draft.rtcUpdateHours = need(values, HOURS, dialect);
  },
});

export const RTC_SETTINGS: readonly Setting[] = Object.freeze([UPDATE_INTERVAL]);
