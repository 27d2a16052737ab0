/** What is right as a configuration and cannot be meant, or is no good idea: it is taken, and told of. */
import { ACCESS_SETTINGS } from "../config/access-settings.js";
import { LISTS } from "../config/acl-settings.js";
import { MAX_DYNAMIC_SESSIONS } from "../config/association-settings.js";
import { type Configuration } from "../config/configuration.js";
import { BROADCAST_CLIENT, MULTICAST_CLIENT, MULTICAST_CLIENT6 } from "../config/hearing-settings.js";
import { KEY, keyIdOf } from "../config/key-settings.js";
import { LEAP } from "../config/leap-settings.js";
import { type Reading } from "../config/reading.js";
import { isPoor } from "../config/secret-text.js";
import {
  BROADCAST_SERVER,
  MANYCAST_CLIENT,
  MANYCAST_CLIENT6,
  MULTICAST_SERVER,
  MULTICAST_SERVER6,
} from "../config/sender-settings.js";
import { type Setting } from "../config/setting.js";
import { LOGIN_LISTS, vtyOf } from "../config/vty-settings.js";
import { KeyMode } from "../core/key-mode.js";
import { type LeapSettings } from "../core/clock-settings.js";
import { HearingKind, type FullSettings } from "../core/settings.js";
import { type NodeStatus } from "../runtime/node.js";
import { endedDayText } from "../time/civil-text.js";
import { isLoopback } from "../wire/address-kind.js";
import { isLeapPast } from "./leap-display.js";
import { listWarnings } from "./list-warnings.js";

/** What sends the time out of an interface. */
const SENDERS: readonly Setting[] = Object.freeze([BROADCAST_SERVER, MULTICAST_SERVER, MULTICAST_SERVER6]);

/** What is nothing without dynamic sessions, and how many of these there may be. */
const DYNAMIC: readonly Setting[] = Object.freeze([
  MAX_DYNAMIC_SESSIONS,
  BROADCAST_CLIENT,
  MULTICAST_CLIENT,
  MULTICAST_CLIENT6,
  MANYCAST_CLIENT,
  MANYCAST_CLIENT6,
]);

/** What names access lists. */
const NAMING_LISTS: readonly Setting[] = Object.freeze([...ACCESS_SETTINGS, ...LOGIN_LISTS]);

/**
 * Lines to print after `reading`, which made the configuration `next`, that asks for `settings`; none: all is
 * well.
 */
export function warnings(
  { row, values, isUndone }: Reading<Setting>,
  next: Configuration,
  settings: FullSettings,
  status: NodeStatus,
): string[] {
  if (row === LEAP && settings.leapSecond) return ofLeapSecond(settings.leapSecond, status);
  if (isUndone ? LISTS.includes(row) : NAMING_LISTS.includes(row)) return listWarnings(settings, vtyOf(next));
  if (isUndone) return [];
  if (row === KEY) return ofKey(keyIdOf(values), settings);
  if (SENDERS.includes(row)) return ofSenders(settings, status);
  if (DYNAMIC.includes(row)) return ofDynamicSessions(settings);
  return [];
}

function ofSenders({ senders }: FullSettings, { interfaces }: NodeStatus): string[] {
  const lonely = interfaces.filter(
    ({ name, addresses }) =>
      addresses.length > 0 &&
      addresses.every(isLoopback) &&
      senders.some(({ interfaceName }) => interfaceName === name),
  );
  return lonely.map(({ name }) => `Warning: Nobody but this node itself is on ${name}.`);
}

function ofDynamicSessions({ hearings, maxDynamicSessions, searches }: FullSettings): string[] {
  const isWanted = searches.length > 0 || hearings.some(({ kind }) => kind !== HearingKind.Manycast);
  if (maxDynamicSessions > 0 || !isWanted) return [];
  return ["Warning: Nobody who is heard or found is followed while max-dynamic-sessions is 0."];
}

function ofLeapSecond(leapSecond: LeapSettings, status: NodeStatus): string[] {
  if (!isLeapPast(status, leapSecond)) return [];
  return [`Warning: ${endedDayText(leapSecond.dayEnd)} is past; nothing comes of this.`];
}

function ofKey(wanted: number, { keys }: FullSettings): string[] {
  const key = keys.find(({ id }) => id === wanted);
  const lines: string[] = [];
  if (key?.mode === KeyMode.Md5)
    lines.push("Warning: MD5 is weak; hmac-sha-256 and aes-128-cmac are better choices.");
  if (key && isPoor(key.secret))
    lines.push("Warning: The secret is poor; one has 8 characters or more, of two kinds at least.");
  return lines;
}
