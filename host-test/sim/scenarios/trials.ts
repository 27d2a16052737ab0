/** All trials, by what they are about. */
import { BOARDS } from "./boards.js";
import { CALENDAR } from "./calendar.js";
import { CRYSTALS } from "./crystals.js";
import { HOLDOVER } from "./holdover.js";
import { LIARS } from "./liars.js";
import { LONE_SERVERS } from "./lone-servers.js";
import { NOISE } from "./noise.js";
import { PATHS } from "./paths.js";
import { SHAPES } from "./shapes.js";
import { THRESHOLDS } from "./thresholds.js";
import { type Trial } from "./trial.js";

export const TRIALS: Readonly<Record<string, readonly Trial[]>> = Object.freeze({
  "what networks do to packets": NOISE,
  "a path that changes": PATHS,
  "a crystal": CRYSTALS,
  "no source left": HOLDOVER,
  "several servers": LIARS,
  "the only server": LONE_SERVERS,
  "a board": BOARDS,
  "what a clock may be moved by": THRESHOLDS,
  "shapes of networks": SHAPES,
  "eras and leap seconds": CALENDAR,
});
