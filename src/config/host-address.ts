/** The address of a host that is sent reports: never a name, which may have no address when it is needed. */
import { Endpoint, Family } from "../wire/address.js";
import { isBroadcast, isMulticast, isUnspecified } from "../wire/address-kind.js";
import { formatAddress, parseAddress } from "../wire/address-text.js";
import { type Cursor } from "./cursor.js";
import { type Kind } from "./kinds.js";

/** A host's address of one family. */
class HostAddress implements Kind<string> {
  constructor(readonly family: Family) {}

  hint(): string {
    return this.family === Family.IPv4 ? "X.X.X.X" : "X:X::X:X";
  }

  read(cursor: Cursor): string | undefined {
    const address = new Endpoint();
    if (!parseAddress(cursor.word, address) || address.family !== this.family) return undefined;
    if (isUnspecified(address) || isMulticast(address) || isBroadcast(address))
      return cursor.refuse("this address means no host");
    return cursor.take(formatAddress(address));
  }

  write(value: string): string {
    return value;
  }

  offers(): readonly string[] {
    return [];
  }
}

export const HOST_ADDRESS4: Kind<string> = Object.freeze(new HostAddress(Family.IPv4));
export const HOST_ADDRESS6: Kind<string> = Object.freeze(new HostAddress(Family.IPv6));
