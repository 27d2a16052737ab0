/** Interfaces in recordings: what is read is what was written, and recordings of before have no prefixes. */
import assert from "node:assert/strict";
import { readInterface, writeInterface } from "../../src/runtime/interface-text.js";
import { type Interface } from "../../src/runtime/ports.js";
import { endpoint } from "../support/engine-rig.js";

function made(
  isUp: Pick<Interface, "isUp">,
  ...addresses: readonly (readonly [string, number])[]
): Interface {
  return {
    name: "Vlan-interface2",
    device: "eth0",
    addresses: addresses.map(([text, prefixLength]) => Object.assign(endpoint(text, 0), { prefixLength })),
    ...isUp,
  };
}

describe("an interface as text", () => {
  const rows = [
    { name: "without an address", one: made({ isUp: false }) },
    { name: "with one address", one: made({ isUp: true }, ["192.0.2.1", 24]) },
    {
      name: "with addresses of both families and of its link",
      one: made({ isUp: true }, ["192.0.2.1", 32], ["2001:db8::1", 64], ["fe80::1%2", 10]),
    },
  ];
  for (const { name, one } of rows)
    it(`${name} is read as it was written`, () => {
      const text = JSON.stringify(writeInterface(one));
      assert.deepEqual(readInterface(JSON.parse(text)), one);
    });

  it("of a recording without prefixes is alone in its subnets", () => {
    const { prefixLengths, ...old } = writeInterface(made({ isUp: true }, ["192.0.2.1", 24]));
    assert.deepEqual(prefixLengths, [24]);
    assert.deepEqual(readInterface(old), made({ isUp: true }, ["192.0.2.1", 128]));
  });

  it("with an address that cannot be read has 0.0.0.0 instead", () => {
    const written = { ...writeInterface(made({ isUp: true })), addresses: ["eth0"], prefixLengths: [24] };
    assert.deepEqual(readInterface(written), made({ isUp: true }, ["0.0.0.0", 24]));
  });
});
