import assert from "node:assert/strict";
import { findInterface, interfaceNames } from "../../src/config/interface-name.js";

const INTERFACES = [
  { name: "Vlan-interface2", device: "eth0" },
  { name: "Vlan-interface12", device: "eth0.12" },
  { name: "GigabitEthernet1/0/1", device: "eth1" },
  { name: "Ten-GigabitEthernet1/0/1", device: "eth2" },
  { name: "Ethernet0", device: "eth3" },
  { name: "lo", device: "lo" },
];

describe("interface names", () => {
  const rows: [string, string, string | undefined, number?][] = [
    ["Vlan-interface2", "", "Vlan-interface2", 1],
    ["vlan-interface2", "", "Vlan-interface2", 1],
    ["vlan-interface", "2", "Vlan-interface2", 2],
    ["VLAN", "12", "Vlan-interface12", 2],
    ["vlan12", "", "Vlan-interface12", 1],
    ["g1/0/1", "", "GigabitEthernet1/0/1", 1],
    ["gigabitethernet", "1/0/1", "GigabitEthernet1/0/1", 2],
    ["ten-gigabitethernet", "1/0/1", "Ten-GigabitEthernet1/0/1", 2],
    ["eth0", "", "Vlan-interface2", 1],
    ["eth", "0", "Vlan-interface2", 2],
    ["ethernet", "0", "Ethernet0", 2],
    ["eth0.12", "", "Vlan-interface12", 1],
    ["lo", "", "lo", 1],
    ["lo", "2", "lo", 1],
    ["lo", "version", "lo", 1],
    ["l", "", "lo", 1],
    ["vlan-interface", "", undefined],
    ["vlan-interface", "3", undefined],
    ["vlan-interface1", "2", undefined],
    ["", "", undefined],
    ["", "2", undefined],
    ["2", "", undefined],
  ];
  for (const [first, second, name, wordCount] of rows)
    it(`"${first} ${second}" is ${name ?? "none"}`, () => {
      const expected = name === undefined ? undefined : { name, wordCount };
      assert.deepEqual(findInterface(INTERFACES, first, second), expected);
    });

  it("a type that may be several is none", () => {
    const two = [
      { name: "Vlan2", device: "a" },
      { name: "Virtual2", device: "b" },
    ];
    assert.equal(findInterface(two, "v", "2"), undefined);
    assert.deepEqual(findInterface(two, "vl", "2"), { name: "Vlan2", wordCount: 2 });
  });

  it("lists each name once, the console's first", () => {
    const names = interfaceNames(INTERFACES);
    assert.deepEqual(names.slice(0, 2), ["Vlan-interface2", "Vlan-interface12"]);
    assert.equal(names.filter(name => name === "lo").length, 1);
    assert.equal(names.length, 11);
  });
});
