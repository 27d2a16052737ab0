/** Trials: a server that errs, and nobody else to ask. */
import { Leap } from "../../../src/core/association.js";
import { Happening } from "../../../src/core/happening.js";
import { ClockState } from "../../../src/core/system.js";
import { SECOND } from "../../../src/time/fixed.js";
import { between, constant, ramp, step } from "../course.js";
import { exponential } from "../delay.js";
import { SERVERS, type Limits, type Trial } from "./trial.js";

const run = { seconds: 20_000, settling: 5_000 };
const END = 19_999;
const AT = 10_000;
/** So long a clock that others rely on resists (RFC 5905 WATCH). */
const WATCH = 900;
const there = exponential(10e-3, 0.5e-3);
const followed = {
  second: END,
  stratum: 2,
  leap: Leap.None,
  state: ClockState.Synchronized,
  peer: SERVERS[0],
};

/** The server jumped by `about` seconds at `AT`, and the clock goes with it, but not at once. */
const followsAfterWatch = (about: number): Limits => ({
  honestUntil: AT,
  tells: { [Happening.Stepped]: 1, [Happening.Holdover]: [0, 1] },
  spans: [
    { from: 5000, to: AT + WATCH, within: 1e-3 },
    { from: AT + WATCH + 200, to: END, about, within: 1e-3 },
  ],
  moments: [followed],
});

export const LONE_SERVERS: readonly Trial[] = Object.freeze<Trial[]>([
  {
    name: "jumps by a second: is followed after a quarter of an hour",
    ...run,
    servers: [{ there, error: step(SECOND, AT) }],
    client: { limits: followsAfterWatch(1) },
  },
  {
    name: "jumps back by ten minutes: is followed after a quarter of an hour",
    ...run,
    servers: [{ there, error: step(-600 * SECOND, AT) }],
    client: { limits: followsAfterWatch(-600) },
  },
  {
    name: "jumps by a second for ten minutes: is not followed",
    ...run,
    servers: [{ there, error: between(AT, AT + 600, constant(SECOND)) }],
    client: {
      limits: { rms: 53e-6, max: 170e-6, tells: { [Happening.Holdover]: [0, 1] }, moments: [followed] },
    },
  },
  {
    name: "jumps by an hour: is refused",
    ...run,
    servers: [{ there, error: step(3600 * SECOND, AT) }],
    client: {
      limits: {
        max: 1.3e-3,
        tells: { [Happening.Refused]: 1, [Happening.Holdover]: 1 },
        moments: [{ second: END, stratum: 2, state: ClockState.Holdover, peer: "" }],
      },
    },
  },
  {
    name: "jumps by an hour and back after one: is refused, and then followed",
    ...run,
    servers: [{ there, error: between(AT, AT + 3600, constant(3600 * SECOND)) }],
    client: {
      limits: {
        max: 590e-6,
        tells: { [Happening.Refused]: 1, [Happening.Holdover]: 1 },
        moments: [followed],
      },
    },
  },
  {
    name: "drifts away by 50 ppm: is followed, as a crystal that has changed would be",
    ...run,
    servers: [{ there, error: ramp(SECOND / 2, AT, 20_000) }],
    client: {
      limits: {
        honestUntil: AT,
        spans: [{ from: 19_000, to: END, about: 0.475, within: 0.035 }],
        moments: [followed],
      },
    },
  },
  {
    name: "comes back five seconds ahead, and mends within minutes: is not followed meanwhile",
    ...run,
    servers: [{ there, isUp: s => s < 8000 || s >= 9000, error: between(8500, 9400, constant(5 * SECOND)) }],
    client: { limits: { rms: 65e-6, max: 230e-6, tells: { [Happening.Holdover]: 1 }, moments: [followed] } },
  },
  {
    name: "has no time for an hour, but is right: the clock goes on",
    ...run,
    servers: [{ there }],
    client: {
      limits: {
        rms: 180e-6,
        max: 590e-6,
        tells: { [Happening.Holdover]: 1 },
        moments: [{ second: AT + 3000, stratum: 2, state: ClockState.Holdover }, followed],
      },
    },
    happens: [
      [AT, ({ servers }) => void (servers[0].leap = Leap.Unsynchronized)],
      [AT + 3600, ({ servers }) => void (servers[0].leap = Leap.None)],
    ],
  },
]);
