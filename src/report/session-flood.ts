/**
 * Sessions that begin and end of strangers' own accord, who can make as many as they like: of these so many
 * are told of in a minute, and later how many were not. Allocates nothing.
 */
import { type Association } from "../core/association.js";
import { Happening } from "../core/happening.js";
import { type Q32, SECOND } from "../time/fixed.js";
import { Instant } from "../time/moment.js";

const INTERVAL: Q32 = 60 * SECOND;
const MOST_TOLD = 10;

export class SessionFlood {
  private readonly since = new Instant();
  /** Since then. */
  private told = 0;
  /** Since the last one that was told of. */
  private untold = 0;

  /**
   * The value that `happening` is told with: its own, or of a stranger's session how many were not told of
   * before it; undefined: nobody is told.
   */
  valueOf(
    happening: Happening,
    association: Association | undefined,
    value: number,
    now: Instant,
  ): number | undefined {
    if (!isOfSession(happening) || association?.settings?.isDynamic !== true) return value;
    if (this.told === 0 || now.since(this.since) >= INTERVAL) {
      this.since.copy(now);
      this.told = 0;
    }
    if (this.told === MOST_TOLD) {
      this.untold++;
      return undefined;
    }
    this.told++;
    const untold = this.untold;
    this.untold = 0;
    return untold;
  }
}

function isOfSession(happening: Happening): boolean {
  return happening === Happening.AssociationMobilized || happening === Happening.AssociationDemobilized;
}
