/** What may be typed in each of a console's views: commands and, where they are at home, settings. */
import { INTERFACE_SETTINGS, SYSTEM_SETTINGS } from "../config/all-settings.js";
import { type Grammar, grammarOf } from "../config/grammar.js";
import { type Syntax } from "../config/syntax.js";
import { DISPLAY_COMMANDS } from "./display-commands.js";
import { GENERAL_COMMANDS } from "./general-commands.js";
import { type ConsoleCommand, ConsoleView } from "./operator.js";

const OF_USER = grammarOf<Syntax>(commandsOf(ConsoleView.User));
const OF_SYSTEM = grammarOf<Syntax>([...commandsOf(ConsoleView.System), ...SYSTEM_SETTINGS]);
const OF_INTERFACE = grammarOf<Syntax>([...commandsOf(ConsoleView.Interface), ...INTERFACE_SETTINGS]);

/** The grammar of `view`. */
export function grammarIn(view: ConsoleView): Grammar<Syntax> {
  switch (view) {
    case ConsoleView.User:
      return OF_USER;
    case ConsoleView.System:
      return OF_SYSTEM;
    case ConsoleView.Interface:
      return OF_INTERFACE;
  }
}

/** Tells a command from a setting. */
export function isCommand(row: Syntax): row is ConsoleCommand {
  return "run" in row;
}

function commandsOf(view: ConsoleView): ConsoleCommand[] {
  return [...GENERAL_COMMANDS, ...DISPLAY_COMMANDS].filter(({ views }) => views.includes(view));
}
