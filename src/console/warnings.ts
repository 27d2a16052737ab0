/** What is right as a configuration and cannot be meant, or is no good idea: it is taken, and told of. */
import { KEY, keyIdOf } from "../config/key-settings.js";
import { LEAP } from "../config/leap-settings.js";
import { type Reading } from "../config/reading.js";
import { isPoor } from "../config/secret-text.js";
import { type Setting } from "../config/setting.js";
import { KeyMode } from "../core/key-mode.js";
import { type LeapSettings, type NodeSettings } from "../core/settings.js";
import { type NodeStatus } from "../runtime/node.js";
import { dayText, isLeapPast } from "./leap-display.js";

/** Lines to print after `reading`, which the configuration asks for `settings` with; none: all is well. */
export function warnings(
  { row, values, isUndone }: Reading<Setting>,
  settings: NodeSettings,
  status: NodeStatus,
): string[] {
  if (row === LEAP && settings.leapSecond) return ofLeapSecond(settings.leapSecond, status);
  return row === KEY && !isUndone ? ofKey(keyIdOf(values), settings) : [];
}

function ofLeapSecond(leapSecond: LeapSettings, status: NodeStatus): string[] {
  if (!isLeapPast(status, leapSecond)) return [];
  return [`Warning: ${dayText(leapSecond.dayEnd)} is past; nothing comes of this.`];
}

function ofKey(wanted: number, { keys }: NodeSettings): string[] {
  const key = keys.find(({ id }) => id === wanted);
  const lines: string[] = [];
  if (key?.mode === KeyMode.Md5)
    lines.push("Warning: MD5 is weak; hmac-sha-256 and aes-128-cmac are better choices.");
  if (key && isPoor(key.secret))
    lines.push("Warning: The secret is poor; one has 8 characters or more, of two kinds at least.");
  return lines;
}
