/** What may be a host's name: letters, digits, hyphens and underscores, parted by dots (RFC 1123, 2.1). */

/** RFC 1035 section 3.1, as text without the root's dot. */
export const MOST_HOST_NAME = 253;

const HYPHEN = 0x2d;
const DOT = 0x2e;
const UNDERSCORE = 0x5f;

/**
 * Whether `text`, in small letters, may be one: not what only fails to be an address, as 256.0.0.1. Not by a
 * regular expression: XS would try all ways to part what is almost a name.
 */
export function isHostName(text: string): boolean {
  const end = text.endsWith(".") ? text.length - 1 : text.length;
  if (end === 0 || text.length > MOST_HOST_NAME) return false;
  let hasLetter = false;
  let before = DOT;
  for (let i = 0; i <= end; i++) {
    const code = i === end ? DOT : text.charCodeAt(i);
    if (code === DOT || code === HYPHEN) {
      if (before === DOT || (code === DOT && before === HYPHEN)) return false;
    } else if (isLetter(code)) hasLetter = true;
    else if (!isDigit(code)) return false;
    before = code;
  }
  return hasLetter;
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || code === UNDERSCORE;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
