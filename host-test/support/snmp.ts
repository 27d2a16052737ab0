/** Reads SNMPv2c notifications back, as far as tests need it; independent of what writes them. */

export interface ReadTrap {
  readonly community: string;
  readonly requestId: number;
  readonly upTicks: number;
  readonly notification: string;
  /** Name and value: a number, text, octets in hexadecimal behind "0x" where they are no printable text. */
  readonly objects: readonly (readonly [string, string | number])[];
}

interface Part {
  readonly tag: number;
  readonly body: Uint8Array;
}

export function readTrap(bytes: Uint8Array): ReadTrap {
  const [message] = partsOf(bytes);
  const [, community, pdu] = partsOf(message.body);
  const [requestId, , , list] = partsOf(pdu.body);
  const objects = partsOf(list.body).map(({ body }) => {
    const [name, value] = partsOf(body);
    return [oidOf(name.body), valueOf(value)] as const;
  });
  const [[, upTicks], [, notification]] = objects;
  return {
    community: String(valueOf(community)),
    requestId: Number(valueOf(requestId)),
    upTicks: Number(upTicks),
    notification: String(notification),
    objects: objects.slice(2),
  };
}

function partsOf(bytes: Uint8Array): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at++];
    let length = bytes[at++];
    if (length > 0x80) {
      let more = length & 0x7f;
      for (length = 0; more > 0; more--) length = length * 256 + bytes[at++];
    }
    parts.push({ tag, body: bytes.slice(at, at + length) });
    at += length;
  }
  return parts;
}

function valueOf({ tag, body }: Part): string | number {
  if (tag === 0x06) return oidOf(body);
  if (tag === 0x40) return body.join(".");
  if (tag !== 0x04) return body.reduce((sum, octet) => sum * 256 + octet, 0);
  const text = String.fromCharCode(...body);
  if (/^[ -~]*$/.test(text)) return text;
  return `0x${Array.from(body, octet => octet.toString(16).padStart(2, "0")).join("")}`;
}

function oidOf(body: Uint8Array): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const octet of body) {
    arc = arc * 128 + (octet & 0x7f);
    if (octet >= 0x80) continue;
    if (arcs.length === 0) arcs.push(Math.floor(arc / 40), arc % 40);
    else arcs.push(arc);
    arc = 0;
  }
  return arcs.join(".");
}
