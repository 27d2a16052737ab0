/**
 * Commands of routers that are known here and not supported yet. They are not offered; whoever types one,
 * or brings a router's configuration, is told so instead of being taken for a mistyper.
 */
import { Fault, Mistake } from "./reading.js";

/** How such commands begin. */
const HEADS: readonly string[] = Object.freeze([
  "clock datetime",
  "clock daylight-saving-time",
  "clock summer-time",
  "debugging",
  "display info-center",
  "display ntp-service event",
  "display ntp-service statistics",
  "display ntp-service trace",
  "display snmp-agent",
  "info-center",
  "ntp-service in-interface",
  "ntp-service sync-interval",
  "ntp-service time-offset-threshold",
  "reset ntp-service",
  "snmp-agent",
  "terminal debugging",
  "terminal monitor",
]);

/** Shorter words are taken for slips, unless whole. */
const LEAST_CUT = 3;

/** `mistake`, or that what `words` begin is not supported yet. */
export function orNotYet(mistake: Mistake, words: readonly string[]): Mistake {
  if (mistake.fault === Fault.Ambiguous || mistake.at >= words.length) return mistake;
  const start = words[0].toLowerCase() === "undo" ? 1 : 0;
  const known = HEADS.some(head => begins(words, start, head) && mistake.at < start + head.split(" ").length);
  return known ? new Mistake(mistake.at, Fault.Unsupported, "") : mistake;
}

/** Whether `word` is `whole`, or a beginning of it that is long enough. */
export function isCut(word: string, whole: string): boolean {
  const typed = word.toLowerCase();
  return typed === whole || (typed.length >= LEAST_CUT && whole.startsWith(typed));
}

function begins(words: readonly string[], start: number, head: string): boolean {
  return head.split(" ").every((word, i) => start + i < words.length && isCut(words[start + i], word));
}
