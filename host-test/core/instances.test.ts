import assert from "node:assert/strict";
import { instanceOf, sourceIn } from "../../src/core/instances.js";
import { Family } from "../../src/wire/address.js";
import { settings } from "../support/engine-rig.js";

describe("what is said for each VPN instance", () => {
  const configured = settings({
    source4: "eth0",
    source6: "eth1",
    instanceSources: [
      { instance: "red", family: Family.IPv4, source: "eth2" },
      { instance: "blue", family: Family.IPv6, source: "eth3" },
    ],
    bindings: [
      { interfaceName: "eth2", instance: "red" },
      { interfaceName: "eth3", instance: "blue" },
    ],
  });

  for (const { instance, family, source } of [
    { instance: "", family: Family.IPv4, source: "eth0" },
    { instance: "", family: Family.IPv6, source: "eth1" },
    { instance: "red", family: Family.IPv4, source: "eth2" },
    { instance: "red", family: Family.IPv6, source: "" },
    { instance: "blue", family: Family.IPv6, source: "eth3" },
    { instance: "green", family: Family.IPv4, source: "" },
  ])
    it(`packets of ${family === Family.IPv4 ? "IPv4" : "IPv6"} in "${instance}" leave from "${source}"`, () =>
      assert.equal(sourceIn(configured, instance, family), source));

  for (const [name, instance] of [
    ["eth0", ""],
    ["eth2", "red"],
    ["eth3", "blue"],
    ["eth9", ""],
  ])
    it(`${name} is in "${instance}"`, () => assert.equal(instanceOf(configured, name), instance));
});
