import assert from "node:assert/strict";
import { namedDevices } from "../../../boards/firmware/device-names.js";

const NAMES = new Map([
  ["en", "GigabitEthernet0/0/1"],
  ["st", "WLAN-Radio1/0/1"],
  ["eth0", "Vlan-interface2"],
]);

describe("console names of devices", () => {
  const rows: { name: string; up: readonly string[]; listed: readonly string[] }[] = [
    {
      name: "of what is not up",
      up: [],
      listed: ["GigabitEthernet0/0/1=en-", "WLAN-Radio1/0/1=st-", "Vlan-interface2=eth0-"],
    },
    {
      name: "by kind, whatever the number is, in their order",
      up: ["st2", "en1"],
      listed: ["GigabitEthernet0/0/1=en1", "WLAN-Radio1/0/1=st2", "Vlan-interface2=eth0-"],
    },
    {
      name: "by the device itself, not by what is like it",
      up: ["eth0", "eth1"],
      listed: ["GigabitEthernet0/0/1=en-", "WLAN-Radio1/0/1=st-", "Vlan-interface2=eth0", "eth1=eth1"],
    },
    {
      name: "of none that only begins alike",
      up: ["stx1"],
      listed: ["GigabitEthernet0/0/1=en-", "WLAN-Radio1/0/1=st-", "Vlan-interface2=eth0-", "stx1=stx1"],
    },
  ];
  for (const { name, up, listed } of rows)
    it(name, () => {
      const found = namedDevices(NAMES, new Map(up.map(device => [device, []])));
      assert.deepEqual(
        found.map(each => `${each.name}=${each.device}${each.addresses ? "" : "-"}`),
        listed,
      );
    });
});
