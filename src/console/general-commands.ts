/** The commands that lead from view to view and handle configurations as a whole. */
import { Dialect } from "../config/dialect.js";
import { command, need } from "../config/syntax.js";
import { IMMEDIATELY, INTERFACE_NAME, INTERFACE_VIEW, QUIT, RETURN, SYSTEM_VIEW } from "../config/views.js";
import {
  consoleCommand,
  EVERYWHERE,
  IN_CONFIGURATION,
  IN_USER_VIEW,
  type ConsoleCommand,
} from "./operator.js";

const CLEAR_CANDIDATE = command({
  spellings: ["clear configuration candidate"],
  help: "Drop the candidate configuration",
});

/** What a person is told in the system view. */
const ENTERED_COMWARE = "System View: return to User View with Ctrl+Z.";
const ENTERED_VRP = "Enter system view, return user view with Ctrl+Z.";

export const GENERAL_COMMANDS: readonly ConsoleCommand[] = Object.freeze([
  consoleCommand(SYSTEM_VIEW, IN_USER_VIEW, (operator, values) => {
    const isVrp = operator.candidate.dialect === Dialect.Vrp;
    if (operator.terminal.isInteractive) operator.print([isVrp ? ENTERED_VRP : ENTERED_COMWARE]);
    if (values[IMMEDIATELY.name] === true) operator.enterSystemImmediately();
    else operator.enterSystem();
  }),
  consoleCommand(INTERFACE_VIEW, IN_CONFIGURATION, (operator, values) =>
    operator.enterSection(need(values, INTERFACE_NAME, operator.candidate.dialect)),
  ),
  consoleCommand(QUIT, EVERYWHERE, operator => operator.leave()),
  consoleCommand(RETURN, EVERYWHERE, operator => operator.leaveToUser()),
  consoleCommand(CLEAR_CANDIDATE, IN_CONFIGURATION, operator => operator.prepared.drop()),
]);
