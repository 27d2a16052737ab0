/**
 * The key that belongs to the board: what its secrets are locked with, made at their first use and stored
 * beside the configuration.
 */
import { type Chance } from "../core/chance.js";
import { fromHex, toHex } from "../wire/hex.js";
import { type StorePort } from "./ports.js";

/** Under which name it is stored. */
export const BOARD_KEY = "board.key";

/** In octets. */
export const BOARD_KEY_LENGTH = 32;

/**
 * The stored key, or a new one. Where storage fails it is good until the next start: nothing can be saved
 * then either; and a key that is there and cannot be read is not written over.
 */
export function readBoardKey(store: StorePort, chance: Chance): Uint8Array {
  const key = new Uint8Array(BOARD_KEY_LENGTH);
  try {
    const stored = store.read(BOARD_KEY)?.trim() ?? "";
    if (fromHex(stored, key) === BOARD_KEY_LENGTH) return key;
    draw(key, chance);
    store.write(BOARD_KEY, `${toHex(key, key.length)}\n`);
  } catch {
    draw(key, chance);
  }
  return key;
}

function draw(key: Uint8Array, chance: Chance): void {
  const words = new DataView(key.buffer);
  for (let at = 0; at < key.length; at += 4) words.setUint32(at, chance.next());
}
