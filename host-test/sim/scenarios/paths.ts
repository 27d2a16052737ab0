/** Trials: a true server, the way to which changes, or is not the same there and back. */
import { always, changed, during, exponential, sum, type Delay } from "../delay.js";
import { type Trial } from "./trial.js";

const run = { seconds: 30_000, settling: 5_000 };
const AT = 15_000;
const path = exponential(10e-3, 0.5e-3);
const longer = sum(path, always(5e-3));

/** More than usual for ten minutes. */
const spell = (more: Delay): Delay =>
  sum(
    path,
    during(second => second >= AT && second < AT + 600, more),
  );
const isOddHalfHour = (second: number): boolean => second % 3600 >= 1800;

export const PATHS: readonly Trial[] = Object.freeze<Trial[]>([
  {
    name: "it becomes 5 ms longer, both ways",
    ...run,
    servers: [{ there: changed(AT, path, longer) }],
    client: { limits: { rms: 68e-6, max: 410e-6, claim: 25e-3 } },
  },
  {
    name: "it becomes 5 ms shorter, both ways",
    ...run,
    servers: [{ there: changed(AT, longer, path) }],
    client: { limits: { rms: 59e-6, max: 200e-6, claim: 20e-3 } },
  },
  {
    name: "it is 5 ms longer every other half hour",
    ...run,
    servers: [{ there: sum(path, during(isOddHalfHour, always(5e-3))) }],
    client: { limits: { rms: 95e-6, max: 710e-6, claim: 21e-3 } },
  },
  {
    name: "for ten minutes packets queue one way",
    ...run,
    servers: [{ there: spell(exponential(0, 20e-3)), back: path }],
    client: { limits: { rms: 60e-6, max: 260e-6, claim: 20e-3 } },
  },
  {
    name: "for ten minutes packets queue the other way",
    ...run,
    servers: [{ there: path, back: spell(exponential(0, 20e-3)) }],
    client: { limits: { rms: 60e-6, max: 210e-6, claim: 20e-3 } },
  },
  {
    name: "for ten minutes packets queue both ways",
    ...run,
    servers: [{ there: spell(exponential(0, 20e-3)) }],
    client: { limits: { rms: 60e-6, max: 260e-6, claim: 20e-3 } },
  },
  {
    name: "for ten minutes it is 20 ms longer one way, which nobody can tell from a clock",
    ...run,
    servers: [{ there: spell(always(20e-3)), back: path }],
    client: { limits: { rms: 2.2e-3, max: 18e-3, claim: 20e-3 } },
  },
  {
    name: "it becomes 5 ms longer one way, which nobody can tell from a clock",
    ...run,
    servers: [{ there: changed(AT, path, longer), back: path }],
    client: { limits: { rms: 2.6e-3, max: 4.8e-3, claim: 22e-3 } },
  },
  {
    name: "it is three times as long one way from the beginning",
    ...run,
    servers: [{ there: exponential(30e-3, 0.5e-3), back: path }],
    client: { limits: { rms: 14e-3, max: 14e-3, claim: 32e-3 } },
  },
]);
