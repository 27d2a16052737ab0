/** What consoles begin an error with: Comware's "% ", which is what commands print, or VRP's "Error: ". */
import { Dialect } from "../config/dialect.js";

const COMWARE = "% ";
const VRP = "Error: ";

/** `line` as the console of `dialect` says it. */
export function marked(line: string, dialect: Dialect): string {
  return dialect === Dialect.Vrp && line.startsWith(COMWARE) ? VRP + line.slice(COMWARE.length) : line;
}
