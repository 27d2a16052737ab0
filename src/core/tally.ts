/** What came and went by one interface in one family: counters, which no packet's way hangs on. */
import { DropReason, dropReasonOf } from "./drop-reason.js";
import { Verdict } from "./verdict.js";

export class Tally {
  /** Packets that left. */
  sent = 0;
  /** Packets that should have left, and did not. */
  unsent = 0;
  /** Packets that came in where nothing is to be heard. */
  unheard = 0;
  /** Packets that came in, by what became of them; `Verdict` is the index. */
  readonly verdicts = new Float64Array(Verdict.Count);

  /** `interfaceName`: the interface by its console name; empty: none, or more than one. */
  constructor(readonly interfaceName = "") {}

  /** How many packets were dropped once they were looked at. */
  get dropped(): number {
    let sum = 0;
    for (let verdict: Verdict = 0; verdict < this.verdicts.length; verdict++)
      if (dropReasonOf(verdict) !== DropReason.None) sum += this.verdicts[verdict];
    return sum;
  }

  clear(): void {
    this.sent = 0;
    this.unsent = 0;
    this.unheard = 0;
    this.verdicts.fill(0);
  }

  copy(from: Tally): void {
    this.clear();
    this.add(from);
  }

  add(other: Tally): void {
    this.sent += other.sent;
    this.unsent += other.unsent;
    this.unheard += other.unheard;
    for (let i = 0; i < this.verdicts.length; i++) this.verdicts[i] += other.verdicts[i];
  }

  subtract(other: Tally): void {
    this.sent -= other.sent;
    this.unsent -= other.unsent;
    this.unheard -= other.unheard;
    for (let i = 0; i < this.verdicts.length; i++) this.verdicts[i] -= other.verdicts[i];
  }
}
