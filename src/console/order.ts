/** How changes are to be committed, and what is to be said of that. */
import { NO_NAMING, type Naming, type Signature, timeText } from "../config/commit.js";
import { listed } from "../config/secret-words.js";
import { type NodeStatus } from "../runtime/node.js";
import { type TrialUnderWay } from "../config/trial.js";
import { eraSeconds } from "../time/calendar.js";
import { SECOND } from "../time/fixed.js";
import { Instant, Timestamp } from "../time/moment.js";
import { type Collision } from "./changes.js";
import { type Signer } from "./user-lines.js";

export interface Order {
  readonly naming: Naming;
  /** For how long on trial; undefined: for good. */
  readonly trialSec: number | undefined;
}

export const USUAL_ORDER: Order = Object.freeze({ naming: NO_NAMING, trialSec: undefined });

/** Of what the console of `signer` does now. */
export function signatureOf(status: NodeStatus, { name, from }: Signer): Signature {
  const now = new Timestamp();
  status.time(now);
  return { by: name, from, at: eraSeconds(now.seconds) };
}

/** When `trialSec` from now are over, by the counter. */
export function endOf(status: NodeStatus, trialSec: number): Instant {
  const end = new Instant();
  status.instant(end);
  end.add(trialSec * SECOND);
  return end;
}

/** How many seconds of it are left; 0: it should be over. */
export function leftSec({ end }: TrialUnderWay, status: NodeStatus): number {
  const now = new Instant();
  status.instant(now);
  return Math.max(0, Math.ceil(end.since(now) / SECOND));
}

/** Why nothing else may change the configuration. */
export function heldUpReasons(trial: TrialUnderWay, status: NodeStatus): string[] {
  return [
    `A configuration of ${trial.by} is on trial for ${leftSec(trial, status)} seconds more:`,
    "commit (by others, without changes) confirms it; abort trial takes it back.",
  ];
}

/**
 * What was changed since the first change of one's own; `changed`: who did so last; `offsetSec`: of the
 * time zone.
 */
export function collisionLines(
  { theirs, ours }: Collision,
  changed: Signature | undefined,
  offsetSec: number,
): string[] {
  const who = changed ? ` by ${changed.by} at ${timeText(changed.at + offsetSec)}` : "";
  return [
    `Info: Meanwhile the running configuration was changed${who}:`,
    ...theirs.map(listed),
    "Your changes would now come to:",
    ...ours.map(listed),
  ];
}
