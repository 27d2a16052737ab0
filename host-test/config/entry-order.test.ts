import assert from "node:assert/strict";
import { placeFor, topicOf } from "../../src/config/entry-order.js";
import { type Entry, type Setting } from "../../src/config/setting.js";
import { VPN_INSTANCE } from "../../src/config/instance-settings.js";
import { ACL_SETTINGS } from "../../src/config/acl-settings.js";
import { CLOCK_TIMEZONE, SYSNAME } from "../../src/config/system-settings.js";

function entry(setting: Setting, values: Entry["values"] = {}): Entry {
  return { setting, values, isOn: true };
}

describe("the order of entries", () => {
  const acl = (number: number): Entry => entry(ACL_SETTINGS[0], { number });
  const entries = [entry(SYSNAME), entry(VPN_INSTANCE, { name: "b" }), acl(2001), acl(2003)];
  const rows: { name: string; added: Entry; place: number }[] = [
    { name: "goes by the table of all settings", added: entry(CLOCK_TIMEZONE), place: 1 },
    { name: "within a setting by its rank", added: acl(2002), place: 3 },
    { name: "without one behind the others", added: entry(VPN_INSTANCE, { name: "a" }), place: 2 },
    { name: "ends with the last", added: acl(2004), place: 4 },
  ];
  for (const { name, added, place } of rows) it(name, () => assert.equal(placeFor(added, entries), place));

  it("prints the commands of one first word together", () =>
    assert.deepEqual([topicOf(entry(CLOCK_TIMEZONE)), topicOf(entry(VPN_INSTANCE))], ["clock", "ip"]));
});
