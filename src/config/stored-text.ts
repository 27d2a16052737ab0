/**
 * Texts that are stored with a checksum, for a write may be cut off at any octet. A person can read them:
 *
 *     # checksum 1a2b3c4d: xs-ntp configuration 1, vrp, number 12
 *     sysname DeviceA
 *
 * The checksum is the CRC-32 of all that stands behind its digits. A text without that line is a person's.
 */
import { crc32 } from "../wire/crc32.js";

const MARK = "# checksum ";
const HEADER = (): RegExp => /^# checksum ([0-9a-f]{8})(: (.*))$/;

/** What nobody writes, and worn flash may hold. */
const GARBAGE = (): RegExp => /[\0-\x08\x0e-\x1f\x7f\ufffd]/;

export const enum Seal {
  /** There is no checksum: a person wrote it, or a version that stored none. */
  None,
  Whole,
  /** The checksum, or what it is of, is not as it was written. */
  Broken,
}

export interface StoredText {
  readonly seal: Seal;
  /** What the first line says it is; empty without that line. */
  readonly title: string;
  /** Without the first line, if that is not a person's. */
  readonly lines: readonly string[];
}

/** `title` and `lines` as they are stored: every line has its end. */
export function sealed(title: string, lines: readonly string[]): string {
  const rest = [`: ${title}`, ...lines, ""].join("\n");
  return `${MARK}${digits(rest)}${rest}`;
}

/** Reads what `sealed` made, or a person: lines may end in "\r\n", and the last one needs no end. */
export function unsealed(text: string): StoredText {
  const lines = text.split("\n").map(line => (line.endsWith("\r") ? line.slice(0, -1) : line));
  const isBegun = MARK.startsWith(text);
  if (lines[lines.length - 1] === "") lines.pop();
  if (isBegun) return { seal: Seal.Broken, title: "", lines: [] };
  if (!lines[0].startsWith(MARK))
    return { seal: GARBAGE().test(text) ? Seal.Broken : Seal.None, title: "", lines };
  const header = HEADER().exec(lines.shift()!);
  if (!header) return { seal: Seal.Broken, title: "", lines };
  const [, crc, rest, title] = header;
  const isWhole = crc === digits([rest, ...lines, ""].join("\n"));
  return { seal: isWhole ? Seal.Whole : Seal.Broken, title, lines };
}

function digits(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}
