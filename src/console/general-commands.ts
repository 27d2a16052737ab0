/** The commands that lead from view to view and handle configurations as a whole. */
import { need, command } from "../config/syntax.js";
import {
  COMMIT,
  IMMEDIATELY,
  INTERFACE_NAME,
  INTERFACE_VIEW,
  QUIT,
  RETURN,
  SYSTEM_VIEW,
} from "../config/views.js";
import {
  consoleCommand,
  EVERYWHERE,
  IN_CONFIGURATION,
  IN_USER_VIEW,
  type ConsoleCommand,
  type Operator,
} from "./operator.js";

const SAVE = command({ spellings: ["save"], help: "Keep the running configuration over a restart" });
const RESET_SAVED = command({
  spellings: ["reset saved-configuration"],
  help: "Forget the saved configuration",
});
const CLEAR_CANDIDATE = command({
  spellings: ["clear configuration candidate"],
  help: "Drop the candidate configuration",
});

export const GENERAL_COMMANDS: readonly ConsoleCommand[] = Object.freeze([
  consoleCommand(SYSTEM_VIEW, IN_USER_VIEW, (operator, values) =>
    values[IMMEDIATELY.name] === true ? operator.enterSystemImmediately() : operator.enterSystem(),
  ),
  consoleCommand(INTERFACE_VIEW, IN_CONFIGURATION, (operator, values) =>
    operator.enterInterface(need(values, INTERFACE_NAME, operator.candidate.dialect)),
  ),
  consoleCommand(QUIT, EVERYWHERE, operator => operator.leave()),
  consoleCommand(RETURN, EVERYWHERE, operator => operator.leaveToUser()),
  consoleCommand(COMMIT, IN_CONFIGURATION, operator => operator.commit()),
  consoleCommand(CLEAR_CANDIDATE, IN_CONFIGURATION, operator => operator.dropCandidate()),
  consoleCommand(SAVE, EVERYWHERE, operator => {
    const { configuration } = operator.host.node;
    store(operator, () => configuration.save(), "The running configuration is saved.");
  }),
  consoleCommand(RESET_SAVED, IN_USER_VIEW, operator => {
    const { configuration } = operator.host.node;
    store(
      operator,
      () => configuration.resetSaved(),
      "The saved configuration is erased; the running one goes on.",
    );
  }),
]);

/** Storage may be full, or not ours to write. */
function store(operator: Operator, action: () => void, done: string): void {
  try {
    action();
  } catch (error) {
    operator.print([`% Storage fails: ${error instanceof Error ? error.message : String(error)}`]);
    return;
  }
  operator.print([done]);
}
