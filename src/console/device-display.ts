/** What the device says of itself: `display version` and `display interface brief`. */
import { type NodeStatus } from "../runtime/node.js";
import { type Interface } from "../runtime/ports.js";
import { Instant } from "../time/moment.js";
import { formatAddress } from "../wire/address-text.js";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** `version`: of this software. `board`: undefined: not known. The counter starts when the device does. */
export function versionLines(status: NodeStatus, version: string, board: string | undefined): string[] {
  const now = new Instant();
  status.instant(now);
  const { seconds } = now;
  const weeks = Math.floor(seconds / WEEK);
  const days = Math.floor((seconds % WEEK) / DAY);
  const hours = Math.floor((seconds % DAY) / HOUR);
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  return [
    `xs-ntp, Version ${version}`,
    ...(board === undefined ? [] : [`Board: ${board}`]),
    "NTP versions 1 to 4 over IPv4 and IPv6",
    `Uptime is ${weeks} weeks, ${days} days, ${hours} hours, ${minutes} minutes`,
  ];
}

/** An address a line; the name stands before the first. */
export function interfaceLines({ interfaces }: NodeStatus): string[] {
  const lines = [row("Interface", "Link", "Device", "IP address")];
  for (const each of interfaces) lines.push(...rowsOf(each));
  return lines;
}

function rowsOf({ name, device, addresses, isUp }: Interface): string[] {
  const texts = addresses.length > 0 ? addresses.map(formatAddress) : ["--"];
  const first = row(name, isUp ? "UP" : "DOWN", device, texts[0]);
  return [first, ...texts.slice(1).map(address => row("", "", "", address))];
}

function row(name: string, link: string, device: string, address: string): string {
  return `${name.padEnd(20)} ${link.padEnd(4)} ${device.padEnd(15)} ${address}`;
}
