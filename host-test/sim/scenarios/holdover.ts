/** Trials: all sources gone, for a while or for good. */
import { Leap } from "../../../src/core/association.js";
import { Happening } from "../../../src/core/happening.js";
import { ClockState } from "../../../src/core/system.js";
import { DAY } from "../../../src/time/calendar.js";
import { constant, daily, ofTemperature, sum } from "../course.js";
import { exponential } from "../delay.js";
import { replace, restart } from "./actions.js";
import { CLIENT, SERVERS, type Trial } from "./trial.js";

const HOUR = 3600;
const there = exponential(10e-3, 0.5e-3);

function goneFrom(from: number, to = Infinity): (second: number) => boolean {
  return second => second < from || second >= to;
}

const holding = { stratum: 2, leap: Leap.None, state: ClockState.Holdover, peer: "" };
const following = { stratum: 2, leap: Leap.None, state: ClockState.Synchronized, peer: SERVERS[0] };

const alone = {
  seconds: 10 * HOUR,
  settling: HOUR,
  servers: [{ there, isUp: goneFrom(4 * HOUR, 7 * HOUR) }],
};

const noons = daily(28, 8);
const warmed = { frequency: sum(constant(20e-6), ofTemperature(noons, 25, 0.1e-6, -0.035e-6)), walk: 1e-9 };
const month = {
  seeds: [1],
  seconds: 31 * DAY,
  settling: 5 * DAY,
  polls: { min: 6, max: 10 },
  servers: [{ there, isUp: goneFrom(30 * DAY) }],
};

const restarted = {
  seconds: 7 * HOUR,
  settling: HOUR,
  polls: { min: 6, max: 10 },
  oscillator: { frequency: constant(100e-6), walk: 1e-9 },
};

export const HOLDOVER: readonly Trial[] = Object.freeze<Trial[]>([
  {
    name: "the only source is gone for three hours: it returns to a clock that need not be stepped",
    ...alone,
    client: {
      limits: {
        rms: 700e-6,
        max: 2.1e-3,
        rate: 96e-6,
        claim: 20e-3,
        requests: 605,
        tells: { [Happening.Holdover]: 1 },
        moments: [
          { second: 4 * HOUR + 600, ...holding },
          { second: 7 * HOUR - 1, ...holding },
          { second: 7 * HOUR + 300, ...following },
        ],
      },
    },
  },
  {
    name: "all three sources are gone for three hours",
    ...alone,
    servers: [alone.servers[0], alone.servers[0], alone.servers[0]],
    client: {
      limits: {
        rms: 740e-6,
        max: 2.6e-3,
        rate: 130e-6,
        claim: 20e-3,
        requests: 1784,
        tells: { [Happening.Holdover]: 1 },
        moments: [{ second: 7 * HOUR - 1, ...holding }],
      },
    },
  },
  {
    name: "gone for good after ten minutes: nobody is served any more once a second may be wrong",
    seconds: 20 * HOUR,
    settling: 600,
    servers: [{ there, isUp: goneFrom(600) }],
    client: {
      limits: {
        max: 37e-3,
        tells: { [Happening.Holdover]: 1, [Happening.Unsynchronized]: 1 },
        moments: [
          { second: HOUR, ...holding },
          { second: 20 * HOUR - 1, stratum: 16, leap: Leap.Unsynchronized, peer: "" },
        ],
      },
    },
  },
  {
    name: "back after that",
    seconds: 30 * HOUR,
    settling: 28 * HOUR + 1200,
    servers: [{ there, isUp: goneFrom(600, 28 * HOUR) }],
    client: {
      limits: {
        rms: 64e-6,
        max: 180e-6,
        tells: { [Happening.Holdover]: 1, [Happening.Unsynchronized]: 1, [Happening.Stepped]: [0, 1] },
        moments: [
          { second: 28 * HOUR - 1, stratum: 16, leap: Leap.Unsynchronized },
          { second: 28 * HOUR + 1200, ...following },
        ],
      },
    },
  },
  {
    name: "thirty days of warm noons, then a day alone: the claim is not five times the error",
    ...month,
    client: {
      oscillator: warmed,
      limits: {
        tells: { [Happening.Holdover]: 1 },
        spans: [{ from: 30 * DAY, to: 31 * DAY, within: 50e-3, claims: 5 }],
      },
    },
  },
  {
    name: "thirty days of warm noons with a thermometer, then a day alone",
    ...month,
    client: {
      hasThermometer: true,
      oscillator: { ...warmed, temperature: noons },
      limits: {
        tells: { [Happening.Holdover]: 1 },
        spans: [{ from: 30 * DAY, to: 31 * DAY, within: 50e-3 }],
      },
    },
  },
  {
    name: "clients of a node that is alone know no less of their error than it does",
    seconds: 8 * HOUR,
    settling: 2 * HOUR,
    servers: [{ there, isUp: goneFrom(3 * HOUR) }],
    client: {
      limits: {
        max: 3.5e-3,
        claim: 150e-3,
        tells: { [Happening.Holdover]: 1 },
        moments: [{ second: 8 * HOUR - 1, ...holding }],
      },
    },
    others: [
      {
        address: "192.0.2.101",
        config: [`ntp-service unicast-server ${CLIENT} minpoll 4 maxpoll 6`],
        limits: {
          max: 3.5e-3,
          claim: 160e-3,
          moments: [{ second: 8 * HOUR - 1, stratum: 3, state: ClockState.Synchronized, peer: CLIENT }],
        },
      },
      {
        address: "192.0.2.102",
        config: ["ntp-service unicast-server 192.0.2.101"],
        limits: {
          max: 3.5e-3,
          claim: 170e-3,
          moments: [
            { second: 8 * HOUR - 1, stratum: 4, state: ClockState.Synchronized, peer: "192.0.2.101" },
          ],
        },
      },
    ],
  },
  {
    name: "restarted: with the crystal known it is right as soon as it has a source",
    ...restarted,
    servers: [{ there: exponential(1e-3, 0.04e-3) }],
    client: {
      oscillator: restarted.oscillator,
      limits: { spans: [{ from: 5 * HOUR + 16, to: 5 * HOUR + 600, within: 0.12e-3 }] },
    },
    happens: [[5 * HOUR, restart(10)]],
  },
  {
    name: "restarted, all forgotten: it takes minutes",
    ...restarted,
    servers: [{ there: exponential(1e-3, 0.04e-3) }],
    client: {
      oscillator: restarted.oscillator,
      limits: {
        spans: [
          { from: 5 * HOUR + 16, to: 5 * HOUR + 600, within: 0.3e-3 },
          { from: 5 * HOUR + 300, to: 5 * HOUR + 600, within: 0.12e-3 },
        ],
      },
    },
    happens: [[5 * HOUR, replace(10)]],
  },
  {
    name: "restarted without a source: with the crystal known it runs right for an hour, though nobody is told",
    ...restarted,
    servers: [{ there, isUp: goneFrom(5 * HOUR, 6 * HOUR) }],
    client: {
      oscillator: restarted.oscillator,
      limits: {
        spans: [{ from: 5 * HOUR + 11, to: 6 * HOUR, about: 20e-3, within: 2e-3 }],
        moments: [
          { second: 6 * HOUR - 1, stratum: 16, leap: Leap.Unsynchronized, state: ClockState.FrequencySet },
        ],
      },
    },
    happens: [[5 * HOUR, restart(10)]],
  },
]);
