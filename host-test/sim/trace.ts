/** A run as text, to hold one engine against another: a line for each second. */
import { type Probe } from "./probe.js";

/** The second, true error and claim (2^-32 s), stratum and clock state, of each second that a probe has seen. */
export function traceOf({ claims, errors, from, states, strata }: Probe): string {
  let text = "";
  for (let i = 0; i < errors.length; i++)
    text += `${from + i} ${errors[i]} ${claims[i]} ${strata[i]} ${states[i]}\n`;
  return text;
}
