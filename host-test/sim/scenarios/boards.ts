/** Trials: a true server, and a board whose counter leaps or stands still, or whose task is too busy. */
import { Happening } from "../../../src/core/happening.js";
import { ClockState } from "../../../src/core/system.js";
import { DAY } from "../../../src/time/calendar.js";
import { MILLISECOND, SECOND } from "../../../src/time/fixed.js";
import { exponential } from "../delay.js";
import { type OscillatorOptions } from "../oscillator.js";
import { stall } from "./actions.js";
import { CRYSTAL, type NodeSetting, type Planned, type Trial } from "./trial.js";

const run = { seconds: 20_000, settling: 5_000 };
const END = 19_999;
const AT = 10_000;
/** By then it is believed: after a register full of samples, and 15 minutes (RFC 5905 WATCH). */
const BELIEVED = AT + 60 + 8 * 64 + 900 + 2 * 64;
const server = { there: exponential(5e-3, 0.5e-3) };
const servers = [server];
const followed = { second: END, stratum: 2, state: ClockState.Synchronized };

/** The clock is wrong all at once, which nothing on the board tells; found out and put right by a step. */
function misled(oscillator: OscillatorOptions): NodeSetting {
  return {
    oscillator: { ...CRYSTAL, ...oscillator },
    limits: {
      honestUntil: AT,
      // A majority lost on the way is believed sooner when it is found again.
      tells: { [Happening.Stepped]: 1, [Happening.Holdover]: [0, 1], [Happening.Unsynchronized]: [0, 1] },
      spans: [{ from: BELIEVED, to: END, within: 1e-3 }],
      moments: [followed],
    },
  };
}

/** Too busy for `seconds`, every so often. */
function stalls(seconds: number, every: number): readonly Planned[] {
  return Array.from({ length: Math.floor(run.seconds / every) }, (_, i) => [(i + 1) * every, stall(seconds)]);
}

export const BOARDS: readonly Trial[] = Object.freeze<Trial[]>([
  {
    name: "the counter leaps ahead by a second",
    ...run,
    servers,
    client: misled({ jumps: [{ at: AT, by: SECOND }] }),
  },
  {
    name: "the counter leaps ahead by a second, with three servers",
    ...run,
    servers: [server, server, server],
    client: misled({ jumps: [{ at: AT, by: SECOND }] }),
  },
  {
    name: "the counter leaps ahead by ten minutes, as after a deep sleep",
    ...run,
    servers,
    client: misled({ jumps: [{ at: AT, by: 600 * SECOND }] }),
  },
  {
    name: "the counter stands still for a minute",
    ...run,
    servers,
    client: misled({ pauses: [{ from: AT, to: AT + 60 }] }),
  },
  {
    name: "the counter leaps ahead by 50 ms: that is slewed",
    ...run,
    servers,
    client: {
      oscillator: { ...CRYSTAL, jumps: [{ at: AT, by: 50 * MILLISECOND }] },
      limits: {
        honestUntil: AT,
        spans: [
          { from: AT + 300, to: END, within: 5e-3 },
          { from: AT + 1000, to: END, within: 1e-3 },
        ],
        moments: [followed],
      },
    },
  },
  {
    name: "busy for a second every minute",
    ...run,
    servers,
    client: { limits: { rms: 57e-6, max: 170e-6, claim: 14e-3, moments: [followed] } },
    happens: stalls(1, 60),
  },
  {
    name: "busy for five seconds every five minutes",
    ...run,
    servers,
    client: { limits: { rms: 57e-6, max: 170e-6, claim: 14e-3, moments: [followed] } },
    happens: stalls(5, 300),
  },
  {
    name: "busy for twenty seconds every quarter of an hour",
    ...run,
    servers,
    client: { limits: { rms: 58e-6, max: 170e-6, claim: 14e-3, moments: [followed] } },
    happens: stalls(20, 900),
  },
  {
    name: "busy for half of the time",
    ...run,
    servers,
    client: { limits: { rms: 60e-6, max: 210e-6, claim: 14e-3, moments: [followed] } },
    happens: stalls(20, 40),
  },
  {
    name: "its clock ten days ahead at boot",
    ...run,
    servers,
    client: {
      bootOffset: 10 * DAY * SECOND,
      limits: { rms: 57e-6, max: 170e-6, synchronizedAt: 7, moments: [followed] },
    },
  },
  {
    name: "its clock ten days behind at boot",
    ...run,
    servers,
    client: {
      bootOffset: -10 * DAY * SECOND,
      limits: { rms: 57e-6, max: 170e-6, synchronizedAt: 7, moments: [followed] },
    },
  },
]);
