/** What the parts of the engine share. */
import { type Datagram } from "../wire/datagram.js";
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
  /** What is sent unasked is written into this, and has left when the call of the sink returns. */
  readonly outgoing: Datagram;
}
