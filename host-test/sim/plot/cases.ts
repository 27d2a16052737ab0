/** A case: one scenario at one range of polls, run with many seeds. What is told of it are medians. */
import { median } from "../figures.js";
import { oracleRms } from "../oracle.js";
import { type PeerFigures, PEERS } from "../peers.js";
import { runScenario, type Outcome, type Polls, type Scenario } from "../scenario.js";
import { POLLS } from "../scenarios.js";

/** The figures of many runs, in seconds and s/s, beside those of others. */
export interface Case {
  readonly scenario: Scenario;
  readonly polls: Polls;
  readonly rms: number;
  readonly p95: number;
  readonly max: number;
  readonly rmsFrequency: number;
  /** In seconds; Infinity: never. */
  readonly toMillisecond: number;
  readonly toTenth: number;
  readonly requests: number;
  /** RMS of the oracle, given the same samples. */
  readonly oracle: number;
  /** The run with the median RMS. */
  readonly shown: Outcome;
  readonly chrony: PeerFigures;
  readonly ntpd: PeerFigures;
  /** RMS of the Kalman filter that was here before, in µs. */
  readonly kalman: number;
}

/**
 * The RMS of a Kalman filter of phase and frequency, each sample's variance by how much longer than the quickest its
 * round trip took: this node's until it learned of queues. Medians of 30 seeds in this simulator, in µs.
 */
const KALMAN: Readonly<Record<string, readonly [number, number]>> = Object.freeze({
  S1: [5.2, 15],
  S2: [131, 492],
  S3: [335, 1540],
  S4: [83, 273],
  S5: [68, 84],
  S6: [25, 110],
});

/** Runs `scenario` with the seeds from 1 to `seeds`. */
export function runCase(scenario: Scenario, polls: Polls, seeds: number): Case {
  const outcomes = Array.from({ length: seeds }, (_, i) => runScenario(scenario, polls, i + 1));
  const of = (figure: (outcome: Outcome) => number): number => median(outcomes.map(figure));
  const rms = of(({ figures }) => figures.rms);
  const { chrony, ntpd } = PEERS[scenario.name];
  const range = POLLS.findIndex(({ min, max }) => min === polls.min && max === polls.max);
  return {
    scenario,
    polls,
    rms,
    p95: of(({ figures }) => figures.p95),
    max: of(({ figures }) => figures.max),
    rmsFrequency: of(({ figures }) => figures.rmsFrequency),
    toMillisecond: of(({ figures }) => figures.toMillisecond),
    toTenth: of(({ figures }) => figures.toTenth),
    requests: of(({ requests }) => requests),
    oracle: of(outcome => oracleRms(outcome) ?? NaN),
    shown: outcomes.find(({ figures }) => figures.rms === rms)!,
    chrony: chrony[range],
    ntpd: ntpd[range],
    kalman: KALMAN[scenario.name][range],
  };
}

/** What each scenario is, in a few words. */
export const NAMES: Readonly<Record<string, string>> = Object.freeze({
  S1: "LAN: 100 µs, and 20 µs of queue each way",
  S2: "WAN: 20 ms, and 2 ms of queue each way",
  S3: "Wi-Fi and a poor crystal: 2 ms, and 3 ms of queue each way",
  S4: "bursts and popcorn: 5 ms, 0.5 ms of queue each way; some packets are 100 ms late",
  S5: "temperature: ±3 ppm an hour; 500 µs, and 100 µs of queue each way",
  S6: "cold start: 100 ppm and 60 ms wrong; 1 ms, and 200 µs of queue each way",
});
