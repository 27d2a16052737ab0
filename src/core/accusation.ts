/**
 * Accusations: that a source has become a falseticker is told of, and that it agrees again; of each source at
 * most once a minute, for one at the edge goes to and fro with every sample. Allocates nothing.
 */
import { type Instant } from "../time/moment.js";
import { type Association } from "./association.js";
import { Happening } from "./happening.js";
import { type Sink } from "./sink.js";
import { Standing } from "./verdict.js";

const LEAST_BETWEEN_SEC = 60;

/** Tells `sink` of `association` where its standing is news; one not fit stays as accused as it was. */
export function tellAccusation(association: Association, now: Instant, sink: Sink): void {
  const { accusedSec, isAccused, standing } = association;
  if (standing < Standing.Falseticker || (standing === Standing.Falseticker) === isAccused) return;
  // By seconds: a Q32 would not hold years.
  if (now.seconds - accusedSec < LEAST_BETWEEN_SEC) return;
  association.isAccused = !isAccused;
  association.accusedSec = now.seconds;
  sink.report(isAccused ? Happening.Truechimer : Happening.Falseticker, association, 0);
}
