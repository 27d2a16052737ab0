/** The prompts of routers: `<DeviceA>`, `[DeviceA]`, `[*DeviceA-Ethernet0]`. */
import { type Configuration } from "../config/configuration.js";
import { promptOf } from "../config/sections.js";
import { need } from "../config/syntax.js";
import { NAME, SYSNAME } from "../config/system-settings.js";
import { ConsoleView } from "./operator.js";

/** `mark`: what tells that the candidate configuration differs from `running`; empty in the user view. */
export function promptText(view: ConsoleView, section: string, running: Configuration, mark: string): string {
  const name = need(running.valuesOf(SYSNAME), NAME, running.dialect);
  if (view === ConsoleView.User) return `<${name}>`;
  const where = section === "" ? "" : `-${promptOf(section, running.dialect)}`;
  return `[${mark}${name}${where}]`;
}
