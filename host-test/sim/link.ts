/**
 * A link, as two ways: one may be slower, lossier or more crowded than the other. Each packet's delay is drawn
 * for it alone when it is sent, so a later one may overtake it.
 */
import { Chance } from "./chance.js";
import { uniform, type Delay } from "./delay.js";

/** One way of a link; may be changed while the world runs. */
export interface WayOptions {
  delay: Delay;
  /** What share of the packets is lost, and what share arrives twice. Default none. */
  loss?: number;
  duplication?: number;
  /** Whether it is down in a given second. Default: never. */
  isDown?: (second: number) => boolean;
}

/** Where nothing else is said: 0.2 ms and up to 0.1 ms of queue. */
export const LOCAL_WAY: Readonly<WayOptions> = Object.freeze({ delay: uniform(0.2e-3, 0.3e-3) });

export class Way {
  options: Readonly<WayOptions>;
  readonly #chance: Chance;

  /** `name` says between whom, which tells its chance from that of other ways. */
  constructor(options: Readonly<WayOptions>, seed: number, name: string) {
    this.options = options;
    this.#chance = new Chance(seed, name);
  }

  /** How many copies of a packet sent at `second` arrive. */
  copies(second: number): number {
    const { isDown, loss = 0, duplication = 0 } = this.options;
    if (isDown?.(second)) return 0;
    if (loss > 0 && this.#chance.uniform() < loss) return 0;
    return duplication > 0 && this.#chance.uniform() < duplication ? 2 : 1;
  }

  /** Seconds that a packet sent at `second` takes. */
  delay(second: number): number {
    return this.options.delay(this.#chance, second);
  }
}
