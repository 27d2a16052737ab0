/**
 * The board's lock for secrets: AES-SIV under the board's key, which is fetched when the first secret comes.
 *
 * A cipher text is `CIPHER_TEXT`, a mark of the board that made it, "$" and the sealed octets in hexadecimal.
 */
import { type PasswordMaking, type Passwords } from "../config/passwords.js";
import { CIPHER_TEXT, Locked, type Secrets } from "../config/secrets.js";
import { type Chance, octetsByChance } from "../core/chance.js";
import { type Primitives } from "../crypto/primitives.js";
import { Siv } from "../crypto/siv.js";
import { fromHex, toHex } from "../wire/hex.js";
import { fitnessOf, keptOr, passwordMaking, passwordTest, SALT_LENGTH } from "./password-box.js";

/** Octets that tell one board's cipher texts from another's; they tell nothing of its key. */
const MARK_LENGTH = 4;
const MARK_NAME = "mark of the board";

export class SecretBox implements Secrets {
  readonly #fetchKey: () => Uint8Array | string;
  readonly #primitives: Primitives;
  readonly #chance: Chance;
  readonly passwords: Passwords;
  #siv: Siv | undefined = undefined;
  #mark = "";

  /**
   * `fetchKey`: answers the board's 32 octets, or why they are not to be had; called at the first secret, and
   * again at the next where it failed.
   */
  constructor(fetchKey: () => Uint8Array | string, primitives: Primitives, chance: Chance) {
    this.#fetchKey = fetchKey;
    this.#primitives = primitives;
    this.#chance = chance;
    this.passwords = {
      make: (password, kept) => this.make(password, kept),
      fitnessOf,
      test: (password, text) => passwordTest(primitives, password, text),
    };
  }

  /** See `Secrets`. */
  get trouble(): string {
    const siv = this.unlocked();
    return typeof siv === "string" ? siv : "";
  }

  /** See `Secrets`. */
  seal(secret: Uint8Array, use: string): string {
    const siv = this.unlocked();
    if (typeof siv === "string") throw new Error(siv);
    const sealed = siv.seal(secret, octetsOf(use));
    return `${CIPHER_TEXT}${this.#mark}$${toHex(sealed, sealed.length)}`;
  }

  /** See `Secrets`. */
  open(text: string, use: string): Uint8Array | Locked {
    if (!text.startsWith(CIPHER_TEXT)) return Locked.NoCipherText;
    const [mark, hex, ...more] = text.slice(CIPHER_TEXT.length).split("$");
    if (hex === undefined || more.length > 0 || mark.length !== 2 * MARK_LENGTH) return Locked.Damaged;
    const siv = this.unlocked();
    if (typeof siv === "string") return Locked.Closed;
    if (mark !== this.#mark) return Locked.Foreign;
    const sealed = new Uint8Array(Math.floor(hex.length / 2));
    if (fromHex(hex, sealed) < 0) return Locked.Damaged;
    return siv.open(sealed, octetsOf(use)) ?? Locked.Damaged;
  }

  private make(password: Uint8Array, kept: string): PasswordMaking {
    const primitives = this.#primitives;
    return keptOr(kept, passwordTest(primitives, password, kept), () =>
      passwordMaking(primitives, password, octetsByChance(this.#chance, SALT_LENGTH)),
    );
  }

  private unlocked(): Siv | string {
    if (this.#siv) return this.#siv;
    const key = this.#fetchKey();
    if (typeof key === "string") return key;
    const siv = new Siv(key, this.#primitives);
    this.#mark = toHex(siv.seal(new Uint8Array(0), octetsOf(MARK_NAME)), MARK_LENGTH);
    this.#siv = siv;
    return siv;
  }
}

/** Of ASCII text. */
function octetsOf(text: string): Uint8Array {
  return Uint8Array.from(text, character => character.charCodeAt(0));
}
