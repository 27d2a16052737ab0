/**
 * A commit on trial: unless it is confirmed in time, the configuration from before comes back by itself, also
 * when the console that asked for it is gone.
 */
import { type Q32, SECOND } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";
import { type Naming, type Signature } from "./commit.js";
import { type Configuration } from "./configuration.js";

/** What begins waits: `TimerPort` of the runtime. */
export interface Waits {
  after(delay: Q32, ring: () => void): { cancel(): void };
}

/** A trial as it is asked for. */
export interface TrialOrder extends Signature, Naming {
  /** Whose it is: the candidate that was committed. */
  readonly owner: object;
  /** When it ends by itself, by the counter. */
  readonly end: Instant;
}

/** One that is under way. */
export interface TrialUnderWay extends TrialOrder {
  /** The configuration from before. */
  readonly before: Configuration;
}

/** After how long going back is tried again, where the node refuses the configuration from before. */
const RETRY = 10 * SECOND;

export class Trial {
  readonly #waits: Waits;
  #underWay: TrialUnderWay | undefined;
  #wait: { cancel(): void } | undefined;

  constructor(waits: Waits) {
    this.#waits = waits;
  }

  get underWay(): TrialUnderWay | undefined {
    return this.#underWay;
  }

  /**
   * `goBack`: called in `delay`, answers whether it could; it is called again until it could. Throws while
   * another one is under way.
   */
  begin(trial: TrialUnderWay, delay: Q32, goBack: () => boolean): void {
    if (this.#underWay) throw new Error("a configuration is on trial already");
    this.#underWay = trial;
    const ring = (): void => {
      if (!goBack()) this.#wait = this.#waits.after(RETRY, ring);
    };
    this.#wait = this.#waits.after(delay, ring);
  }

  /** It is confirmed, or everything is as before. */
  end(): void {
    this.#wait?.cancel();
    this.#wait = undefined;
    this.#underWay = undefined;
  }
}
