/**
 * By which interface, and from which of its addresses, something leaves: the configuration's sources and VPN
 * instances first, then the routes, and where those do not tell, the subnets.
 */
import { type OwnAddress } from "../core/own-addresses.js";
import { instanceOf } from "../core/instances.js";
import { type NodeSettings } from "../core/settings.js";
import { isLinkLocal, isLoopback } from "../wire/address-kind.js";
import { parseAddress } from "../wire/address-text.js";
import { Endpoint, Family } from "../wire/address.js";
import { type Interface, type InterfaceAddress, type Routes } from "./ports.js";
import { inSubnet } from "./subnet.js";

/** The interface of this console name, if it is up. Allocates nothing. */
export function upInterface(name: string, interfaces: readonly Interface[]): Interface | undefined {
  for (let i = 0; i < interfaces.length; i++)
    if (interfaces[i].name === name && interfaces[i].isUp) return interfaces[i];
  return undefined;
}

/**
 * The address of an interface that `to` is sent to from: one of its subnet, else one of its reach (link-local
 * or not, RFC 6724 rule 2), else the first of its family. Allocates nothing.
 */
export function ownAddress({ addresses }: Interface, to: Endpoint): InterfaceAddress | undefined {
  let best: InterfaceAddress | undefined;
  let bestRank = -1;
  const isNear = isLinkLocal(to);
  for (let i = 0; i < addresses.length; i++) {
    const own = addresses[i];
    if (own.family !== to.family) continue;
    const rank = inSubnet(to, own) ? 2 : isLinkLocal(own) === isNear ? 1 : 0;
    if (rank <= bestRank) continue;
    best = own;
    bestRank = rank;
  }
  return best;
}

/**
 * The address that `source`, an interface's name or itself an address, stands for now towards `to`, a server
 * of `instance`; undefined: it has none, or is of another instance. `scratch` is written over. Of an
 * interface that is up allocates nothing.
 */
export function sourceAddress(
  source: string,
  to: Endpoint,
  instance: string,
  settings: NodeSettings,
  interfaces: readonly Interface[],
  scratch: Endpoint,
): Endpoint | undefined {
  const one = upInterface(source, interfaces);
  if (one === undefined) {
    if (!parseAddress(source, scratch) || scratch.family !== to.family) return undefined;
    return holderOf(scratch, instance, settings, interfaces) && scratch;
  }
  if (instanceOf(settings, source) !== instance) return undefined;
  const own = ownAddress(one, to);
  if (own === undefined) return undefined;
  const isTooNear = own.family === Family.IPv6 && isLinkLocal(own) && !isLinkLocal(to);
  return isTooNear ? undefined : own;
}

/**
 * Every address by which others may know the node. Everyone's own address is 127.0.0.1: following that says
 * nothing about following us.
 */
export function ownAddresses(settings: NodeSettings, interfaces: readonly Interface[]): OwnAddress[] {
  return interfaces.flatMap(({ name, addresses }) => {
    const instance = instanceOf(settings, name);
    return addresses.filter(one => !isLoopback(one)).map(address => ({ address, instance }));
  });
}

/**
 * The interface that leads to `to` in a VPN instance: where the system's routes lead, if that is an interface
 * of the instance, else where the narrowest subnet with `to` is, else the first that is no loopback;
 * undefined: none is up that has an address of the family. `scratch` is written over. Allocates nothing.
 */
export function wayOut(
  to: Endpoint,
  instance: string,
  settings: NodeSettings,
  interfaces: readonly Interface[],
  routes: Routes,
  scratch: Endpoint,
): Interface | undefined {
  const routed = routes.route(to, scratch) ? holderOf(scratch, instance, settings, interfaces) : undefined;
  return routed ?? nearest(to, instance, settings, interfaces);
}

/** Why `sourceAddress` found none, for the operator. */
export function sourceProblem(
  source: string,
  to: Endpoint,
  instance: string,
  settings: NodeSettings,
  interfaces: readonly Interface[],
): string {
  const address = new Endpoint();
  const isAddress = parseAddress(source, address) && upInterface(source, interfaces) === undefined;
  const holder = isAddress ? interfaces.find(one => isUpWith(address, one)) : undefined;
  if (isAddress && holder === undefined) return `no interface that is up has ${source}`;
  const isThere = isAddress || upInterface(source, interfaces) !== undefined;
  if (!isThere) return notUp(source, interfaces);
  const isElsewhere = instanceOf(settings, holder?.name ?? source) !== instance;
  if (isElsewhere)
    return instance === ""
      ? `${source} is in a VPN instance`
      : `${source} is not in VPN instance ${instance}`;
  return isAddress
    ? `${source} is no IPv${to.family} address to ask from`
    : `${source} has no IPv${to.family} address to ask from`;
}

/** Why `upInterface` found none, for the operator. */
export function notUp(name: string, interfaces: readonly Interface[]): string {
  const isKnown = interfaces.some(one => one.name === name);
  return isKnown ? `${name} is down, or has no address` : `there is no interface ${name} that has an address`;
}

/** Why `wayOut` found none, for the operator. */
export function wayProblem({ family }: Endpoint, instance: string): string {
  const where = instance === "" ? "outside of VPN instances" : `of VPN instance ${instance}`;
  return `no interface ${where} has an IPv${family} address to ask from`;
}

/** The first of a VPN instance's interfaces that has this address. Allocates nothing. */
function holderOf(
  address: Endpoint,
  instance: string,
  settings: NodeSettings,
  interfaces: readonly Interface[],
): Interface | undefined {
  for (let i = 0; i < interfaces.length; i++) {
    const one = interfaces[i];
    if (isUpWith(address, one) && instanceOf(settings, one.name) === instance) return one;
  }
  return undefined;
}

/** What `wayOut` finds without routes. Allocates nothing. */
function nearest(
  to: Endpoint,
  instance: string,
  settings: NodeSettings,
  interfaces: readonly Interface[],
): Interface | undefined {
  let first: Interface | undefined;
  let best: Interface | undefined;
  let bestLength = -1;
  for (let i = 0; i < interfaces.length; i++) {
    const { name, addresses, isUp } = interfaces[i];
    if (!isUp || instanceOf(settings, name) !== instance) continue;
    for (let j = 0; j < addresses.length; j++) {
      const own = addresses[j];
      if (own.family !== to.family) continue;
      if (!isLoopback(own)) first ??= interfaces[i];
      if (own.prefixLength <= bestLength || !inSubnet(to, own)) continue;
      best = interfaces[i];
      bestLength = own.prefixLength;
    }
  }
  return best ?? first;
}

/** Allocates nothing. */
function isUpWith(address: Endpoint, { addresses, isUp }: Interface): boolean {
  if (!isUp) return false;
  for (let i = 0; i < addresses.length; i++) if (addresses[i].sameAddress(address)) return true;
  return false;
}
