/** What an interface's address and prefix length say of its subnet. Allocates nothing. */
import { isLinkLocal } from "../wire/address-kind.js";
import { Family, type Endpoint } from "../wire/address.js";
import { type InterfaceAddress } from "./ports.js";

const WORD_BITS = 32;

/** From this many bits on there is no broadcast address: a link of two ends, or of one (RFC 3021). */
const FIRST_WITHOUT_BROADCAST = 31;

/** Whether `address` is in the subnet of `own`; a link-local one of IPv6 is where its zone is. */
export function inSubnet(address: Endpoint, own: InterfaceAddress): boolean {
  if (address.family !== own.family) return false;
  const { prefixLength } = own;
  if (own.family === Family.IPv4) return startsAlike(address.word3, own.word3, prefixLength);
  return (
    (!isLinkLocal(address) || address.zone === own.zone) &&
    startsAlike(address.word0, own.word0, prefixLength) &&
    startsAlike(address.word1, own.word1, prefixLength - WORD_BITS) &&
    startsAlike(address.word2, own.word2, prefixLength - 2 * WORD_BITS) &&
    startsAlike(address.word3, own.word3, prefixLength - 3 * WORD_BITS)
  );
}

/**
 * Sets `into` to the address that means all hosts of the subnet of `own` (RFC 919); answers false where there
 * is none. The port stays.
 */
export function subnetBroadcast(own: InterfaceAddress, into: Endpoint): boolean {
  const { family, prefixLength } = own;
  if (family !== Family.IPv4 || prefixLength === 0 || prefixLength >= FIRST_WITHOUT_BROADCAST) return false;
  into.setIPv4(own.word3 | (0xffff_ffff >>> prefixLength));
  return true;
}

/**
 * Whether the first `bits` of two words are the same; of all of them or none where there are more or fewer.
 */
function startsAlike(one: number, other: number, bits: number): boolean {
  if (bits <= 0) return true;
  const rest = WORD_BITS - Math.min(bits, WORD_BITS);
  return one >>> rest === other >>> rest;
}
