/** Kinds of value of SNMP: who takes notifications, and the community name that they carry. */
import { isBroadcast, isMulticast, isUnspecified } from "../wire/address-kind.js";
import { formatAddress, parseAddress } from "../wire/address-text.js";
import { Endpoint } from "../wire/address.js";
import { type Cursor } from "./cursor.js";
import { type Kind } from "./kinds.js";

/** An address of one host, of either family, written as RFC 5952 does. */
class TargetHost implements Kind<string> {
  hint(): string {
    return "X.X.X.X|X:X::X:X";
  }

  read(cursor: Cursor): string | undefined {
    const address = new Endpoint();
    if (!parseAddress(cursor.word, address)) return undefined;
    const isOne = !isMulticast(address) && !isBroadcast(address) && !isUnspecified(address);
    return isOne ? cursor.take(formatAddress(address)) : cursor.refuse("this address is of no one host");
  }

  write(value: string): string {
    return value;
  }

  offers(): readonly string[] {
    return [];
  }
}

/** As much as the vendors take. */
export const MOST_COMMUNITY = 32;

const FORMS: readonly string[] = Object.freeze(["cipher", "simple"]);

/** A name as typed, or behind `cipher` or `simple`; the value has that word before it, if it was typed. */
class SecurityName implements Kind<string> {
  hint(): string {
    return `STRING<1-${MOST_COMMUNITY}>`;
  }

  read(cursor: Cursor): string | undefined {
    if (cursor.isAtEnd) return undefined;
    const form = cursor.word.toLowerCase();
    const next = cursor.peek(1);
    if (!FORMS.includes(form)) return cursor.take(cursor.word);
    return next === "" ? cursor.refuse("the community name goes here") : cursor.take(`${form} ${next}`, 2);
  }

  write(value: string): string {
    return value;
  }

  offers(): readonly string[] {
    return [];
  }
}

export const TARGET_HOST: Kind<string> = Object.freeze(new TargetHost());
export const SECURITY_NAME: Kind<string> = Object.freeze(new SecurityName());
