/** What the clock was moved by is no longer between it and the sources. Allocates nothing. */
import { type Q32, type Rate } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";
import { type Association } from "./association.js";

export function moveFilters(
  associations: readonly Association[],
  moved: Q32,
  turned: Rate,
  now: Instant,
): void {
  for (let i = 0; i < associations.length; i++) {
    const association = associations[i];
    if (association.isInUse) association.filter.steered(moved, turned, now);
  }
}
