import assert from "node:assert/strict";
import { inSubnet, subnetBroadcast } from "../../src/runtime/subnet.js";
import { type InterfaceAddress } from "../../src/runtime/ports.js";
import { formatAddress } from "../../src/wire/address-text.js";
import { endpoint } from "../support/engine-rig.js";

function own(text: string): InterfaceAddress {
  const [address, prefixLength] = text.split("/");
  const made = endpoint(address, 0);
  if (prefixLength !== undefined) made.prefixLength = Number(prefixLength);
  return made;
}

describe("subnet", () => {
  const inside = [
    { of: "192.0.2.1/24", address: "192.0.2.255", is: true },
    { of: "192.0.2.1/24", address: "192.0.3.2", is: false },
    { of: "192.0.2.129/25", address: "192.0.2.127", is: false },
    { of: "192.0.2.1/32", address: "192.0.2.1", is: true },
    { of: "192.0.2.1/32", address: "192.0.2.0", is: false },
    { of: "192.0.2.1", address: "192.0.2.2", is: false },
    { of: "255.0.0.1/1", address: "128.0.0.1", is: true },
    { of: "192.0.2.1/0", address: "10.0.0.1", is: true },
    { of: "192.0.2.1/0", address: "2001:db8::1", is: false },
    { of: "2001:db8:0:1::1/64", address: "2001:db8:0:1:ffff::2", is: true },
    { of: "2001:db8:0:1::1/64", address: "2001:db8:0:2::2", is: false },
    { of: "2001:db8::1/127", address: "2001:db8::", is: true },
    { of: "2001:db8::1/127", address: "2001:db8::2", is: false },
    { of: "2001:db8::1/96", address: "2001:db8::8000:1", is: true },
    { of: "2001:db8::1/96", address: "2001:db8::1:0:1", is: false },
    { of: "fe80::1%2/64", address: "fe80::2%2", is: true },
    { of: "fe80::1%2/64", address: "fe80::2%3", is: false },
  ];
  for (const { of, address, is } of inside)
    it(`${address} is ${is ? "" : "not "}in that of ${of}`, () =>
      assert.equal(inSubnet(endpoint(address), own(of)), is));

  const broadcasts = [
    { of: "192.0.2.1/24", is: "192.0.2.255" },
    { of: "10.1.2.3/8", is: "10.255.255.255" },
    { of: "192.0.2.129/30", is: "192.0.2.131" },
    { of: "192.0.2.1/31", is: undefined },
    { of: "192.0.2.1", is: undefined },
    { of: "192.0.2.1/0", is: undefined },
    { of: "2001:db8::1/16", is: undefined },
  ];
  for (const { of, is } of broadcasts)
    it(`${is ?? "nothing"} means all of that of ${of}`, () => {
      const into = endpoint("0.0.0.0", 123);
      assert.equal(subnetBroadcast(own(of), into), is !== undefined);
      assert.equal(formatAddress(into), is ?? "0.0.0.0");
      assert.equal(into.port, 123);
    });
});
