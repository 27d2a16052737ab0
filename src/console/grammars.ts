/** What may be typed in each of a console's views: commands and, where they are at home, settings. */
import { settingsIn } from "../config/all-settings.js";
import { type Grammar, grammarOf } from "../config/grammar.js";
import { View } from "../config/setting.js";
import { type Syntax } from "../config/syntax.js";
import { BOARD_COMMANDS } from "./board-commands.js";
import { CLOCK_COMMANDS } from "./clock-commands.js";
import { COMMIT_COMMANDS } from "./commit-commands.js";
import { DISPLAY_COMMANDS } from "./display-commands.js";
import { GENERAL_COMMANDS } from "./general-commands.js";
import { LOG_COMMANDS } from "./log-commands.js";
import { MONITOR_COMMANDS } from "./monitor-commands.js";
import { type ConsoleCommand, ConsoleView } from "./operator.js";
import { PACKET_COMMANDS } from "./packet-commands.js";
import { SAVING_COMMANDS } from "./saving-commands.js";
import { SCREEN_COMMANDS } from "./screen-commands.js";

/** Every command that configures nothing. */
export const COMMANDS: readonly ConsoleCommand[] = Object.freeze([
  ...GENERAL_COMMANDS,
  ...SAVING_COMMANDS,
  ...DISPLAY_COMMANDS,
  ...BOARD_COMMANDS,
  ...CLOCK_COMMANDS,
  ...COMMIT_COMMANDS,
  ...LOG_COMMANDS,
  ...MONITOR_COMMANDS,
  ...PACKET_COMMANDS,
  ...SCREEN_COMMANDS,
]);

const OF_USER = grammarOf<Syntax>(commandsOf(ConsoleView.User));
const OF_SYSTEM = grammarOf<Syntax>([...commandsOf(ConsoleView.System), ...settingsIn(View.System)]);
const OF_INTERFACE = grammarOf<Syntax>([...commandsOf(ConsoleView.Interface), ...settingsIn(View.Interface)]);
const OF_ACL4 = grammarOf<Syntax>([...commandsOf(ConsoleView.Acl4), ...settingsIn(View.Acl4)]);
const OF_ACL6 = grammarOf<Syntax>([...commandsOf(ConsoleView.Acl6), ...settingsIn(View.Acl6)]);
const OF_VTY = grammarOf<Syntax>([...commandsOf(ConsoleView.Vty), ...settingsIn(View.Vty)]);
const OF_INSTANCE = grammarOf<Syntax>(commandsOf(ConsoleView.Instance));
const OF_FOREIGN = grammarOf<Syntax>(commandsOf(ConsoleView.Foreign));

/** The grammar of `view`. */
export function grammarIn(view: ConsoleView): Grammar<Syntax> {
  switch (view) {
    case ConsoleView.User:
      return OF_USER;
    case ConsoleView.System:
      return OF_SYSTEM;
    case ConsoleView.Interface:
      return OF_INTERFACE;
    case ConsoleView.Acl4:
      return OF_ACL4;
    case ConsoleView.Acl6:
      return OF_ACL6;
    case ConsoleView.Vty:
      return OF_VTY;
    case ConsoleView.Instance:
      return OF_INSTANCE;
    case ConsoleView.Foreign:
      return OF_FOREIGN;
  }
}

/** The console's view of a section that stands in `view`. */
export function consoleViewOf(view: View): ConsoleView {
  switch (view) {
    case View.System:
      return ConsoleView.System;
    case View.Interface:
      return ConsoleView.Interface;
    case View.Acl4:
      return ConsoleView.Acl4;
    case View.Acl6:
      return ConsoleView.Acl6;
    case View.Vty:
      return ConsoleView.Vty;
    case View.Instance:
      return ConsoleView.Instance;
  }
}

/** Tells a command from a setting. */
export function isCommand(row: Syntax): row is ConsoleCommand {
  return "run" in row;
}

function commandsOf(view: ConsoleView): ConsoleCommand[] {
  return COMMANDS.filter(({ views }) => views.includes(view));
}
