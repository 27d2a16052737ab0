/**
 * The node's own addresses: whoever follows one of them follows us, and what seems to come from one of them
 * is an echo, or a lie.
 */
import { type Endpoint } from "../wire/address.js";
import { addressRefid, type Digest } from "./address-refid.js";

export class OwnAddresses {
  readonly #digest: Digest;
  #addresses: readonly Endpoint[] = [];
  #refids: readonly number[] = [];

  constructor(digest: Digest) {
    this.#digest = digest;
  }

  /** Takes the place of what was set before; the ports of `addresses` do not matter. */
  set(addresses: readonly Endpoint[]): void {
    this.#addresses = addresses;
    this.#refids = addresses.map(address => addressRefid(address, this.#digest));
  }

  /** Whether a packet from `endpoint`, whatever its port, would be one of ours. Allocates nothing. */
  has(endpoint: Endpoint): boolean {
    for (let i = 0; i < this.#addresses.length; i++)
      if (this.#addresses[i].sameAddress(endpoint)) return true;
    return false;
  }

  /** Whether one who names `refid` as his source follows us. Allocates nothing. */
  hasRefid(refid: number): boolean {
    return this.#refids.includes(refid);
  }
}
