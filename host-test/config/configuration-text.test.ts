import assert from "node:assert/strict";
import { readConfiguration } from "../../src/config/configuration-text.js";
import { Configuration } from "../../src/config/configuration.js";
import { Dialect } from "../../src/config/dialect.js";
import { explain } from "../../src/config/explain.js";
import { contextOf } from "./context.js";

const CONTEXT = contextOf(Dialect.Comware);

function problemsOf(text: string): string[] {
  const read = readConfiguration(text.split("\n"), CONTEXT);
  return read instanceof Configuration ? [] : read.map(explain);
}

describe("a configuration's text", () => {
  const good = [
    {
      name: "views by their commands",
      text: "system-view\ninterface lo\nundo ntp inbound enable\nquit\nsysname A\nreturn",
    },
    { name: "a block ended by a system command", text: "interface lo\n undo ntp inbound enable\nsysname A" },
    { name: "a block ended by the next", text: "sysname A\ninterface eth0\ninterface lo\n undo ntp inb en" },
    {
      name: "comments, blank lines, line ends",
      text: "# a\r\n!\r\n\r\nsysname A # b\r\n interface lo ! c\r\nundo ntp inbound enable",
    },
    {
      name: "commit and immediate mode",
      text: "system-view immediately\nsysname A\ncommit\ninterface lo\ncommit\nundo ntp inbound enable",
    },
  ];
  for (const { name, text } of good)
    it(name, () => {
      const read = readConfiguration(text.split("\n"), CONTEXT);
      assert.ok(read instanceof Configuration, JSON.stringify(read));
      assert.deepEqual(read.lines(), [
        "sysname A",
        "#",
        "interface lo",
        " undo ntp-service inbound enable",
        "#",
      ]);
    });

  it("names every wrong line, word and column, and takes nothing", () => {
    const text =
      "sysname A\n  ntp-service unicast-server  192.0.2.1 maxpoll 99\n\nfoo\ninterface eth9\nntp-service";
    const read = readConfiguration(text.split("\n"), CONTEXT);
    assert.ok(!(read instanceof Configuration));
    assert.deepEqual(
      read.map(({ line, column, word }) => ({ line, column, word })),
      [
        { line: 2, column: 48, word: "99" },
        { line: 4, column: 0, word: "foo" },
        { line: 5, column: 10, word: "eth9" },
        { line: 6, column: 11, word: "" },
      ],
    );
    const told = problemsOf(text);
    assert.equal(told[0], 'line 2, word 5 "99": Wrong parameter. Expected: maxpoll INTEGER<4-17>.');
    assert.match(told[1], /^line 4, word 1 "foo": Unrecognized command\. /);
    assert.equal(told[2], 'line 5, word 2 "eth9": Wrong parameter. There is no such interface.');
    assert.match(told[3], /^line 6, at the end: Incomplete command\. /);
  });

  it("explains a word cut too short", () => {
    assert.deepEqual(problemsOf("ntp unicast-server a pre"), [
      'line 1, word 4 "pre": Ambiguous command. May be preference, preferred, preempt.',
    ]);
  });

  it("of a line wrong in both views tells what came further", () => {
    assert.match(problemsOf("interface lo\nntp unicast-server 300.1.1.1")[0], /word 3 "300\.1\.1\.1"/);
    assert.match(problemsOf("interface lo\nntp inbound enabled")[0], /word 3 "enabled"/);
  });
});
