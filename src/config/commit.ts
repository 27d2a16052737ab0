/** A commit that has been made, and its text in storage. */
import { daysToSeconds } from "../time/calendar.js";
import { civilAt, clockText, dateText } from "../time/civil-text.js";
import { type Difference, differenceLine, differenceOf } from "./differences.js";
import { Seal, sealed, unsealed } from "./stored-text.js";

/** Who did something, and when. */
export interface Signature {
  /** Which console: "con0", "vty0". */
  readonly by: string;
  /** The address that it was reached from; empty: none; undefined: it is not known any more. */
  readonly from?: string;
  /** By this node's clock, in seconds since 1900. */
  readonly at: number;
}

/** What a user says of a commit; empty where nothing was said. */
export interface Naming {
  readonly label: string;
  readonly description: string;
}

export interface Commit extends Signature, Naming {
  /** Rises by 1; the first is `FIRST_COMMIT`. */
  readonly id: number;
  /** From the running configuration before to the one after: every line of both. */
  readonly differences: readonly Difference[];
}

/** The ids of VRP. */
export const FIRST_COMMIT = 1_000_000_001;
export const LAST_COMMIT = 1_999_999_999;

export const NO_NAMING: Naming = Object.freeze({ label: "", description: "" });

/** Of the form below. */
const VERSION = 1;
const TITLE = (): RegExp => /^xs-ntp commit (\d+), version 1, (\d+-\d\d-\d\d \d\d:\d\d:\d\d) by (\S*)$/;
const TIME = (): RegExp => /^(\d+)-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/;
const LABEL = "# label ";
const DESCRIPTION = "# description ";

/**
 * As it is stored, for people to read too:
 *
 *     # checksum 1a2b3c4d: xs-ntp commit 1000000007, version 1, 2026-11-20 12:34:56 by vty0
 *     # label before-the-move
 *      sysname DeviceA
 *     -ntp-service dscp 3
 *     +ntp-service dscp 4
 */
export function commitText({ id, by, at, label, description, differences }: Commit): string {
  const lines = differences.map(differenceLine);
  if (description !== "") lines.unshift(DESCRIPTION + description);
  if (label !== "") lines.unshift(LABEL + label);
  return sealed(`xs-ntp commit ${id}, version ${VERSION}, ${timeText(at)} by ${by}`, lines);
}

/** What `commitText` made; undefined: it is not that, or damaged. */
export function readCommit(text: string): Commit | undefined {
  const { seal, title, lines } = unsealed(text);
  const [, id, time, by] = TITLE().exec(title) ?? [];
  if (seal !== Seal.Whole || id === undefined) return undefined;
  const naming = { label: "", description: "" };
  const differences: Difference[] = [];
  for (const line of lines) {
    const difference = differenceOf(line);
    if (difference) differences.push(difference);
    else if (line.startsWith(LABEL)) naming.label = line.slice(LABEL.length);
    else if (line.startsWith(DESCRIPTION)) naming.description = line.slice(DESCRIPTION.length);
    else return undefined;
  }
  return { id: Number(id), by, at: timeOf(time), ...naming, differences };
}

/** "vty0 (192.0.2.7)", or "con0" of the device's own. */
export function signerText({ by, from = "" }: Signature): string {
  return from === "" ? by : `${by} (${from})`;
}

/** "2026-11-20 12:34:56" of seconds since 1900. */
export function timeText(seconds: number): string {
  const civil = civilAt(seconds);
  return `${dateText(civil)} ${clockText(civil)}`;
}

function timeOf(text: string): number {
  const [year, month, day, hour, minute, second] = (TIME().exec(text) ?? []).slice(1).map(Number);
  return daysToSeconds(year, month, day) + ((hour * 60 + minute) * 60 + second);
}
