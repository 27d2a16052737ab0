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
    { name: "a byte order mark", text: "\ufeffsysname A\ninterface lo\nundo ntp inbound enable" },
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
    assert.equal(
      told[2],
      'line 5, word 2 "eth9": Wrong parameter. There is no such interface; there are Vlan-interface2, Vlan-interface3, GigabitEthernet1/0/1, lo, eth0, eth1, eth2.',
    );
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

  const told: { name: string; text: string; lines: (string | RegExp)[] }[] = [
    {
      name: "a lone # ends a block",
      text: "interface lo\n#\nundo ntp inbound enable",
      lines: [/^line 3, word 3/],
    },
    { name: "a comment ends none", text: "interface lo\n# mine\nundo ntp inbound enable", lines: [] },
    {
      name: "a block without its interface is one problem",
      text: "interface eth9\nundo ntp inbound enable\n description x\n#\nundo ntp inbound enable",
      lines: [/^line 1, word 2 "eth9"/, /^line 5/],
    },
    {
      name: "what belongs to a line that is not understood is not judged, what comes after is",
      text: "bgp 1\n peer x\n  y\nfoo\n bar\n#\n baz",
      lines: [/^line 1, word 1 "bgp"/, /^line 4, word 1 "foo"/, /^line 7, word 1 "baz"/],
    },
    {
      name: "a good line ends what belongs to a wrong one",
      text: "foo\ninterface lo\n bar\ninterface eth9\nsysname A\nundo ntp inbound enable",
      lines: [/^line 1/, /^line 3, word 1 "bar"/, /^line 4/, /^line 6, word 3/],
    },
    {
      name: "views of routers end as they do there, set in or not",
      text:
        "vlan 3\nname a\nquit\nfoo\nospf 1\narea 0\nsysname A\nbar\n" +
        "ip vpn-instance v\n ipv4-family\n  vpn-target 1:1\n#\ninterface lo\n mpls\n undo ntp inbound enable",
      lines: [
        'line 1, word 1 "vlan": Not supported by this device.',
        /^line 4, word 1 "foo": Unrecognized/,
        /^line 5, word 1 "ospf"/,
        /^line 8, word 1 "bar": Unrecognized/,
        'line 10, word 1 "ipv4-family": Not supported by this device.',
        'line 14, word 1 "mpls": Not supported by this device.',
      ],
    },
    {
      name: "what is not supported yet",
      text: "clock daylight-saving-time x\nundo clock summer-time\n b",
      lines: [
        'line 1, word 2 "daylight-saving-time": Not supported yet.',
        'line 2, word 3 "summer-time": Not supported yet.',
      ],
    },
    {
      name: "a secret is not repeated",
      text:
        "ntp authentication-keyid 1 authentication-mode aes-128-cmac simple Hush\n" +
        "ntp authentication-keyid 1 authentication-mode hmac-sha-256 simple a Hush\n" +
        "ntp authentication-keyid 1 authentication-mode hmac-sha-256 cipher Hush\n" +
        "ntp authentication-keyid 1 authentication-mode md5x Hush",
      lines: [
        'line 1, word 7 "******": Wrong parameter. A secret of aes-128-cmac has 16 octets, not 4.',
        /^line 2, word 8 "\*+": Unrecognized/,
        /^line 3, word 7 "\*+": Wrong parameter. This is no cipher text of this device/,
        /^line 4, word 5 "\*+": Wrong parameter/,
      ],
    },
    {
      name: "slips are slips: too short, ambiguous, or behind what is known",
      text: "de\nntp au enable\nntp unicast-server a pre\nntp source lo acl 3",
      lines: [/word 1 "de": Unrec/, /word 2 "au": Ambig/, /word 4 "pre": Ambig/, /word 4 "acl": Unrec/],
    },
    {
      name: "what may be a command of the block's view",
      text: "interface lo\nntp-service b 5000",
      lines: [/^line 2, word 2 "b": Ambiguous/],
    },
    {
      name: "commands of a console",
      text: "save\ndis clock\nsav\ndebugging ntp-service all",
      lines: [
        'line 1, word 1 "save": Unrecognized command. This does not go into a configuration file.',
        'line 2, word 1 "dis": Unrecognized command. This does not go into a configuration file.',
        'line 3, word 1 "sav": Unrecognized command. This does not go into a configuration file.',
        'line 4, word 1 "debugging": Unrecognized command. This does not go into a configuration file.',
      ],
    },
    { name: "no control characters are repeated", text: "a\x9b31m", lines: [/word 1 "a\?31m"/] },
  ];
  for (const { name, text, lines } of told)
    it(name, () => {
      const problems = problemsOf(text);
      assert.equal(problems.length, lines.length, problems.join("\n"));
      lines.forEach((line, i) =>
        typeof line === "string" ? assert.equal(problems[i], line) : assert.match(problems[i], line),
      );
    });
});
