import assert from "node:assert/strict";
import { foreignView, headsOf } from "../../src/config/foreign-views.js";
import { instanceSection } from "../../src/config/sections.js";
import { wordsOf } from "./context.js";

const INSTANCE = headsOf(instanceSection("red"));
const INTERFACE = headsOf("Vlan-interface2");

describe("views of routers that this device does not have", () => {
  const rows: { insides?: readonly string[]; line: string; prompt: string | undefined }[] = [
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
    { insides: ["ospf", ""], line: "area 0", prompt: "area-0.0.0.0" },
    { insides: ["ospf", ""], line: "area 10.0.0.1", prompt: "area-10.0.0.1" },
    { insides: ["ospf", ""], line: "vlan 3", prompt: "vlan3" },
    { insides: ["aaa", ""], line: "domain lab", prompt: "domain-lab" },
    { insides: ["authentication-scheme", "aaa", ""], line: "domain lab", prompt: "domain-lab" },
    {
      insides: ["authentication-scheme", "aaa", ""],
      line: "local-user a password cipher x",
      prompt: undefined,
    },
    { insides: ["aaa", ""], line: "local-user a password cipher x", prompt: undefined },
    { line: "local-user a class manage", prompt: "luser-a" },
    { insides: INSTANCE, line: "ipv4-family", prompt: "af-ipv4" },
    { insides: INSTANCE, line: "address-family ipv6", prompt: "ipv6" },
    { insides: INSTANCE, line: "vpn-target 1:1", prompt: undefined },
    { insides: ["bgp", ""], line: "ipv4-family vpn-instance red", prompt: "af-ipv4" },
    { insides: INTERFACE, line: "mpls", prompt: undefined },
    { insides: INTERFACE, line: "mpls ldp", prompt: undefined },
    { insides: INTERFACE, line: "vlan 3", prompt: "vlan3" },
    { insides: INTERFACE, line: "igmp enable", prompt: undefined },
  ];
  for (const { insides = [""], line, prompt } of rows)
    it(`${insides.filter(head => head !== "").join(": ")} ${line}`.trim(), () =>
      assert.equal(foreignView(wordsOf(line), insides)?.prompt, prompt),
    );
});
