/** Kinds of value of keys: what a key is used as, and its secret. */
import { KeyMode } from "../core/key-mode.js";
import { type Context, type Cursor } from "./cursor.js";
import { type Kind, matching } from "./kinds.js";
import { spelled } from "./syntax.js";
import { MOST_SECRET } from "./secret-text.js";

/** A `KeyMode`, as it is typed: its spellings are Comware's and VRP's. */
interface ModeRow {
  readonly mode: KeyMode;
  readonly spellings: readonly string[];
  readonly help: string;
}

const MODES: readonly ModeRow[] = Object.freeze([
  modeRow(KeyMode.HmacSha256, "HMAC with SHA-256", "hmac-sha-256", "hmac-sha256"),
  modeRow(KeyMode.HmacSha1, "HMAC with SHA-1", "hmac-sha-1"),
  modeRow(KeyMode.HmacSha384, "HMAC with SHA-384", "hmac-sha-384"),
  modeRow(KeyMode.HmacSha512, "HMAC with SHA-512", "hmac-sha-512"),
  modeRow(KeyMode.Aes128Cmac, "AES-128-CMAC, its secret of 16 octets", "aes-128-cmac"),
  modeRow(KeyMode.Aes256Cmac, "AES-256-CMAC, its secret of 32 octets", "aes-256-cmac"),
  modeRow(KeyMode.Sha1, "SHA-1 of secret and packet, as ntpd and chronyd use it", "sha1"),
  modeRow(KeyMode.Sha256, "SHA-256 of secret and packet", "sha256"),
  modeRow(KeyMode.Sha384, "SHA-384 of secret and packet", "sha384"),
  modeRow(KeyMode.Sha512, "SHA-512 of secret and packet", "sha512"),
  modeRow(KeyMode.Md5, "MD5 of secret and packet, which is weak", "md5"),
]);

const NAMES: readonly string[] = Object.freeze(MODES.flatMap(({ spellings }) => spellings));

/** The mode that `name`, a value of `MODE_NAME`, stands for. */
export function modeNamed(name: string): KeyMode {
  return rowNamed(name).mode;
}

/** The same name in every dialect. */
export function commonName(name: string): string {
  return rowNamed(name).spellings[0];
}

/** Whether `word` is the whole name of a mode. */
export function isModeName(word: string): boolean {
  return NAMES.includes(word.toLowerCase());
}

/** Whether `word` is a name as far as it is typed. */
export function isModeStart(word: string): boolean {
  return matching(NAMES, word).length > 0;
}

class ModeName implements Kind<string> {
  hint(context: Context): string {
    return this.offers(context).join("|");
  }

  read(cursor: Cursor): string | undefined {
    const matches = matching(NAMES, cursor.word);
    if (matches.length !== 1) return undefined;
    return cursor.take(spelled(rowNamed(matches[0]).spellings, cursor.context.dialect));
  }

  write(value: string): string {
    return value;
  }

  offers({ dialect }: Context): readonly string[] {
    return MODES.map(({ spellings }) => spelled(spellings, dialect));
  }

  helpOf(word: string): string {
    return rowNamed(word).help;
  }
}

/** A secret as it is typed, or its cipher text, which may be longer: what it may be hangs on the mode. */
class SecretWord implements Kind<string> {
  hint(): string {
    return `STRING<1-${MOST_SECRET}>`;
  }

  read(cursor: Cursor): string | undefined {
    return cursor.isAtEnd ? undefined : cursor.take(cursor.word);
  }

  write(value: string): string {
    return value;
  }

  offers(): readonly string[] {
    return [];
  }
}

export const MODE_NAME: Kind<string> = Object.freeze(new ModeName());
export const SECRET_WORD: Kind<string> = Object.freeze(new SecretWord());

function modeRow(mode: KeyMode, help: string, ...spellings: readonly string[]): ModeRow {
  return Object.freeze({ mode, help, spellings: Object.freeze([...spellings]) });
}

function rowNamed(name: string): ModeRow {
  const row = MODES.find(({ spellings }) => spellings.includes(name));
  if (!row) throw new Error(`no mode ${name}`);
  return row;
}
