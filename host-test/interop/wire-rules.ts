/** What every packet that we send must be like, whoever receives it. */
import assert from "node:assert/strict";
import { type Packet } from "./capture.js";
import { type Udp } from "./our-node.js";

/**
 * A request in hexadecimal: version and mode, stratum 0, poll, a precision that tells nothing, then zeros
 * up to the transmit timestamp; no extension field, no MAC.
 */
const REQUEST = /^..00..20(?:00){36}(.{16})$/;

/** The default of `ntp-service dscp`, and of its IPv6 sister; Node's own sockets cannot set one. */
const DSCP = Object.freeze({
  native: Object.freeze({ ipv4: "48", ipv6: "56" }),
  firmware: Object.freeze({ ipv4: "48", ipv6: "56" }),
  dgram: Object.freeze({ ipv4: "0", ipv6: "0" }),
});

/** PI_WARN of Wireshark's expert; a malformed packet is an error, the note that a port looks like traceroute's less. */
const WARNING = 0x600000;

/** Wireshark takes it for NTP and has nothing to complain about. */
export function assertClean(packet: Packet): void {
  const severities = packet["_ws.expert.severity"].split(",").map(Number);
  const complaint = `${packet["_ws.expert.message"]}: ${packet["udp.payload"]}`;
  assert.ok(Math.max(...severities) < WARNING, complaint);
  assert.notEqual(packet["ntp.flags.mode"], "", `not NTP: ${packet["udp.payload"]}`);
}

export function assertMarked(packet: Packet, udp: Udp): void {
  const family = packet["ip.src"] ? "ipv4" : "ipv6";
  const dscp = packet["ip.dsfield.dscp"] || packet["ipv6.tclass.dscp"];
  assert.equal(dscp, DSCP[udp][family], `DSCP over ${udp}, ${family}`);
}

export function isRequest(packet: Packet): boolean {
  return packet["ntp.flags.mode"] === "3";
}

/**
 * A request says nothing about who asks: every field but version, mode and poll is as everybody's, the
 * transmit timestamp is random and comes once, and each leaves from a port of its own (RFC 9109).
 */
export function assertDisclosesNothing(requests: readonly Packet[]): void {
  const nonces = new Set<string>();
  const ports = new Set<string>();
  for (const packet of requests) {
    const payload = packet["udp.payload"];
    assert.equal(packet["ntp.flags.li"], "0", payload);
    const nonce = REQUEST.exec(payload)?.[1];
    assert.ok(nonce, `discloses something: ${payload}`);
    nonces.add(nonce);
    ports.add(`${packet["ip.src"]}${packet["ipv6.src"]} ${packet["udp.srcport"]}`);
    assert.notEqual(packet["udp.srcport"], "123");
  }
  assert.equal(nonces.size, requests.length, "a transmit timestamp twice");
  // Of 28,000 ports some dozens are drawn: two alike are rare, three are not chance.
  assert.ok(ports.size >= requests.length - 2, `${ports.size} ports for ${requests.length} requests`);
}
