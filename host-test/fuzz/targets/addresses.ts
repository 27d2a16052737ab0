/** Addresses and names of interfaces as text. */
import assert from "node:assert/strict";
import { findInterface, interfaceNames } from "../../../src/config/interface-name.js";
import { Endpoint } from "../../../src/wire/address.js";
import { formatAddress, parseAddress } from "../../../src/wire/address-text.js";
import { type Rest } from "../rest.js";
import { type Target } from "../target.js";
import { INTERFACES } from "../../config/context.js";

export const ADDRESSES: Target = {
  name: "addresses",
  promise:
    "an address that is read prints as one that reads the same; what is none is 0.0.0.0; no interface is made up",
  isText: true,
  mostOctets: 80,
  shortRuns: 60_000,
  run(input: Rest): void {
    const text = input.text();
    const address = new Endpoint();
    address.port = 123;
    if (parseAddress(text, address)) {
      const again = new Endpoint();
      const printed = formatAddress(address);
      assert.ok(parseAddress(printed, again), printed);
      assert.ok(again.sameAddress(address), printed);
      assert.equal(formatAddress(again), printed);
    } else assert.equal(formatAddress(address), "0.0.0.0");
    assert.equal(address.port, 123);
    const [first, second = ""] = text.split(" ");
    const found = findInterface(INTERFACES, first, second);
    if (found !== undefined) assert.ok(interfaceNames(INTERFACES).includes(found.name), found.name);
  },
};
