/**
 * How a clock passes a leap second, and how others see it pass. NTP time does not count the second that is
 * inserted (RFC 5905 section 6), so the last second of the day is shown twice; one that is deleted, never.
 *
 * The clock itself is a line that knows nothing of it; what is read off the line goes through here. Others
 * see the same, or, where the second is smeared, a time that for hours runs a little slower or faster
 * instead. Linear, because a line is all that can be followed without error by those who do not know of it.
 *
 * Allocates nothing.
 */
import { clamp, portion, SECOND, type Q32 } from "../time/fixed.js";
import { Timestamp } from "../time/moment.js";

export class LeapPassage {
  /** What the clock is moved by: a second back where one is inserted, on where one is deleted. */
  by: Q32 = 0;
  /** Whether others see a smear. */
  isSmeared = false;
  /** The first moment of the line that is not shown as it is. */
  readonly turn = new Timestamp();
  /** Whether the turn is known to be past, wherever the line is moved to afterwards. */
  hasTurned = false;

  /** On the line, when the smear begins; how long it takes; how far off others' time is at both ends. */
  private readonly smearStart = new Timestamp();
  private smearTime: Q32 = 0;
  private smearFrom: Q32 = 0;
  private smearTo: Q32 = 0;

  /** A passage without a smear: `by` (a second, back or on) at `dayEnd`, in seconds since 1900. */
  begin(by: Q32, dayEnd: number): void {
    this.by = by;
    this.turn.set(by < 0 ? dayEnd : dayEnd - 1, 0);
    this.hasTurned = this.isSmeared = false;
  }

  /** Others see it spread over `lengthSec` of their seconds, the end of the day in their middle. */
  smear(lengthSec: number): void {
    this.isSmeared = true;
    this.smearStart.copy(this.turn);
    this.smearStart.add(this.by < 0 ? (-lengthSec / 2) * SECOND : (1 - lengthSec / 2) * SECOND);
    this.smearTime = lengthSec * SECOND - this.by;
    this.smearFrom = 0;
    this.smearTo = this.by;
  }

  /** Others were served time without a smear up to `line`: it begins there, and ends when it would have. */
  beginSmearAt(line: Timestamp): void {
    const late = line.since(this.smearStart);
    if (late <= 0) return;
    this.smearStart.copy(line);
    this.smearTime -= late;
  }

  /** No leap second after all: at `line` the clock is as it was, and others' time goes back as it came. */
  withdraw(line: Timestamp): void {
    const reached = this.isSmeared ? this.smearOffset(line) : 0;
    this.isSmeared = reached !== 0;
    this.smearTime = portion(this.smearTime, reached, this.by);
    this.smearStart.copy(line);
    this.smearFrom = reached;
    this.smearTo = 0;
    this.by = 0;
  }

  /** When others see the clock as it is shown again, on the line; only where there is a smear. */
  smearEnd(into: Timestamp): void {
    into.copy(this.smearStart);
    into.add(this.smearTime);
  }

  /** Makes of a time on the line what the clock shows. */
  show(time: Timestamp): void {
    if (this.hasTurned || time.since(this.turn) >= 0) time.add(this.by);
  }

  /** Makes of a time on the line what others see. */
  serve(time: Timestamp): void {
    if (this.isSmeared) time.add(this.smearOffset(time));
    else this.show(time);
  }

  private smearOffset(line: Timestamp): Q32 {
    const elapsed = clamp(line.since(this.smearStart), 0, this.smearTime);
    return this.smearFrom + portion(this.smearTo - this.smearFrom, elapsed, this.smearTime);
  }
}
