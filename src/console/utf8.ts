/** UTF-8 (RFC 3629) as octets come: a character may arrive in pieces, and what is none is shown as U+FFFD. */

const REPLACEMENT = "\ufffd";

/** The least first octets of characters of two, three and four; and beyond them. */
const FIRST_OF_TWO = 0xc2;
const FIRST_OF_THREE = 0xe0;
const FIRST_OF_FOUR = 0xf0;
const PAST_FIRST = 0xf5;

export class Utf8Reader {
  #code = 0;
  /** Octets that the character under way still lacks. */
  #lacking = 0;
  /** Between which the next octet has to be: no longer forms, no halves, nothing beyond Unicode. */
  #least = 0x80;
  #most = 0xbf;

  /** What is whole with `octet`: a character, none, or one more for what came before and was none. */
  read(octet: number): string {
    if (this.#lacking === 0) return this.begin(octet);
    if (octet < this.#least || octet > this.#most) {
      this.#lacking = 0;
      return REPLACEMENT + this.begin(octet);
    }
    this.#least = 0x80;
    this.#most = 0xbf;
    this.#code = (this.#code << 6) | (octet & 0x3f);
    return --this.#lacking === 0 ? String.fromCodePoint(this.#code) : "";
  }

  private begin(octet: number): string {
    if (octet < 0x80) return String.fromCharCode(octet);
    if (octet < FIRST_OF_TWO || octet >= PAST_FIRST) return REPLACEMENT;
    this.#lacking = octet < FIRST_OF_THREE ? 1 : octet < FIRST_OF_FOUR ? 2 : 3;
    this.#code = octet & (0x3f >> this.#lacking);
    this.#least = octet === 0xe0 ? 0xa0 : octet === 0xf0 ? 0x90 : 0x80;
    this.#most = octet === 0xed ? 0x9f : octet === 0xf4 ? 0x8f : 0xbf;
    return "";
  }
}

/** `text` in octets; halves of characters, which no text should have, as U+FFFD. */
export function utf8Octets(text: string): Uint8Array {
  const octets: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i)!;
    if (point > 0xffff) i++;
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (code < 0x80) octets.push(code);
    else if (code < 0x800) octets.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
    else if (code < 0x10000)
      octets.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
    else
      octets.push(
        0xf0 | (code >> 18),
        0x80 | ((code >> 12) & 0x3f),
        0x80 | ((code >> 6) & 0x3f),
        0x80 | (code & 0x3f),
      );
  }
  return Uint8Array.from(octets);
}
