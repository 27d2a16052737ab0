/** Trials: a true server, and a crystal that is wrong in one way or another. */
import { constant, daily, ofTemperature, ramp, sine, step, sum, type Course } from "../course.js";
import { exponential } from "../delay.js";
import { type OscillatorOptions } from "../oscillator.js";
import { type Polls } from "../scenario.js";
import { type Trial } from "./trial.js";

const run = { seconds: 30_000, settling: 5_000 };
const days = { seconds: 6 * 86_400, settling: 2 * 86_400 };
const AT = 15_000;
const RARELY: Polls = { min: 6, max: 10 };
const servers = [{ there: exponential(10e-3, 0.5e-3) }];

const usual = (frequency: Course): OscillatorOptions => ({ frequency, walk: 1e-9 });
const poor = { frequency: constant(30e-6), walk: 2e-8 };

/** An AT cut: a part in 30 million for the square of each degree from its turnover on, and some slope there. */
const ofHeat = (temperature: Course): Course => ofTemperature(temperature, 25, 0.1e-6, -0.035e-6);
const day = daily(28, 8);
const hour = sum(constant(28), sine(5, 3600));

export const CRYSTALS: readonly Trial[] = Object.freeze<Trial[]>([
  {
    name: "perfect",
    ...run,
    servers,
    client: { oscillator: {}, limits: { rms: 36e-6, max: 140e-6 } },
  },
  {
    name: "192 ppm too fast, the worst that was seen",
    ...run,
    servers,
    client: { oscillator: usual(constant(192e-6)), limits: { rms: 57e-6, max: 200e-6, toMillisecond: 73 } },
  },
  {
    name: "192 ppm too slow",
    ...run,
    servers,
    client: { oscillator: usual(constant(-192e-6)), limits: { rms: 57e-6, max: 190e-6, toMillisecond: 104 } },
  },
  { name: "poor", ...run, servers, client: { oscillator: poor, limits: { rms: 190e-6, max: 930e-6 } } },
  {
    name: "poor, and rarely compared",
    ...run,
    polls: RARELY,
    servers,
    client: { oscillator: poor, limits: { rms: 1.5e-3, max: 5.2e-3, requests: 94 } },
  },
  {
    name: "2 ppm faster from one second to the next",
    ...run,
    servers,
    client: { oscillator: usual(step(2e-6, AT)), limits: { rms: 99e-6, max: 890e-6 } },
  },
  {
    name: "2 ppm faster from one second to the next, and rarely compared",
    ...run,
    polls: RARELY,
    servers,
    client: { oscillator: usual(step(2e-6, AT)), limits: { rms: 1.7e-3, max: 7.8e-3, requests: 86 } },
  },
  {
    name: "20 ppm faster from one second to the next",
    ...run,
    servers,
    client: { oscillator: usual(step(20e-6, AT)), limits: { rms: 270e-6, max: 5.1e-3 } },
  },
  {
    name: "5 ppm faster within half an hour",
    ...run,
    servers,
    client: { oscillator: usual(ramp(5e-6, AT, AT + 1800)), limits: { rms: 160e-6, max: 1.2e-3 } },
  },
  {
    name: "warm and cold within the hour",
    ...run,
    servers,
    client: { oscillator: usual(ofHeat(hour)), limits: { rms: 210e-6, max: 860e-6 } },
  },
  {
    name: "warm and cold within the hour, with a thermometer",
    seconds: 60_000,
    settling: 20_000,
    servers,
    client: {
      hasThermometer: true,
      oscillator: { ...usual(ofHeat(hour)), temperature: hour },
      limits: { rms: 190e-6, max: 820e-6 },
    },
  },
  {
    name: "warm days and cold nights",
    ...days,
    polls: RARELY,
    servers,
    client: { oscillator: usual(ofHeat(day)), limits: { rms: 720e-6, max: 4.5e-3, requests: 553 } },
  },
  {
    name: "warm days and cold nights, with a thermometer",
    ...days,
    polls: RARELY,
    servers,
    client: {
      hasThermometer: true,
      oscillator: { ...usual(ofHeat(day)), temperature: day },
      limits: { rms: 320e-6, max: 1.7e-3, requests: 553 },
    },
  },
]);
