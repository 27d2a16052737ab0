import assert from "node:assert/strict";
import { readConfiguration } from "../../src/config/configuration-text.js";
import { Configuration } from "../../src/config/configuration.js";
import { Dialect } from "../../src/config/dialect.js";
import { explain } from "../../src/config/explain.js";
import { type AclRule, permits } from "../../src/core/acl.js";
import { Family } from "../../src/wire/address.js";
import { endpoint } from "../support/engine-rig.js";
import { contextOf, DIALECTS } from "./context.js";

function configurationOf(lines: readonly string[], dialect = Dialect.Comware): Configuration {
  const read = readConfiguration(lines, contextOf(dialect));
  assert.ok(read instanceof Configuration, JSON.stringify(read));
  return read;
}

function problemsOf(...lines: string[]): string[] {
  const read = readConfiguration(lines, contextOf(Dialect.Comware));
  return read instanceof Configuration ? [] : read.map(explain);
}

/** The rules of list 2000 as they print, without the line that leads there. */
function rulesOf(lines: readonly string[], dialect = Dialect.Comware, list = "acl 2000"): string[] {
  return configurationOf([list, ...lines], dialect)
    .block(list)
    .slice(1)
    .map(line => line.trim());
}

describe("access lists", () => {
  const spellings = [
    { typed: "acl 2000", family: Family.IPv4 },
    { typed: "acl number 2000", family: Family.IPv4 },
    { typed: "acl basic 2000", family: Family.IPv4 },
    { typed: "acl number 2000 match-order config", family: Family.IPv4 },
    { typed: "acl ipv6 2000", family: Family.IPv6 },
    { typed: "acl ipv6 number 2000", family: Family.IPv6 },
    { typed: "acl ipv6 basic 2000", family: Family.IPv6 },
  ];
  for (const { typed, family } of spellings)
    for (const { dialect, name } of DIALECTS)
      it(`${name}: ${typed} makes a list, leads into its view, and is undone`, () => {
        const { acls } = configurationOf([typed, "rule permit"], dialect).settings();
        assert.deepEqual(
          acls.map(acl => [acl.family, acl.number, acl.rules.length]),
          [[family, 2000, 1]],
        );
        assert.deepEqual(configurationOf([typed, "rule permit", `undo ${typed}`], dialect).lines(), []);
      });

  it("prints each as a block that reads back, by number, its rules by id", () => {
    const lines = [
      "acl ipv6 basic 2001",
      " rule 0 permit source 2001:db8::/32",
      "#",
      "acl basic 2010",
      " rule 7 deny",
      " rule 3 permit source 192.0.2.0 0.0.0.255",
      "acl basic 2001",
      "sysname A",
      "interface lo",
      " undo ntp-service inbound enable",
      "acl basic 2010",
      " rule permit",
    ];
    const printed = [
      "sysname A",
      "#",
      "acl basic 2001",
      "#",
      "acl basic 2010",
      " rule 3 permit source 192.0.2.0 0.0.0.255",
      " rule 7 deny",
      " rule 10 permit",
      "#",
      "acl ipv6 basic 2001",
      " rule 0 permit source 2001:db8::/32",
      "#",
      "interface lo",
      " undo ntp-service inbound enable",
      "#",
    ];
    const configuration = configurationOf(lines);
    assert.deepEqual(configuration.lines(), printed);
    assert.ok(configurationOf(printed).equals(configuration));
    assert.ok(configuration.copy().equals(configuration));
    assert.equal(configurationOf(lines, Dialect.Vrp).lines()[2], "acl number 2001");
  });

  const automatic: { name: string; rules: string[]; comware: string[]; vrp?: string[] }[] = [
    {
      name: "steps of 5",
      rules: ["rule permit source 192.0.2.1 0", "rule deny"],
      comware: ["rule 0 permit source 192.0.2.1 0", "rule 5 deny"],
      vrp: ["rule 5 permit source 192.0.2.1 0", "rule 10 deny"],
    },
    {
      name: "the next multiple after the last",
      rules: ["rule 28 permit", "rule 3 deny source 192.0.2.1 0", "rule deny"],
      comware: ["rule 3 deny source 192.0.2.1 0", "rule 28 permit", "rule 30 deny"],
    },
    {
      name: "the first that is free where there is none after the last",
      rules: ["rule 0 permit source 192.0.2.1 0", "rule 65534 permit", "rule deny"],
      comware: ["rule 0 permit source 192.0.2.1 0", "rule 1 deny", "rule 65534 permit"],
    },
    {
      name: "a rule again",
      rules: ["rule permit", "rule deny", "rule permit"],
      comware: ["rule 0 permit", "rule 5 deny"],
      vrp: ["rule 5 permit", "rule 10 deny"],
    },
    {
      name: "another rule of an id takes its place",
      rules: ["rule 5 permit source 192.0.2.1 0", "rule 5 deny"],
      comware: ["rule 5 deny"],
    },
    { name: "any is everyone", rules: ["rule 0 permit source any"], comware: ["rule 0 permit"] },
    {
      name: "what a wildcard does not look at is not kept",
      rules: ["rule 0 permit source 192.0.2.77 0.0.0.255", "rule 1 deny source 192.0.2.1 0.0.0.0"],
      comware: ["rule 0 permit source 192.0.2.0 0.0.0.255", "rule 1 deny source 192.0.2.1 0"],
    },
    {
      name: "undone by its id",
      rules: ["rule 1 permit", "rule 2 deny", "undo rule 1"],
      comware: ["rule 2 deny"],
    },
    {
      name: "undone by what it says",
      rules: ["rule 1 permit source 192.0.2.1 0", "rule 2 deny", "undo rule permit source 192.0.2.1 0"],
      comware: ["rule 2 deny"],
    },
    {
      name: "cut short",
      rules: ["ru 4 p s 192.0.2.1 0", "ru 6 d s a"],
      comware: ["rule 4 permit source 192.0.2.1 0", "rule 6 deny"],
    },
  ];
  for (const { name, rules, comware, vrp = comware } of automatic)
    it(`ids of rules: ${name}`, () => {
      assert.deepEqual(rulesOf(rules), comware);
      assert.deepEqual(rulesOf(rules, Dialect.Vrp), vrp);
    });

  const sources6: { typed: string; printed: string; permitted: string; other: string }[] = [
    { typed: "2001:db8::1/32", printed: "2001:db8::/32", permitted: "2001:db8:ffff::1", other: "2001:db9::" },
    { typed: "2001:db8::1 128", printed: "2001:db8::1/128", permitted: "2001:db8::1", other: "2001:db8::2" },
    {
      typed: "2001:db8:8000::/33",
      printed: "2001:db8:8000::/33",
      permitted: "2001:db8:ffff::",
      other: "2001:db8::",
    },
    {
      typed: "2001:db8::f0/124",
      printed: "2001:db8::f0/124",
      permitted: "2001:db8::ff",
      other: "2001:db8::e0",
    },
    {
      typed: "2001:db8:0:1::/64",
      printed: "2001:db8:0:1::/64",
      permitted: "2001:db8:0:1::9",
      other: "2001:db8::1",
    },
    { typed: "8000::/1", printed: "8000::/1", permitted: "fe80::1", other: "7fff::" },
  ];
  for (const { typed, printed, permitted, other } of sources6)
    it(`IPv6: ${typed}`, () => {
      const lines = ["acl ipv6 2000", `rule permit source ${typed}`];
      assert.deepEqual(rulesOf(lines.slice(1), Dialect.Comware, "acl ipv6 2000"), [
        `rule 0 permit source ${printed}`,
      ]);
      const [{ rules }] = configurationOf(lines).settings().acls;
      assert.deepEqual([permits(rules, endpoint(permitted)), permits(rules, endpoint(other))], [true, false]);
    });

  it("the words of a rule", () => {
    const [{ rules }] = configurationOf(["acl 2000", "rule 9 deny source 192.0.2.64 0.0.0.63"]).settings()
      .acls;
    const expected: AclRule = {
      id: 9,
      isPermit: false,
      ...{ word0: 0, word1: 0, word2: 0, word3: 0xc000_0240 },
      ...{ mask0: 0, mask1: 0, mask2: 0, mask3: 0xffff_ffc0 },
    };
    assert.deepEqual(rules, [expected]);
  });

  const wrong: { lines: string[]; problem: RegExp }[] = [
    { lines: ["acl 1999"], problem: /^line 1, word 2 "1999": Wrong.*INTEGER<2000-2999>/ },
    { lines: ["acl 3000"], problem: /^line 1, word 2 "3000": Not supported by.*INTEGER<2000-2999>/ },
    { lines: ["acl"], problem: /^line 1, at the end: Incomplete/ },
    { lines: ["rule permit"], problem: /^line 1, word 1 "rule": Unrecognized/ },
    { lines: ["acl 2000", "rule"], problem: /^line 2, at the end: Incomplete.*permit or deny/ },
    { lines: ["acl 2000", "rule 65535 permit"], problem: /^line 2, word 2 "65535": Wrong/ },
    { lines: ["acl 2000", "rule permit source"], problem: /^line 2, at the end: Incomplete.*source X/ },
    { lines: ["acl 2000", "rule permit source 192.0.2.1"], problem: /word 4 .*wildcard follows.*0 for this/ },
    { lines: ["acl 2000", "rule permit source 192.0.2.1 24"], problem: /word 4 .*A wildcard follows/ },
    { lines: ["acl 2000", "rule permit source 192.0.2.1 ::"], problem: /word 4 .*A wildcard follows/ },
    { lines: ["acl 2000", "rule permit source 2001:db8::/32"], problem: /word 4 .*Wrong/ },
    { lines: ["acl 2000", "rule permit source 2001:db8:: 32"], problem: /word 4 .*list of IPv4 addresses/ },
    { lines: ["acl ipv6 2000", "rule permit source 192.0.2.1 0"], problem: /list of IPv6 addresses/ },
    { lines: ["acl ipv6 2000", "rule permit source 2001:db8::"], problem: /A prefix follows.*\/128/ },
    { lines: ["acl ipv6 2000", "rule permit source 2001:db8::/129"], problem: /A prefix follows/ },
    { lines: ["acl ipv6 2000", "rule permit source 2001:db8::/"], problem: /A prefix follows/ },
    { lines: ["acl ipv6 2000", "rule permit source 2001:db8::/032"], problem: /A prefix follows/ },
    { lines: ["acl ipv6 2000", "rule permit source fe80::%2/64"], problem: /word 4 .*Wrong/ },
    { lines: ["acl ipv6 2000", "rule permit source fe80::%2 64"], problem: /say it without %/ },
  ];
  for (const { lines, problem } of wrong)
    it(`not ${lines.join(" · ")}`, () => {
      const [found, ...others] = problemsOf(...lines);
      assert.match(found, problem);
      assert.deepEqual(others, []);
    });

  it("what stands in a list whose own line is wrong is not told of besides", () => {
    const found = problemsOf("acl 9", "rule permit", "rule deny source 2001:db8::/32", "foo");
    assert.deepEqual(
      found.map(line => line.slice(0, 6)),
      ["line 1", "line 4"],
    );
  });

  it("with a list go its rules; made again, it has none", () => {
    const lines = ["acl 2000", "rule permit", "acl ipv6 2000", "rule deny", "undo acl 2000", "acl 2000"];
    const { acls } = configurationOf(lines).settings();
    assert.deepEqual(
      acls.map(({ family, rules }) => [family, rules.length]),
      [
        [Family.IPv4, 0],
        [Family.IPv6, 1],
      ],
    );
  });
});
