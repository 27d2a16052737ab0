/** What both vendors' lists of sources say of one. */
import { Leap, MAXSTRAT, type Association } from "../core/association.js";
import { AssociationKind } from "../core/settings.js";
import { Standing, Verdict } from "../core/verdict.js";
import { type NodeStatus } from "../runtime/node.js";
import { clamp, half, type Q32 } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { Family } from "../wire/address.js";
import { standingName, verdictName } from "./names.js";

/** The associations in use of one family, in the order of the pool; a reference clock counts as IPv4. */
export function sourcesOf({ associations }: NodeStatus, family: Family): Association[] {
  return associations.filter(
    association => association.settings !== undefined && familyOf(association) === family,
  );
}

function familyOf({ settings, address }: Association): Family {
  if (settings?.kind === AssociationKind.ReferenceClock) return Family.IPv4;
  return settings?.family ?? address.family;
}

/** "[12345]": 1 source(master), 2 source(peer), 3 selected, 4 candidate, 5 configured. */
export function flagsOf({ stratum, standing }: Association): string {
  let flags = "";
  if (standing === Standing.SystemPeer) flags += "1";
  if (stratum < MAXSTRAT) flags += "2";
  if (standing >= Standing.Candidate) flags += "3";
  if (standing >= Standing.Outlyer) flags += "4";
  return `[${flags}5]`;
}

/** "configured, master, sane, valid" */
export function clockStatusOf({ standing, stratum, reach, leap }: Association): string {
  const words = ["configured"];
  if (standing === Standing.SystemPeer) words.push("master");
  else if (standing === Standing.Candidate) words.push("selected");
  else if (standing === Standing.Outlyer) words.push("candidate");
  words.push(standing >= Standing.Falseticker ? "sane" : "insane");
  words.push(reach !== 0 && stratum < MAXSTRAT ? "valid" : "invalid");
  if (stratum >= MAXSTRAT || leap === Leap.Unsynchronized) words.push("unsynced");
  return words.join(", ");
}

// Where one unit gives way to the next, as the vendors have it.
const MOST_SECONDS = 2048;
const MOST_MINUTES = 300;
const MOST_HOURS = 96;
const MOST_DAYS = 999;

/** How long ago the last packet came: "34", "40m", "12h", "9d", "3y", "-" for never. */
export function nowOf(status: NodeStatus, { isHeard, lastReceivedAt }: Association): string {
  if (!isHeard) return "-";
  const now = new Instant();
  status.instant(now);
  // Instants are compared by their seconds: a Q32 would not hold years.
  return ageText((now.seconds - lastReceivedAt.seconds) >>> 0);
}

/** An age in the unit that keeps it short. */
export function ageText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (seconds <= MOST_SECONDS) return String(seconds);
  if (minutes <= MOST_MINUTES) return `${minutes}m`;
  if (hours <= MOST_HOURS) return `${hours}h`;
  return days <= MOST_DAYS ? `${days}d` : `${Math.floor(days / 365)}y`;
}

/** RFC 5905 MAXPOLL: what a packet says beyond it is no interval. */
const MOST_POLL_LOG2 = 17;

/** A poll interval in seconds: 1 to 2^17. */
export function pollSeconds(pollLog2: number): number {
  return 1 << clamp(pollLog2, 0, MOST_POLL_LOG2);
}

/** What a person debugs with, after the vendors' lines. */
export function debugLinesOf(association: Association): string[] {
  const { standing, settings, sent, received, verdicts } = association;
  const dropped: string[] = [];
  for (let verdict: Verdict = Verdict.Malformed; verdict < Verdict.Count; verdict++)
    if (verdicts[verdict] > 0) dropped.push(`${verdictName(verdict)} ${verdicts[verdict]}`);
  return [
    `selection: ${standingName(standing)}`,
    `poll range: 2^${settings!.minPollLog2} s to 2^${settings!.maxPollLog2} s`,
    `packets sent: ${sent}, received: ${received}`,
    `packets dropped: ${dropped.length > 0 ? dropped.join(", ") : "none"}`,
  ];
}

/** Places in a clock filter's register (RFC 5905 section 10). */
export const STAGES = 8;

/** How far from the primary this source is, at most (RFC 5905 section 11.2, the root distance). */
export function syncDistance({ filter, rootDelay, rootDispersion, settings }: Association): Q32 {
  const isOwn = settings?.kind === AssociationKind.ReferenceClock;
  return isOwn
    ? filter.dispersion
    : half(rootDelay + filter.delay) + rootDispersion + filter.dispersion + filter.jitter;
}

/** One text for each place in the filter's register, the newest sample first. */
export function stages(text: (i: number) => string): string[] {
  return Array.from({ length: STAGES }, (_, i) => text(i));
}
