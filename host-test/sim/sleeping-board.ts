/**
 * A machine that sleeps: all that its program knew is gone, but for a line of text and a counter of its own,
 * which runs by an oscillator that is off by per cents, is compared with the crystal whenever the machine starts,
 * and does what it likes in between.
 */
import { type Clock } from "../../src/runtime/clock.js";
import { Sleeper } from "../../src/runtime/sleeper.js";
import { type SleepPort } from "../../src/runtime/sleep-port.js";
import { SECOND, type Rate } from "../../src/time/fixed.js";
import { type Instant, Timestamp } from "../../src/time/moment.js";
import { type Chance } from "./chance.js";
import { type Host } from "./host.js";
import { Oscillator, type OscillatorOptions } from "./oscillator.js";
import { TrueTime } from "./true-time.js";

export interface SleepingOptions {
  readonly oscillator: OscillatorOptions;
  /** Of its kind, in s/s. Default: 5 %, as of an RC oscillator. */
  readonly tolerance?: number;
  /** What a comparison with the crystal is wrong by, as a deviation in s/s. Default: 100 ppm. */
  readonly blur?: number;
  /** How long the machine takes from waking up to its program, in seconds. */
  readonly startSec?: number;
}

export class SleepingBoard {
  /** What outlives the sleep: the text, unless the power goes. */
  kept: string | undefined = undefined;
  sleeper!: Sleeper;
  /** How long it was last asleep, in seconds of true time. */
  sleptSec = 0;
  readonly #host: Host;
  readonly #options: SleepingOptions;
  readonly #slow: Oscillator;
  readonly #chance: Chance;
  readonly #wakes = new TrueTime();

  constructor(host: Host, options: SleepingOptions) {
    const { world, name } = host;
    this.#host = host;
    this.#options = options;
    this.#slow = new Oscillator(options.oscillator, world.chance(`${name}: sleeping counter`));
    this.#chance = world.chance(`${name}: calibration`);
  }

  /** The program begins. */
  start(): Sleeper {
    const { kept } = this;
    const { tolerance = 0.05 } = this.#options;
    const port: SleepPort = {
      tolerance: Math.round(tolerance * SECOND),
      calibration: this.#calibrate(),
      kept,
      read: into => this.#slow.counter(this.#host.world.now, into),
      sleep: (text, until) => this.#sleep(text, until),
    };
    this.kept = undefined;
    return (this.sleeper = new Sleeper(port, this.#host));
  }

  /** Sleeps as `begin` has the sleeper do, and starts again. */
  sleep(begin: (sleeper: Sleeper) => void): Sleeper {
    const { world } = this.#host;
    begin(this.sleeper);
    const { startSec = 0 } = this.#options;
    this.sleptSec = this.#wakes.seconds - world.now.seconds;
    world.run(Math.max(this.sleptSec, 0) + startSec);
    return this.start();
  }

  #sleep(text: string, until: Instant): void {
    this.kept = text;
    this.#slow.trueTime(until, this.#host.world.now, this.#wakes);
  }

  /** Over the second that begins now. */
  #calibrate(): Rate {
    const { now } = this.#host.world;
    const { blur = 100e-6 } = this.#options;
    const gained = (one: Oscillator): number => one.ahead(now.second + 1) - one.ahead(now.second);
    const ratio = (SECOND + gained(this.#host.oscillator)) / (SECOND + gained(this.#slow));
    return Math.round((ratio - 1 + blur * this.#chance.normal()) * SECOND);
  }
}

/** How far ahead of true time a clock is, in milliseconds. */
export function millisecondsAhead(clock: Clock, host: Host): number {
  const [shown, truth] = [new Timestamp(), new Timestamp()];
  clock.time(shown);
  host.trueTime(truth);
  return (shown.since(truth) / SECOND) * 1000;
}
