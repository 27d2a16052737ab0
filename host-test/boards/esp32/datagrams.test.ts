/**
 * UDP of the ESP32 over the real lwIP, whose core aborts on a call from outside of its task: the program
 * beside this file says what each case led to.
 */
import assert from "node:assert/strict";
import { obtain } from "../../interop/open-lab.js";
import { findCopyingLwip, findLwip, results } from "./lwip.js";

const CASES: readonly (readonly [name: string, result: string])[] = [
  ["IPv4, stamped when it arrived", "far4 48 octets from 192.0.2.1 at 5.000001000"],
  ["type of service", "192"],
  ["IPv6, after 30 years", "far6 48 octets from 2001:DB8::1 at 1000000000.000007000"],
  ["traffic class", "224"],
  ["longer than a slot", "far4 1400 octets from 192.0.2.1 at 0.000001000"],
  ["closed before it was taken out", "nothing"],
  ["a broadcast that nobody wants", "nothing"],
  ["a broadcast", "all4 48 octets from 192.0.2.1 at 0.000001000"],
  ["a broadcast, and who hears any address", "all4 48 octets from 192.0.2.1 at 0.000001000"],
  ["no broadcast", "own4 48 octets from 192.0.2.1 at 0.000001000"],
  ["an IPv4 group, joined elsewhere", "nothing"],
  ["an IPv4 group", "far4 48 octets from 192.0.2.1 at 0.000001000"],
  ["an IPv4 group, and who hears any address", "far4 48 octets from 192.0.2.1 at 0.000001000"],
  ["an IPv4 group, routers at first", "1"],
  ["an IPv4 group, routers then", "5"],
  ["an IPv4 group, left", "nothing"],
  ["an IPv6 group, joined elsewhere", "nothing"],
  ["an IPv6 group", "far6 48 octets from 2001:DB8::1 at 0.000001000"],
  ["an IPv6 group, and who hears any address", "far6 48 octets from 2001:DB8::1 at 0.000001000"],
  ["an IPv6 group, routers at first", "1"],
  ["an IPv6 group, routers then", "5"],
  ["an IPv6 group, left", "nothing"],
  ["a full queue, dropped", "4"],
  ["one more before the queue is empty, calls to wake up", "1"],
  ["a pause before the queue is empty, calls to wake up", "2"],
  ["a full queue, taken out", "17"],
  ["room again", "far4 48 octets from 192.0.2.1 at 0.000001000"],
  ["room again, calls to wake up", "3"],
  ["full while nobody could be woken, calls to wake up", "1"],
  ["full while nobody could be woken, taken out", "16"],
  ["one of a batch is refused", "ENETUNREACH"],
  [
    "the others of the batch",
    "far4 48 octets from 192.0.2.2 at 0.000001000; far4 50 octets from 192.0.2.2 at 0.000001000; far4 51 octets from 192.0.2.2 at 0.000001000",
  ],
  ["random ports", "two"],
  ["an answer to any address", "two4 48 octets from 192.0.2.2 at 0.000001000"],
  ["the same once more", "EADDRINUSE"],
  ["no such device", "ENODEV"],
  ["a group without a device", "EINVAL"],
  ["again when it was closed", "opened"],
  ["the way to 198.51.100.9", "198.51.100.1"],
  ["the way to 203.0.113.1", "none"],
  ["the way to 2001:db8:1::9", "2001:DB8:1::1"],
  ["the way to 2001:db8:7::9", "none"],
  [
    "the interfaces",
    "xn2 198.51.100.1 24 0;xn2 2001:DB8:1::1 64 0;xn1 192.0.2.2 24 0;xn1 2001:DB8::2 64 0;xn0 192.0.2.1 24 0;xn0 2001:DB8::1 64 0",
  ],
  ["room for one line", "xn1 192.0.2.2 24 0"],
  ["IGMP, joined", "a member"],
  ["MLD, joined", "a member"],
  ["IGMP, left", "none"],
  ["MLD, left", "none"],
  ["lwIP called from outside", "Aborted"],
];

const LIBRARIES = Object.freeze({
  "UDP on lwIP": findLwip,
  "UDP on a lwIP that copies what goes to many": findCopyingLwip,
});

for (const [title, find] of Object.entries(LIBRARIES))
  describe(title, () => {
    let found: Map<string, string>;

    before(async function () {
      found = results(
        await obtain(this, find),
        ["datagrams", "wire"],
        ["addresses", "arrivals", "datagrams", "departures", "interfaces"],
      );
    });

    for (const [name, result] of CASES) it(name, () => assert.equal(found.get(name), result));

    it("has no case but these", () =>
      assert.deepEqual(
        [...found.keys()],
        CASES.map(([name]) => name),
      ));
  });
