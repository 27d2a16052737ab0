/**
 * The node's own addresses, by VPN instance: whoever follows one of them there follows us, and what seems to
 * come from one of them there is an echo, or a lie. In another instance the same address is somebody else's.
 */
import { type Endpoint } from "../wire/address.js";
import { addressRefid, type Digest } from "./address-refid.js";

export interface OwnAddress {
  /** The port does not matter. */
  readonly address: Endpoint;
  /** The VPN instance of its interface; empty: the public one. */
  readonly instance: string;
}

export class OwnAddresses {
  private readonly digest: Digest;
  private all: readonly OwnAddress[] = [];
  /** In the order of `all`. */
  private refids: readonly number[] = [];

  constructor(digest: Digest) {
    this.digest = digest;
  }

  /** Takes the place of what was set before. */
  set(all: readonly OwnAddress[]): void {
    this.all = all;
    this.refids = all.map(({ address }) => addressRefid(address, this.digest));
  }

  /** Whether a packet from `endpoint` in `instance`, whatever its port, is one of ours. Allocates nothing. */
  has(endpoint: Endpoint, instance: string): boolean {
    for (let i = 0; i < this.all.length; i++)
      if (this.all[i].instance === instance && this.all[i].address.sameAddress(endpoint)) return true;
    return false;
  }

  /** Whether one in `instance` who names `refid` as his source follows us. Allocates nothing. */
  hasRefid(refid: number, instance: string): boolean {
    for (let i = 0; i < this.refids.length; i++)
      if (this.refids[i] === refid && this.all[i].instance === instance) return true;
    return false;
  }
}
