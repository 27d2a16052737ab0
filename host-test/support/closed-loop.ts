/**
 * A closed loop in virtual time: a perfect server, a path with chance delays, a counter with a wandering
 * frequency, and the real filter, selection, discipline and software clock. Fifty thousand seconds take
 * a fraction of one.
 */
import { Association, Leap } from "../../src/core/association.js";
import { DisciplineAction } from "../../src/core/discipline-action.js";
import { Discipline } from "../../src/core/discipline.js";
import { NO_LOCAL_STRATUM, Selection } from "../../src/core/selection.js";
import { AssociationKind } from "../../src/core/settings.js";
import { SoftwareClock } from "../../src/core/software-clock.js";
import { half, PHI, scale, SECOND, type Q32 } from "../../src/time/fixed.js";
import { Instant, Timestamp } from "../../src/time/moment.js";
import { Chance } from "./chance.js";

const RULES = { maxDistance: 1.5 * SECOND, localStratum: NO_LOCAL_STRATUM, followsServers: true };
const PRECISION = Math.round(SECOND / 1e6);

export interface Scenario {
  readonly seconds: number;
  readonly minPollLog2: number;
  readonly maxPollLog2: number;
  /** How much faster than true time the counter runs in the second `at`, without the walk. */
  readonly frequency: (at: number) => number;
  /** Deviation of the frequency's step from second to second. */
  readonly walk: number;
  /** How far the clock is ahead at the start, in seconds. */
  readonly offset: number;
  /** One way, in seconds. */
  readonly delay: (chance: Chance, at: number, way: Way) => number;
  /** When seconds are counted into the results from; default 10,000. */
  readonly settled?: number;
}

export const enum Way {
  ToServer,
  ToClient,
}

export interface Outcome {
  /** Of the clock's true error once a second, once settled: seconds. */
  readonly rms: number;
  readonly max: number;
  /** Of the clock's true frequency error, slews and all. */
  readonly rmsFrequency: number;
  /** The first second after which the error stays below a millisecond, below 100 µs, for 600 s. */
  readonly toMillisecond: number;
  readonly toTenth: number;
  /** When the clock was first corrected. */
  readonly firstCorrection: number;
  readonly requests: number;
  readonly steps: number;
  readonly spikes: number;
  /** Whether two readings ever went backwards, steps aside. */
  readonly wentBack: boolean;
  /** The true error at each second. */
  readonly errors: Float64Array;
  readonly discipline: Discipline;
}

/** Runs a scenario from a cold start; the same seed gives the same outcome. */
export function run(of: Scenario, seed: number): Outcome {
  return new ClosedLoop(of, seed).run();
}

class ClosedLoop {
  readonly #scenario: Scenario;
  readonly #chance: Chance;
  readonly #clock = new SoftwareClock();
  readonly #discipline = new Discipline(this.#clock);
  readonly #selection = new Selection(1);
  readonly #association = new Association(0);
  /** The counter at the current second, and what it gains on it. */
  #second = 0;
  #gained: Q32 = 0;
  #rate = 0;
  #walked = 0;
  #requests = 0;
  #steps = 0;
  #spikes = 0;
  #firstCorrection = Infinity;
  #wentBack = false;
  #lastShown: Q32 = -Infinity;

  constructor(of: Scenario, seed: number) {
    this.#scenario = of;
    this.#chance = new Chance(seed);
    this.#association.settings = {
      kind: AssociationKind.Client,
      host: "192.0.2.1",
      family: undefined,
      port: 123,
      version: 4,
      minPollLog2: of.minPollLog2,
      maxPollLog2: of.maxPollLog2,
      burst: false,
      iburst: false,
      prefer: false,
      preempt: false,
      source: "",
    };
    this.#association.leap = Leap.None;
    this.#association.stratum = 1;
    this.#association.rootDispersion = 0;
    this.#association.isHeard = true;
    this.#association.reach = 255;
  }

  run(): Outcome {
    const { seconds, minPollLog2, maxPollLog2, offset } = this.#scenario;
    this.#discipline.setPollRange(minPollLog2, maxPollLog2);
    const start = new Timestamp();
    start.set(EPOCH, 0);
    start.add(Math.round(offset * SECOND));
    this.#clock.set(this.#instant(0), start);
    const errors = new Float64Array(seconds);
    let next = 0;
    for (this.#second = 0; this.#second < seconds; this.#second++) {
      this.#drift();
      errors[this.#second] = this.#error() / SECOND;
      if (this.#second < next) continue;
      this.#exchange();
      next += this.#requests < 4 ? 2 : 2 ** this.#discipline.pollLog2;
    }
    return this.#outcome(errors);
  }

  #drift(): void {
    if (this.#second > 0) this.#gained += Math.round(this.#rate * SECOND);
    this.#walked += this.#scenario.walk * this.#chance.normal();
    this.#rate = this.#scenario.frequency(this.#second) + this.#walked;
  }

  /** The counter at `into` (units) this second. */
  #instant(into: Q32): Instant {
    const instant = new Instant();
    instant.set(this.#second, 0);
    instant.add(into + this.#gained + Math.round(this.#rate * into));
    return instant;
  }

  #error(): Q32 {
    const shown = new Timestamp();
    const truth = new Timestamp();
    this.#clock.read(this.#instant(0), shown);
    truth.set(EPOCH + this.#second, 0);
    return shown.since(truth);
  }

  #exchange(): void {
    const { delay } = this.#scenario;
    this.#requests++;
    const there = Math.round(delay(this.#chance, this.#second, Way.ToServer) * SECOND);
    const back = Math.round(delay(this.#chance, this.#second, Way.ToClient) * SECOND);
    if (there + back >= SECOND) return; // as good as lost
    const departed = this.#instant(0);
    const arrived = this.#instant(there + back);
    const server = new Timestamp();
    const t1 = new Timestamp();
    const t4 = new Timestamp();
    server.set(EPOCH + this.#second, there);
    this.#clock.aim(departed, t1);
    this.#clock.aim(arrived, t4);
    const offset = half(server.since(t1) + server.since(t4));
    const roundTrip = t4.since(t1);
    this.#watch(arrived);
    this.#sample(offset, roundTrip, arrived);
    this.#watch(arrived);
  }

  #sample(offset: Q32, delay: Q32, at: Instant): void {
    const { filter } = this.#association;
    const discipline = this.#discipline;
    const selection = this.#selection;
    this.#association.pollLog2 = discipline.pollLog2;
    const dispersion = PRECISION + scale(delay, PHI);
    filter.add(offset, Math.max(delay, PRECISION), dispersion, at, at);
    selection.select([this.#association], at, RULES);
    if (selection.peer === undefined) return;
    discipline.prime(filter);
    const action = discipline.update(selection.offset, selection.jitter, filter.delay, filter.takenAt, at);
    if (action === DisciplineAction.Spike) this.#spikes++;
    if (action !== DisciplineAction.Slewed && action !== DisciplineAction.Stepped) return;
    if (action === DisciplineAction.Stepped) {
      this.#steps++;
      this.#lastShown = -Infinity;
    }
    filter.steered(discipline.moved, discipline.turned, at);
    this.#firstCorrection = Math.min(this.#firstCorrection, this.#second);
  }

  #watch(at: Instant): void {
    const shown = new Timestamp();
    const start = new Timestamp();
    start.set(EPOCH, 0);
    this.#clock.read(at, shown);
    const since = shown.since(start);
    if (since < this.#lastShown) this.#wentBack = true;
    this.#lastShown = since;
  }

  #outcome(errors: Float64Array): Outcome {
    const settled = this.#scenario.settled ?? 10_000;
    let squares = 0;
    let max = 0;
    let frequencySquares = 0;
    for (let i = settled; i < errors.length; i++) {
      squares += errors[i] ** 2;
      max = Math.max(max, Math.abs(errors[i]));
      frequencySquares += (errors[i] - errors[i - 1]) ** 2;
    }
    const count = errors.length - settled;
    return {
      rms: Math.sqrt(squares / count),
      max,
      rmsFrequency: Math.sqrt(frequencySquares / count),
      toMillisecond: timeTo(errors, 1e-3),
      toTenth: timeTo(errors, 1e-4),
      firstCorrection: this.#firstCorrection,
      requests: this.#requests,
      steps: this.#steps,
      spikes: this.#spikes,
      wentBack: this.#wentBack,
      errors,
      discipline: this.#discipline,
    };
  }
}

const EPOCH = 4_004_121_600;

function timeTo(errors: Float64Array, limit: number): number {
  let within = 0;
  for (let i = 0; i < errors.length; i++) {
    within = Math.abs(errors[i]) < limit ? within + 1 : 0;
    if (within === 600) return i - 599;
  }
  return Infinity;
}

/** The six that implementations are compared in: each way's delay, the counter's error, the first offset. */
export function scenario(name: keyof typeof SCENARIOS, minPollLog2: number, maxPollLog2: number): Scenario {
  return { ...SCENARIOS[name], minPollLog2, maxPollLog2 };
}

const SCENARIOS = {
  S1: {
    seconds: 50_000,
    frequency: () => 10e-6,
    walk: 1e-9,
    offset: 1e-3,
    delay: (chance: Chance) => 100e-6 + 20e-6 * chance.exponential(),
  },
  S2: {
    seconds: 50_000,
    frequency: () => 10e-6,
    walk: 1e-9,
    offset: 10e-3,
    delay: (chance: Chance) => 20e-3 + 2e-3 * chance.exponential(),
  },
  S3: {
    seconds: 50_000,
    frequency: () => 30e-6,
    walk: 1e-8,
    offset: 20e-3,
    delay: (chance: Chance) => 2e-3 + 3e-3 * chance.exponential(),
  },
  S4: {
    seconds: 50_000,
    frequency: () => 10e-6,
    walk: 1e-9,
    offset: 10e-3,
    delay: (chance: Chance, at: number, way: Way) => {
      let delay = 5e-3 + 0.5e-3 * chance.exponential();
      if (chance.uniform() < 0.03) delay += 0.1 * chance.exponential();
      if (way === Way.ToServer && Math.abs((at % 900) - 450) <= 60) delay += 0.02 * chance.exponential();
      return delay;
    },
  },
  S5: {
    seconds: 50_000,
    frequency: (at: number) => 10e-6 + 3e-6 * Math.sin((2 * Math.PI * at) / 3600),
    walk: 1e-9,
    offset: 1e-3,
    delay: (chance: Chance) => 500e-6 + 100e-6 * chance.exponential(),
  },
  S6: {
    seconds: 20_000,
    frequency: () => 100e-6,
    walk: 1e-9,
    offset: 60e-3,
    delay: (chance: Chance) => 1e-3 + 200e-6 * chance.exponential(),
  },
} as const;
