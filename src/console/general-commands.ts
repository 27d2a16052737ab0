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
    store(operator, () => {
      configuration.save();
      return "The running configuration is saved.";
    });
  }),
  consoleCommand(RESET_SAVED, IN_USER_VIEW, operator => {
    const { configuration } = operator.host.node;
    store(operator, () => {
      if (configuration.saved() === undefined) return "There is no saved configuration.";
      configuration.resetSaved();
      return "The saved configuration is erased; the running one goes on.";
    });
  }),
]);

/** Prints what `action` answers. Storage may be full, or not ours to write. */
function store(operator: Operator, action: () => string): void {
  try {
    operator.print([action()]);
  } catch (error) {
    operator.print([`% Storage fails: ${storageReason(error)}.`]);
  }
}

/** The system's names of errors that storage meets, in words; others in the words that they bring. */
function storageReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  switch ("code" in error ? error.code : "") {
    case "EACCES":
    case "EPERM":
      return "this program has no right to write there";
    case "EROFS":
      return "it is read-only";
    case "ENOSPC":
    case "EDQUOT":
      return "it is full";
    case "EEXIST":
    case "ENOTDIR":
      return "where its directory should be there is a file";
    case "EISDIR":
      return "where its file should be there is a directory";
    default:
      return error.message;
  }
}
