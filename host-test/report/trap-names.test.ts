import assert from "node:assert/strict";
import { H3C_MIB, HUAWEI_MIB, NTPV4_MIB, SNMPV2_MIB } from "../../src/report/trap-names.js";

/** Below what each module's objects are: RFC 3418, RFC 5907, and the vendors' alarm references. */
const MODULES = [
  { name: "SNMPv2-MIB", mib: SNMPV2_MIB, root: "1.3.6.1.6.3.1.1.5", prefix: "" },
  { name: "NTPv4-MIB", mib: NTPV4_MIB, root: "1.3.6.1.2.1.197", prefix: "ntp" },
  { name: "HUAWEI-NTP-TRAP-MIB", mib: HUAWEI_MIB, root: "1.3.6.1.4.1.2011.6.80", prefix: "hwNtp" },
  { name: "HH3C-NTP-MIB", mib: H3C_MIB, root: "1.3.6.1.4.1.25506.8.22.1", prefix: "hh3cNTP" },
];

describe("names of notifications", () => {
  for (const { name, mib, root, prefix } of MODULES)
    it(`of ${name} are below ${root}, each once`, () => {
      const entries = Object.entries<string>(mib);
      for (const [object, oid] of entries)
        assert.ok(object.startsWith(prefix) && oid.startsWith(`${root}.`), `${object} ${oid}`);
      assert.equal(new Set(entries.map(([, oid]) => oid)).size, entries.length);
    });
});
