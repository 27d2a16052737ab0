/** Trials: several servers, some of which err, lie, collude, die and come back. */
import { Leap } from "../../../src/core/association.js";
import { Happening } from "../../../src/core/happening.js";
import { ClockState } from "../../../src/core/system.js";
import { MILLISECOND, SECOND, type Q32 } from "../../../src/time/fixed.js";
import { constant, ramp, step, type Course } from "../course.js";
import { exponential } from "../delay.js";
import { type ServerSetting, type Trial } from "./trial.js";

const run = { seconds: 20_000, settling: 5_000 };
const END = 19_999;
const AT = 10_000;
const honest: ServerSetting = { there: exponential(10e-3, 0.5e-3) };
const wrong = (error: Course): ServerSetting => ({ ...honest, error });
const jumping = (by: Q32): ServerSetting => wrong(step(by, AT));

/** 900 s from the first of its samples that is heard, and that may be the oldest of eight, polled every 64 s. */
const RESISTED = 900 - 8 * 64;
/** Both at once, or one before the other: then for a moment one stands against one. */
const EITHER_WAY = { [Happening.Unsynchronized]: [0, 1], [Happening.Holdover]: [0, 1] } as const;
const FALLING_SILENT: readonly ServerSetting[] = [0, 1].map(() => ({ ...honest, isUp: s => s < AT }));

/** What the client is at the end where a majority is left, and where there is none. */
const followed = { second: END, stratum: 2, leap: Leap.None, state: ClockState.Synchronized };
const lost = { second: END, stratum: 16, leap: Leap.Unsynchronized, peer: "" };

export const LIARS: readonly Trial[] = Object.freeze<Trial[]>([
  {
    name: "three, all honest",
    ...run,
    servers: [honest, honest, honest],
    client: { limits: { rms: 36e-6, max: 110e-6, claim: 19e-3, requests: 996, moments: [followed] } },
  },
  {
    name: "one of three jumps by a second",
    ...run,
    servers: [jumping(SECOND), honest, honest],
    client: { limits: { rms: 41e-6, max: 110e-6, claim: 20e-3, moments: [followed] } },
  },
  {
    name: "one of three jumps back by ten seconds",
    ...run,
    servers: [honest, jumping(-10 * SECOND), honest],
    client: { limits: { rms: 42e-6, max: 130e-6, claim: 20e-3, moments: [followed] } },
  },
  {
    name: "one of three jumps by an hour",
    ...run,
    servers: [honest, honest, jumping(3600 * SECOND)],
    client: { limits: { rms: 43e-6, max: 180e-6, claim: 20e-3, moments: [followed] } },
  },
  {
    name: "one of three is always 30 ms ahead",
    ...run,
    servers: [wrong(constant(30 * MILLISECOND)), honest, honest],
    client: { limits: { rms: 46e-6, max: 140e-6, claim: 19e-3, moments: [followed] } },
  },
  {
    name: "one of three dies and comes back",
    ...run,
    servers: [{ ...honest, isUp: s => s < 8000 || s >= 12_000 }, honest, honest],
    client: { limits: { rms: 36e-6, max: 110e-6, claim: 19e-3, moments: [followed] } },
  },
  {
    name: "one of three comes back five seconds ahead",
    ...run,
    servers: [{ ...wrong(step(5 * SECOND, 8500)), isUp: s => s < 8000 || s >= 9000 }, honest, honest],
    client: { limits: { rms: 41e-6, max: 110e-6, claim: 20e-3, moments: [followed] } },
  },
  {
    name: "one of three says that it has no time, and is right in that",
    ...run,
    servers: [{ ...wrong(constant(SECOND)), leap: Leap.Unsynchronized }, honest, honest],
    client: { limits: { rms: 52e-6, max: 140e-6, claim: 19e-3, moments: [followed] } },
  },
  {
    name: "two of three say that they have no time",
    ...run,
    servers: [
      { ...wrong(constant(SECOND)), leap: Leap.Unsynchronized },
      { ...wrong(constant(SECOND)), stratum: 16 },
      honest,
    ],
    client: { limits: { rms: 79e-6, max: 260e-6, claim: 20e-3, moments: [followed] } },
  },
  {
    name: "two of five collude, from the beginning",
    ...run,
    servers: [wrong(constant(SECOND / 2)), wrong(constant(SECOND / 2)), honest, honest, honest],
    client: { limits: { rms: 74e-6, max: 150e-6, claim: 19e-3, moments: [followed] } },
  },
  {
    name: "two of five jump together",
    ...run,
    servers: [jumping(SECOND / 2), jumping(SECOND / 2), honest, honest, honest],
    client: { limits: { rms: 72e-6, max: 150e-6, claim: 19e-3, moments: [followed] } },
  },
  {
    name: "two of five drift away together",
    ...run,
    servers: [
      wrong(ramp(SECOND / 2, 5000, 20_000)),
      wrong(ramp(SECOND / 2, 5000, 20_000)),
      honest,
      honest,
      honest,
    ],
    client: { limits: { rms: 68e-6, max: 150e-6, claim: 19e-3, moments: [followed] } },
  },
  {
    name: "three of seven collude, from the beginning",
    ...run,
    servers: [...colluding(3, constant(3600 * SECOND)), honest, honest, honest, honest],
    client: { limits: { rms: 53e-6, max: 150e-6, claim: 19e-3, moments: [followed] } },
  },
  {
    name: "three of seven jump together",
    ...run,
    servers: [...colluding(3, step(300 * MILLISECOND, AT)), honest, honest, honest, honest],
    client: { limits: { rms: 42e-6, max: 130e-6, claim: 19e-3, moments: [followed] } },
  },
  {
    name: "two, of which one jumps: neither is followed",
    ...run,
    servers: [honest, jumping(SECOND)],
    client: {
      limits: {
        tells: { [Happening.Unsynchronized]: 1 },
        spans: [{ from: AT, to: END, within: 5e-3 }],
        moments: [lost],
      },
    },
  },
  {
    name: "two, of which one jumps, the other being preferred: neither is followed",
    ...run,
    servers: [{ ...honest, options: "priority" }, jumping(SECOND)],
    client: {
      limits: {
        tells: { [Happening.Unsynchronized]: 1 },
        spans: [{ from: AT, to: END, within: 5e-3 }],
        moments: [lost],
      },
    },
  },
  {
    name: "the honest two of three fall silent: the third is resisted as any other",
    ...run,
    servers: [wrong(constant(5 * SECOND)), ...FALLING_SILENT],
    client: {
      limits: {
        honestUntil: AT + RESISTED,
        tells: { ...EITHER_WAY, [Happening.Stepped]: 1 },
        spans: [
          { from: AT, to: AT + RESISTED, within: 5e-3 },
          { from: AT + 1500, to: END, about: 5, within: 5e-3 },
        ],
      },
    },
  },
  {
    name: "the honest two of three fall silent: beyond the panic threshold the third is never believed",
    ...run,
    servers: [wrong(constant(2000 * SECOND)), ...FALLING_SILENT],
    client: {
      limits: {
        tells: { ...EITHER_WAY, [Happening.Refused]: 1 },
        spans: [{ from: AT, to: END, within: 50e-3 }],
      },
    },
  },
  {
    name: "three that lie in three ways: none is followed",
    ...run,
    servers: [wrong(constant(SECOND / 2)), wrong(constant(2 * SECOND)), wrong(constant(-SECOND))],
    client: {
      limits: {
        honestUntil: 0,
        tells: {},
        spans: [{ from: 0, to: END, about: 20e-3, within: 0.5 }],
        moments: [lost],
      },
    },
  },
]);

function colluding(count: number, error: Course): readonly ServerSetting[] {
  return Array.from({ length: count }, () => wrong(error));
}
