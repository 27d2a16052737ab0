/**
 * Addresses in Node's text and back. Only the zone of a link-local address differs: a number here, as in a
 * socket address, but the device's name in what Node prints and takes.
 */
import { networkInterfaces } from "node:os";
import { formatAddress, parseAddress } from "../../src/wire/address-text.js";
import { Family, type Endpoint } from "../../src/wire/address.js";

/** Reads an address, with or without `%device`; answers whether it is one. The port stays. */
export function readHost(text: string, into: Endpoint): boolean {
  const percent = text.indexOf("%");
  if (percent < 0) return parseAddress(text, into);
  const zone = zoneNumber(text.slice(percent + 1));
  return zone !== undefined && parseAddress(`${text.slice(0, percent)}%${zone}`, into);
}

/** The address as `node:dgram` and `node:net` take it, without its port. */
export function hostText(endpoint: Endpoint): string {
  const text = formatAddress(endpoint);
  if (endpoint.family === Family.IPv4 || endpoint.zone === 0) return text;
  const device = deviceOf(endpoint.zone);
  return device === undefined ? text : `${text.slice(0, text.indexOf("%"))}%${device}`;
}

function zoneNumber(name: string): number | undefined {
  if (/^\d+$/.test(name)) return Number(name);
  return networkInterfaces()[name]?.find(address => address.family === "IPv6" && address.scopeid > 0)
    ?.scopeid;
}

function deviceOf(zone: number): string | undefined {
  const devices = networkInterfaces();
  return Object.keys(devices).find(name =>
    devices[name]!.some(address => address.family === "IPv6" && address.scopeid === zone),
  );
}
