/** The commands that show and clear what was logged. */
import { FLAG, integerPerDialect, range } from "../config/kinds.js";
import { both, Dialect } from "../config/dialect.js";
import { command, option, valueOf } from "../config/syntax.js";
import { Severity } from "../report/severity.js";
import { logLines, lossLines } from "./log-display.js";
import { consoleCommand, EVERYWHERE, IN_USER_VIEW, type ConsoleCommand } from "./operator.js";
import { SEVERITY, severityOf } from "./severity-kind.js";

const MOST_SIZE = 1024;

const SIZE = option("size", integerPerDialect(both(range(1, MOST_SIZE))), "How many of the latest lines");
const LEVEL = option("level|severity", SEVERITY, "Lines as grave as this or graver");
const REVERSE = option("reverse", FLAG, "The latest first");

const LOG_BUFFER = command({
  spellings: ["display logbuffer"],
  help: "The lines of the log",
  options: [SIZE, LEVEL, REVERSE],
});

export const LOG_COMMANDS: readonly ConsoleCommand[] = Object.freeze([
  consoleCommand(LOG_BUFFER, EVERYWHERE, (operator, values) => {
    const { configuration, reports } = operator.host.node;
    const { running } = configuration;
    const { dialect } = running;
    operator.print(
      logLines(reports, running, {
        most: valueOf(values, SIZE, dialect) ?? MOST_SIZE,
        severity: severityOf(valueOf(values, LEVEL, dialect)) ?? Severity.Debugging,
        // Huawei's come so without being asked.
        latestFirst: dialect === Dialect.Vrp || values[REVERSE.name] === true,
      }),
    );
  }),
  consoleCommand(command({ spellings: ["reset logbuffer"], help: "Clear the log" }), IN_USER_VIEW, operator =>
    operator.host.node.reports.log.clear(),
  ),
  consoleCommand(
    command({
      spellings: ["display ntp-service event clock-unsync"],
      help: "The last losses of synchronization, and why",
    }),
    EVERYWHERE,
    operator => {
      const { configuration, reports } = operator.host.node;
      operator.print(lossLines(reports.losses.latest, configuration.running));
    },
  ),
]);
