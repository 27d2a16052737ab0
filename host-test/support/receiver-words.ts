/** What receivers say, as tests write it; independent of what they test. */

/** A sentence of NMEA with its checksum and its end; `body` is what lies between "$" and "*". */
export function sentence(body: string): Uint8Array {
  let sum = 0;
  for (let i = 0; i < body.length; i++) sum ^= body.charCodeAt(i);
  const digits = sum.toString(16).toUpperCase().padStart(2, "0");
  return octetsOf(`$${body}*${digits}\r\n`);
}

/** The octets of a text, each character below U+0100 one. */
export function octetsOf(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
}

/** A frame of UBX; `message` is class × 256 + id. */
export function ubxFrame(message: number, content: Uint8Array): Uint8Array {
  const { length } = content;
  const head = [message >> 8, message & 0xff, length & 0xff, length >> 8];
  let [a, b] = [0, 0];
  for (const octet of [...head, ...content]) {
    a = (a + octet) & 0xff;
    b = (b + a) & 0xff;
  }
  return Uint8Array.from([0xb5, 0x62, ...head, ...content, a, b]);
}

/** A payload of `length` octets, little-endian, zero but for what `write` puts there. */
export function payload(length: number, write: (view: DataView) => void): Uint8Array {
  const octets = new Uint8Array(length);
  write(new DataView(octets.buffer));
  return octets;
}
