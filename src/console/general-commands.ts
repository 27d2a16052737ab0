/** The commands that lead from view to view and handle configurations as a whole. */
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

export const GENERAL_COMMANDS: readonly ConsoleCommand[] = Object.freeze([
  consoleCommand(SYSTEM_VIEW, IN_USER_VIEW, (operator, values) =>
    values[IMMEDIATELY.name] === true ? operator.enterSystemImmediately() : operator.enterSystem(),
  ),
  consoleCommand(INTERFACE_VIEW, IN_CONFIGURATION, (operator, values) =>
    operator.enterSection(need(values, INTERFACE_NAME, operator.candidate.dialect)),
  ),
  consoleCommand(QUIT, EVERYWHERE, operator => operator.leave()),
  consoleCommand(RETURN, EVERYWHERE, operator => operator.leaveToUser()),
  consoleCommand(CLEAR_CANDIDATE, IN_CONFIGURATION, operator => operator.prepared.drop()),
]);
