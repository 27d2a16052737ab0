/**
 * Authentication: which keys are believed, who may use them, and under which of them packets leave (RFC 5905
 * section 7.3). While it is off nothing is authenticated, out or in.
 *
 * Keys are looked up anew for each packet, so that another configuration holds at once.
 */
import { type Endpoint, Family } from "../wire/address.js";
import { type Datagram } from "../wire/datagram.js";
import { Layout, type Trailer } from "../wire/trailer.js";
import { permits, type AclSettings } from "./acl.js";
import { type Codes } from "./codes.js";
import { isSameKey, type Key, KeyRing } from "./key-ring.js";
import { type FullSettings, NO_SETTINGS, type KeySettings } from "./settings.js";
import { Verdict } from "./verdict.js";

/** Why packets are authenticated by a key, or are not. */
export const enum KeyState {
  /** Authentication is off, or there is no key to be used. */
  Unused,
  /** Configured and trusted: what it authenticates is believed. */
  Trusted,
  /** Configured, but not trusted. */
  Untrusted,
  /** Not configured. */
  Missing,
}

/** What speaks against a packet whose sender is to be known by its MAC. */
export type Objection =
  | Verdict.CryptoNak
  | Verdict.NoMac
  | Verdict.UntrustedKey
  | Verdict.OtherKey
  | Verdict.ForbiddenKey
  | Verdict.WrongMac;

/** Whether `verdict` is one of those. */
export function isObjection(verdict: Verdict): verdict is Objection {
  return verdict >= Verdict.CryptoNak;
}

/** A key's settings and the lists that they name; undefined: none is named, or it does not exist. */
interface Trust {
  readonly settings: KeySettings;
  readonly acl4: AclSettings | undefined;
  readonly acl6: AclSettings | undefined;
  /** Undefined while authentication is off. */
  readonly key: Key | undefined;
}

/**
 * Whether one who has the key `keyId` and the address `from` may have been believed before, and what proved
 * that is not good any more.
 */
export type Doubt = (keyId: number, from: Endpoint) => boolean;

export class Authentication {
  /** `ntp-service authentication enable`. */
  isOn = NO_SETTINGS.authenticates;

  private readonly ring: KeyRing;
  /** By the keys' ids. */
  private trusts: ReadonlyMap<number, Trust> = new Map();

  constructor(codes: Codes) {
    this.ring = new KeyRing(codes);
  }

  /**
   * Takes in what of a configuration concerns keys; answers whom that puts in doubt. Throws as
   * `KeyRing.configure`.
   */
  configure({ acls, authenticates, keys }: FullSettings): Doubt {
    const wasOn = this.isOn;
    const before = this.trusts;
    this.ring.configure(authenticates ? keys : []);
    this.isOn = authenticates;
    const find = (family: Family, number: number | undefined): AclSettings | undefined =>
      acls.find(acl => acl.family === family && acl.number === number);
    const trusts = new Map<number, Trust>();
    for (const { id, mode, isTrusted, acl4, acl6 } of keys)
      trusts.set(id, {
        settings: { id, mode, isTrusted, acl4, acl6 },
        acl4: find(Family.IPv4, acl4),
        acl6: find(Family.IPv6, acl6),
        key: this.ring.find(id),
      });
    this.trusts = trusts;
    return (keyId, from) =>
      this.isOn && keyId !== 0 && (!wasOn || isWorse(before.get(keyId), trusts.get(keyId), from));
  }

  /** How it stands with a key, 0: with none. Allocates nothing. */
  stateOf(keyId: number): KeyState {
    if (!this.isOn || keyId === 0) return KeyState.Unused;
    const trust = this.trusts.get(keyId);
    if (trust === undefined) return KeyState.Missing;
    return trust.settings.isTrusted ? KeyState.Trusted : KeyState.Untrusted;
  }

  /** Whether one who has this key, 0: none, can be understood by us. Allocates nothing. */
  canUse(keyId: number): boolean {
    const state = this.stateOf(keyId);
    return state === KeyState.Unused || state === KeyState.Trusted;
  }

  /** The key that authenticates what is sent by one who has `keyId`; 0: none does. Allocates nothing. */
  sealing(keyId: number): number {
    return this.stateOf(keyId) === KeyState.Trusted ? keyId : 0;
  }

  /** Ends a packet with the MAC of a key that `sealing` answered. Allocates nothing. */
  seal(datagram: Datagram, keyId: number): void {
    this.ring.mac(datagram, this.ring.find(keyId)!);
  }

  /** Whether the lists of a key that is configured forbid its use to this address. Allocates nothing. */
  forbids(keyId: number, from: Endpoint): boolean {
    const trust = this.isOn ? this.trusts.get(keyId) : undefined;
    return trust !== undefined && !mayUse(trust, from);
  }

  /**
   * What speaks against the datagram's being from one who has the key that its MAC names; undefined: nothing.
   * The cheapest tests come first. Allocates nothing.
   */
  objection(datagram: Datagram, trailer: Trailer, from: Endpoint): Objection | undefined {
    const { keyId, layout } = trailer;
    if (layout === Layout.CryptoNak) return Verdict.CryptoNak;
    if (layout !== Layout.Authenticated) return Verdict.NoMac;
    if (this.stateOf(keyId) !== KeyState.Trusted) return Verdict.UntrustedKey;
    if (!mayUse(this.trusts.get(keyId)!, from)) return Verdict.ForbiddenKey;
    return this.ring.verify(datagram, trailer, this.ring.find(keyId)!) ? undefined : Verdict.WrongMac;
  }
}

/** Whether what a key proved for `from` is proven no more: it was withdrawn, or is another one now. */
function isWorse(before: Trust | undefined, after: Trust | undefined, from: Endpoint): boolean {
  if (!before?.settings.isTrusted || !mayUse(before, from)) return false;
  if (!after?.settings.isTrusted || !mayUse(after, from)) return true;
  return !isSameKey(before.key!, after.key!);
}

/** A list that is named but does not exist lets nobody use the key. Allocates nothing. */
function mayUse({ settings, acl4, acl6 }: Trust, from: Endpoint): boolean {
  const isIPv4 = from.family === Family.IPv4;
  if ((isIPv4 ? settings.acl4 : settings.acl6) === undefined) return true;
  const acl = isIPv4 ? acl4 : acl6;
  return acl !== undefined && permits(acl.rules, from);
}
