import assert from "node:assert/strict";
import { type Commit, commitText, readCommit, timeText } from "../../src/config/commit.js";
import { Fate } from "../../src/config/differences.js";

const COMMIT: Commit = {
  id: 1_000_000_007,
  by: "vty0",
  at: 4_004_157_296,
  label: "before-the-move",
  description: "the rack of row 3, all of it",
  differences: [
    { fate: Fate.Kept, line: "interface lo" },
    { fate: Fate.Removed, line: " ntp-service manycast-server" },
    { fate: Fate.Added, line: " ntp-service manycast-client" },
  ],
};

describe("a commit", () => {
  it("has a text that people read", () =>
    assert.deepEqual(
      commitText(COMMIT)
        .replace(/^# checksum [0-9a-f]{8}/, "# checksum x")
        .split("\n"),
      [
        "# checksum x: xs-ntp commit 1000000007, version 1, 2026-11-20 09:54:56 by vty0",
        "# label before-the-move",
        "# description the rack of row 3, all of it",
        " interface lo",
        "- ntp-service manycast-server",
        "+ ntp-service manycast-client",
        "",
      ],
    ));

  const commits: [name: string, commit: Commit][] = [
    ["all of it", COMMIT],
    ["nothing said", { ...COMMIT, label: "", description: "" }],
    ["before 1970, in the year 1900", { ...COMMIT, at: 0 }],
    ["of the next era", { ...COMMIT, at: 2 ** 32 + 5 }],
  ];
  for (const [name, commit] of commits)
    it(`is read back: ${name}`, () => assert.deepEqual(readCommit(commitText(commit)), commit));

  const damaged: [name: string, text: string][] = [
    ["nothing", ""],
    ["a configuration", "sysname A\n"],
    ["cut", commitText(COMMIT).slice(0, -5)],
    ["not sealed", commitText(COMMIT).slice("# checksum 12345678".length)],
  ];
  for (const [name, text] of damaged)
    it(`is not there: ${name}`, () => assert.equal(readCommit(text), undefined));

  it("tells its time", () => assert.equal(timeText(4_004_121_600), "2026-11-20 00:00:00"));
});
