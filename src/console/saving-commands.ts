/** The commands that keep the running configuration over a restart, and that forget what was kept. */
import { Dialect } from "../config/dialect.js";
import { FLAG } from "../config/kinds.js";
import { command, option, type Values } from "../config/syntax.js";
import { consoleCommand, EVERYWHERE, IN_USER_VIEW, type ConsoleCommand, type Operator } from "./operator.js";
import { yesQuestion } from "./question.js";
import { NOTHING_SAVED, printStored } from "./storage.js";

const FORCE = option("force", FLAG, "Without a question");
const SAFELY = option("safely", FLAG, "What was saved before stays until all is written, as it does without");

const SAVE = command({
  spellings: ["save"],
  help: "Keep the running configuration over a restart",
  options: [SAFELY, FORCE],
});
const RESET_SAVED = command({
  spellings: ["reset saved-configuration"],
  help: "Forget the saved configuration",
});

/** What a vendor's console asks before it writes or erases, and what it says when that is done. */
interface Words {
  readonly save: string;
  readonly saved: string;
  readonly reset: string;
  readonly erased: string;
}

const COMWARE: Words = Object.freeze({
  save: "The current configuration will be written to the device. Are you sure?",
  saved: "Configuration is saved to device successfully.",
  reset: "The saved configuration will be erased. Are you sure?",
  erased: "Configuration is cleared.",
});
const VRP: Words = Object.freeze({
  save: "Warning: The current configuration will be written to the device. Are you sure to continue?",
  saved: "Info: Save the configuration successfully.",
  reset: "Warning: The action will delete the saved configuration on the device. Continue?",
  erased: "Info: Clear the configuration in the device successfully.",
});

export const SAVING_COMMANDS: readonly ConsoleCommand[] = Object.freeze([
  consoleCommand(SAVE, EVERYWHERE, save),
  consoleCommand(RESET_SAVED, IN_USER_VIEW, resetSaved),
]);

function save(operator: Operator, values: Values): void {
  if (operator.prepared.isHeldUp()) return;
  operator.print(lossWarnings(operator));
  const write = (): void => {
    const { configuration } = operator.host.node;
    if (operator.prepared.isHeldUp()) return;
    printStored(operator, () => {
      configuration.save();
      return [wordsOf(operator).saved];
    });
  };
  if (values[FORCE.name] === true) write();
  else operator.ask(yesQuestion(wordsOf(operator).save, write));
}

function resetSaved(operator: Operator): void {
  const { configuration } = operator.host.node;
  printStored(operator, () => {
    if (configuration.saved() === undefined) return [NOTHING_SAVED];
    const erase = (): void =>
      printStored(operator, () => {
        configuration.resetSaved();
        return [wordsOf(operator).erased];
      });
    operator.ask(yesQuestion(wordsOf(operator).reset, erase));
    return [];
  });
}

/** Lines that are stored and that the node does without go with the next save. */
function lossWarnings({ host }: Operator): string[] {
  if (host.bootWatch?.reason !== undefined)
    return ["Warning: the saved configuration, left aside at the start, will be replaced by this one."];
  const count = host.node.configuration.startup?.dropped.length ?? 0;
  if (count === 0) return [];
  const lines = count === 1 ? "1 line" : `${count} lines`;
  return [
    `Warning: ${lines} of the saved configuration, left out at the start, will be lost:`,
    "display configuration dropped shows them.",
  ];
}

function wordsOf({ host }: Operator): Words {
  return host.node.configuration.running.dialect === Dialect.Vrp ? VRP : COMWARE;
}
