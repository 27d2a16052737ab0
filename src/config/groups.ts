/**
 * Groups: the multicast addresses that an interface sends to or joins, and those of NTP where none is named.
 */
import { isMulticast } from "../wire/address-kind.js";
import { formatAddress, parseAddress } from "../wire/address-text.js";
import { Endpoint, Family } from "../wire/address.js";
import { type Cursor } from "./cursor.js";
import { both, each } from "./dialect.js";
import { type Kind } from "./kinds.js";
import { optional } from "./syntax.js";

/** A group of one family, written as RFC 5952 does. */
class Group implements Kind<string> {
  constructor(readonly family: Family) {}

  hint(): string {
    return this.family === Family.IPv4 ? "X.X.X.X" : "X:X::X:X";
  }

  read(cursor: Cursor): string | undefined {
    const address = new Endpoint();
    if (!parseAddress(cursor.word, address)) return undefined;
    if (address.family !== this.family)
      return cursor.refuse(
        address.family === Family.IPv6
          ? "an IPv6 address goes after ipv6"
          : "an IPv4 address goes without ipv6",
      );
    if (!isMulticast(address)) return cursor.refuse("this is no multicast address");
    if (address.zone !== 0) return cursor.refuse("the group is this interface's: say it without %");
    return cursor.take(formatAddress(address));
  }

  write(value: string): string {
    return value;
  }

  offers(): readonly string[] {
    return [];
  }
}

export const GROUP4: Kind<string> = Object.freeze(new Group(Family.IPv4));
export const GROUP6: Kind<string> = Object.freeze(new Group(Family.IPv6));

export const GROUP_4 = optional("group", GROUP4, "Multicast address; 224.0.1.1 without", both("224.0.1.1"));

/** Comware has none that holds where none is named. */
export const GROUP_6 = optional("group", GROUP6, "IPv6 multicast address", each(undefined, "ff0e::101"));
