/** Commands about the board itself: its memory, its load, safe mode, a new start. */
import { Dialect } from "../config/dialect.js";
import { FLAG } from "../config/kinds.js";
import { command, option } from "../config/syntax.js";
import { loadLines, memoryLines } from "./board-display.js";
import { clockLines } from "./clock-display.js";
import { consoleCommand, EVERYWHERE, IN_USER_VIEW, type ConsoleCommand, type Operator } from "./operator.js";
import { yesQuestion } from "./question.js";

const UNKNOWN = "% This board does not tell.";

const FORCE = option("force", FLAG, "Without a question");

const MEMORY = command({
  spellings: ["display memory", "display memory-usage"],
  help: "Memory of the board, used and free",
});
const PROCESS = command({
  spellings: ["display process", "display task"],
  help: "What the program was busy with, and for how long at most",
});
const SAFE_MODE = command({
  spellings: ["reset safe-mode"],
  help: "Let the next start take the configuration, however the last ones ended",
});
const REBOOT = command({
  spellings: ["reboot"],
  help: "Start anew; what is not saved is lost",
  options: [FORCE],
});

export const BOARD_COMMANDS: readonly ConsoleCommand[] = Object.freeze([
  consoleCommand(MEMORY, EVERYWHERE, showMemory),
  consoleCommand(PROCESS, EVERYWHERE, showProcess),
  consoleCommand(SAFE_MODE, IN_USER_VIEW, resetSafeMode),
  consoleCommand(REBOOT, IN_USER_VIEW, (operator, values) => reboot(operator, values[FORCE.name] === true)),
]);

function showMemory(operator: Operator): void {
  const { board, node } = operator.host;
  const { running } = node.configuration;
  if (!board) return operator.print([UNKNOWN]);
  const [now] = clockLines(node.status, running);
  operator.print(memoryLines(board.memory(), running.dialect, now));
}

function showProcess(operator: Operator): void {
  const load = operator.host.board?.load?.();
  operator.print(load ? loadLines(load) : [UNKNOWN]);
}

function resetSafeMode(operator: Operator): void {
  const { bootWatch } = operator.host;
  bootWatch?.forget();
  operator.print([
    bootWatch?.reason === undefined
      ? "The device is not in safe mode."
      : "The next start takes the saved configuration.",
  ]);
}

function reboot(operator: Operator, isForced: boolean): void {
  const { board, node, bootWatch } = operator.host;
  const restart = board?.restart;
  if (!restart) return operator.print(["% This device cannot start itself anew."]);
  const go = (): void => {
    bootWatch?.ended();
    restart();
  };
  const isVrp = node.configuration.running.dialect === Dialect.Vrp;
  if (isForced) go();
  else
    operator.ask(
      yesQuestion(
        isVrp
          ? "Warning: The system will reboot. Continue?"
          : "This command will reboot the device. What is not saved is lost. Continue?",
        go,
      ),
    );
}
