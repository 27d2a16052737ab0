/**
 * Which sockets the configuration and the interfaces ask for, beside those that live for one exchange: one
 * for every address that requests are heard at, and one for every broadcast address and group that is
 * listened to.
 */
import { LinkKind } from "../core/link.js";
import { instanceOf, sourceIn } from "../core/instances.js";
import { AssociationKind, HearingKind, type NodeSettings } from "../core/settings.js";
import { isLinkLocal, isLoopback } from "../wire/address-kind.js";
import { parseAddress } from "../wire/address-text.js";
import { Endpoint, Family } from "../wire/address.js";
import { InterfaceAddress, type Interface } from "./ports.js";
import { sourceAddress } from "./sources.js";
import { subnetBroadcast } from "./subnet.js";

const ALL_HOSTS = 0xffff_ffff;

export interface WantedSocket {
  readonly kind: LinkKind.Service | LinkKind.Broadcast | LinkKind.Group;
  readonly interfaceName: string;
  readonly instance: string;
  readonly device: string;
  /** Address and port to bind to. */
  readonly local: InterfaceAddress;
  /** An address of the interface itself, of the same family: a group is joined anew when it changes. */
  readonly own: InterfaceAddress;
  readonly dscp: number;
  /** What comes in is not looked at: the interface only sends. */
  readonly isDeaf: boolean;
  readonly followsServers: boolean;
  readonly answersClients: boolean;
}

/** What each socket has in common with the others of its interface. */
type Place = Pick<WantedSocket, "interfaceName" | "instance" | "device">;

/** `port`: where requests are served. Interfaces that are down have no sockets. */
export function wantedSockets(
  settings: NodeSettings,
  interfaces: readonly Interface[],
  port: number,
): WantedSocket[] {
  if (!settings.enabled) return [];
  return interfaces.filter(({ isUp }) => isUp).flatMap(one => wantedOf(one, settings, port));
}

/**
 * An address that was configured as a source is known to others, who reach it by any interface, and what is
 * sent from it leaves by any: it is bound to every device, that of its own interface aside. Only for ports
 * that bind sockets to devices.
 */
export function wantedSources(
  settings: NodeSettings,
  interfaces: readonly Interface[],
  port: number,
): WantedSocket[] {
  if (!settings.enabled) return [];
  const wanted: WantedSocket[] = [];
  for (const one of interfaces) {
    const place = placeOf(one, settings);
    for (const family of [Family.IPv4, Family.IPv6]) {
      const own = one.addresses.find(address => address.family === family && !isLoopback(address));
      if (!one.isUp || own === undefined || isDeafTo(family, one.name, settings)) continue;
      for (const local of sourcesOf(own, place.instance, settings, interfaces)) {
        if (one.addresses.some(address => address.sameAddress(local))) continue;
        wanted.push(service(place, atPort(local, port), own, settings));
      }
    }
  }
  return wanted;
}

function wantedOf(one: Interface, settings: NodeSettings, port: number): WantedSocket[] {
  const place = placeOf(one, settings);
  const wanted: WantedSocket[] = [];
  for (const address of one.addresses) {
    const { family } = address;
    const sends = settings.senders.some(each => each.interfaceName === one.name && each.family === family);
    const isDeaf = isDeafTo(family, one.name, settings);
    if (isDeaf && !sends) continue;
    wanted.push({ ...service(place, atPort(address, port), address, settings), isDeaf });
  }
  for (const { address, own, ...role } of heardAddresses(one, settings)) {
    const local = atPort(address, port);
    const same = wanted.findIndex(other => other.kind !== LinkKind.Service && other.local.equals(local));
    const socket = { ...place, ...role, local, own, dscp: 0, isDeaf: false };
    if (same < 0) wanted.push(socket);
    else wanted[same] = both(wanted[same], socket);
  }
  return wanted;
}

type Heard = Pick<WantedSocket, "kind" | "own" | "followsServers" | "answersClients"> & { address: Endpoint };

/** What an interface hears beside its own addresses, an address as often as it is configured. */
function heardAddresses({ name, addresses }: Interface, settings: NodeSettings): Heard[] {
  const heard: Heard[] = [];
  for (const { kind, interfaceName, family, group } of settings.hearings) {
    const own = addresses.find(address => address.family === family);
    if (interfaceName !== name || own === undefined || isDeafTo(family, name, settings)) continue;
    const followsServers = kind !== HearingKind.Manycast;
    const role = { own, followsServers, answersClients: !followsServers };
    if (kind === HearingKind.Broadcast)
      for (const address of broadcastAddresses(addresses))
        heard.push({ ...role, address, kind: LinkKind.Broadcast });
    else heard.push({ ...role, address: groupAddress(group, addresses), kind: LinkKind.Group });
  }
  return heard;
}

/** Everyone, and everyone of each subnet. */
function broadcastAddresses(addresses: readonly InterfaceAddress[]): Endpoint[] {
  const all = new Endpoint();
  all.setIPv4(ALL_HOSTS);
  const found = [all];
  for (const own of addresses) {
    const subnet = new Endpoint();
    if (subnetBroadcast(own, subnet) && !found.some(one => one.sameAddress(subnet))) found.push(subnet);
  }
  return found;
}

/** A group that is of one link alone is of the link of this interface. */
function groupAddress(group: string, addresses: readonly InterfaceAddress[]): Endpoint {
  const address = new Endpoint();
  parseAddress(group, address);
  if (address.family === Family.IPv6 && isLinkLocal(address))
    address.zone = addresses.find(({ zone }) => zone > 0)?.zone ?? 0;
  return address;
}

/**
 * Addresses that this node was told to be known by, in an instance, besides those of the interface it sends
 * by.
 */
function sourcesOf(
  towards: Endpoint,
  instance: string,
  settings: NodeSettings,
  interfaces: readonly Interface[],
): Endpoint[] {
  const found: Endpoint[] = [];
  const { family } = towards;
  const common = sourceIn(settings, instance, family);
  const names = settings.answersFromSource ? [common] : [];
  for (const { kind, instance: theirs, source } of settings.associations)
    if (kind === AssociationKind.SymmetricActive && theirs === instance) names.push(source || common);
  for (const name of names) {
    if (name === "") continue;
    const address = sourceAddress(name, towards, instance, settings, interfaces, new Endpoint());
    if (address !== undefined && !found.some(one => one.sameAddress(address))) found.push(address);
  }
  return found;
}

function both(one: WantedSocket, other: WantedSocket): WantedSocket {
  return {
    ...one,
    followsServers: one.followsServers || other.followsServers,
    answersClients: one.answersClients || other.answersClients,
  };
}

function service(
  place: Place,
  local: InterfaceAddress,
  own: InterfaceAddress,
  settings: NodeSettings,
): WantedSocket {
  const dscp = local.family === Family.IPv4 ? settings.dscp4 : settings.dscp6;
  const role = { kind: LinkKind.Service, followsServers: false, answersClients: false } as const;
  return { ...place, ...role, local, own, dscp, isDeaf: false };
}

function placeOf({ name, device }: Interface, settings: NodeSettings): Place {
  return { interfaceName: name, instance: instanceOf(settings, name), device };
}

function isDeafTo(family: Family, name: string, { deaf4, deaf6 }: NodeSettings): boolean {
  return (family === Family.IPv4 ? deaf4 : deaf6).includes(name);
}

function atPort(address: Endpoint, port: number): InterfaceAddress {
  const local = new InterfaceAddress();
  local.copy(address);
  local.port = port;
  return local;
}
