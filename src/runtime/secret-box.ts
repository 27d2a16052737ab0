/**
 * The board's lock for secrets: AES-SIV under the board's key, which is fetched when the first secret comes.
 *
 * A cipher text is `CIPHER_TEXT`, a mark of the board that made it, "$" and the sealed octets in hexadecimal.
 */
import { CIPHER_TEXT, Locked, type Secrets } from "../config/secrets.js";
import { type Primitives } from "../crypto/primitives.js";
import { Siv } from "../crypto/siv.js";
import { fromHex, toHex } from "../wire/hex.js";

/** Octets that tell one board's cipher texts from another's; they tell nothing of its key. */
const MARK_LENGTH = 4;
const MARK_NAME = "mark of the board";

export class SecretBox implements Secrets {
  readonly #fetchKey: () => Uint8Array;
  readonly #primitives: Pick<Primitives, "aes">;
  #siv: Siv | undefined = undefined;
  #mark = "";

  /** `fetchKey`: answers the board's 32 octets; called at the first secret, and only then. */
  constructor(fetchKey: () => Uint8Array, primitives: Pick<Primitives, "aes">) {
    this.#fetchKey = fetchKey;
    this.#primitives = primitives;
  }

  /** See `Secrets`. */
  seal(secret: Uint8Array, use: string): string {
    const sealed = this.#open().seal(secret, octetsOf(use));
    return `${CIPHER_TEXT}${this.#mark}$${toHex(sealed, sealed.length)}`;
  }

  /** See `Secrets`. */
  open(text: string, use: string): Uint8Array | Locked {
    if (!text.startsWith(CIPHER_TEXT)) return Locked.NoCipherText;
    const [mark, hex, ...more] = text.slice(CIPHER_TEXT.length).split("$");
    if (hex === undefined || more.length > 0 || mark.length !== 2 * MARK_LENGTH) return Locked.Damaged;
    const siv = this.#open();
    if (mark !== this.#mark) return Locked.Foreign;
    const sealed = new Uint8Array(Math.floor(hex.length / 2));
    if (fromHex(hex, sealed) < 0) return Locked.Damaged;
    return siv.open(sealed, octetsOf(use)) ?? Locked.Damaged;
  }

  #open(): Siv {
    if (this.#siv) return this.#siv;
    const siv = new Siv(this.#fetchKey(), this.#primitives);
    this.#mark = toHex(siv.seal(new Uint8Array(0), octetsOf(MARK_NAME)), MARK_LENGTH);
    this.#siv = siv;
    return siv;
  }
}

/** Of ASCII text. */
function octetsOf(text: string): Uint8Array {
  return Uint8Array.from(text, character => character.charCodeAt(0));
}
