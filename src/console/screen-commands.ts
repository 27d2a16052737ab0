/** Commands about the terminal that they are typed at. */
import { FLAG, integer } from "../config/kinds.js";
import { command, need, option, param } from "../config/syntax.js";
import { consoleCommand, IN_USER_VIEW, type ConsoleCommand } from "./operator.js";
import { NO_PAGES } from "./pager.js";

const ROWS = param("rows", integer(0, 512), "Rows of a page; 0 for no pages");
const SCREEN_LENGTH = command({
  spellings: ["screen-length"],
  help: "Rows of a page, in this session",
  params: [ROWS],
  options: [option("temporary", FLAG, "In this session alone, as it is without")],
});
const NO_PAGING = command({
  spellings: ["screen-length disable"],
  help: "Do not stop after each page, in this session",
});
const PAGING = command({
  spellings: ["undo screen-length disable", "undo screen-length temporary", "undo screen-length"],
  help: "Stop after each page that the terminal shows",
});

export const SCREEN_COMMANDS: readonly ConsoleCommand[] = Object.freeze([
  consoleCommand(SCREEN_LENGTH, IN_USER_VIEW, (operator, values) =>
    operator.setScreenLength(need(values, ROWS, operator.candidate.dialect)),
  ),
  consoleCommand(NO_PAGING, IN_USER_VIEW, operator => operator.setScreenLength(NO_PAGES)),
  consoleCommand(PAGING, IN_USER_VIEW, operator => operator.setScreenLength(undefined)),
]);
