/** The `display` commands, which work in every view. */
import { WHICH_ACL } from "../config/acl-kinds.js";
import { Dialect } from "../config/dialect.js";
import { FLAG } from "../config/kinds.js";
import { listed } from "../config/secret-words.js";
import { SOURCE } from "../config/source-options.js";
import { type Startup } from "../config/startup.js";
import { command, need, option, param, valueOf, type Values } from "../config/syntax.js";
import { Family } from "../wire/address.js";
import { aclLines } from "./acl-display.js";
import { clockLines } from "./clock-display.js";
import { interfaceLines, versionLines } from "./device-display.js";
import { disciplineLines } from "./discipline-display.js";
import { leapLines } from "./leap-display.js";
import { consoleCommand, EVERYWHERE, type ConsoleCommand, type Operator } from "./operator.js";
import { rtcLines } from "./rtc-display.js";
import { comwareSessions, comwareSessions6 } from "./sessions-comware.js";
import { vrpSessions } from "./sessions-vrp.js";
import { NOTHING_SAVED, printStored } from "./storage.js";
import { USUAL_COLUMNS, wrapped } from "./text-width.js";
import { comwareStatus } from "./status-comware.js";
import { vrpStatus } from "./status-vrp.js";
import { refclockLines, refclockVerbose } from "./refclock-display.js";
import { Trace } from "./trace.js";
import { traceLayout } from "./trace-display.js";
import { comwareVerbose } from "./verbose-comware.js";
import { vrpVerbose } from "./verbose-vrp.js";

const WHICH = param("list", WHICH_ACL, "Number of an access list, or all");
const VERBOSE = option("verbose", FLAG, "All that is known of each source");

/** Begins and parts the blocks of a printed configuration. */
const BLOCK = "#";
const END = "return";

export const DISPLAY_COMMANDS: readonly ConsoleCommand[] = Object.freeze([
  display("ntp-service status", "State of the NTP service", showStatus),
  withVerbose("ntp-service sessions", "Sources of time", (operator, values) =>
    showSessions(operator, values, Family.IPv4),
  ),
  withVerbose("ntp-service ipv6 sessions", "Sources of time over IPv6", (operator, values) =>
    showSessions(operator, values, Family.IPv6),
  ),
  display("ntp-service clock", "How the clock is kept, and how well", operator =>
    operator.print(disciplineLines(operator.host.node.status)),
  ),
  display("ntp-service leap", "Leap second announced or configured", operator =>
    operator.print(leapLines(operator.host.node.status)),
  ),
  display("ntp-service rtc", "Real-time clock of the board", operator =>
    operator.print(rtcLines(operator.host.node.status)),
  ),
  withVerbose("ntp-service refclock", "Receivers of time at this node", (operator, values) => {
    const { status } = operator.host.node;
    operator.print(values[VERBOSE.name] === true ? refclockVerbose(status) : refclockLines(status));
  }),
  consoleCommand(
    command({
      spellings: ["display ntp-service trace"],
      help: "The servers up to the primary, each asked whom it follows",
      options: [SOURCE],
    }),
    EVERYWHERE,
    showTrace,
  ),
  display("current-configuration", "The running configuration", operator =>
    operator.print(framed(operator.host.node.configuration.running.lines())),
  ),
  display("this", "The running configuration of this view", showThis),
  display("saved-configuration", "The configuration of the next start", showSaved),
  display("configuration candidate", "What commit would make the running configuration", operator =>
    operator.print(framed(operator.candidate.lines())),
  ),
  display("configuration dropped", "What of the saved configuration was left out at the start", operator =>
    operator.print(droppedLines(operator.host.node.configuration.startup)),
  ),
  displayAcl("acl", "Access lists of IPv4 addresses", Family.IPv4),
  displayAcl("acl ipv6", "Access lists of IPv6 addresses", Family.IPv6),
  display("clock", "Date and time", showClock),
  display("version", "Version of this software", operator =>
    operator.print(versionLines(operator.host.node.status, operator.host.version, operator.host.board?.name)),
  ),
  consoleCommand(
    command({
      spellings: ["display interface brief", "display interface brief", "display ip interface brief"],
      help: "The interfaces and their addresses",
    }),
    EVERYWHERE,
    operator => operator.print(interfaceLines(operator.host.node.status)),
  ),
]);

type Run = ConsoleCommand["run"];

function display(words: string, help: string, run: Run): ConsoleCommand {
  return consoleCommand(command({ spellings: [`display ${words}`], help }), EVERYWHERE, run);
}

function withVerbose(words: string, help: string, run: Run): ConsoleCommand {
  return consoleCommand(
    command({ spellings: [`display ${words}`], help, options: [VERBOSE] }),
    EVERYWHERE,
    run,
  );
}

function displayAcl(words: string, help: string, family: Family): ConsoleCommand {
  const syntax = command({ spellings: [`display ${words}`], help, params: [WHICH] });
  return consoleCommand(syntax, EVERYWHERE, (operator, values) => {
    const { dialect } = operator.host.node.configuration.running;
    operator.print(aclLines(operator.host.node.configuration.running, family, need(values, WHICH, dialect)));
  });
}

function showTrace(operator: Operator, values: Values): void {
  const { control, status, configuration } = operator.host.node;
  const { dialect } = configuration.running;
  operator.pursue(done => {
    const print = (lines: readonly string[]): void => operator.print(lines);
    const source = valueOf(values, SOURCE, dialect) ?? "";
    const trace = new Trace(status, control, source, traceLayout(dialect), print, done);
    trace.begin();
    return () => trace.stop();
  });
}

function showStatus(operator: Operator): void {
  const { status, configuration } = operator.host.node;
  operator.print(configuration.running.dialect === Dialect.Vrp ? vrpStatus(status) : comwareStatus(status));
}

function showSessions(operator: Operator, values: Values, family: Family): void {
  const { status, configuration } = operator.host.node;
  const isVrp = configuration.running.dialect === Dialect.Vrp;
  if (values[VERBOSE.name] === true)
    operator.print(isVrp ? vrpVerbose(status, family) : comwareVerbose(status, family));
  else if (isVrp) operator.print(vrpSessions(status, family));
  else operator.print(family === Family.IPv6 ? comwareSessions6(status) : comwareSessions(status));
}

function showClock(operator: Operator): void {
  const { status, configuration } = operator.host.node;
  operator.print(clockLines(status, configuration.running));
}

function showThis(operator: Operator): void {
  const { section } = operator;
  const { running } = operator.host.node.configuration;
  if (section === "") return operator.print(framed(operator.isAbroad ? [] : running.systemLines()));
  const lines = running.block(section);
  operator.print(framed(lines.length > 0 && !operator.isAbroad ? [...lines, BLOCK] : []));
}

function showSaved(operator: Operator): void {
  const { configuration } = operator.host.node;
  printStored(operator, () => {
    const saved = configuration.saved();
    return saved ? framed(saved.map(listed)) : [NOTHING_SAVED];
  });
}

function droppedLines(startup: Startup | undefined): string[] {
  if (!startup || startup.dropped.length + startup.troubles.length === 0) return ["Nothing was left out."];
  const { dropped, troubles } = startup;
  return [
    ...troubles.map(trouble => `Warning: ${trouble}.`),
    ...dropped.flatMap(({ line, text, why }) => [`${line}: ${text}`, ...wrapped(`   ${why}`, USUAL_COLUMNS)]),
  ];
}

function framed(lines: readonly string[]): string[] {
  return [BLOCK, ...lines, END];
}
