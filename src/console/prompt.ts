/** The prompts of routers: `<DeviceA>`, `[DeviceA]`, `[*DeviceA-Ethernet0]`. */
import { type Configuration } from "../config/configuration.js";
import { need } from "../config/syntax.js";
import { NAME, SYSNAME } from "../config/system-settings.js";
import { ConsoleView } from "./operator.js";
import { type Place } from "./place.js";

/** `mark`: what tells that the candidate configuration differs from `running`; empty in the user view. */
export function promptText(place: Place, running: Configuration, mark: string): string {
  const name = need(running.valuesOf(SYSNAME), NAME, running.dialect);
  if (place.view === ConsoleView.User) return `<${name}>`;
  return `[${mark}${name}${place.promptText(running.dialect)}]`;
}
