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
import { half, MAXDISP, scale, wander, type Q32, type Rate } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { Register, STAGES } from "./register.js";
import { Scatter } from "./scatter.js";
import { excludes, Ways } from "./stage.js";

/** RFC 5905 SGATE: an offset this many times the jitter away from the last one is a popcorn spike. */
const SPIKE_GATE = 3;

/** Fewer samples than this say too little of the jitter to call anything a spike. */
const SPIKE_QUORUM = 4;

/** Room for what a filter reckons while it takes a sample in, and keeps no longer: many can share it. */
export class FilterRoom {
  /** Indices of `stages`, best first. */
  readonly order = new Array<number>(STAGES).fill(0);
  /** How wrong each stage can be. */
  readonly bounds = new Array<Q32>(STAGES).fill(0);
}

/** One association's. */
export class ClockFilter extends Register {
  /** Of the sample last answered for by `add`, corrected for what the clock was moved since. */
  offset: Q32 = 0;
  delay: Q32 = MAXDISP;
  /**
   * Of the samples that are there alone, as of the last `add`, `miss` or `ageTo`. `dispersion` doubts a
   * source of few samples; what it is worth to others once followed is only what its samples can be wrong by.
   */
  knownDispersion: Q32 = MAXDISP;
  /** RMS distance of the other samples from the best one; 0 where there are none. */
  jitter: Q32 = 0;
  /** How many samples there are, 0 to 8. */
  sampleCount = 0;
  /** When the sample of `offset` was taken. */
  readonly takenAt = new Instant();

  /** Whether the sample added last and the one before exclude each other: one of the clocks has jumped. */
  hasJumped = false;

  /** As of the last `rank` of whichever filter. */
  private readonly room: FilterRoom;
  private isUsed = false;
  private readonly scatter = new Scatter();
  /** When the register was last summed up, and what `knownDispersion` was then. */
  private readonly summedAt = new Instant();
  private summed: Q32 = MAXDISP;

  constructor(room = new FilterRoom()) {
    super();
    this.room = room;
  }

  /** As `knownDispersion`, but of the whole register, where what is missing counts as MAXDISP. */
  get dispersion(): Q32 {
    const missing = MAXDISP / (1 << this.sampleCount) - MAXDISP / (1 << STAGES);
    return Math.min(this.knownDispersion + missing, MAXDISP);
  }

  /**
   * Takes in one sample (a negative `offset`: our clock is ahead), taken at counter reading `at` with the
   * given `dispersion`, and handled `now`. Answers whether `offset` now rests on a sample newer than any
   * used before: RFC 5905 forbids steering by one sample twice, or by one older than the last.
   */
  add(offset: Q32, delay: Q32, dispersion: Q32, at: Instant, now: Instant, ways = Ways.Both): boolean {
    // Section 10 says twice the poll interval; but intervals vary, and the sample after a spike, two of them
    // after the last one used, must be free to confirm it.
    const interval = this.stage(0).since(this.stage(1));
    const stage = this.shift(at, ways);
    stage.offset = offset;
    stage.delay = delay;
    stage.dispersion = Math.min(dispersion, MAXDISP);
    this.hasJumped = excludes(stage, this.stage(1));
    if (!this.hasJumped) this.forgetExcluded();
    this.rank(now);
    const isNewer = this.take(1.5 * interval, now);
    this.summarize(now);
    return isNewer;
  }

  /** A poll went unanswered: a place in the register is lost (RFC 5905 section 10, the dummy tuple). */
  miss(now: Instant): void {
    this.shift(now, Ways.None);
    this.rank(now);
    this.summarize(now);
  }

  /** Brings the dispersions up to `now`. All samples age alike: their order stays, and none is looked at. */
  ageTo(now: Instant): void {
    const weight = 1 - 1 / (1 << this.sampleCount);
    const grown = this.summed + Math.round(wander(now.since(this.summedAt)) * weight);
    this.knownDispersion = Math.min(grown, MAXDISP * weight);
  }

  /** As new. */
  reset(): void {
    this.clear();
    this.sampleCount = this.offset = this.jitter = 0;
    this.delay = this.knownDispersion = this.summed = MAXDISP;
    this.isUsed = false;
  }

  /**
   * The clock is on its way to being `by` ahead of where it was going, and from `at` on runs faster by
   * `frequency`: the offsets become what they would have been had it always been so.
   */
  steered(by: Q32, frequency: Rate, at: Instant): void {
    if (!this.isUsed) return;
    this.offset -= by + scale(this.takenAt.since(at), frequency);
    this.move(by, frequency, at);
    if (frequency === 0) return;
    this.scatter.turn(frequency);
    this.jitter = this.scatter.jitter(this.sampleCount - 1);
  }

  /** The stages by arrival, the best first. Allocates. */
  order(): number[] {
    this.rank(this.summedAt);
    return this.room.order.map(index => this.arrival(index));
  }

  /** Orders the stages by how wrong they can be `now`. */
  private rank(now: Instant): void {
    const { bounds, order } = this.room;
    // The newest first: where delays are alike, that is the order already.
    let index = this.arrival(0);
    for (let i = 0; i < STAGES; i++) {
      const stage = this.stages[index];
      const bound = half(stage.delay) + Math.min(stage.dispersion + wander(now.since(stage)), MAXDISP);
      bounds[index] = bound;
      let to = i;
      for (; to > 0 && bounds[order[to - 1]] > bound; to--) order[to] = order[to - 1];
      order[to] = index;
      index = index === 0 ? STAGES - 1 : index - 1;
    }
  }

  /** Whether the best sample is new; a spike that came within `gate` of the last is thrown out. */
  private take(gate: Q32, now: Instant): boolean {
    const best = this.stages[this.room.order[0]];
    if (best.dispersion === MAXDISP) return false;
    if (this.isUsed) {
      const since = best.since(this.takenAt);
      if (since <= 0) return false;
      // The jitter of before: the spike itself has raised the present one above any gate.
      const most = SPIKE_GATE * Math.max(this.jitter, best.dispersion);
      const isSpike = Math.abs(best.offset - this.offset) > most;
      if (this.sampleCount >= SPIKE_QUORUM && since < gate && isSpike) {
        best.delay = best.dispersion = MAXDISP;
        this.rank(now);
        return false;
      }
    }
    this.isUsed = true;
    this.offset = best.offset;
    this.delay = best.delay;
    this.takenAt.copy(best);
    return true;
  }

  /** Each worse sample has half the say in the dispersion; jitter is RMS about the best. */
  private summarize(now: Instant): void {
    const { bounds, order } = this.room;
    const first = this.stages[order[0]];
    let known: Q32 = 0;
    let count = 0;
    const scatter = this.scatter;
    scatter.clear();
    for (let i = STAGES - 1; i >= 0; i--) {
      const index = order[i];
      const stage = this.stages[index];
      if (stage.dispersion === MAXDISP) continue;
      known = half(known + bounds[index] - half(stage.delay));
      count++;
      scatter.add(stage.offset - first.offset, stage.since(first));
    }
    this.knownDispersion = this.summed = known;
    this.sampleCount = count;
    this.summedAt.copy(now);
    this.jitter = scatter.jitter(count - 1);
  }
}
