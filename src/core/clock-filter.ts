/**
 * Clock filter: of one association's last eight samples, believe the one that can be least wrong.
 * RFC 5905 section 10 and A.5.2.
 *
 * Queues only ever lengthen a path, so a quick exchange has little error in its offset; but the clock
 * has wandered since an old one. What bounds both is δ/2 + ε with the age in ε, so the register is
 * ordered by that and not by δ alone: by δ, one lucky exchange would keep the next seven from the
 * discipline, and 100 ppm of frequency error makes 50 ms of seven polls of 64 s. Over a second or
 * two, or where δ differs by more than the clock can wander, the order is the same.
 */
import { half, MAXDISP, rootMean, scale, wander, type Q32, type Rate } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { excludes, Stage } from "./stage.js";

const STAGES = 8; // RFC 5905 NSTAGE

/** RFC 5905 SGATE: an offset this many times the jitter away from the last one is a popcorn spike. */
const SPIKE_GATE = 3;

/** Fewer samples than this say too little of the jitter to call anything a spike. */
const SPIKE_QUORUM = 4;

export class ClockFilter {
  /** Of the sample last answered for by `add`, corrected for what the clock was moved since. */
  offset: Q32 = 0;
  delay: Q32 = MAXDISP;
  /** Of the whole register, as of the last `add`, `miss` or `ageTo`. */
  dispersion: Q32 = MAXDISP;
  /**
   * The same of the samples that are there alone. `dispersion` doubts a source of few samples, so that it
   * is not followed; what it is worth to others once followed is only what its samples can be wrong by.
   */
  knownDispersion: Q32 = MAXDISP;
  /** RMS distance of the other samples from the best one; 0 where there are none. */
  jitter: Q32 = 0;
  /** When the sample of `offset` was taken. */
  readonly takenAt = new Instant();

  /** Whether the sample added last and the one before exclude each other: one of the clocks has jumped. */
  hasJumped = false;

  // Refilled for ever: a packet takes the place of the oldest sample instead of making a new one.
  readonly #stages = Array.from({ length: STAGES }, () => new Stage());
  /** Indices of `#stages`, best first. */
  readonly #order = Array.from({ length: STAGES }, (_, i) => i);
  readonly #bound = new Array<Q32>(STAGES).fill(MAXDISP);
  /** The stage filled last. */
  #newest = 0;
  #count = 0;
  #isUsed = false;
  /** What the register was ordered and summarized for; valid while `#isAged`. */
  readonly #agedTo = new Instant();
  #isAged = false;
  /** How many samples there are beside the best one. */
  #others = 0;

  /** How many samples there are, 0 to 8. */
  get sampleCount(): number {
    return this.#stages[this.#order[0]].dispersion === MAXDISP ? 0 : this.#others + 1;
  }

  /** How many places of the register were ever filled, 0 to 8. */
  get stageCount(): number {
    return this.#count;
  }

  /**
   * Takes in one sample (a negative `offset`: our clock is ahead), taken at counter reading `at` with the
   * given `dispersion`, and handled `now`. Answers whether `offset` now rests on a sample newer than any
   * used before: RFC 5905 forbids steering by one sample twice, or by one older than the last.
   */
  add(offset: Q32, delay: Q32, dispersion: Q32, at: Instant, now: Instant): boolean {
    // Section 10 says twice the poll interval; but intervals vary, and the sample after a spike, two of them
    // after the last one used, must be free to confirm it.
    const interval = this.#stage(0).at.since(this.#stage(1).at);
    const stage = this.#shift();
    stage.offset = offset;
    stage.delay = delay;
    stage.dispersion = Math.min(dispersion, MAXDISP);
    stage.at.copy(at);
    this.hasJumped = excludes(stage, this.#stage(1));
    if (!this.hasJumped) this.#forgetExcluded();
    this.#rank(now);
    const isNewer = this.#take(1.5 * interval, now);
    this.#summarize(now);
    return isNewer;
  }

  /** A poll went unanswered: a place in the register is lost (RFC 5905 section 10, the dummy tuple). */
  miss(now: Instant): void {
    const stage = this.#shift();
    stage.offset = 0;
    stage.at.copy(now);
    stage.delay = stage.dispersion = MAXDISP;
    this.#isAged = false;
    this.ageTo(now);
  }

  /** Brings `dispersion` and the order of the stages up to `now`. */
  ageTo(now: Instant): void {
    if (this.#isAged && now.equals(this.#agedTo)) return;
    this.#rank(now);
    this.#summarize(now);
  }

  /** As new. */
  reset(): void {
    for (let i = 0; i < STAGES; i++) {
      const stage = this.#stages[i];
      stage.offset = 0;
      stage.delay = stage.dispersion = this.#bound[i] = MAXDISP;
    }
    this.#count = this.#others = this.offset = this.jitter = 0;
    this.delay = this.dispersion = this.knownDispersion = MAXDISP;
    this.#isUsed = this.#isAged = false;
  }

  /**
   * The clock is on its way to being `by` ahead of where it was going, and from `at` on runs faster by
   * `frequency`: the offsets become what they would have been had it always been so.
   */
  steered(by: Q32, frequency: Rate, at: Instant): void {
    if (!this.#isUsed) return;
    this.#isAged = false;
    this.offset -= by + scale(this.takenAt.since(at), frequency);
    for (let i = 0; i < STAGES; i++) {
      const stage = this.#stages[i];
      if (stage.dispersion !== MAXDISP) stage.offset -= by + scale(stage.at.since(at), frequency);
    }
  }

  /** Stage `i` by arrival, 0 the newest, for `i` from 0 to 7. */
  stageOffset(i: number): Q32 {
    return this.#stage(i).offset;
  }

  /** Its round trip; MAXDISP where it holds no sample. */
  stageDelay(i: number): Q32 {
    return this.#stage(i).delay;
  }

  /** Whether it holds none. */
  isEmpty(i: number): boolean {
    return this.#stage(i).dispersion === MAXDISP;
  }

  /** Its dispersion when taken; MAXDISP: no sample yet, a poll without an answer, or a spike thrown out. */
  stageDispersion(i: number): Q32 {
    return this.#stage(i).dispersion;
  }

  /** When it was taken; not to be written to. */
  stageAt(i: number): Instant {
    return this.#stage(i).at;
  }

  /** Which stage, by arrival, is the `i`th best. */
  order(i: number): number {
    return (this.#newest - this.#order[i] + STAGES) % STAGES;
  }

  #stage(i: number): Stage {
    return this.#stages[(this.#newest - i + STAGES) % STAGES];
  }

  #shift(): Stage {
    this.#newest = (this.#newest + 1) % STAGES;
    if (this.#count < STAGES) this.#count++;
    return this.#stages[this.#newest];
  }

  /** What two samples that agree exclude is of before a jump, and would be scatter of seconds. */
  #forgetExcluded(): void {
    const last = this.#stage(0);
    const before = this.#stage(1);
    for (let i = 2; i < this.#count; i++) {
      const stage = this.#stage(i);
      if (excludes(last, stage) && excludes(before, stage)) stage.delay = stage.dispersion = MAXDISP;
    }
  }

  /** Orders the stages by how wrong they can be `now`: by insertion, for little changes between samples. */
  #rank(now: Instant): void {
    const bound = this.#bound;
    for (let i = 0; i < STAGES; i++) {
      const stage = this.#stages[i];
      bound[i] = half(stage.delay) + Math.min(stage.dispersion + wander(now.since(stage.at)), MAXDISP);
    }
    const order = this.#order;
    for (let i = 1; i < STAGES; i++) {
      const index = order[i];
      let to = i;
      for (; to > 0 && bound[order[to - 1]] > bound[index]; to--) order[to] = order[to - 1];
      order[to] = index;
    }
  }

  /** Whether the best sample is new; a spike that came within `gate` of the last is thrown out. */
  #take(gate: Q32, now: Instant): boolean {
    const best = this.#stages[this.#order[0]];
    if (best.dispersion === MAXDISP) return false;
    if (this.#isUsed) {
      const since = best.at.since(this.takenAt);
      if (since <= 0) return false;
      // The jitter of before: the spike itself has raised the present one above any gate.
      const apart = Math.abs(best.offset - this.offset);
      if (
        this.#others >= SPIKE_QUORUM - 1 &&
        since < gate &&
        apart > SPIKE_GATE * Math.max(this.jitter, best.dispersion)
      ) {
        best.delay = best.dispersion = MAXDISP;
        this.#rank(now);
        return false;
      }
    }
    this.#isUsed = true;
    this.offset = best.offset;
    this.delay = best.delay;
    this.takenAt.copy(best.at);
    return true;
  }

  /** Each worse sample has half the say in the dispersion; jitter is RMS about the best. */
  #summarize(now: Instant): void {
    const first = this.#stages[this.#order[0]];
    let dispersion: Q32 = 0;
    let known: Q32 = 0;
    let squares = 0;
    let others = 0;
    for (let i = STAGES - 1; i >= 0; i--) {
      const index = this.#order[i];
      const stage = this.#stages[index];
      const own = this.#bound[index] - half(stage.delay);
      dispersion = half(dispersion + own);
      if (stage.dispersion === MAXDISP) continue;
      known = half(known + own);
      if (i === 0) continue;
      const apart = stage.offset - first.offset;
      squares += apart * apart;
      others++;
    }
    this.dispersion = dispersion;
    this.knownDispersion = known;
    this.jitter = rootMean(squares, others);
    this.#others = others;
    this.#agedTo.copy(now);
    this.#isAged = true;
  }
}
