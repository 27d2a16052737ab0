/** What both vendors' lists of sources say of one. */
import { Leap, MAXSTRAT, type Association } from "../core/association.js";
import { WayTime } from "../core/listening.js";
import { STAGES } from "../core/register.js";
import { rootDistance } from "../core/selection.js";
import { AssociationKind, isAtHand } from "../core/settings.js";
import { Standing, Verdict } from "../core/verdict.js";
import { type NodeStatus } from "../runtime/node.js";
import { clamp, MAXDISP, type Q32 } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { never } from "../time/never.js";
import { Family } from "../wire/address.js";
import { sixCharacters } from "../report/decimal.js";
import { reasonText } from "../report/happening-text.js";
import { keyTrouble } from "./key-trouble.js";
import { standingName } from "../report/standing-name.js";
import { verdictName } from "../report/verdict-name.js";
import { wrapped } from "./text-width.js";

/** The associations in use of one family, in the order of the pool; a reference clock counts as IPv4. */
export function sourcesOf({ associations }: NodeStatus, family: Family): Association[] {
  return associations.filter(
    association => association.settings !== undefined && familyOf(association) === family,
  );
}

function familyOf(source: Association): Family {
  const { settings, address } = source;
  if (isOwn(source)) return Family.IPv4;
  return settings?.family ?? address.family;
}

/** Whether it is a clock of this node, which no packet comes from. */
export function isOwn({ settings }: Association): boolean {
  return settings !== undefined && isAtHand(settings.kind);
}

/**
 * What selection thinks of a source; which one is followed is for the system to say: while NTP may not set
 * the clock, it follows its own and not the one that selection prefers.
 */
function standingOf({ system }: NodeStatus, source: Association): Standing {
  if (source === system.peer) return Standing.SystemPeer;
  return source.standing === Standing.SystemPeer ? Standing.Candidate : source.standing;
}

/** "[12345]": 1 source(master), 2 source(peer), 3 selected, 4 candidate, 5 configured: not dynamic. */
export function flagsOf(status: NodeStatus, source: Association): string {
  const standing = standingOf(status, source);
  let flags = "";
  if (standing === Standing.SystemPeer) flags += "1";
  if (source.stratum < MAXSTRAT) flags += "2";
  if (standing >= Standing.Candidate) flags += "3";
  if (standing >= Standing.Outlyer) flags += "4";
  if (!source.settings!.isDynamic) flags += "5";
  return `[${flags}]`;
}

/** "configured, master, sane, valid" */
export function clockStatusOf(status: NodeStatus, source: Association): string {
  const standing = standingOf(status, source);
  const { stratum, reach, leap } = source;
  const words = [source.settings!.isDynamic ? "dynamic" : "configured"];
  if (standing === Standing.SystemPeer) words.push("master");
  else if (standing === Standing.Candidate) words.push("selected");
  else if (standing === Standing.Outlyer) words.push("candidate");
  words.push(standing > Standing.Falseticker ? "sane" : "insane");
  words.push(reach !== 0 && stratum < MAXSTRAT ? "valid" : "invalid");
  if (stratum >= MAXSTRAT || leap === Leap.Unsynchronized) words.push("unsynced");
  return words.join(", ");
}

/** The same with VRP's word for what is in a VPN instance. */
export function vrpClockStatus(status: NodeStatus, source: Association): string {
  const words = clockStatusOf(status, source);
  return source.settings!.instance === "" ? words : `${words}, vpn-instance`;
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

/** How often the source asks us, log2 of seconds: our own clock as often as we ask it. */
export function peerPollLog2Of(source: Association): number {
  return isOwn(source) ? source.pollLog2 : source.peerPollLog2;
}

/** Log2 of seconds; of our own clock, the node's. */
export function precisionLog2Of({ system }: NodeStatus, source: Association): number {
  return isOwn(source) ? system.precisionLog2 : source.precisionLog2;
}

/** Behind the blank that begins each line. */
export const DEBUG_COLUMNS = 79;

/** What a person debugs with, after the vendors' lines. */
export function debugLinesOf(status: NodeStatus, association: Association): string[] {
  const { settings, sent, received, verdicts } = association;
  const dropped: string[] = [];
  for (let verdict: Verdict = Verdict.Malformed; verdict < Verdict.Count; verdict++)
    if (verdicts[verdict] > 0) dropped.push(`${verdictName(verdict)} ${verdicts[verdict]}`);
  return [
    `selection: ${standingName(standingOf(status, association))}`,
    ...obstacleLines(status, association),
    `poll range: 2^${settings!.minPollLog2} s to 2^${settings!.maxPollLog2} s`,
    ...(settings!.kind === AssociationKind.BroadcastClient
      ? [`broadcasts take: ${wayText(association)}`]
      : []),
    ...(isOwn(association) ? [] : [`authentication: ${keyText(status, association)}`]),
    `packets sent: ${sent}, received: ${received}`,
    ...wrapped(`packets dropped: ${dropped.length > 0 ? dropped.join(", ") : "none"}`, DEBUG_COLUMNS),
  ];
}

/** Without trouble, all that was ever heard of a source with a key was authenticated by it. */
function keyText({ settings }: NodeStatus, { keyId, isHeard }: Association): string {
  if (keyId === 0) return "none";
  const trouble = keyTrouble(settings, keyId);
  if (trouble !== "") return `key ${keyId}, which ${trouble}`;
  return isHeard ? `key ${keyId}, authenticated` : `key ${keyId}`;
}

/** Why it is not asked, or in vain, as far as that is known. */
function obstacleLines(status: NodeStatus, association: Association): string[] {
  const why = isNameless(association) ? namelessText(association) : status.obstacles.of(association);
  return why === "" ? [] : wrapped(`cannot be asked: ${reasonText(why, association)}`, DEBUG_COLUMNS);
}

/** Whether it is called by a name that leads nowhere at present. */
function isNameless({ addressIndex, isNamed, standing }: Association): boolean {
  return isNamed && addressIndex < 0 && standing !== Standing.Denied;
}

function namelessText({ addresses, isResolving }: Association): string {
  if (isResolving) return "its name is being looked up";
  return addresses.length === 0
    ? "its name has no address, or nobody who knows names can be asked"
    : "its name leads to nobody who answers and is not asked already";
}

/** One way, and how it is known. */
function wayText({ listening: { delay, wayTime } }: Association): string {
  switch (wayTime) {
    case WayTime.Unknown:
      return "not known yet";
    case WayTime.Assumed:
      return `${sixCharacters(delay)} ms, assumed`;
    case WayTime.Measured:
      return `${sixCharacters(delay)} ms, measured`;
    default:
      return never(wayTime);
  }
}

/** What the last good sample said; 0 where there is none: the vendors' form of what is not known. */
export function offsetOf({ filter }: Association): Q32 {
  return filter.sampleCount === 0 ? 0 : filter.offset;
}

/** The same of the round trip. */
export function delayOf({ filter }: Association): Q32 {
  return filter.sampleCount === 0 ? 0 : filter.delay;
}

/** What selection reckons with: samples that are missing make no other worse; without any it is MAXDISP. */
export function dispersionOf({ filter }: Association): Q32 {
  return filter.sampleCount === 0 ? MAXDISP : filter.knownDispersion;
}

/**
 * How far from the primary this source is, at most: what selection holds against `max-distance` (RFC 5905
 * section 11.2, the root distance). Our own clock is as far as it may be read wrong.
 */
export function syncDistance(source: Association): Q32 {
  const isLocal = source.settings?.kind === AssociationKind.LocalClock;
  const isKnown = source.filter.sampleCount > 0 && !isLocal;
  return isKnown ? rootDistance(source) : dispersionOf(source);
}

/** A value for each place in the filter's register, the newest first; `missing` where it holds no sample. */
export function stages({ filter }: Association, value: (i: number) => Q32, missing: Q32): Q32[] {
  return Array.from({ length: STAGES }, (_, i) => (filter.isEmpty(i) ? missing : value(i)));
}
