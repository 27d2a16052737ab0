/** Trials: a true server, and what networks do to packets on the way. */
import { Happening } from "../../../src/core/happening.js";
import { always, exponential, gamma, normal, pareto, sometimes, sum, uniform } from "../delay.js";
import { type Trial } from "./trial.js";

const run = { seconds: 30_000, settling: 5_000 };

const wifi = exponential(2e-3, 1e-3);
const late = sum(wifi, sometimes(0.05, uniform(0.5, 2.5)));

export const NOISE: readonly Trial[] = Object.freeze<Trial[]>([
  {
    name: "no queues at all",
    ...run,
    servers: [{ there: always(5e-3) }],
    client: { limits: { rms: 2.1e-6, max: 8.3e-6, claim: 13e-3, toMillisecond: 8 } },
  },
  {
    name: "delays that are normally distributed",
    ...run,
    servers: [{ there: normal(10e-3, 0.5e-3) }],
    client: { limits: { rms: 330e-6, max: 1.6e-3, claim: 19e-3 } },
  },
  {
    name: "delays that are evenly distributed",
    ...run,
    servers: [{ there: uniform(5e-3, 7e-3) }],
    client: { limits: { rms: 200e-6, max: 1.2e-3, claim: 14e-3 } },
  },
  {
    name: "five queues in a row",
    ...run,
    servers: [{ there: gamma(10e-3, 5, 0.2e-3) }],
    client: { limits: { rms: 170e-6, max: 880e-6, claim: 20e-3 } },
  },
  {
    name: "queues with a heavy tail",
    ...run,
    servers: [{ there: pareto(5e-3, 0.5e-3, 1.5) }],
    client: { limits: { rms: 53e-6, max: 190e-6, claim: 14e-3 } },
  },
  {
    name: "queues four times as long one way",
    ...run,
    servers: [{ there: exponential(5e-3, 2e-3), back: exponential(5e-3, 0.5e-3) }],
    client: { limits: { rms: 110e-6, max: 630e-6, claim: 14e-3 } },
  },
  {
    name: "half of the answers wait up to 300 ms for a station that sleeps",
    ...run,
    servers: [{ there: wifi, back: sum(wifi, sometimes(0.5, uniform(0, 0.3))) }],
    client: { limits: { rms: 1.6e-3, max: 2.8e-3, claim: 95e-3 } },
  },
  {
    name: "three exchanges in ten are lost",
    ...run,
    servers: [{ there: wifi, loss: 0.163 }],
    client: {
      limits: {
        rms: 120e-6,
        max: 400e-6,
        claim: 11e-3,
        requests: 522,
        tells: { [Happening.Holdover]: [0, 2] },
      },
    },
  },
  {
    name: "half of the exchanges are lost",
    ...run,
    servers: [{ there: wifi, loss: 0.293 }],
    client: {
      limits: {
        rms: 160e-6,
        max: 440e-6,
        claim: 12e-3,
        requests: 581,
        tells: { [Happening.Holdover]: [0, 20] },
      },
    },
  },
  {
    name: "one packet in three arrives twice",
    ...run,
    servers: [{ there: wifi, duplication: 1 / 3 }],
    client: { limits: { rms: 72e-6, max: 380e-6, claim: 9.8e-3 } },
  },
  {
    name: "one packet in twenty arrives a second or two late, and overtaken",
    ...run,
    servers: [{ there: late, duplication: 0.5 }],
    client: { limits: { rms: 100e-6, max: 400e-6, tells: { [Happening.Holdover]: [0, 9] } } },
  },
]);
