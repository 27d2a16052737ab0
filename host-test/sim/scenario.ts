/** A scenario of one server whose clock is perfect and one client: what is given, and how it is run. */
import { SECOND } from "../../src/time/fixed.js";
import { type Delay } from "./delay.js";
import { type Course } from "./course.js";
import { figuresOf, type Figures } from "./figures.js";
import { type Oscillator } from "./oscillator.js";
import { Probe } from "./probe.js";
import { SampleLog, type Sample } from "./sample-log.js";
import { World } from "./world.js";

export interface Scenario {
  readonly name: string;
  /** How long, in seconds, and from when on errors count. */
  readonly seconds: number;
  readonly settling: number;
  /** How much too fast the client's counter is, in s/s, and the deviation of its step every second. */
  readonly frequency: Course;
  readonly walk: number;
  /** How far the client's clock is ahead at the start, in seconds. */
  readonly offset: number;
  readonly there: Delay;
  readonly back: Delay;
}

/** Between how many seconds and how many a client may poll, log2. */
export interface Polls {
  readonly min: number;
  readonly max: number;
}

/** What came of a run. */
export interface Outcome {
  readonly scenario: Scenario;
  readonly polls: Polls;
  readonly seed: number;
  readonly figures: Figures;
  /** Second by second. */
  readonly probe: Probe;
  /** Requests that the client sent. */
  readonly requests: number;
  /** Its exchanges, measured against its counter; `oscillator.ahead` is the truth about that. */
  readonly samples: readonly Sample[];
  readonly oscillator: Oscillator;
}

const SERVER = "192.0.2.1";
const CLIENT = "192.0.2.2";

/** Runs `scenario` from a cold start; the same seed gives the same outcome, on every engine. */
export function runScenario(scenario: Scenario, polls: Polls, seed: number): Outcome {
  const world = new World(seed);
  const { frequency, walk, offset, there, back } = scenario;
  const server = world.server({ address: SERVER });
  const client = world.host({
    addresses: [CLIENT],
    oscillator: { frequency, walk },
    bootOffset: Math.round(offset * SECOND),
  });
  world.link(client, server, { delay: there }, { delay: back });
  const log = (client.log = new SampleLog(world));
  const probe = new Probe(client);
  const range = `minpoll ${polls.min} maxpoll ${polls.max}`;
  client.start({ config: `ntp-service enable\nntp-service unicast-server ${SERVER} ${range} iburst` });
  world.run(scenario.seconds);
  return {
    scenario,
    polls,
    seed,
    figures: figuresOf(probe, scenario.settling),
    probe,
    requests: client.requests,
    samples: log.samples,
    oscillator: client.oscillator,
  };
}
