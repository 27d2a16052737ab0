/** What a loop is made with. */
import { type Modes } from "../core/modes.js";
import { type LoopPorts, type Routes } from "./ports.js";
import { type WriteLine } from "./recording.js";

export interface LoopOptions {
  readonly ports: LoopPorts;
  /** Where requests are served. */
  readonly port: number;
  /** Associations there can be at once. */
  readonly capacity: number;
  /** What the engine has beside clients. */
  readonly modes: Modes;
  /** Takes every decision down. */
  readonly decisions?: WriteLine;
  /** Says by which interface packets go that are bound to none, for the count. */
  readonly routes?: Routes;
}
