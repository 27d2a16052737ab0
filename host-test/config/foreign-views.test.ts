import assert from "node:assert/strict";
import { foreignView, headOf, isWithin } from "../../src/config/foreign-views.js";
import { instanceSection } from "../../src/config/sections.js";
import { wordsOf } from "./context.js";

const INSTANCE = headOf(instanceSection("red"));
const INTERFACE = headOf("Vlan-interface2");

describe("views of routers that this device does not have", () => {
  const rows: { inside?: string; line: string; prompt: string | undefined }[] = [
    { line: "vlan 3", prompt: "vlan3" },
    { line: "vlan 2 to 4", prompt: undefined },
    { line: "vlan batch 2", prompt: undefined },
    { line: "MULT rout", prompt: "mrib" },
    { line: "multicast routing vpn-instance red", prompt: "mrib" },
    { line: "multicast routing-enable", prompt: undefined },
    { line: "ipv6 multicast routing", prompt: "mrib6" },
    { line: "ospf", prompt: "ospf-1" },
    { line: "ospf 7 router-id 10.0.0.1", prompt: "ospf-7" },
    { line: "ospf 1 area 0", prompt: undefined },
    { line: "acl advanced 3999", prompt: "acl-adv-3999" },
    { line: "acl number 4000 name x", prompt: "acl-mac-4000" },
    { line: "acl 2000", prompt: undefined },
    { line: "domain lab", prompt: "isp-lab" },
    { line: "domain default enable lab", prompt: undefined },
    { line: "user-interface con 0", prompt: "ui-con-0" },
    { line: "line class vty", prompt: "line-class-vty" },
    { line: "line vty 0 4", prompt: undefined },
    { line: "undo vlan 3", prompt: undefined },
    { line: "area 0", prompt: undefined },
    { inside: "ospf", line: "area 0", prompt: "area-0.0.0.0" },
    { inside: "ospf", line: "area 10.0.0.1", prompt: "area-10.0.0.1" },
    { inside: "ospf", line: "vlan 3", prompt: "vlan3" },
    { inside: "aaa", line: "domain lab", prompt: "domain-lab" },
    { inside: INSTANCE, line: "ipv4-family", prompt: "af-ipv4" },
    { inside: INSTANCE, line: "address-family ipv6", prompt: "ipv6" },
    { inside: INSTANCE, line: "vpn-target 1:1", prompt: undefined },
    { inside: "bgp", line: "ipv4-family vpn-instance red", prompt: "af-ipv4" },
    { inside: INTERFACE, line: "mpls", prompt: undefined },
    { inside: INTERFACE, line: "mpls ldp", prompt: undefined },
    { inside: INTERFACE, line: "vlan 3", prompt: "vlan3" },
    { inside: INTERFACE, line: "igmp enable", prompt: undefined },
  ];
  for (const { inside = "", line, prompt } of rows)
    it(`${inside === "" ? "" : `${inside}: `}${line}`, () =>
      assert.equal(foreignView(wordsOf(line), inside)?.prompt, prompt));

  it("some stand within others, the rest in the system view", () => {
    const within = (line: string, inside: string): boolean =>
      isWithin(foreignView(wordsOf(line), inside)!, inside);
    assert.deepEqual(
      [
        within("area 0", "ospf"),
        within("ipv4-family", INSTANCE),
        within("vlan 3", "ospf"),
        within("aaa", ""),
      ],
      [true, true, false, false],
    );
  });
});
