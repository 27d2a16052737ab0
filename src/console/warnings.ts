/** What is right as a configuration and cannot be meant: it is taken, and told of. */
import { LEAP } from "../config/leap-settings.js";
import { type Reading } from "../config/reading.js";
import { type Setting } from "../config/setting.js";
import { type NodeSettings } from "../core/settings.js";
import { type NodeStatus } from "../runtime/node.js";
import { dayText, isLeapPast } from "./leap-display.js";

/** Lines to print after `reading`, which the configuration asks for `settings` with; none: all is well. */
export function warnings(
  { row }: Reading<Setting>,
  { leapSecond }: NodeSettings,
  status: NodeStatus,
): string[] {
  if (row !== LEAP || leapSecond === undefined || !isLeapPast(status, leapSecond)) return [];
  return [`Warning: ${dayText(leapSecond.dayEnd)} is past; nothing comes of this.`];
}
