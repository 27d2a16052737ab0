import assert from "node:assert/strict";
import { groupLines } from "../../src/console/group-lines.js";
import { comwareVerbose } from "../../src/console/verbose-comware.js";
import { vrpVerbose } from "../../src/console/verbose-vrp.js";
import { HearingKind, NO_SETTINGS, type SenderSettings } from "../../src/core/settings.js";
import { Family } from "../../src/wire/address.js";
import { FakeStatus, serverAt } from "./fake-node.js";

const BROADCAST: SenderSettings = {
  interfaceName: "Vlan-interface2",
  group: "255.255.255.255",
  family: Family.IPv4,
  port: 123,
  version: 3,
  hops: 1,
  keyId: 0,
};
const GROUP6: SenderSettings = {
  ...BROADCAST,
  group: "ff24::1",
  family: Family.IPv6,
  version: 4,
  hops: 16,
  keyId: 0,
};

function fullStatus(): FakeStatus {
  const status = new FakeStatus();
  const interfaceName = "lo";
  status.settings = {
    ...NO_SETTINGS,
    enabled: true,
    senders: [BROADCAST, { ...BROADCAST, group: "224.0.1.1", hops: 16, keyId: 0 }, GROUP6],
    searches: [{ ...BROADCAST, interfaceName, group: "224.0.1.2", hops: 255, keyId: 0 }],
    hearings: [
      { kind: HearingKind.Broadcast, interfaceName, family: Family.IPv4, group: "" },
      { kind: HearingKind.Multicast, interfaceName, family: Family.IPv4, group: "224.0.1.1" },
      { kind: HearingKind.Manycast, interfaceName, family: Family.IPv6, group: "ff05::101" },
    ],
  };
  return status;
}

describe("what interfaces send and hear", () => {
  it("a line for each, by family", () => {
    const status = fullStatus();
    assert.deepEqual(groupLines(status, Family.IPv4), [
      "sends broadcasts: Vlan-interface2 to 255.255.255.255, port 123, version 3",
      "sends multicasts: Vlan-interface2 to 224.0.1.1, port 123, version 3, ttl 16",
      "searches servers: lo in 224.0.1.2, port 123, ttl up to 255",
      "hears broadcasts: lo",
      "hears multicasts: lo in 224.0.1.1",
    ]);
    assert.deepEqual(groupLines(status, Family.IPv6), [
      "sends multicasts: Vlan-interface2 to ff24::1, port 123, version 4, ttl 16",
      "answers searches: lo in ff05::101",
    ]);
  });

  it("with their keys", () => {
    const status = fullStatus();
    status.settings = {
      ...status.settings,
      senders: [
        { ...BROADCAST, keyId: 42 },
        { ...GROUP6, keyId: 7 },
      ],
      searches: [{ ...BROADCAST, group: "224.0.1.2", hops: 255, keyId: 4_294_967_295 }],
    };
    assert.deepEqual(groupLines(status, Family.IPv4).slice(0, 2), [
      "sends broadcasts: Vlan-interface2 to 255.255.255.255, port 123, version 3, key 42",
      "searches servers: Vlan-interface2 in 224.0.1.2, port 123, key 4294967295, ttl up to 255",
    ]);
    assert.equal(
      groupLines(status, Family.IPv6)[0],
      "sends multicasts: Vlan-interface2 to ff24::1, port 123, version 4, key 7, ttl 16",
    );
  });

  it("the VPN instance of the interface, and what is in the way", () => {
    const status = fullStatus();
    const bindings = [{ interfaceName: "lo", instance: "red" }];
    status.settings = { ...status.settings, bindings };
    status.troubles.senders.splice(0, 2, "Vlan-interface2 is down, or has no address", "ENETUNREACH");
    status.troubles.searches[0] = "EPERM";
    const way = "Vlan-interface2 to";
    assert.deepEqual(groupLines(status, Family.IPv4).slice(0, 4), [
      `sends broadcasts: ${way} 255.255.255.255, port 123, version 3, ` +
        "but cannot: Vlan-interface2 is down, or has no address",
      `sends multicasts: ${way} 224.0.1.1, port 123, version 3, ttl 16, but cannot: there is no way to it`,
      "searches servers: lo in 224.0.1.2, port 123, ttl up to 255, VPN instance red, " +
        "but cannot: this machine does not let packets out to it",
      "hears broadcasts: lo, VPN instance red",
    ]);
  });

  it("nothing while the service is off", () => {
    const status = fullStatus();
    status.settings = { ...status.settings, enabled: false };
    assert.deepEqual(groupLines(status, Family.IPv4), []);
  });

  it("stands behind the sessions", () => {
    const status = fullStatus();
    const ours = [
      " Sends multicasts: Vlan-interface2 to ff24::1, port 123, version 4, ttl 16",
      " Answers searches: lo in ff05::101",
    ];
    assert.deepEqual(comwareVerbose(status, Family.IPv6), [...ours, " Total sessions: 0"]);
    status.associations.push(serverAt("3000::1"));
    assert.deepEqual(comwareVerbose(status, Family.IPv6).slice(-4), ["", ...ours, " Total sessions: 1"]);
    assert.deepEqual(
      vrpVerbose(status, Family.IPv6).slice(-3),
      ["", ...ours].map(line => line.replace("Sends", "sends").replace("Answers", "answers")),
    );
  });
});
