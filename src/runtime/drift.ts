/**
 * The frequency correction outlives a restart: a node that knows its crystal keeps better time before
 * its first sample, and needs fewer of them. Stored as parts per million, as in others' drift files.
 */
import { PPM, SECOND, type Rate } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { Crystal } from "../core/crystal.js";
import { MAXFREQ } from "../core/software-clock.js";
import { type StorePort } from "./ports.js";

/** Under which name it is stored. */
export const DRIFT = "drift";

/** Flash wears out; and a frequency is known well enough to be relied on only after a while. */
const WRITE_EVERY = 3600 * SECOND;

/** What is not worth a write. */
const WORTH = Math.round(0.05 * PPM);

const DECIMALS = 3;

/** The stored frequency correction of this board. */
export class Drift {
  readonly #store: StorePort;
  /** When it was last stored, or first offered. */
  readonly #since = new Instant();
  #isOffered = false;
  #stored: Rate | undefined = undefined;

  constructor(store: StorePort) {
    this.#store = store;
  }

  /** What an earlier run ended with; undefined where there was none, or it is no frequency. */
  read(): Crystal | undefined {
    const text = this.#store.read(DRIFT);
    if (text === undefined || text.trim() === "") return undefined;
    const frequency = Math.round(Number(text) * PPM);
    this.#stored = Math.abs(frequency) <= MAXFREQ ? frequency : undefined;
    if (this.#stored === undefined) return undefined;
    const crystal = new Crystal();
    crystal.frequency = this.#stored;
    return crystal;
  }

  /**
   * Stores `frequency` once it has been offered for an hour, and from then on every hour in which it changed.
   * Storage that fails costs the next start its knowledge, nothing else.
   */
  keep(frequency: Rate, now: Instant): void {
    if (this.#isOffered && now.since(this.#since) < WRITE_EVERY) return;
    const isFirst = !this.#isOffered;
    this.#since.copy(now);
    this.#isOffered = true;
    if (isFirst || (this.#stored !== undefined && Math.abs(frequency - this.#stored) < WORTH)) return;
    this.#stored = frequency;
    try {
      this.#store.write(DRIFT, `${(frequency / PPM).toFixed(DECIMALS)}\n`);
    } catch {
      return;
    }
  }
}
