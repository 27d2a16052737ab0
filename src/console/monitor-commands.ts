/** The commands that switch debugging on and off, and that let a terminal show what happens as it happens. */
import { choice } from "../config/kinds.js";
import { command, need, param, type Values } from "../config/syntax.js";
import { type Debugging, Topic, topicName } from "../report/debugging.js";
import { Severity } from "../report/severity.js";
import { consoleCommand, EVERYWHERE, IN_USER_VIEW, type ConsoleCommand, type Operator } from "./operator.js";
import { SEVERITY, severityOf } from "./severity-kind.js";

const ALL = "all";
const TOPICS: readonly string[] = Object.freeze(
  Array.from({ length: Topic.Count }, (_, topic) => topicName(topic)),
);

const TOPIC = param("topic", choice(ALL, ...TOPICS), "What is told of");
const LEVEL = param("level", SEVERITY, "Lines as grave as this or graver");

export const MONITOR_COMMANDS: readonly ConsoleCommand[] = Object.freeze([
  consoleCommand(
    command({
      spellings: ["debugging ntp-service"],
      help: "Tell of NTP as it happens; terminal monitor and terminal debugging show it",
      params: [TOPIC],
    }),
    IN_USER_VIEW,
    (operator, values) => {
      for (const topic of topicsOf(operator, values)) debuggingOf(operator).switchOn(topic);
    },
  ),
  consoleCommand(
    command({
      spellings: ["undo debugging ntp-service"],
      help: "Tell of it no more",
      params: [TOPIC],
    }),
    IN_USER_VIEW,
    (operator, values) => {
      for (const topic of topicsOf(operator, values)) debuggingOf(operator).switchOff(topic);
    },
  ),
  consoleCommand(
    command({ spellings: ["undo debugging all"], help: "Switch all debugging off" }),
    IN_USER_VIEW,
    operator => {
      for (let topic: Topic = 0; topic < Topic.Count; topic++) debuggingOf(operator).switchOff(topic);
      operator.print(["All possible debugging has been turned off"]);
    },
  ),
  consoleCommand(
    command({ spellings: ["display debugging"], help: "What is told of as it happens" }),
    EVERYWHERE,
    operator => {
      const debugging = debuggingOf(operator);
      operator.print(
        TOPICS.filter((_, topic) => debugging.isOn(topic)).map(name => `NTP ${name} debugging is on`),
      );
    },
  ),
  terminal(
    "terminal monitor",
    "Show the log on this terminal",
    "The current terminal is enabled to display logs.",
    operator => operator.monitor.switchOn(),
  ),
  terminal(
    "undo terminal monitor",
    "Show nothing by itself on this terminal",
    "The current terminal is disabled to display logs.",
    operator => operator.monitor.switchOff(),
  ),
  terminal(
    "terminal debugging",
    "Show debugging on this terminal, too",
    "The current terminal is enabled to display debugging logs.",
    operator => (operator.monitor.showsDebugging = true),
  ),
  terminal(
    "undo terminal debugging",
    "Show no debugging on this terminal",
    "The current terminal is disabled to display debugging logs.",
    operator => (operator.monitor.showsDebugging = false),
  ),
  consoleCommand(
    command({
      spellings: ["terminal logging level"],
      help: "Which lines of the log this terminal shows",
      params: [LEVEL],
    }),
    IN_USER_VIEW,
    (operator, values) =>
      (operator.monitor.severity = severityOf(need(values, LEVEL, operator.candidate.dialect))!),
  ),
  consoleCommand(
    command({ spellings: ["undo terminal logging level"], help: "Show all but debugging" }),
    IN_USER_VIEW,
    operator => (operator.monitor.severity = Severity.Informational),
  ),
]);

function terminal(
  spelling: string,
  help: string,
  answer: string,
  run: (operator: Operator) => void,
): ConsoleCommand {
  return consoleCommand(command({ spellings: [spelling], help }), IN_USER_VIEW, operator => {
    run(operator);
    operator.print([answer]);
  });
}

function debuggingOf(operator: Operator): Debugging {
  return operator.host.node.reports.debugging;
}

function topicsOf(operator: Operator, values: Values): readonly Topic[] {
  const name = need(values, TOPIC, operator.candidate.dialect);
  return TOPICS.flatMap((each, topic) => (name === ALL || name === each ? [topic] : []));
}
