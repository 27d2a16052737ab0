/** How far and how often a search asks. */
import assert from "node:assert/strict";
import { Search } from "../../src/core/search.js";
import { type SenderSettings } from "../../src/core/settings.js";
import { SECOND } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
import { Family } from "../../src/wire/address.js";
import { endpoint, server } from "../support/engine-rig.js";

const LEAST = { next: (): number => 0 };
const MOST = { next: (): number => 2 ** 32 - 1 };
const NOW = new Instant();
NOW.set(100, 0);

function search(hops: number, more: Partial<SenderSettings> = {}, instance = ""): Search {
  const settings = {
    interfaceName: "eth0",
    group: "224.0.1.1",
    family: Family.IPv4,
    port: 123,
    version: 4,
    hops,
    keyId: 0,
  };
  return new Search({ ...settings, ...more }, 0, server("", { isDynamic: true, source: "eth0", instance }));
}

/** The hops of so many rounds. */
function hopsOf(one: Search, rounds: number): number[] {
  return Array.from({ length: rounds }, () => {
    const { hops } = one.link;
    one.widen();
    return hops;
  });
}

describe("a search", () => {
  const reaches: { ttl: number; hops: readonly number[] }[] = [
    { ttl: 1, hops: [1, 1, 1] },
    { ttl: 8, hops: [1, 2, 4, 8, 8] },
    { ttl: 12, hops: [1, 2, 4, 8, 12, 12] },
    { ttl: 255, hops: [1, 2, 4, 8, 16, 32, 64, 128, 255, 255] },
  ];
  for (const { ttl, hops } of reaches)
    it(`up to ttl ${ttl} reaches twice as far with every round`, () =>
      assert.deepEqual(hopsOf(search(ttl), hops.length), hops));

  const chances = [
    { name: "shortest", chance: LEAST, begin: 0, intervals: [4, 4, 4, 8, 16, 32, 64, 128, 256, 512, 512] },
    { name: "longest", chance: MOST, begin: 4, intervals: [8, 8, 8, 16, 32, 64, 128, 256, 512, 1024, 1024] },
  ];
  for (const { name, chance, begin, intervals } of chances)
    it(`at its ${name} intervals begins within 4 s, widens every 4 to 8 s, then slows down to 1024 s at most`, () => {
      const one = search(4);
      one.begin(chance, NOW);
      assert.ok(Math.abs(one.nextAt.since(NOW) / SECOND - begin) < 1e-6);
      for (const interval of intervals) {
        one.open(chance, NOW);
        const wait = one.nextAt.since(NOW) / SECOND;
        assert.ok(Math.abs(wait - interval) < 1e-3, `${wait} s, not ${interval}`);
        assert.equal(one.closesAt.since(NOW), 4 * SECOND);
        assert.ok(one.isOpen);
        one.widen();
      }
    });

  it("begins anew from nearby, and soon", () => {
    const one = search(8);
    one.begin(LEAST, NOW);
    hopsOf(one, 12);
    one.begin(LEAST, NOW);
    assert.deepEqual(hopsOf(one, 3), [1, 2, 4]);
    one.open(LEAST, NOW);
    assert.equal(one.nextAt.since(NOW), 4 * SECOND);
  });

  it("goes on where it was under a new configuration, as far as that allows", () => {
    const before = search(64);
    before.begin(LEAST, NOW);
    hopsOf(before, 8);
    before.refuse(endpoint("192.0.2.7"));
    const one = search(16);
    one.resume(before);
    one.refuse(endpoint("192.0.2.8"));
    assert.equal(one.isOn, true);
    assert.ok(one.nextAt.equals(before.nextAt));
    assert.deepEqual(hopsOf(one, 2), [16, 16]);
    assert.equal(one.hasRefused(endpoint("192.0.2.7", 1234)), true);
    one.open(LEAST, NOW);
    assert.ok(one.nextAt.since(NOW) > 32 * SECOND, "no sooner than before");
  });

  const others: { name: string; settings?: Partial<SenderSettings>; instance?: string; same: boolean }[] = [
    { name: "the same, told to go farther", settings: { hops: 9, keyId: 0 }, same: true },
    { name: "the same, in another version", settings: { version: 3 }, same: true },
    { name: "another one on another interface", settings: { interfaceName: "eth1" }, same: false },
    { name: "another one in another group", settings: { group: "224.0.1.2" }, same: false },
    { name: "another one of another family", settings: { family: Family.IPv6 }, same: false },
    { name: "another one at another port", settings: { port: 1123 }, same: false },
    { name: "another one in another instance", instance: "blue", same: false },
  ];
  for (const { name, settings, instance, same } of others)
    it(`knows ${name}`, () => assert.equal(search(8).isSame(search(8, settings, instance)), same));

  it("remembers the last eight who refused", () => {
    const one = search(1);
    const hosts = Array.from({ length: 9 }, (_, i) => endpoint(`192.0.2.${i + 1}`));
    assert.equal(one.hasRefused(hosts[0]), false);
    for (const host of hosts) one.refuse(host);
    assert.deepEqual(
      hosts.map(host => one.hasRefused(host)),
      [false, ...new Array<boolean>(8).fill(true)],
    );
  });

  it("has a nonce of its own for every round", () => {
    const one = search(1);
    let word = 0;
    const chance = { next: (): number => ++word };
    one.open(chance, NOW);
    const { seconds, fraction } = one.nonce;
    assert.notEqual(seconds, fraction);
    one.open(chance, NOW);
    assert.notDeepEqual([one.nonce.seconds, one.nonce.fraction], [seconds, fraction]);
  });
});
