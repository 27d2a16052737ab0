/** Lines for a log host: the message of RFC 5424, and what RFC 5426 makes of it, a datagram each. */
import { type Civil } from "../time/calendar.js";
import { clockText, dateText } from "../time/civil-text.js";
import { type Datagram } from "./datagram.js";

/** A field without a value. */
const NIL = "-";

const VERSION = 1;
const LAST_PLAIN = 0x7e;
const BLANK = 0x20;

/** The fields of a message, as in RFC 5424 section 6. */
export interface SyslogMessage {
  /** 0 to 23. */
  readonly facility: number;
  /** 0 to 7. */
  readonly severity: number;
  /** In UTC; undefined: the clock is not set. */
  readonly time: Civil | undefined;
  /** Of that second. */
  readonly milliseconds: string;
  readonly hostname: string;
  readonly appName: string;
  readonly messageId: string;
  readonly text: string;
}

/** What a line begins with, whatever its form. */
export function priority(facility: number, severity: number): string {
  return `<${facility * 8 + severity}>`;
}

/** "<189>1 2026-01-01T00:00:00.000Z DeviceA xs-ntp - NTP_STRATUM_CHANGE - text" */
export function rfc5424Line(message: SyslogMessage): string {
  const { facility, severity, hostname, appName, messageId, text } = message;
  const header = `${priority(facility, severity)}${VERSION} ${timeText(message)}`;
  return `${header} ${word(hostname, 255)} ${word(appName, 48)} ${NIL} ${word(messageId, 32)} ${NIL} ${text}`;
}

/**
 * Makes `into` the octets of `line`, as many as it has room for; what is no printable ASCII becomes a
 * question mark.
 */
export function writeLine(line: string, into: Datagram): void {
  const length = Math.min(line.length, into.bytes.length);
  for (let i = 0; i < length; i++) {
    const code = line.charCodeAt(i);
    into.bytes[i] = code >= BLANK && code <= LAST_PLAIN ? code : 0x3f;
  }
  into.length = length;
}

function timeText({ time, milliseconds }: SyslogMessage): string {
  if (time === undefined) return NIL;
  return `${dateText(time)}T${clockText(time)}.${milliseconds}Z`;
}

/** Printable and without a blank, as these fields must be. */
function word(text: string, mostLength: number): string {
  return text === "" ? NIL : text.replace(/[^!-~]/g, "?").slice(0, mostLength);
}
