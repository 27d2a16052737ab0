/** The frequency at its limit: said once when it is reached, and again only after it has been well below. */
import { type Rate } from "../time/fixed.js";
import { MAXFREQ } from "./software-clock.js";

/** Well below: what a counter at the limit does not come down to by a warm room or a noisy path. */
const WELL_BELOW: Rate = Math.round(0.9 * MAXFREQ);

export class FrequencyLimit {
  private isTold = false;

  /** The clock is corrected by `frequency`: is that, as news, as much as it can be? Allocates nothing. */
  isReached(frequency: Rate): boolean {
    const most = Math.abs(frequency);
    if (most < WELL_BELOW) this.isTold = false;
    if (most < MAXFREQ || this.isTold) return false;
    this.isTold = true;
    return true;
  }
}
