/** What an engine is made with. */
import { type Chance } from "./chance.js";
import { type Codes } from "./codes.js";
import { type Modes } from "./modes.js";
import { type Sink } from "./sink.js";

export interface EngineOptions {
  readonly sink: Sink;
  readonly chance: Chance;
  readonly codes: Codes;
  /** RFC 5905 precision of the board's counter, log2 of seconds. */
  readonly precisionLog2: number;
  /** Associations there can be at once. */
  readonly capacity: number;
  /** What it has beside clients. */
  readonly modes: Modes;
}
