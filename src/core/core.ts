/** What the parts of the engine share. */
import { type Authentication } from "./authentication.js";
import { type Chance } from "./chance.js";
import { type SoftwareClock } from "./software-clock.js";
import { type Sink } from "./sink.js";
import { type System } from "./system.js";

export interface Core {
  readonly sink: Sink;
  readonly chance: Chance;
  readonly clock: SoftwareClock;
  readonly system: System;
  readonly authentication: Authentication;
}
