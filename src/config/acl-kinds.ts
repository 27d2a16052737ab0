/** Kinds of value of access lists: whose addresses a rule means, and which list is to be shown. */
import { type AclRule } from "../core/acl.js";
import { formatAddress, parseAddress } from "../wire/address-text.js";
import { Endpoint, Family } from "../wire/address.js";
import { type Cursor } from "./cursor.js";
import { integer, type Kind, matching } from "./kinds.js";

/** The addresses of a rule. */
export type AclSource = Omit<AclRule, "id" | "isPermit">;

/** Of whatever address. */
export const ANY = "any";

const ANYONE: AclSource = Object.freeze({
  word0: 0,
  word1: 0,
  word2: 0,
  word3: 0,
  mask0: 0,
  mask1: 0,
  mask2: 0,
  mask3: 0,
});

const ALL_BITS = 0xffff_ffff;
const MOST_PREFIX = 128;

/** The addresses that `source`, a value of `SOURCE4` or `SOURCE6`, means. */
export function addressesOf(source: string): AclSource {
  if (source === ANY) return ANYONE;
  const address = new Endpoint();
  const [text, rest] = source.split(source.includes("/") ? "/" : " ");
  parseAddress(text, address);
  const { word0, word1, word2, word3 } = address;
  if (address.family === Family.IPv4)
    return { ...ANYONE, word3, mask3: (ALL_BITS ^ wildcardOf(rest)!) >>> 0 };
  const [mask0, mask1, mask2, mask3] = [0, 32, 64, 96].map(at => maskOf(Number(rest) - at));
  return { word0, word1, word2, word3, mask0, mask1, mask2, mask3 };
}

/** An address and its wildcard, whose bits do not matter: "192.0.2.0 0.0.0.255", "192.0.2.1 0"; or "any". */
class Source4 implements Kind<string> {
  hint(): string {
    return "X.X.X.X WILDCARD";
  }

  read(cursor: Cursor): string | undefined {
    if (isAny(cursor)) return cursor.take(ANY);
    const address = new Endpoint();
    if (!parseAddress(cursor.word, address)) return undefined;
    if (address.family !== Family.IPv4) return cursor.refuse("this is the list of IPv4 addresses");
    const wildcard = wildcardOf(cursor.peek(1));
    if (wildcard === undefined) return cursor.refuse("a wildcard follows an address: 0 for this one alone");
    address.setIPv4(address.word3 & ~wildcard);
    return cursor.take(`${formatAddress(address)} ${wildcardText(wildcard)}`, 2);
  }

  write(value: string): string {
    return value;
  }

  offers(): readonly string[] {
    return [ANY];
  }
}

/** An address and how many of its first bits matter: "2001:db8::/32", or as two words; or "any". */
class Source6 implements Kind<string> {
  hint(): string {
    return "X:X::X:X/PREFIX";
  }

  read(cursor: Cursor): string | undefined {
    if (isAny(cursor)) return cursor.take(ANY);
    const address = new Endpoint();
    const slash = cursor.word.indexOf("/");
    const text = slash < 0 ? cursor.word : cursor.word.slice(0, slash);
    if (!parseAddress(text, address)) return undefined;
    if (address.family !== Family.IPv6) return cursor.refuse("this is the list of IPv6 addresses");
    if (address.zone !== 0) return cursor.refuse("a rule holds on every interface: say it without %");
    const prefix = prefixOf(slash < 0 ? cursor.peek(1) : cursor.word.slice(slash + 1));
    if (prefix === undefined) return cursor.refuse("a prefix follows an address: /128 for this one alone");
    const { mask0, mask1, mask2, mask3 } = addressesOf(`::/${prefix}`);
    const { word0, word1, word2, word3 } = address;
    address.setIPv6(word0 & mask0, word1 & mask1, word2 & mask2, word3 & mask3, 0);
    return cursor.take(`${formatAddress(address)}/${prefix}`, slash < 0 ? 2 : 1);
  }

  write(value: string): string {
    return value;
  }

  offers(): readonly string[] {
    return [ANY];
  }
}

const NUMBER = integer(2000, 2999);
const ALL = "all";

/** What stands for `all` among the numbers of lists. */
export const EVERY_ACL = 0;

/** The number of a list, or `all`. */
class WhichAcl implements Kind<number> {
  hint(context: Cursor["context"]): string {
    return NUMBER.hint(context);
  }

  read(cursor: Cursor): number | undefined {
    return matching([ALL], cursor.word).length > 0 ? cursor.take(EVERY_ACL) : NUMBER.read(cursor);
  }

  write(value: number): string {
    return value === EVERY_ACL ? ALL : String(value);
  }

  offers(): readonly string[] {
    return [ALL];
  }
}

/** The number of a basic access list. */
export const ACL_NUMBER: Kind<number> = NUMBER;
export const WHICH_ACL: Kind<number> = Object.freeze(new WhichAcl());
export const SOURCE4: Kind<string> = Object.freeze(new Source4());
export const SOURCE6: Kind<string> = Object.freeze(new Source6());

function isAny(cursor: Cursor): boolean {
  return matching([ANY], cursor.word).length > 0;
}

/** "0.0.0.255", or "0" for an address alone; undefined: neither. */
function wildcardOf(text: string): number | undefined {
  if (text === "0") return 0;
  const wildcard = new Endpoint();
  return parseAddress(text, wildcard) && wildcard.family === Family.IPv4 ? wildcard.word3 : undefined;
}

function wildcardText(wildcard: number): string {
  if (wildcard === 0) return "0";
  const address = new Endpoint();
  address.setIPv4(wildcard);
  return formatAddress(address);
}

function prefixOf(text: string): number | undefined {
  const prefix = Number(text);
  return /^\d{1,3}$/.test(text) && String(prefix) === text && prefix <= MOST_PREFIX ? prefix : undefined;
}

/** The first `bits` of a word; of fewer than none or more than all, none or all. */
function maskOf(bits: number): number {
  if (bits <= 0) return 0;
  return bits >= 32 ? ALL_BITS : (ALL_BITS << (32 - bits)) >>> 0;
}
