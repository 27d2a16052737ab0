import assert from "node:assert/strict";
import { readConfiguration } from "../../src/config/configuration-text.js";
import { Configuration } from "../../src/config/configuration.js";
import { explain } from "../../src/config/explain.js";
import { Right } from "../../src/core/access.js";
import { type NodeSettings } from "../../src/core/settings.js";
import { Family } from "../../src/wire/address.js";
import { contextOf, DIALECTS } from "./context.js";

const RIGHTS: readonly (readonly [word: string, right: Right])[] = [
  ["peer", Right.Peer],
  ["server", Right.Server],
  ["synchronization", Right.Synchronization],
  ["query", Right.Query],
];

for (const { dialect, name } of DIALECTS) {
  const read = (...lines: string[]): Configuration => {
    const configuration = readConfiguration(lines, contextOf(dialect));
    assert.ok(configuration instanceof Configuration, JSON.stringify(configuration));
    return configuration;
  };
  const settingsOf = (...lines: string[]): NodeSettings => read(...lines).settings();

  describe(`access control in ${name}`, () => {
    for (const [word, right] of RIGHTS) {
      it(`${word}, of IPv4`, () => {
        for (const head of ["access ", "", "acl "])
          for (const list of ["acl 2000", "2000"])
            assert.deepEqual(settingsOf(`ntp-service ${head}${word} ${list}`).access, [
              { right, family: Family.IPv4, acl: 2000 },
            ]);
      });

      it(`${word}, of IPv6`, () => {
        for (const head of ["", "access ", "acl "])
          for (const list of ["acl 2999", "2999"])
            assert.deepEqual(settingsOf(`ntp-service ipv6 ${head}${word} ${list}`).access, [
              { right, family: Family.IPv6, acl: 2999 },
            ]);
      });
    }

    it("limited, of both", () => {
      assert.deepEqual(settingsOf("ntp access limited acl 2001", "ntp ipv6 limited acl 2002").limits, [
        { family: Family.IPv4, acl: 2001 },
        { family: Family.IPv6, acl: 2002 },
      ]);
      assert.deepEqual(settingsOf("ntp access limited acl 2001").access, []);
    });

    it("prints as the guides have it", () => {
      assert.deepEqual(read("ntp ipv6 acl peer acl 2000", "ntp acl limited acl 2001").lines(), [
        "ntp-service access limited acl 2001",
        "ntp-service ipv6 peer acl 2000",
        "#",
      ]);
    });

    it("a right has one list, and is undone with or without it", () => {
      const line = "ntp-service access peer acl 2000";
      assert.deepEqual(settingsOf(line, "ntp access peer acl 2001").access, [
        { right: Right.Peer, family: Family.IPv4, acl: 2001 },
      ]);
      for (const undo of ["undo ntp-service access peer", "undo ntp peer", "undo ntp access peer acl 2000"])
        assert.deepEqual(settingsOf(line, "ntp access query acl 2000", undo).access, [
          { right: Right.Query, family: Family.IPv4, acl: 2000 },
        ]);
    });

    it("noquery, kod-enable and discard", () => {
      const of = ({
        answersQueries,
        sendsKisses,
        discardLeastLog2,
        discardMeanLog2,
      }: NodeSettings): unknown[] => [answersQueries, sendsKisses, discardLeastLog2, discardMeanLog2];
      assert.deepEqual(of(settingsOf()), [true, false, 1, 5]);
      const lines = ["ntp noquery enable", "ntp kod-enable", "ntp discard avg-interval 8 min-interval 2"];
      assert.deepEqual(of(settingsOf(...lines)), [false, true, 2, 8]);
      assert.deepEqual(of(settingsOf(...lines, "ntp discard min-interval 3")), [false, true, 3, 5]);
      assert.deepEqual(
        of(settingsOf(...lines, "undo ntp noquery enable", "undo ntp kod-enable", "undo ntp discard")),
        [true, false, 1, 5],
      );
    });

    const wrong: { line: string; problem: RegExp }[] = [
      { line: "ntp access peer", problem: /at the end: Incomplete.*INTEGER<2000-2999>/ },
      { line: "ntp access peer acl", problem: /at the end: Incomplete/ },
      { line: "ntp access peer acl 3000", problem: /word 5 "3000": Wrong/ },
      { line: "ntp access peer 3000", problem: /word 4 "3000": Wrong/ },
      { line: "ntp access all acl 2000", problem: /word 3 "all": Unrecognized/ },
      { line: "ntp discard min-interval 0", problem: /word 4 "0": Wrong.*<1-8>/ },
      { line: "ntp discard avg-interval 9", problem: /word 4 "9": Wrong.*<1-8>/ },
      { line: "ntp noquery", problem: /at the end: Incomplete/ },
    ];
    for (const { line, problem } of wrong)
      it(`not ${line}`, () => {
        const found = readConfiguration([line], contextOf(dialect));
        assert.ok(!(found instanceof Configuration));
        assert.match(found.map(explain).join(), problem);
      });
  });
}
