/**
 * Secrets as they are typed: ASCII characters, or any octets in hexadecimal behind "hex:"; and whether one is
 * good enough.
 */

const HEX = "hex:";

/** Of what is typed, in octets; AES's keys have lengths of their own. */
export const MOST_SECRET = 255;

// What the vendors demand of a new secret while it is checked, and advise otherwise.
const CHECKED_LENGTH = 12;
const CHECKED_CLASSES = 4;
const ADVISED_LENGTH = 8;
const ADVISED_CLASSES = 2;

/** Octets of chance need no classes: so many are enough. */
const CHECKED_OCTETS = 16;

/** The octets of a secret, or why it is none, which does not repeat it. */
export function secretOctets(text: string): Uint8Array | string {
  if (text.startsWith(HEX)) return hexOctets(text.slice(HEX.length));
  if (!/^[!-~]+$/.test(text)) return "a secret is of ASCII characters; other octets are written as hex:…";
  if (text.length > MOST_SECRET) return `a secret has ${MOST_SECRET} octets at most`;
  return Uint8Array.from(text, character => character.charCodeAt(0));
}

function hexOctets(digits: string): Uint8Array | string {
  if (!/^([0-9a-f]{2})+$/i.test(digits)) return "pairs of hexadecimal digits follow hex:";
  if (digits.length > 2 * MOST_SECRET) return `a secret has ${MOST_SECRET} octets at most`;
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) =>
    parseInt(digits.slice(2 * i, 2 * i + 2), 16),
  );
}

/** Why a secret that is typed as `text` is not complex enough; undefined: it is. */
export function tooSimple(text: string): string | undefined {
  if (text.startsWith(HEX))
    return text.length - HEX.length >= 2 * CHECKED_OCTETS
      ? undefined
      : `a secret in hexadecimal needs at least ${CHECKED_OCTETS} octets while its complexity is checked`;
  if (text.length >= CHECKED_LENGTH && classesOf(text) >= CHECKED_CLASSES) return undefined;
  return (
    `a secret needs at least ${CHECKED_LENGTH} characters, among them capitals, small letters, digits and ` +
    "others, while its complexity is checked"
  );
}

/** Whether a secret is one that nobody is advised to use: short, or of characters all alike. */
export function isPoor(secret: Uint8Array): boolean {
  return secret.length < ADVISED_LENGTH || classesOf(String.fromCharCode(...secret)) < ADVISED_CLASSES;
}

/** How many of these it has: capitals, small letters, digits, others. */
function classesOf(text: string): number {
  return [/[A-Z]/, /[a-z]/, /[0-9]/, /[^A-Za-z0-9]/].filter(some => some.test(text)).length;
}
