/** The commits that have been made, and the one on trial, in VRP's manner. */
import { timeText } from "../config/commit.js";
import { type CommitHistory } from "../config/commit-history.js";
import { type TrialUnderWay } from "../config/trial.js";
import { type NodeStatus } from "../runtime/node.js";
import { leftSec } from "./order.js";
import { textWidth } from "./text-width.js";

export const NO_COMMITS = "There are no commits.";

const WIDTHS: readonly number[] = Object.freeze([4, 12, 33, 8, 19]);
const TITLES: readonly string[] = Object.freeze(["No.", "CommitId", "Label", "User", "TimeStamp"]);
const NOTHING_SAID = "-";

/** `display configuration commit list`; the newest first. `offsetSec`: of the time zone. */
export function commitLines(history: CommitHistory, isVerbose: boolean, offsetSec: number): string[] {
  const { commits, damaged } = history;
  const losses = damaged.map(name => `Warning: ${name} is damaged and left out.`);
  if (commits.length === 0) return [NO_COMMITS, ...losses];
  const rows = commits.map(({ id, label, description, by, at }, i) =>
    isVerbose
      ? [
          `${i + 1}) CommitId: ${id}`,
          `   Label: ${label || NOTHING_SAID}`,
          `   User: ${by}`,
          `   TimeStamp: ${timeText(at + offsetSec)}`,
          `   Description: ${description || NOTHING_SAID}`,
        ]
      : [row([String(i + 1), String(id), label || NOTHING_SAID, by, timeText(at + offsetSec)])],
  );
  const rule = "-".repeat(WIDTHS.reduce((sum, width) => sum + width));
  return [...(isVerbose ? [] : [rule, row(TITLES), rule]), ...rows.flat(), ...losses];
}

/** `display configuration trial status`. `offsetSec`: of the time zone. */
export function trialLines(
  trial: TrialUnderWay | undefined,
  status: NodeStatus,
  offsetSec: number,
): string[] {
  if (!trial) return ["Trial status: INACTIVE"];
  return [
    "Trial status: ACTIVE",
    `User: ${trial.by}`,
    `Started: ${timeText(trial.at + offsetSec)}`,
    `Time remaining: ${leftSec(trial, status)} seconds`,
  ];
}

function row(cells: readonly string[]): string {
  return cells
    .map((cell, i) => cell + " ".repeat(Math.max(1, WIDTHS[i] - textWidth(cell))))
    .join("")
    .trimEnd();
}
