/**
 * What interfaces send of themselves and hear beside their own addresses: after the sessions that come of it.
 */
import { HearingKind, type HearingSettings, type SenderSettings } from "../core/settings.js";
import { type NodeStatus } from "../runtime/node.js";
import { never } from "../time/never.js";
import { isBroadcast } from "../wire/address-kind.js";
import { parseAddress } from "../wire/address-text.js";
import { Endpoint, type Family } from "../wire/address.js";

/** A line for each over `family`, as configured; none while the service is off. */
export function groupLines({ settings }: NodeStatus, family: Family): string[] {
  if (!settings.enabled) return [];
  const isOf = (one: SenderSettings | HearingSettings): boolean => one.family === family;
  return [
    ...settings.senders.filter(isOf).map(senderLine),
    ...settings.searches.filter(isOf).map(searchLine),
    ...settings.hearings.filter(isOf).map(hearingLine),
  ];
}

function senderLine({ interfaceName, group, port, version, hops, keyId }: SenderSettings): string {
  const where = `${interfaceName} to ${group}, port ${port}, version ${version}${keyText(keyId)}`;
  const address = new Endpoint();
  return parseAddress(group, address) && isBroadcast(address)
    ? `sends broadcasts: ${where}`
    : `sends multicasts: ${where}, ttl ${hops}`;
}

function searchLine({ interfaceName, group, port, hops, keyId }: SenderSettings): string {
  return `searches servers: ${interfaceName} in ${group}, port ${port}${keyText(keyId)}, ttl up to ${hops}`;
}

function keyText(keyId: number): string {
  return keyId === 0 ? "" : `, key ${keyId}`;
}

function hearingLine({ kind, interfaceName, group }: HearingSettings): string {
  switch (kind) {
    case HearingKind.Broadcast:
      return `hears broadcasts: ${interfaceName}`;
    case HearingKind.Multicast:
      return `hears multicasts: ${interfaceName} in ${group}`;
    case HearingKind.Manycast:
      return `answers searches: ${interfaceName} in ${group}`;
    default:
      return never(kind);
  }
}
