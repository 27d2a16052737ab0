/** The commands that lead from view to view: a console knows them, and so does a configuration's text. */
import { INTERFACE } from "./address-kinds.js";
import { DESCRIPTION, LABEL } from "./commit-words.js";
import { FLAG } from "./kinds.js";
import { command, option, param, type Syntax } from "./syntax.js";

export const IMMEDIATELY = option("immediately", FLAG, "Let each command take effect at once");

export const SYSTEM_VIEW = command({
  spellings: ["system-view"],
  help: "Enter the system view",
  options: [IMMEDIATELY],
});

export const INTERFACE_NAME = param("interface", INTERFACE, "Interface to configure");

export const INTERFACE_VIEW = command({
  spellings: ["interface"],
  help: "Enter the view of an interface",
  params: [INTERFACE_NAME],
});

export const QUIT = command({ spellings: ["quit"], help: "Leave this view" });
export const RETURN = command({ spellings: ["return"], help: "Go back to the user view" });
export const COMMIT = command({
  spellings: ["commit"],
  help: "Let the candidate configuration take effect",
  options: [LABEL, DESCRIPTION],
});

/** What may stand between the settings of a configuration's text. */
export const VIEW_COMMANDS: readonly Syntax[] = Object.freeze([
  SYSTEM_VIEW,
  INTERFACE_VIEW,
  QUIT,
  RETURN,
  COMMIT,
]);
