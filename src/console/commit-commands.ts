/** The commands that commit, try and roll back configurations. */
import { DESCRIPTION, LABEL, LABEL_KIND } from "../config/commit-words.js";
import { type Commit, FIRST_COMMIT, LAST_COMMIT, type Naming } from "../config/commit.js";
import { KEPT_COMMITS } from "../config/commit-history.js";
import { readConfiguration } from "../config/configuration-text.js";
import { Configuration } from "../config/configuration.js";
import { differenceLines, differences, linesAfter, linesBefore } from "../config/differences.js";
import { both } from "../config/dialect.js";
import { FLAG, integer } from "../config/kinds.js";
import { listed } from "../config/secret-words.js";
import { command, need, option, optional, param, type Values } from "../config/syntax.js";
import { COMMIT } from "../config/views.js";
import { zoneOffsetSec } from "./clock-display.js";
import { commitLines, NO_COMMITS, trialLines } from "./commit-display.js";
import {
  consoleCommand,
  EVERYWHERE,
  IN_CONFIGURATION,
  IN_USER_VIEW,
  type ConsoleCommand,
  type Operator,
} from "./operator.js";
import { problemLines } from "./problem-lines.js";
import { yesQuestion } from "./question.js";
import { USUAL_COLUMNS } from "./text-width.js";

const COUNT = param("count", integer(1, KEPT_COMMITS), "How many commits, from the latest on");
const ID = param("commit-id", integer(FIRST_COMMIT, LAST_COMMIT), "Of the commit");
const NAME = param("label", LABEL_KIND, "Of the commit");
const SECONDS = optional("seconds", integer(60, 65_535), "Seconds to confirm it in", both(600));
const VERBOSE = option("verbose", FLAG, "With what users said of them");
const LAST = option("last", integer(1, KEPT_COMMITS), "How many commits, from the latest on", both(1));

const COMMIT_TRIAL = command({
  spellings: ["commit trial"],
  help: "The same, to be confirmed in time by one more commit",
  params: [SECONDS],
  options: [LABEL, DESCRIPTION],
});
const ABORT_TRIAL = command({
  spellings: ["abort trial"],
  help: "Take back the configuration that is on trial",
});
const ROLLBACK_LAST = command({
  spellings: ["rollback configuration last"],
  help: "Go back to before the latest commits",
  params: [COUNT],
});
const ROLLBACK_ID = command({
  spellings: ["rollback configuration to commit-id"],
  help: "Go back to what a commit made",
  params: [ID],
});
const ROLLBACK_LABEL = command({
  spellings: ["rollback configuration to label"],
  help: "Go back to what the commit of that label made",
  params: [NAME],
});
const LIST = command({
  spellings: ["display configuration commit list"],
  help: "The latest commits",
  options: [VERBOSE],
});
const CHANGES = command({
  spellings: ["display configuration commit changes"],
  help: "What the latest commits changed",
  options: [LAST],
});
const TRIAL_STATUS = command({
  spellings: ["display configuration trial status"],
  help: "Whether a configuration is on trial",
});

const ABORT = "Warning: The configuration from before the trial will come back. Continue?";
const ROLLBACK = "Warning: The running configuration will be changed as above. Continue?";

export const COMMIT_COMMANDS: readonly ConsoleCommand[] = Object.freeze([
  consoleCommand(COMMIT, IN_CONFIGURATION, (operator, values) =>
    operator.prepared.commit({ naming: namingOf(values), trialSec: undefined }),
  ),
  consoleCommand(COMMIT_TRIAL, IN_CONFIGURATION, (operator, values) =>
    operator.prepared.commit({
      naming: namingOf(values),
      trialSec: need(values, SECONDS, operator.candidate.dialect),
    }),
  ),
  consoleCommand(ABORT_TRIAL, IN_CONFIGURATION, abortTrial),
  consoleCommand(ROLLBACK_LAST, IN_USER_VIEW, (operator, values) =>
    rollBackBy(operator, need(values, COUNT, operator.candidate.dialect)),
  ),
  consoleCommand(ROLLBACK_ID, IN_USER_VIEW, (operator, values) =>
    rollBackTo(operator, ({ id }) => id === values[ID.name]),
  ),
  consoleCommand(ROLLBACK_LABEL, IN_USER_VIEW, (operator, values) =>
    rollBackTo(operator, ({ label }) => label === values[NAME.name]),
  ),
  consoleCommand(LIST, EVERYWHERE, (operator, values) => {
    const { history, running } = operator.host.node.configuration;
    operator.print(commitLines(history, values[VERBOSE.name] === true, zoneOffsetSec(running)));
  }),
  consoleCommand(CHANGES, EVERYWHERE, showChanges),
  consoleCommand(TRIAL_STATUS, EVERYWHERE, operator => {
    const { configuration, status } = operator.host.node;
    operator.print(trialLines(configuration.trial.underWay, status, zoneOffsetSec(configuration.running)));
  }),
]);

function namingOf(values: Values): Naming {
  return {
    label: (values[LABEL.name] as string | undefined) ?? "",
    description: (values[DESCRIPTION.name] as string | undefined) ?? "",
  };
}

function abortTrial(operator: Operator): void {
  if (!operator.host.node.configuration.trial.underWay) return operator.print(["Info: Nothing is on trial."]);
  operator.ask(
    yesQuestion(
      ABORT,
      operator.prepared.unlessChanged(() => operator.prepared.abortTrial()),
    ),
  );
}

/** The latest `count` commits; undefined: there are not so many, and that was said. */
function latest(operator: Operator, count: number): readonly Commit[] | undefined {
  const { commits } = operator.host.node.configuration.history;
  if (commits.length >= count) return commits.slice(0, count);
  const are = commits.length === 1 ? "There is only one commit" : `There are only ${commits.length} commits`;
  operator.print([commits.length === 0 ? NO_COMMITS : `% ${are}.`]);
  return undefined;
}

function rollBackBy(operator: Operator, count: number): void {
  const commits = latest(operator, count);
  if (commits) rollBack(operator, linesBefore(commits[count - 1].differences), `rollback last ${count}`);
}

function rollBackTo(operator: Operator, isMeant: (commit: Commit) => boolean): void {
  const commit = operator.host.node.configuration.history.commits.find(isMeant);
  if (commit) rollBack(operator, linesAfter(commit.differences), `rollback to ${commit.id}`);
  else operator.print(["% There is no such commit."]);
}

function rollBack(operator: Operator, lines: readonly string[], description: string): void {
  if (operator.prepared.isHeldUp()) return;
  const { running } = operator.host.node.configuration;
  const next = readConfiguration(lines, operator.prepared.context);
  if (!(next instanceof Configuration)) {
    for (const problem of next)
      operator.print(problemLines(problem, lines, "that configuration", USUAL_COLUMNS));
    return operator.print(["% Nothing was rolled back."]);
  }
  const changes = differenceLines(differences(running.lines(), next.lines()));
  if (changes.length === 0) return operator.print(["Info: The running configuration is as it was then."]);
  operator.print(changes.map(listed));
  operator.ask(
    yesQuestion(
      ROLLBACK,
      operator.prepared.unlessChanged(() => operator.prepared.rollBack(next, { label: "", description })),
    ),
  );
}

function showChanges(operator: Operator, values: Values): void {
  const count = need(values, LAST, operator.candidate.dialect);
  const commits = latest(operator, count);
  if (!commits) return;
  const before = linesBefore(commits[count - 1].differences);
  operator.print(differenceLines(differences(before, linesAfter(commits[0].differences))).map(listed));
}
