/** What an operator is told of packets that were not what they should prove to be. */
import { type Objection } from "../core/authentication.js";
import { formatAddress } from "../wire/address-text.js";
import { type Endpoint } from "../wire/address.js";
import { verdictName } from "./verdict-name.js";

/** "192.0.2.1, wrong MAC"; "192.0.2.1, wrong MAC, the last of 17"; of what `Sink.unproven` is told. */
export function failureText(from: Endpoint, objection: Objection, count: number): string {
  const text = `${formatAddress(from)}, ${verdictName(objection)}`;
  return count === 1 ? text : `${text}, the last of ${count}`;
}
