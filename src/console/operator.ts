/** What a console's commands work on: the node, the configurations, the terminal, the view it is in. */
import { type Configuration } from "../config/configuration.js";
import { type ConfigurationStore } from "../config/configuration-store.js";
import { type Values, type Syntax } from "../config/syntax.js";
import { type Happening } from "../core/happening.js";
import { type Reports } from "../report/reports.js";
import { type BoardPort } from "../runtime/board-port.js";
import { type BootWatch } from "../runtime/boot-watch.js";
import { type ControlAsker } from "../runtime/control-client.js";
import { type NodeStatus } from "../runtime/node.js";
import { type PacketStatistics } from "../runtime/packet-statistics.js";
import { type Monitor } from "./monitor.js";
import { type TimerPort } from "../runtime/timers.js";
import { type Q32 } from "../time/fixed.js";
import { type Timestamp } from "../time/moment.js";
import { type Candidate } from "./candidate.js";
import { type Question } from "./question.js";
import { type Signer } from "./user-lines.js";

/** Where a command may be typed. */
export const enum ConsoleView {
  User,
  System,
  Interface,
  Acl4,
  Acl6,
  Vty,
  Instance,
  /** One that routers have and this device does not. */
  Foreign,
}

/** What consoles of one node share. */
export interface ConsoleHost {
  readonly node: ConsoleNode;
  /** Of this software. */
  readonly version: string;
  /** As `Context.takesAnyPort`. */
  readonly takesAnyPort: boolean;
  readonly timers: TimerPort;
  /** What the board tells of itself; undefined: nothing. */
  readonly board?: BoardPort | undefined;
  /** Undefined: nobody counts starts. */
  readonly bootWatch?: BootWatch | undefined;
}

/** The part of an `NtpNode` that a console needs. */
export interface ConsoleNode {
  readonly status: NodeStatus;
  readonly reports: Reports;
  readonly configuration: ConfigurationStore;
  readonly statistics: PacketStatistics;
  readonly control: ControlAsker;
  /** As `NtpNode.tell`. */
  tell(happening: Happening, value: number, why: string): void;
  /** As `NtpNode.setClock`. */
  setClock(time: Timestamp, error: Q32, by: string): void;
}

/** Where one console's text goes. */
export interface Terminal {
  /** Whether a person sees the prompt and the line as it is typed; not so through a pipe. */
  readonly isInteractive: boolean;
  /** How wide it is; undefined: unknown. */
  readonly columns?: number;
  /** Lines end in "\n". */
  write(text: string): void;
  /** Writes whole lines beside the one being typed; a terminal without it has none. */
  interject?(text: string): void;
  /** Of one that shows pages: as `Operator.setScreenLength`. */
  setScreenLength?(rows: number | undefined): void;
}

/** One console, as its commands see it. */
export interface Operator {
  readonly host: ConsoleHost;
  readonly terminal: Terminal;
  /** How what is done here is signed. */
  readonly signer: Signer;
  /** What appears on its terminal by itself. */
  readonly monitor: Monitor;
  /** What `commit` would make the running configuration; the running one where nothing is prepared. */
  readonly candidate: Configuration;
  /** What this console has prepared, and how it takes effect. */
  readonly prepared: Candidate;
  /**
   * The section whose view this is, as in `src/config/sections.ts`; empty in the user and the system view.
   */
  readonly section: string;
  /** Whether this is a view of routers that this device does not have. */
  readonly isAbroad: boolean;
  print(lines: readonly string[]): void;
  /** How many rows are a page, for this session; 0: there are no pages; undefined: the terminal's rows. */
  setScreenLength(rows: number | undefined): void;
  enterSystem(): void;
  /** As `enterSystem`; from then on commands take effect at once. */
  enterSystemImmediately(): void;
  /** Enters the view of `section`, as in `src/config/sections.ts`. */
  enterSection(section: string): void;
  /** One view up; from the user view, the end. */
  leave(): void;
  leaveToUser(): void;
  /**
   * Carries out what takes its time: until `done` is called, which may be at once, there is no prompt and no
   * further command. `begin` answers what stops it: called for Ctrl-C, after which `done` does nothing.
   */
  pursue(begin: (done: () => void) => () => void): void;
  /** The next line is the answer to `question`, which is asked again until it is one. */
  ask(question: Question): void;
}

/** A command that is no configuration. */
export interface ConsoleCommand extends Syntax {
  readonly views: readonly ConsoleView[];
  run(operator: Operator, values: Values): void;
}

export const IN_USER_VIEW = Object.freeze([ConsoleView.User]);
export const IN_CONFIGURATION = Object.freeze([
  ConsoleView.System,
  ConsoleView.Interface,
  ConsoleView.Acl4,
  ConsoleView.Acl6,
  ConsoleView.Vty,
  ConsoleView.Instance,
  ConsoleView.Foreign,
]);
export const EVERYWHERE = Object.freeze([ConsoleView.User, ...IN_CONFIGURATION]);

/** Makes a console command of a row of syntax. */
export function consoleCommand(
  syntax: Syntax,
  views: readonly ConsoleView[],
  run: (operator: Operator, values: Values) => void,
): ConsoleCommand {
  return Object.freeze({ ...syntax, views, run });
}
