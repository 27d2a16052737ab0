/** What sources are called: the vendors' names for the local clock, addresses, and what sources follow. */
import { MAXSTRAT, type Association } from "../core/association.js";
import { AssociationKind } from "../core/settings.js";
import { isUnspecified } from "../wire/address-kind.js";
import { formatAddress, formatQuad } from "../wire/address-text.js";
import { Family } from "../wire/address.js";
import { formatRefid, refidToText } from "../wire/refid.js";

/** 127.127.1.u, without its unit. */
const LOCAL_CLOCK = 0x7f7f01;
const LOCAL_CLOCKS = "127.127.1.";

/** What of an association says which source it is. */
export type Named = Pick<Association, "address" | "settings">;

/** "LOCAL(0)", also before that has its address; or the address, or the configured name until it has one. */
export function comwareSource(association: Named): string {
  const address = sourceAddress(association);
  const isOurs = association.settings?.kind === AssociationKind.LocalClock;
  return isOurs && address.startsWith(LOCAL_CLOCKS)
    ? `LOCAL(${address.slice(LOCAL_CLOCKS.length)})`
    : address;
}

/** The address, of our own clock too; the configured name until it has one. */
export function sourceAddress({ address, settings }: Named): string {
  return settings !== undefined && isUnspecified(address) ? settings.host : formatAddress(address);
}

/** The same with its VPN instance, if it is in one. */
export function vrpSource(association: Named): string {
  const { instance } = association.settings!;
  const address = sourceAddress(association);
  return instance === "" ? address : `${address}(${instance})`;
}

/** What follows the source's name where there is room: why a name stands where an address should. */
export function sourceNote({ address }: Association): string {
  return isUnspecified(address) ? "(name not resolved)" : "";
}

/** "LOCL" for our own clock; for a server's own clock 127.127.1.0. */
export function comwareReference(association: Association): string {
  return isOwnClock(association) ? "LOCL" : reference(association);
}

/** "LOCAL(0)", ours or the server's; or what else it follows. */
export function vrpReference(association: Association): string {
  const { address, refid, isHeard } = association;
  if (isOwnClock(association)) return localName(address.word3);
  return isHeard && isLocalClock(refid) ? localName(refid) : reference(association);
}

/** The system's reference id while it follows `peer`, or did: dotted from stratum 2 on, also our clock's. */
export function systemReference(peer: Association | undefined, refid: number, stratum: number): string {
  return peer !== undefined && isOwnClock(peer)
    ? formatQuad(peer.address.word3)
    : formatRefid(refid, stratum);
}

/** The same with VRP's name for our own clock, and with the address where an id is but a digest of it. */
export function vrpSystemReference(peer: Association | undefined, refid: number, stratum: number): string {
  if (peer !== undefined && isOwnClock(peer)) return localName(peer.address.word3);
  return peer?.address.family === Family.IPv6
    ? formatAddress(peer.address)
    : systemReference(peer, refid, stratum);
}

function reference({ isHeard, refid, stratum }: Association): string {
  if (!isHeard) return "INIT";
  if (isLocalClock(refid)) return formatQuad(refid);
  return stratum >= MAXSTRAT ? refidToText(refid) : formatRefid(refid, stratum);
}

function isOwnClock({ address, settings }: Named): boolean {
  return settings?.kind === AssociationKind.LocalClock && isLocalClock(address.word3);
}

function isLocalClock(word: number): boolean {
  return word >>> 8 === LOCAL_CLOCK;
}

function localName(word: number): string {
  return `LOCAL(${word & 0xff})`;
}
