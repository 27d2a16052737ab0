/** `display ntp-service clock`: how the clock is kept, and how long it would be good for without a source. */
import { MAXSTRAT } from "../core/association.js";
import { Crystal } from "../core/crystal.js";
import { ClockState } from "../core/system.js";
import { type NodeStatus } from "../runtime/node.js";
import { durationText } from "../time/duration-text.js";
import { half, SECOND, type Q32, type Rate } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { decimal, MILLISECONDS, PARTS_PER_MILLION, SECONDS } from "../report/decimal.js";
import { clockStateName } from "./names.js";

const RATE_DIGITS = 3;
const OFFSET_DIGITS = 4;
const STEP_DIGITS = 5;

/** As far ahead as is looked: 12 days. */
const MOST_AHEAD_SEC = 1 << 20;

/** The same in both dialects: the vendors have no such command. */
export function disciplineLines(status: NodeStatus): string[] {
  const { history, settings, system } = status;
  const crystal = new Crystal();
  status.crystal(crystal);
  const isHeld = system.clockState === ClockState.Holdover;
  return [
    ` Clock state: ${clockStateName(system.clockState)}`,
    ` Frequency: ${ppm(system.frequency)} +/- ${ppm(crystal.frequencyError)}`,
    ` Left to slew: ${decimal(status.slewLeft(), MILLISECONDS, OFFSET_DIGITS)} ms`,
    ` Last step: ${stepText(status)}`,
    ` Started with: ${startText(status)}`,
    ` Holdover: ${isHeld ? `for ${agoText(status, history.heldSince)}` : "no"}`,
    ` Claim: ${claimText(status)}`,
    ` Without a source beyond ${settings.maxDistanceSec} s: ${limitText(status)}`,
  ];
}

function startText({ history }: NodeStatus): string {
  const { startedWith, startedWithAge } = history;
  return startedWith === undefined
    ? "nothing known of the crystal"
    : `${ppm(startedWith)}, ${startedWithAge}`;
}

function ppm(rate: Rate): string {
  return `${decimal(rate, PARTS_PER_MILLION, RATE_DIGITS)} ppm`;
}

function stepText(status: NodeStatus): string {
  const { steppedAt, steppedBy } = status.history;
  if (steppedBy === 0) return "none";
  return `${decimal(steppedBy, SECONDS, STEP_DIGITS)} s, ${agoText(status, steppedAt)} ago`;
}

/** Root delay / 2 + root dispersion (RFC 5905 section 11.2): what no error should exceed. */
function claimText(status: NodeStatus): string {
  if (status.system.stratum >= MAXSTRAT) return "none";
  return `within ${decimal(claimAt(status, 0), MILLISECONDS, OFFSET_DIGITS)} ms`;
}

/** When the claim passes the configured distance, found by halving: it only grows. */
function limitText(status: NodeStatus): string {
  const limit = status.settings.maxDistanceSec * SECOND;
  if (status.system.stratum >= MAXSTRAT || claimAt(status, 0) > limit) return "now";
  if (claimAt(status, MOST_AHEAD_SEC) <= limit) return `not within ${durationText(MOST_AHEAD_SEC)}`;
  let within = 0;
  let beyond = MOST_AHEAD_SEC;
  while (beyond - within > 1) {
    const middle = Math.floor((within + beyond) / 2);
    if (claimAt(status, middle) > limit) beyond = middle;
    else within = middle;
  }
  return `in about ${durationText(beyond)}`;
}

function claimAt(status: NodeStatus, aheadSec: number): Q32 {
  const at = new Instant();
  status.instant(at);
  at.add(aheadSec * SECOND);
  return half(status.system.rootDelay) + status.rootDispersionAt(at);
}

/** How long ago `then` was. By their seconds: a Q32 would not hold years. */
export function agoText(status: NodeStatus, then: Instant): string {
  const now = new Instant();
  status.instant(now);
  return durationText(Math.max(now.seconds - then.seconds, 0));
}
