/**
 * Trials: eras, and leap seconds that do not come. Those that come are in `leap-second.test.ts`, boots at all sorts
 * of wrong times in `eras.test.ts`.
 */
import { Leap } from "../../../src/core/association.js";
import { Happening } from "../../../src/core/happening.js";
import { DAY, daysToSeconds, UNIX_EPOCH } from "../../../src/time/calendar.js";
import { SECOND } from "../../../src/time/fixed.js";
import { constant, step } from "../course.js";
import { exponential } from "../delay.js";
import { type ServerSetting, type Trial } from "./trial.js";

const AT = 10_000;
const run = { seconds: 20_000, settling: 5_000 };
const ERA = 2 ** 32;
const toEra = { ...run, startSeconds: ERA - AT };
const toYearEnd = { ...run, startSeconds: daysToSeconds(2027, 1, 1) - AT };
const honest: ServerSetting = { there: exponential(10e-3, 0.5e-3) };
const inserting = { ...honest, leap: Leap.Insert };
const deleting = { ...honest, leap: Leap.Delete };
const none = { second: AT - 60, leap: Leap.None };

export const CALENDAR: readonly Trial[] = Object.freeze<Trial[]>([
  {
    name: "7 February 2036 with three servers",
    ...toEra,
    servers: [honest, honest, honest],
    client: { limits: { rms: 36e-6, max: 110e-6, claim: 19e-3 } },
  },
  {
    name: "7 February 2036 without a source",
    ...toEra,
    servers: [{ ...honest, isUp: s => s < AT - 1000 || s >= AT + 1000 }],
    client: { limits: { rms: 97e-6, max: 290e-6, claim: 20e-3, tells: { [Happening.Holdover]: 1 } } },
  },
  {
    name: "7 February 2036 while a second is slewed",
    ...toEra,
    servers: [{ ...honest, error: step(-SECOND, AT - 2000) }],
    client: {
      config: ["ntp-service step-threshold 0"],
      limits: {
        honestUntil: AT - 2000,
        tells: { [Happening.Holdover]: [0, 1] },
        spans: [{ from: AT + 3000, to: 19_999, about: -1, within: 2e-3 }],
      },
    },
  },
  {
    name: "a boot in 1900, and one of three an hour behind",
    ...run,
    servers: [honest, { ...honest, error: constant(-3600 * SECOND) }, honest],
    client: { bootSeconds: 0, limits: { rms: 44e-6, max: 130e-6, synchronizedAt: 7 } },
  },
  {
    name: "a boot in 1970 when it is 2036",
    ...run,
    startSeconds: ERA + 5 * DAY,
    servers: [honest, honest],
    client: { bootSeconds: UNIX_EPOCH, limits: { rms: 44e-6, max: 180e-6, synchronizedAt: 7 } },
  },
  {
    name: "one of three announces a leap second that does not come",
    ...toYearEnd,
    servers: [inserting, honest, honest],
    client: { limits: { rms: 36e-6, max: 110e-6, moments: [none] } },
  },
  {
    name: "two of five announce a leap second that does not come",
    ...toYearEnd,
    servers: [deleting, deleting, honest, honest, honest],
    client: { limits: { rms: 74e-6, max: 170e-6, moments: [none] } },
  },
  {
    name: "one of three passes a leap second alone",
    ...toYearEnd,
    servers: [{ ...inserting, error: step(-SECOND, AT) }, honest, honest],
    client: { limits: { rms: 41e-6, max: 110e-6, moments: [none] } },
  },
  {
    name: "all announce a leap second when no month ends",
    ...run,
    startSeconds: daysToSeconds(2026, 12, 20) - AT,
    servers: [inserting, inserting, inserting],
    client: { limits: { rms: 36e-6, max: 110e-6, moments: [none] } },
  },
]);
