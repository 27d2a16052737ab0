/** An asker of control queries: what it sends, and what it makes of the answers. */
import { Datagram } from "../../src/wire/datagram.js";
import {
  CONTROL_HEADER_LENGTH,
  countOf,
  hasMore,
  isError,
  offsetOf,
  type Opcode,
  statusOf,
  writeQuery,
} from "../../src/wire/control.js";
import { endpoint, type Rig } from "./engine-rig.js";

/** What ntpq puts into its queries. */
export const QUERY_VERSION = 2;

/** A query with `text` as its data, filled up to four octets. */
export function query(opcode: Opcode, associationId = 0, text = "", version = QUERY_VERSION): Uint8Array {
  const datagram = new Datagram();
  writeQuery(datagram, version, opcode, 7, associationId);
  datagram.view.setUint16(10, text.length);
  for (let i = 0; i < text.length; i++) datagram.bytes[CONTROL_HEADER_LENGTH + i] = text.charCodeAt(i);
  return datagram.bytes.slice(0, (CONTROL_HEADER_LENGTH + text.length + 3) & ~3);
}

export interface ControlAnswer {
  readonly status: number;
  /** The error code, or 0. */
  readonly error: number;
  readonly text: string;
  readonly data: Uint8Array;
  readonly messages: readonly Uint8Array[];
}

/** What the node answers to `bytes`; undefined: nothing. Checks how the messages follow one another. */
export function answerTo(
  rig: Rig,
  bytes: Uint8Array,
  from = endpoint("192.0.2.9", 40_000),
): ControlAnswer | undefined {
  const before = rig.answers.length;
  rig.ask(bytes, from);
  const messages = rig.answers.slice(before).map(answer => answer.bytes);
  return messages.length === 0 ? undefined : assembled(messages);
}

/** The whole of an answer in several messages. */
export function assembled(messages: readonly Uint8Array[]): ControlAnswer {
  const data: number[] = [];
  messages.forEach((bytes, i) => {
    const datagram = new Datagram(bytes);
    datagram.length = bytes.length;
    if (offsetOf(datagram) !== data.length) throw new Error(`offset ${offsetOf(datagram)} of message ${i}`);
    if (hasMore(datagram) !== i < messages.length - 1) throw new Error(`more, in message ${i}`);
    data.push(...bytes.subarray(CONTROL_HEADER_LENGTH, CONTROL_HEADER_LENGTH + countOf(datagram)));
  });
  const first = new Datagram(messages[0]);
  return {
    status: statusOf(first),
    error: isError(first) ? statusOf(first) >> 8 : 0,
    text: String.fromCharCode(...data),
    data: Uint8Array.from(data),
    messages,
  };
}

/** The items of an answer, without the quotes of their values. */
export function itemsOf({ text }: ControlAnswer): Record<string, string> {
  const items = text.trim().split(/,\s*(?=[\w.]+=)/);
  return Object.fromEntries(
    items.map(item => /^([\w.]+)=\s*"?(.*?)"?$/s.exec(item)!.slice(1, 3) as [string, string]),
  );
}
