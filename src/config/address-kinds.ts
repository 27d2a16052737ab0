/** Kinds of value that name a place in the network: a server, an interface, an address of one's own. */
import {
  isBroadcast,
  isLinkLocal,
  isLoopback,
  isMulticast,
  isReferenceClock,
  isUnspecified,
} from "../wire/address-kind.js";
import { formatAddress, formatQuad, parseAddress } from "../wire/address-text.js";
import { Endpoint, Family } from "../wire/address.js";
import { isHostName, MOST_HOST_NAME } from "../wire/host-name.js";
import { type Context, type Cursor } from "./cursor.js";
import { findInterface, interfaceNames, noSuchInterface, zoneNumber } from "./interface-name.js";
import { type Kind } from "./kinds.js";

/** Whose address it is. A server may be another program of this host, a peer is another node. */
const enum Role {
  Server,
  Peer,
}

/** A server or peer: an address of one family, written as RFC 5952 does, or a name in small letters. */
class Host implements Kind<string> {
  constructor(
    readonly family: Family,
    readonly role: Role,
  ) {}

  hint(): string {
    return this.family === Family.IPv4 ? "X.X.X.X|STRING<1-253>" : "X:X::X:X|STRING<1-253>";
  }

  read(cursor: Cursor): string | undefined {
    if (cursor.isAtEnd) return undefined;
    const address = new Endpoint();
    const word = cursor.word.toLowerCase();
    const percent = word.indexOf("%");
    const zone = percent < 0 ? "" : cursor.word.slice(percent + 1);
    const numbered = isPlain(zone) ? word : numberedZone(word.slice(0, percent), zone, cursor.context);
    if (numbered === "") return cursor.refuse(`no interface ${zone} with a link-local address is known`);
    if (!parseAddress(numbered, address)) {
      const why = objectionToText(word, cursor.keywords);
      return why === "" ? cursor.take(word) : cursor.refuse(why);
    }
    const why = this.objection(address);
    return why === "" ? cursor.take(formatAddress(address)) : cursor.refuse(why);
  }

  write(value: string): string {
    return value;
  }

  offers(): readonly string[] {
    return [];
  }

  private objection(address: Endpoint): string {
    if (isMapped(address)) return `an IPv4 address is written as ${formatQuad(address.word3)}, without ipv6`;
    if (address.family !== this.family)
      return address.family === Family.IPv6
        ? "an IPv6 address goes after ipv6"
        : "an IPv4 address goes without ipv6";
    const whose = this.role === Role.Server ? "server's" : "peer's";
    if (isMulticast(address)) return `a multicast address is no ${whose} address`;
    if (isBroadcast(address)) return `a broadcast address is no ${whose} address`;
    if (isReferenceClock(address)) return `a reference clock's address is no ${whose} address`;
    if (this.role === Role.Peer && isLoopback(address))
      return "a loopback address is no peer's address: that is another node";
    if (address.family === Family.IPv6 && isLinkLocal(address) && address.zone === 0)
      return `say which interface it is on: ${formatAddress(address)}%N, N being its number or name`;
    return isNobody(address) ? "this address means no host" : "";
  }
}

/** An interface by its name, in one word or two; the value is the console's name for it. */
class InterfaceReference implements Kind<string> {
  hint(): string {
    return "INTERFACE";
  }

  read(cursor: Cursor): string | undefined {
    const found = findInterface(cursor.context.interfaces, cursor.word, cursor.peek(1));
    if (found) return cursor.take(found.name, found.wordCount);
    return cursor.isAtEnd ? undefined : cursor.refuse(noSuchInterface(cursor.context.interfaces));
  }

  write(value: string): string {
    return value;
  }

  offers(context: Context): readonly string[] {
    return interfaceNames(context.interfaces);
  }
}

/** An interface, or an IPv4 address of one. */
class Source implements Kind<string> {
  hint(): string {
    return "INTERFACE|X.X.X.X";
  }

  read(cursor: Cursor): string | undefined {
    const address = new Endpoint();
    if (!parseAddress(cursor.word, address)) return INTERFACE.read(cursor);
    const isHost =
      address.family === Family.IPv4 && !isMulticast(address) && !isBroadcast(address) && !isNobody(address);
    return isHost
      ? cursor.take(formatAddress(address))
      : cursor.refuse("this is no IPv4 address of an interface");
  }

  write(value: string): string {
    return value;
  }

  offers(context: Context): readonly string[] {
    return INTERFACE.offers(context);
  }
}

const MOST_UNIT = 3;

/** 127.127.1.u, the local clock; the value is u, 0 to 3. */
class LocalClockAddress implements Kind<number> {
  hint(): string {
    return `127.127.1.<0-${MOST_UNIT}>`;
  }

  read(cursor: Cursor): number | undefined {
    const address = new Endpoint();
    if (!parseAddress(cursor.word, address) || address.word3 >>> 8 !== 0x7f7f01) return undefined;
    const unit = address.word3 & 0xff;
    return unit <= MOST_UNIT ? cursor.take(unit) : undefined;
  }

  write(value: number): string {
    return `127.127.1.${value}`;
  }

  offers(): readonly string[] {
    return [];
  }
}

export const SERVER4: Kind<string> = Object.freeze(new Host(Family.IPv4, Role.Server));
export const SERVER6: Kind<string> = Object.freeze(new Host(Family.IPv6, Role.Server));
export const PEER4: Kind<string> = Object.freeze(new Host(Family.IPv4, Role.Peer));
export const PEER6: Kind<string> = Object.freeze(new Host(Family.IPv6, Role.Peer));
export const INTERFACE: Kind<string> = Object.freeze(new InterfaceReference());
export const SOURCE: Kind<string> = Object.freeze(new Source());
export const LOCAL_CLOCK_ADDRESS: Kind<number> = Object.freeze(new LocalClockAddress());

/** No host of any network: 0.0.0.0/8 (RFC 1122 section 3.2.1.3) or ::. */
function isNobody(address: Endpoint): boolean {
  return isUnspecified(address) || (address.family === Family.IPv4 && address.word3 >>> 24 === 0);
}

/** ::ffff:a.b.c.d, an IPv4 address in the form of an IPv6 one (RFC 4291 section 2.5.5.2). */
function isMapped({ family, word0, word1, word2 }: Endpoint): boolean {
  return family === Family.IPv6 && word0 === 0 && word1 === 0 && word2 === 0xffff;
}

/** No zone, or a number already. */
function isPlain(zone: string): boolean {
  return /^\d*$/.test(zone);
}

/** The address with the number of the interface that `zone` names; empty where that is not known. */
function numberedZone(address: string, zone: string, { interfaces }: Context): string {
  const number = zoneNumber(interfaces, zone);
  return number === undefined ? "" : `${address}%${number}`;
}

/** What is wrong with what is no address; empty where it is a host's name. */
function objectionToText(word: string, keywords: readonly string[]): string {
  if (keywords.includes(word)) return `this command means something else by ${word}: a host goes here`;
  if (isHostName(word)) return "";
  if (word.includes(":")) return "this is no IPv6 address";
  if (/^[\d.]+$/.test(word))
    return "this is no IPv4 address: that is four numbers from 0 to 255, without leading zeros";
  if (word.length > MOST_HOST_NAME) return `a name has ${MOST_HOST_NAME} characters at most`;
  return "a name is made of letters, digits, hyphens and underscores, parted by dots";
}
