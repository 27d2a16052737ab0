/** Turns the clock by what no source has said, and tells of it. Allocates nothing. */
import { type Q32, type Rate } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";
import { type Core } from "./core.js";
import { type Discipline } from "./discipline.js";

/** It is believed to be behind by `moved`, and to run slow by `turned`. */
export function turnClock(
  { clock, sink, system }: Core,
  discipline: Discipline,
  moved: Q32,
  turned: Rate,
  now: Instant,
): void {
  discipline.turn(moved, turned, now);
  system.frequency = discipline.frequency;
  sink.steer(discipline.frequency, clock.slewRate);
}
