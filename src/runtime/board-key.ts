/**
 * The key that belongs to the board: what its secrets are locked with, made at their first use and stored
 * beside the configuration.
 */
import { type Chance, octetsByChance } from "../core/chance.js";
import { fromHex, toHex } from "../wire/hex.js";
import { type StorePort } from "./ports.js";

/** Under which name it is stored. */
export const BOARD_KEY = "board.key";

/** In octets. */
const BOARD_KEY_LENGTH = 32;

/**
 * The stored key; a new one, stored before anything is locked with it, where there is none; or why there is
 * neither. What is there and is no key is left to whoever can mend it. `makeDo`: told where a new one cannot
 * be stored, and is good until the node stops; left out, it is not used then.
 */
export function readBoardKey(
  store: StorePort,
  chance: Chance,
  makeDo?: (why: string) => void,
): Uint8Array | string {
  try {
    const stored = store.read(BOARD_KEY);
    const key = new Uint8Array(BOARD_KEY_LENGTH);
    if (stored !== undefined)
      return fromHex(stored.trim().toLowerCase(), key) === BOARD_KEY_LENGTH ? key : `${BOARD_KEY} is damaged`;
  } catch (error) {
    return `${BOARD_KEY} cannot be read${reasonOf(error)}`;
  }
  const key = octetsByChance(chance, BOARD_KEY_LENGTH);
  try {
    store.write(BOARD_KEY, `${toHex(key, key.length)}\n`);
  } catch (error) {
    const why = `${BOARD_KEY} cannot be stored${reasonOf(error)}`;
    if (!makeDo) return why;
    makeDo(why);
  }
  return key;
}

/** In the system's word for it, where it has one. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? `: ${code}` : "";
}
