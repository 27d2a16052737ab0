import assert from "node:assert/strict";
import { ALL_SETTINGS } from "../../src/config/all-settings.js";
import { both, Dialect } from "../../src/config/dialect.js";
import { integer, text } from "../../src/config/kinds.js";
import { grammarOf } from "../../src/config/grammar.js";
import { Fault, Mistake } from "../../src/config/mistake.js";
import { read } from "../../src/config/reading.js";
import { command, option, param, type Syntax } from "../../src/config/syntax.js";
import { contextOf, wordsOf } from "./context.js";

const CONTEXT = contextOf(Dialect.Comware);

/** Shapes that commands have beside the settings there are. */
const KEY: Syntax = command({
  spellings: ["key"],
  help: "",
  params: [param("id", integer(1, 9), "")],
  options: [
    { ...option("mode", text(8), ""), isOptional: both(false) },
    option("acl", integer(1, 9), ""),
    option("ipv6 acl", integer(1, 9), ""),
  ],
});
const SHAPES: readonly Syntax[] = [
  KEY,
  command({ spellings: ["show sessions"], help: "" }),
  command({ spellings: ["show status"], help: "" }),
  command({ spellings: ["show sessions all"], help: "" }),
];

function meaning(rows: readonly Syntax[], line: string): unknown {
  const reading = read(grammarOf(rows), wordsOf(line), CONTEXT);
  if (reading instanceof Mistake) return [reading.fault, reading.at, reading.advice];
  return [reading.row.spellings[0], reading.values];
}

describe("reading", () => {
  const understood = [
    { line: "show sess", as: "show sessions" },
    { line: "sh st", as: "show status" },
    { line: "show sessions a", as: "show sessions all" },
    { line: "SHOW Sessions", as: "show sessions" },
  ];
  for (const { line, as } of understood)
    it(`${line} is ${as}`, () => assert.deepEqual(meaning(SHAPES, line), [as, {}]));

  const keys = [
    { line: "key 1 mode md5", values: { id: 1, mode: "md5" } },
    { line: "key 1 mode md5 acl 2 ipv6 acl 3", values: { id: 1, mode: "md5", acl: 2, "ipv6 acl": 3 } },
    { line: "k 1 ip a 3 ac 2 m md5", values: { id: 1, mode: "md5", acl: 2, "ipv6 acl": 3 } },
  ];
  for (const { line, values } of keys)
    it(line, () => assert.deepEqual(meaning(SHAPES, line), ["key", values]));

  const mistakes = [
    { line: "", fault: Fault.Incomplete, at: 0, advice: "Expected: key, show." },
    { line: "shw", fault: Fault.Unrecognized, at: 0, advice: "Expected: key, show." },
    { line: "show", fault: Fault.Incomplete, at: 1, advice: "Expected: sessions, status." },
    { line: "show s", fault: Fault.Ambiguous, at: 1, advice: "May be sessions, status." },
    { line: "show status now", fault: Fault.Unrecognized, at: 2, advice: "Nothing more is expected." },
    { line: "key", fault: Fault.Incomplete, at: 1, advice: "Expected: INTEGER<1-9>." },
    { line: "key x", fault: Fault.WrongParameter, at: 1, advice: "Expected: INTEGER<1-9>." },
    { line: "key 1", fault: Fault.Incomplete, at: 2, advice: "Expected: mode STRING<1-8>." },
    { line: "key 1 mode", fault: Fault.Incomplete, at: 3, advice: "Expected: mode STRING<1-8>." },
    {
      line: "key 1 mode 123456789",
      fault: Fault.WrongParameter,
      at: 3,
      advice: "Expected: mode STRING<1-8>.",
    },
    { line: "key 1 mode a ipv6", fault: Fault.Incomplete, at: 5, advice: "Expected: acl." },
    { line: "key 1 mode a ipv6 x", fault: Fault.Unrecognized, at: 5, advice: "Expected: acl." },
    { line: "key 1 mode a mode b", fault: Fault.Unrecognized, at: 4, advice: "mode is there already." },
    { line: "undo key 1", fault: Fault.Unrecognized, at: 0, advice: "Expected: key, show." },
  ];
  for (const { line, fault, at, advice } of mistakes)
    it(`"${line}" is wrong at word ${at}`, () =>
      assert.deepEqual(meaning(SHAPES, line), [fault, at, advice]));

  const settings = [
    { line: "ntp so lo", row: "ntp-service source" },
    { line: "ntp source-i lo", row: "ntp-service source" },
    { line: "ntp ipv6 so lo", row: "ntp-service ipv6 source" },
    { line: "undo ntp en", row: "ntp-service enable" },
    { line: "un ntp unicast-s 192.0.2.1", row: "ntp-service unicast-server" },
    { line: "ntp ref 3", row: "ntp-service refclock-master" },
    { line: "ntp ref 127.127.1.2", row: "ntp-service refclock-master" },
    { line: "ntp ref", row: "ntp-service refclock-master" },
    { line: "ntp refclock", row: "ntp-service refclock-master" },
    { line: "ntp refclock 3", row: "ntp-service refclock-master" },
    { line: "undo ntp ref", row: "ntp-service refclock-master" },
    { line: "ntp ref g serial gps", row: "ntp-service refclock gps" },
    { line: "undo ntp refclock gps", row: "ntp-service refclock gps" },
    { line: "cl pr no", row: "clock protocol" },
  ];
  for (const { line, row } of settings)
    it(`${line} is ${row}`, () => assert.equal((meaning(ALL_SETTINGS, line) as string[])[0], row));

  const wrongSettings = [
    { line: "ntp", fault: Fault.Incomplete, at: 1 },
    { line: "ntp-servicex enable", fault: Fault.Unrecognized, at: 0 },
    { line: "clock p none x", fault: Fault.Unrecognized, at: 3 },
    { line: "ntp unicast-server a pre", fault: Fault.Ambiguous, at: 3 },
    { line: "ntp unicast-server a m", fault: Fault.Ambiguous, at: 3 },
    { line: "ntp ref 16", fault: Fault.WrongParameter, at: 2 },
    { line: "ntp refclock 127.127.20.1", fault: Fault.WrongParameter, at: 2 },
    { line: "ntp refclock gps 4 serial a", fault: Fault.WrongParameter, at: 3 },
    { line: "ntp refclock gps", fault: Fault.Incomplete, at: 3 },
    { line: "ntp ref gps serial", fault: Fault.Incomplete, at: 4 },
    { line: "ntp leap", fault: Fault.Incomplete, at: 2 },
    { line: "ntp lea", fault: Fault.Ambiguous, at: 1 },
    { line: "ntp leap 86400", fault: Fault.WrongParameter, at: 2 },
    { line: "undo ntp lea", fault: Fault.Ambiguous, at: 2 },
    { line: "ntp auth enable", fault: Fault.Ambiguous, at: 1 },
    { line: "ntp refclock-master 16", fault: Fault.WrongParameter, at: 2 },
    { line: "ntp refclock-master 127.127.1.4", fault: Fault.WrongParameter, at: 2 },
    { line: "ntp refclock-master 127.127.1.0 0", fault: Fault.WrongParameter, at: 3 },
    { line: "ntp refclock-master 2 127.127.1.0", fault: Fault.Unrecognized, at: 3 },
    { line: "ntp source 3000::1", fault: Fault.WrongParameter, at: 2 },
    { line: "ntp source 224.0.0.1", fault: Fault.WrongParameter, at: 2 },
    { line: "ntp ipv6 source 192.0.2.1", fault: Fault.WrongParameter, at: 3 },
    { line: "clock timezone X add 24:00", fault: Fault.WrongParameter, at: 4 },
    { line: "clock timezone X add 08:60", fault: Fault.WrongParameter, at: 4 },
    { line: "clock timezone X", fault: Fault.Incomplete, at: 3 },
    { line: "undo ntp unicast-server", fault: Fault.Incomplete, at: 3 },
    { line: "undo ntp unicast-server a version 9", fault: Fault.WrongParameter, at: 5 },
    { line: "undo", fault: Fault.Incomplete, at: 1 },
    { line: "ntp unicast-server domain", fault: Fault.Incomplete, at: 3 },
    { line: "sysname a\ud800", fault: Fault.WrongParameter, at: 1 },
    { line: "sysname", fault: Fault.Incomplete, at: 1 },
    { line: "sysname a\x9b31m", fault: Fault.WrongParameter, at: 1 },
    { line: "clock protocol", fault: Fault.Incomplete, at: 2 },
    { line: "ntp dscp", fault: Fault.Incomplete, at: 2 },
    { line: "ntp max-distance", fault: Fault.Incomplete, at: 2 },
    { line: "undo undo ntp enable", fault: Fault.Unrecognized, at: 1 },
  ];
  for (const { line, fault, at } of wrongSettings)
    it(`"${line}" is wrong at word ${at}`, () => {
      const found = meaning(ALL_SETTINGS, line) as unknown[];
      assert.deepEqual(found.slice(0, 2), [fault, at]);
    });

  it("says what a missing word would be, and what for", () => {
    const adviceOf = (line: string): unknown => (meaning(ALL_SETTINGS, line) as unknown[])[2];
    assert.equal(
      adviceOf("ntp unicast-server"),
      "Expected: X.X.X.X or STRING<1-253> (address or name of the server).",
    );
    assert.equal(
      adviceOf("ntp ipv6 unicast-server"),
      "Expected: X:X::X:X or STRING<1-253> (IPv6 address or name of the server).",
    );
    assert.equal(
      adviceOf("ntp source eth9"),
      "There is no such interface; there are Vlan-interface2, Vlan-interface3, GigabitEthernet1/0/1, lo, eth0, eth1, eth2.",
    );
  });

  it("undo reads the values that it is given", () => {
    const reading = read(grammarOf(ALL_SETTINGS), wordsOf("undo ntp unicast-server a iburst"), CONTEXT);
    assert.ok(!(reading instanceof Mistake));
    assert.deepEqual(reading.values, { host: "a", iburst: true });
  });
});
