/**
 * The keys of a node, and the MAC that each puts at the end of a packet: its id and the digest (RFC 5905
 * section 7.3, as RFC 7822 limits it).
 *
 * Version 4 cuts a digest to 20 octets, for a longer MAC would read as an extension field; older versions
 * carry it whole. A received MAC must have the very length that its version and its key demand: a shorter
 * one would be easier to guess.
 */
import { Datagram } from "../wire/datagram.js";
import { versionOf } from "../wire/header.js";
import { KEY_ID_LENGTH, MAC_SHA1, type Trailer } from "../wire/trailer.js";
import { type Codes, type Signer } from "./codes.js";
import { type KeyMode } from "./key-mode.js";
import { type SharedKey } from "./settings.js";

/** As many keys as can be configured. */
export const MAX_KEYS = 128;

const MAX_KEY_ID = 0xffff_ffff;

/** A configured key, ready for use. Good until the next `configure`: find it anew for each packet. */
export class Key {
  readonly id: number;
  readonly mode: KeyMode;
  readonly code: Signer;

  /** Throws a RangeError at an id out of range, or a secret that the mode does not take. */
  constructor({ id, mode, secret }: SharedKey, codes: Codes) {
    if (!Number.isInteger(id) || id < 1 || id > MAX_KEY_ID) throw new RangeError(`key id ${id}`);
    this.id = id;
    this.mode = mode;
    this.code = codes.signer(mode, secret);
  }
}

/** What both of two keys authenticate, to compare them: too much like nothing to be a packet. */
const NOTHING_LENGTH = 48;

/** Whether two keys make the same codes: the secrets themselves are not kept. */
export function isSameKey(one: Key, other: Key): boolean {
  if (one === other) return true;
  if (one.mode !== other.mode) return false;
  const nothing = new Datagram();
  one.code.sign(nothing, NOTHING_LENGTH, NOTHING_LENGTH, one.code.length);
  return other.code.verify(nothing, NOTHING_LENGTH, NOTHING_LENGTH, one.code.length);
}

/** All keys that are configured; made once, configured as often as need be. */
export class KeyRing {
  readonly #codes: Codes;
  /** By their ids, the least first. */
  #keys: readonly Key[] = [];

  constructor(codes: Codes) {
    this.#codes = codes;
  }

  /**
   * These keys take the place of all there were. Throws a RangeError at more than `MAX_KEYS`, at an id twice
   * or out of range, or at a secret that its mode does not take; the keys are then those of before.
   */
  configure(settings: readonly SharedKey[]): void {
    if (settings.length > MAX_KEYS) throw new RangeError(`${settings.length} keys`);
    const keys = settings.map(each => new Key(each, this.#codes)).sort((a, b) => a.id - b.id);
    for (let i = 1; i < keys.length; i++)
      if (keys[i].id === keys[i - 1].id) throw new RangeError(`key id ${keys[i].id} twice`);
    this.#keys = keys;
  }

  /** The key with this id, undefined where there is none. Allocates nothing. */
  find(id: number): Key | undefined {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#keys[middle].id < id) low = middle + 1;
      else high = middle;
    }
    const key = this.#keys[low];
    return key?.id === id ? key : undefined;
  }

  /**
   * Ends the datagram with the MAC of all before it, as long as its header's version demands. Throws a
   * RangeError where there is no room for it. Allocates nothing.
   */
  mac(datagram: Datagram, key: Key): void {
    const { view, length: macAt } = datagram;
    const digestAt = macAt + KEY_ID_LENGTH;
    const length = digestLength(datagram, key);
    if (digestAt + length > view.byteLength) throw new RangeError(`no room for a MAC after ${macAt} octets`);
    key.code.sign(datagram, macAt, digestAt, length);
    view.setUint32(macAt, key.id);
    datagram.length = digestAt + length;
  }

  /**
   * Whether the datagram, laid out as `trailer` read, ends with the MAC that `key` makes of it: the key's id,
   * and the digest at the length that the header's version demands. Allocates nothing.
   */
  verify(datagram: Datagram, trailer: Trailer, key: Key): boolean {
    const { keyId, macAt, macLength } = trailer;
    const length = digestLength(datagram, key);
    if (keyId !== key.id || macLength !== KEY_ID_LENGTH + length) return false;
    return key.code.verify(datagram, macAt, macAt + KEY_ID_LENGTH, length);
  }
}

/** Octets of the digest as it travels. Allocates nothing. */
function digestLength(datagram: Datagram, { code }: Key): number {
  return versionOf(datagram) < 4 ? code.length : Math.min(code.length, MAC_SHA1 - KEY_ID_LENGTH);
}
