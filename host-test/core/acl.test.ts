import assert from "node:assert/strict";
import { type AclRule, permits } from "../../src/core/acl.js";
import { endpoint } from "../support/engine-rig.js";

/** The address a rule names, and the bits of it that matter, as an address. */
function rule(action: "permit" | "deny", address: string, mask: string): AclRule {
  const { word0, word1, word2, word3 } = endpoint(address);
  const bits = endpoint(mask);
  return {
    id: 0,
    isPermit: action === "permit",
    ...{ word0, word1, word2, word3 },
    ...{ mask0: bits.word0, mask1: bits.word1, mask2: bits.word2, mask3: bits.word3 },
  };
}

const ALL = "255.255.255.255";
const ALL6 = "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff";

const ROWS: { name: string; rules: AclRule[]; permitted: string[]; others: string[] }[] = [
  { name: "no rule", rules: [], permitted: [], others: ["192.0.2.1", "2001:db8::1"] },
  {
    name: "a permit of one address",
    rules: [rule("permit", "192.0.2.1", ALL)],
    permitted: ["192.0.2.1"],
    others: ["192.0.2.0", "192.0.2.2", "64.0.2.1", "192.0.2.129"],
  },
  {
    name: "a permit of a network",
    rules: [rule("permit", "203.0.113.128", "255.255.255.128")],
    permitted: ["203.0.113.128", "203.0.113.255"],
    others: ["203.0.113.127", "203.0.112.128"],
  },
  {
    name: "a mask with holes",
    rules: [rule("permit", "10.0.0.1", "255.0.0.1")],
    permitted: ["10.9.8.7", "10.0.0.1"],
    others: ["10.9.8.6", "11.9.8.7"],
  },
  {
    name: "a permit of everyone",
    rules: [rule("permit", "0.0.0.0", "0.0.0.0")],
    permitted: ["0.0.0.0", ALL],
    others: [],
  },
  {
    name: "a deny before a permit",
    rules: [rule("deny", "192.0.2.1", ALL), rule("permit", "192.0.2.0", "255.255.255.0")],
    permitted: ["192.0.2.2"],
    others: ["192.0.2.1", "192.0.3.1"],
  },
  {
    name: "a permit before a deny",
    rules: [rule("permit", "192.0.2.0", "255.255.255.0"), rule("deny", "192.0.2.1", ALL)],
    permitted: ["192.0.2.1"],
    others: ["192.0.3.1"],
  },
  {
    name: "one IPv6 address",
    rules: [rule("permit", "2001:db8::1", ALL6)],
    permitted: ["2001:db8::1"],
    others: ["3001:db8::1", "2001:db8:1::1", "2001:db8::1:0:1", "2001:db8::1:1"],
  },
  {
    name: "an IPv6 prefix of 33 bits",
    rules: [rule("permit", "2001:db8:8000::", "ffff:ffff:8000::")],
    permitted: ["2001:db8:8000::1", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"],
    others: ["2001:db8:7fff::1", "2001:db9:8000::1"],
  },
  {
    name: "link-local addresses, of whatever link",
    rules: [rule("permit", "fe80::", "ffc0::")],
    permitted: ["fe80::1%3", "febf::1%1"],
    others: ["fec0::1"],
  },
];

describe("an access list", () => {
  for (const { name, rules, permitted, others } of ROWS)
    it(name, () => {
      for (const address of permitted) assert.equal(permits(rules, endpoint(address)), true, address);
      for (const address of others) assert.equal(permits(rules, endpoint(address)), false, address);
    });
});
