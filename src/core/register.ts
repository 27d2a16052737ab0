/**
 * Register: the last eight samples of an association, by arrival (RFC 5905 section 10), their offsets as the
 * clock now is. The clock moves with nearly every sample of any source, and under all stages alike; so what
 * it has moved by is kept, and the offsets are corrected when somebody looks at them. Allocates nothing.
 */
import { MAXDISP, scale, type Q32, type Rate } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";
import { excludes, Stage, Ways } from "./stage.js";

export const STAGES = 8; // RFC 5905 NSTAGE

export class Register {
  /** How many places were ever filled, 0 to 8. */
  stageCount = 0;

  // Refilled for ever: a packet takes the place of the oldest sample instead of making a new one.
  protected readonly stages = Array.from({ length: STAGES }, () => new Stage());
  /** The stage filled last. */
  private newest = 0;
  /** Which stages' samples timed the way back alone, a bit each. */
  private backOnly = 0;
  /** What the clock has moved by since the offsets were last corrected, reckoned for the newest stage. */
  private moved: Q32 = 0;
  private turned: Rate = 0;

  /** Stage `i` by arrival, 0 the newest, for `i` from 0 to 7. */
  stageOffset(i: number): Q32 {
    this.settle();
    return this.stage(i).offset;
  }

  /** Its round trip; MAXDISP where it holds no sample. */
  stageDelay(i: number): Q32 {
    return this.stage(i).delay;
  }

  /** Which ways its sample timed. */
  stageWays(i: number): Ways {
    if (this.isEmpty(i)) return Ways.None;
    return (this.backOnly & (1 << this.arrival(i))) === 0 ? Ways.Both : Ways.Back;
  }

  /** Whether it holds none. */
  isEmpty(i: number): boolean {
    return this.stage(i).dispersion === MAXDISP;
  }

  /** Its dispersion when taken; MAXDISP: no sample yet, a poll without an answer, or a spike thrown out. */
  stageDispersion(i: number): Q32 {
    return this.stage(i).dispersion;
  }

  /** When it was taken; not to be written to. */
  stageAt(i: number): Instant {
    return this.stage(i);
  }

  /** `index` in `stages` as a place by arrival. */
  protected arrival(index: number): number {
    return (this.newest - index + STAGES) % STAGES;
  }

  protected stage(i: number): Stage {
    return this.stages[this.arrival(i)];
  }

  /** Takes the place of the oldest for a sample `at`, which timed `ways`: nothing else is known of it yet. */
  protected shift(at: Instant, ways: Ways): Stage {
    this.settle();
    this.newest = (this.newest + 1) % STAGES;
    if (this.stageCount < STAGES) this.stageCount++;
    const bit = 1 << this.newest;
    this.backOnly = ways === Ways.Back ? this.backOnly | bit : this.backOnly & ~bit;
    const stage = this.stages[this.newest];
    stage.copy(at);
    stage.offset = 0;
    stage.delay = stage.dispersion = MAXDISP;
    return stage;
  }

  /** As new. */
  protected clear(): void {
    for (let i = 0; i < STAGES; i++) {
      const stage = this.stages[i];
      stage.offset = 0;
      stage.delay = stage.dispersion = MAXDISP;
    }
    this.stageCount = this.moved = this.turned = 0;
  }

  /** The clock was set to gain `by`, and from `at` on to run faster by `frequency`. */
  protected move(by: Q32, frequency: Rate, at: Instant): void {
    this.moved += by + scale(this.stages[this.newest].since(at), frequency);
    this.turned += frequency;
  }

  /** Corrects the offsets by what the clock has moved. */
  protected settle(): void {
    if (this.moved === 0 && this.turned === 0) return;
    const newest = this.stages[this.newest];
    for (let i = 0; i < STAGES; i++) {
      const stage = this.stages[i];
      if (stage.dispersion === MAXDISP) continue;
      stage.offset -= this.moved + scale(stage.since(newest), this.turned);
    }
    this.moved = this.turned = 0;
  }

  /** What two samples that agree exclude is of before a jump, and would be scatter of seconds. */
  protected forgetExcluded(): void {
    const last = this.stage(0);
    const before = this.stage(1);
    for (let i = 2; i < this.stageCount; i++) {
      const stage = this.stage(i);
      if (excludes(last, stage) && excludes(before, stage)) stage.delay = stage.dispersion = MAXDISP;
    }
  }
}
