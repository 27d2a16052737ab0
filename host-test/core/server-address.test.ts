import assert from "node:assert/strict";
import { isRefused, mergeAddresses, type ServerAddress } from "../../src/core/server-address.js";
import { formatAddress } from "../../src/wire/address-text.js";
import { endpoint } from "../support/engine-rig.js";

const found = (...hosts: string[]): Parameters<typeof mergeAddresses>[1] =>
  hosts.map(host => endpoint(host, 0));

/** Each address with its mark: "!" denied, "~" patience wanted, "-" no longer current. */
const told = (addresses: readonly ServerAddress[]): string[] =>
  addresses.map(
    ({ endpoint: at, isCurrent, isDenied, rateFloorLog2 }) =>
      (isCurrent ? "" : "-") + (isDenied ? "!" : "") + (rateFloorLog2 > 0 ? "~" : "") + formatAddress(at),
  );

/** All of `hosts`, where those with a mark have complained. */
function known(...hosts: string[]): readonly ServerAddress[] {
  const addresses = mergeAddresses([], found(...hosts.map(host => host.replace(/^[!~]/, ""))), 123);
  hosts.forEach((host, i) => {
    addresses[i].isDenied = host.startsWith("!");
    addresses[i].rateFloorLog2 = host.startsWith("~") ? 7 : 0;
  });
  return addresses;
}

const many = (count: number, mark: string, net: number): string[] =>
  Array.from({ length: count }, (_, i) => `${mark}192.0.${net}.${i + 1}`);

describe("server address", () => {
  it("takes each address once, in order, at the port", () => {
    const merged = mergeAddresses([], found("192.0.2.2", "2001:db8::1", "192.0.2.2", "192.0.2.1"), 1123);
    assert.deepEqual(told(merged), ["192.0.2.2", "2001:db8::1", "192.0.2.1"]);
    assert.ok(merged.every(({ endpoint: { port } }) => port === 1123));
  });

  it("keeps complaints, of those that are gone as well", () => {
    const first = known("192.0.2.1", "!192.0.2.2", "~192.0.2.3", "!192.0.2.4");
    const second = mergeAddresses(first, found("192.0.2.5", "192.0.2.2"), 123);
    assert.deepEqual(told(second), ["192.0.2.5", "!192.0.2.2", "-~192.0.2.3", "-!192.0.2.4"]);
    const third = mergeAddresses(second, found("192.0.2.4", "192.0.2.1", "192.0.2.3"), 123);
    assert.deepEqual(told(third), ["!192.0.2.4", "192.0.2.1", "~192.0.2.3", "-!192.0.2.2"]);
  });

  it("remembers no more than sixteen that are gone, denials before wishes for patience", () => {
    let addresses = known("!192.0.2.1", ...many(15, "~", 3));
    addresses = mergeAddresses(addresses, found("192.0.2.9"), 123);
    addresses[0].isDenied = true;
    addresses = mergeAddresses(addresses, found("192.0.2.10"), 123);
    const [current, ...gone] = told(addresses);
    assert.equal(current, "192.0.2.10");
    assert.deepEqual(gone, ["-!192.0.2.9", "-!192.0.2.1", ...many(15, "-~", 3).slice(1)]);
  });

  it("considers sixteen at most", () =>
    assert.equal(mergeAddresses([], found(...many(40, "", 2)), 123).length, 16));

  const rows = [
    { name: "nobody known", addresses: [], isOver: false },
    { name: "one left", addresses: known("!192.0.2.1", "192.0.2.2"), isOver: false },
    { name: "one left who wants patience", addresses: known("!192.0.2.1", "~192.0.2.2"), isOver: false },
    { name: "none left", addresses: known("!192.0.2.1", "!192.0.2.2"), isOver: true },
    {
      name: "none left but some that are gone",
      addresses: mergeAddresses(known("~192.0.2.1", "!192.0.2.2"), found("192.0.2.2"), 123),
      isOver: true,
    },
    {
      name: "sixteen denials and one left",
      addresses: mergeAddresses(known(...many(16, "!", 2)), found("192.0.3.1"), 123),
      isOver: true,
    },
    {
      name: "fifteen denials and one left",
      addresses: mergeAddresses(known(...many(15, "!", 2)), found("192.0.3.1"), 123),
      isOver: false,
    },
  ];
  for (const { name, addresses, isOver } of rows)
    it(`${isOver ? "is over" : "goes on"} with ${name}`, () => assert.equal(isRefused(addresses), isOver));
});
