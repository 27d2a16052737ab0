import assert from "node:assert/strict";
import { Dialect } from "../../src/config/dialect.js";
import { aclSection, instanceSection, isOpened, promptOf, viewOf, VTY } from "../../src/config/sections.js";
import { View } from "../../src/config/setting.js";
import { Family } from "../../src/wire/address.js";

describe("sections of a configuration", () => {
  for (const { section, view, opened, comware, vrp } of [
    { section: "", view: View.System, opened: false, comware: "", vrp: "" },
    {
      section: "Vlan-interface2",
      view: View.Interface,
      opened: false,
      comware: "Vlan-interface2",
      vrp: "Vlan-interface2",
    },
    {
      section: aclSection(Family.IPv4, 2000),
      view: View.Acl4,
      opened: true,
      comware: "acl-ipv4-basic-2000",
      vrp: "acl4-basic-2000",
    },
    {
      section: aclSection(Family.IPv6, 2001),
      view: View.Acl6,
      opened: true,
      comware: "acl-ipv6-basic-2001",
      vrp: "acl6-basic-2001",
    },
    { section: VTY, view: View.Vty, opened: true, comware: "line-vty0-4", vrp: "ui-vty0-4" },
    {
      section: instanceSection("red"),
      view: View.Instance,
      opened: true,
      comware: "vpn-instance-red",
      vrp: "vpn-instance-red",
    },
  ])
    it(`"${section}": its view, whether it is opened, its prompts`, () => {
      assert.deepEqual([viewOf(section), isOpened(section)], [view, opened]);
      assert.equal(promptOf(section, Dialect.Comware), comware);
      assert.equal(promptOf(section, Dialect.Vrp), vrp);
    });
});
