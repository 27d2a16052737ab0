/** What a loop is made with. */
import { type HostOptions } from "./engine-host.js";
import { type Routes } from "./ports.js";
import { type WriteLine } from "./recording.js";

export interface LoopOptions extends HostOptions {
  /** Where requests are served. */
  readonly port: number;
  /** Takes every decision down. */
  readonly decisions?: WriteLine;
  /** Says by which interface packets go that are bound to none, for the count. */
  readonly routes?: Routes;
}
