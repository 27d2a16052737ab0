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
    { line: "line vty 16 20", prompt: "line-vty16-20" },
    { line: "line vty 0", prompt: "line-vty0" },
    { line: "user-interface vty 0 3", prompt: "ui-vty0-3" },
    { line: "user-interface maximum-vty 15", prompt: undefined },
    { line: "acl number 2001 name test", prompt: "acl-basic-2001" },
    { line: "acl number 2001 match-order auto", prompt: "acl-basic-2001" },
    { line: "acl basic name foo", prompt: "acl-foo" },
    { line: "acl name foo basic", prompt: "acl-foo" },
    { line: "acl ipv6 basic 2001 name test", prompt: "acl6-basic-2001" },
    { line: "acl ipv6 name foo basic", prompt: "acl6-foo" },
    { line: "acl logging interval 5", prompt: undefined },
    { line: "bgp 100", prompt: "bgp" },
    { line: "bgp 100 instance a", prompt: "bgp-a" },
    { line: "bridge-domain 7", prompt: "bd7" },
    { line: "hwtacacs-server template t", prompt: "hwtacacs-t" },
    { line: "nqa entry admin test", prompt: "nqa-admin-test" },
    { line: "nqa schedule admin test start-time now lifetime forever", prompt: undefined },
    { line: "nqa test-instance admin test", prompt: "nqa-admin-test" },
    { line: "policy-based-route p permit node 5", prompt: "pbr-p" },
    { line: "radius-server template t", prompt: "radius-t" },
    { line: "role name lab", prompt: "role-lab" },
    { line: "role default-role enable", prompt: undefined },
    { line: "user-group system", prompt: "ugroup-system" },
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
