/**
 * Leap watch: samples around the end of a UTC month, where a leap second may have been inserted or deleted.
 *
 * Within seconds of it the same timestamp may mean two moments, so what is sampled then says nothing. Later
 * on a source may be found to have moved by a whole second against its own last samples: it passed a leap
 * second that we did not, or we one that it did not, or not yet. Such a sample would wreck the register, in
 * which all others are as right as before; so it is held back, and counts as a vote instead: when most of the
 * sources that agree have moved alike, it is our clock that is a second off.
 *
 * Allocates nothing.
 */
import { eraSeconds } from "../time/calendar.js";
import { SECOND, type Q32 } from "../time/fixed.js";
import { type Instant, type Timestamp } from "../time/moment.js";
import { Month } from "../time/month.js";
import { type Association } from "./association.js";
import { agrees, hasVote, loudestOf } from "./leap-vote.js";
import { Verdict } from "./verdict.js";

/** Servers and we need not pass it at the same moment, and an exchange begun before it lasts up to 8 s. */
const BEFORE_SEC = 2;
const AFTER_SEC = 10;

/** Who is found to have moved later than this did so for other reasons; three polls of 17 minutes fit in. */
const WATCH_SEC = 3600;

/** How near to a second a move must be, and how quick the exchange that shows it. */
const TOLERANCE: Q32 = SECOND / 4;
const MOST_DELAY: Q32 = SECOND / 2;

/** So many samples in a row are no accident. */
const SURE = 3;

/** Held back for so long, a source is taken at its word: twice as long as a step is resisted (WATCH). */
const MOST_HELD: Q32 = 1800 * SECOND;

/** What a sample is, so near to the end of a month. */
export type LeapVerdict = Verdict.Sampled | Verdict.LeapSecondNear | Verdict.SecondMoved;

export class LeapWatch {
  private readonly month = new Month();
  /** Whether anyone may have moved; on nearly all days nobody has, and there is nothing to count. */
  private isSuspicious = false;

  /**
   * What to make of a sample of `association`, taken `at` and not yet in its filter; `transmit`: when, by the
   * server's clock. After `SecondMoved` it is in the association's `secondMoved`, and to be left out of the
   * filter. Of a source that has no vote the filter may have been emptied.
   */
  judge(association: Association, offset: Q32, delay: Q32, transmit: Timestamp, at: Instant): LeapVerdict {
    const { filter, secondMoved } = association;
    const month = this.month;
    const seconds = eraSeconds(transmit.seconds);
    month.hold(seconds);
    if (month.end - seconds <= BEFORE_SEC || seconds - month.start < AFTER_SEC) return Verdict.LeapSecondNear;
    if (secondMoved.samples === 0 && seconds - month.start >= WATCH_SEC) return Verdict.Sampled;

    const by = offset - filter.offset;
    const isSecond = Math.abs(Math.abs(by) - SECOND) < TOLERANCE && delay < MOST_DELAY;
    if (!isSecond) secondMoved.reset();
    else if (!agrees(association)) {
      // It has no vote and little to lose: what it said before would only contradict what it says now.
      secondMoved.reset();
      filter.reset();
    } else if (secondMoved.judge(by < 0 ? -SECOND : SECOND, at) < MOST_HELD) {
      this.isSuspicious = true;
      return Verdict.SecondMoved;
    }
    return Verdict.Sampled;
  }

  /** By what more than half of the sources that agree have moved, a second back or on; 0: no majority has. */
  majority(associations: readonly Association[]): Q32 {
    if (!this.isSuspicious) return 0;
    let voters = 0;
    let back = 0;
    let on = 0;
    let suspects = 0;
    const loudest = loudestOf(associations);
    for (let i = 0; i < associations.length; i++) {
      const association = associations[i];
      const { by, samples } = association.secondMoved;
      if (samples > 0) suspects++;
      if (!hasVote(association, loudest)) continue;
      voters++;
      if (samples < SURE) continue;
      if (by < 0) back++;
      else on++;
    }
    this.isSuspicious = suspects > 0;
    if (2 * back > voters) return -SECOND;
    return 2 * on > voters ? SECOND : 0;
  }

  /** Our clock was moved by what the majority had moved: all is counted anew. */
  moved(associations: readonly Association[]): void {
    for (let i = 0; i < associations.length; i++) associations[i].secondMoved.reset();
  }
}
