/**
 * What interfaces send of themselves and hear beside their own addresses: after the sessions that come of it.
 */
import { instanceOf } from "../core/instances.js";
import { HearingKind, type HearingSettings, type SenderSettings } from "../core/settings.js";
import { type NodeStatus } from "../runtime/node.js";
import { never } from "../time/never.js";
import { isBroadcast } from "../wire/address-kind.js";
import { parseAddress } from "../wire/address-text.js";
import { Endpoint, type Family } from "../wire/address.js";
import { reasonText } from "../report/happening-text.js";

/** A line for each over `family`, as configured; none while the service is off. */
export function groupLines({ obstacles, settings }: NodeStatus, family: Family): string[] {
  if (!settings.enabled) return [];
  const line = (one: SenderSettings | HearingSettings, text: string, why: string): string[] => {
    if (one.family !== family) return [];
    const instance = instanceOf(settings, one.interfaceName);
    const where = instance === "" ? "" : `, VPN instance ${instance}`;
    const obstacle = why === "" ? "" : `, but cannot: ${reasonText(why, undefined)}`;
    return [text + where + obstacle];
  };
  return [
    ...settings.senders.flatMap((one, i) => line(one, senderLine(one), obstacles.ofSender(i))),
    ...settings.searches.flatMap((one, i) => line(one, searchLine(one), obstacles.ofSearch(i))),
    ...settings.hearings.flatMap(one => line(one, hearingLine(one), "")),
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
