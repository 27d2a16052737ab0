/**
 * Leap forecast: whether a leap second comes at the end of this UTC day, by the configuration or by what most
 * of the sources say that agree about the time.
 *
 * Sources are believed only on the last day of June or December. Servers have gone on announcing for a month
 * after a leap second, and receivers announce it months ahead; the 27 so far all came then, and servers
 * announce for the day (RFC 5905 figure 9). A configured one may come at the end of any month.
 *
 * Allocates nothing.
 */
import { Month } from "../time/month.js";
import { Leap, type Association } from "./association.js";
import { hasVote, loudestOf } from "./leap-vote.js";
import { type LeapSettings } from "./clock-settings.js";

/** So near to the end of the day nothing is begun or taken back: whoever is a little ahead is past it. */
const TOO_LATE_SEC = 2;

export class LeapForecast {
  /** What the configuration says. */
  configured: LeapSettings | undefined = undefined;

  private readonly associations: readonly Association[];
  private readonly month = new Month();
  /** The day whose leap second the configuration told of at last. */
  private configuredDayEnd = 0;

  /** `associations`: the whole pool, for good. */
  constructor(associations: readonly Association[]) {
    this.associations = associations;
  }

  /** The end of the month asked for at last, in seconds since 1900. */
  get dayEnd(): number {
    return this.month.end;
  }

  /** At `seconds` since 1900: `Leap.None`, `Insert` or `Delete`. `before`: the day's forecast so far. */
  at(seconds: number, before: Leap): Leap {
    const month = this.month;
    month.hold(seconds);
    if (seconds < month.lastDay) return Leap.None;
    if (seconds >= month.end - TOO_LATE_SEC) return before;
    if (this.configured?.dayEnd === month.end) {
      this.configuredDayEnd = month.end;
      return this.configured.leap;
    }
    return month.endsHalfYear ? this.majority(before) : Leap.None;
  }

  /** What more than half of the sources say. Divided or gone they change nothing; a configured one ends. */
  private majority(before: Leap): Leap {
    let voters = 0;
    let insert = 0;
    let remove = 0;
    const loudest = loudestOf(this.associations);
    for (let i = 0; i < this.associations.length; i++) {
      const association = this.associations[i];
      if (!hasVote(association, loudest)) continue;
      voters++;
      if (association.leap === Leap.Insert) insert++;
      else if (association.leap === Leap.Delete) remove++;
    }
    if (2 * insert > voters) return Leap.Insert;
    if (2 * remove > voters) return Leap.Delete;
    const isRefuted = 2 * (voters - insert - remove) > voters;
    return isRefuted || this.configuredDayEnd === this.month.end ? Leap.None : before;
  }
}
