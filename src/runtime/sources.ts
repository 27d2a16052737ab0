/**
 * By which interface, and from which of its addresses, something leaves: the configuration's sources and VPN
 * instances first, then the subnets, then the routes.
 */
import { type NodeSettings } from "../core/settings.js";
import { isLinkLocal, isLoopback } from "../wire/address-kind.js";
import { parseAddress } from "../wire/address-text.js";
import { Family, type Endpoint } from "../wire/address.js";
import { type Interface, type InterfaceAddress, type UdpPort } from "./ports.js";
import { inSubnet } from "./subnet.js";

/** The VPN instance that an interface is in; empty: the public one. Allocates nothing. */
export function instanceOf({ bindings }: NodeSettings, interfaceName: string): string {
  for (let i = 0; i < bindings.length; i++)
    if (bindings[i].interfaceName === interfaceName) return bindings[i].instance;
  return "";
}

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
  if (one === undefined)
    return parseAddress(source, scratch) && scratch.family === to.family ? scratch : undefined;
  if (instanceOf(settings, source) !== instance) return undefined;
  const own = ownAddress(one, to);
  if (own === undefined) return undefined;
  const isTooNear = own.family === Family.IPv6 && isLinkLocal(own) && !isLinkLocal(to);
  return isTooNear ? undefined : own;
}

/**
 * The interface that leads to `to` in a VPN instance: where its subnet is, else where the system's routes
 * lead, else the first that is no loopback; undefined: none is up that has an address of the family.
 * `scratch` is written over. Allocates nothing.
 */
export function wayOut(
  to: Endpoint,
  instance: string,
  settings: NodeSettings,
  interfaces: readonly Interface[],
  udp: UdpPort,
  scratch: Endpoint,
): Interface | undefined {
  let first: Interface | undefined;
  for (let i = 0; i < interfaces.length; i++) {
    const { name, addresses, isUp } = interfaces[i];
    if (!isUp || instanceOf(settings, name) !== instance) continue;
    for (let j = 0; j < addresses.length; j++) {
      const own = addresses[j];
      if (own.family !== to.family) continue;
      if (inSubnet(to, own)) return interfaces[i];
      if (!isLoopback(own)) first ??= interfaces[i];
    }
  }
  if (first === undefined || !udp.route(to, scratch)) return first;
  return holderOf(scratch, instance, settings, interfaces) ?? first;
}

/** Why `sourceAddress` found none, for the operator. */
export function sourceProblem(
  source: string,
  to: Endpoint,
  instance: string,
  settings: NodeSettings,
): string {
  const isElsewhere = instanceOf(settings, source) !== instance;
  if (isElsewhere)
    return instance === ""
      ? `${source} is in a VPN instance`
      : `${source} is not in VPN instance ${instance}`;
  return `${source} has no IPv${to.family} address to ask from`;
}

/** Why `wayOut` found none, for the operator. */
export function wayProblem({ family }: Endpoint, instance: string): string {
  const where = instance === "" ? "outside of VPN instances" : `of VPN instance ${instance}`;
  return `no interface ${where} has an IPv${family} address to ask from`;
}

/** Allocates nothing. */
function holderOf(
  address: Endpoint,
  instance: string,
  settings: NodeSettings,
  interfaces: readonly Interface[],
): Interface | undefined {
  for (let i = 0; i < interfaces.length; i++) {
    const { name, addresses, isUp } = interfaces[i];
    if (!isUp || instanceOf(settings, name) !== instance) continue;
    for (let j = 0; j < addresses.length; j++) if (addresses[j].sameAddress(address)) return interfaces[i];
  }
  return undefined;
}
