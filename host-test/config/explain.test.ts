import assert from "node:assert/strict";
import { readConfiguration } from "../../src/config/configuration-text.js";
import { Configuration } from "../../src/config/configuration.js";
import { Dialect } from "../../src/config/dialect.js";
import { explain, faultName } from "../../src/config/explain.js";
import { Fault, Mistake } from "../../src/config/mistake.js";
import { contextOf } from "./context.js";

function explained(line: string): string[] {
  const found = readConfiguration([line], contextOf(Dialect.Comware));
  return found instanceof Configuration ? [] : found.map(explain);
}

describe("mistakes in a sentence", () => {
  const rows = [
    {
      line: "ntp-service dscp 64",
      as: 'line 1, word 3 "64": Wrong parameter. Expected: INTEGER<0-63> (differentiated services code point).',
    },
    {
      line: "  ntp-service dscp",
      as: "line 1, at the end: Incomplete command. Expected: INTEGER<0-63> (differentiated services code point).",
    },
    {
      line: "ntp-service unicast-server a m 6",
      as: 'line 1, word 4 "m": Ambiguous command. May be maxpoll, minpoll.',
    },
    {
      line: "clock protocol ntp x",
      as: 'line 1, word 4 "x": Unrecognized command. Nothing more is expected.',
    },
    { line: "clock summer-time", as: 'line 1, word 2 "summer-time": Not supported yet.' },
    {
      line: "sysname a\x9b2J",
      as: 'line 1, word 2 "a?2J": Wrong parameter. Control characters cannot be part of it.',
    },
  ];
  for (const { line, as } of rows) it(JSON.stringify(line), () => assert.deepEqual(explained(line), [as]));

  it("counts lines and words from 1", () => {
    const mistake = new Mistake(2, Fault.Unrecognized, "");
    assert.equal(
      explain({ line: 7, mistake, column: 9, word: "c" }),
      'line 7, word 3 "c": Unrecognized command.',
    );
  });

  it("each fault has a name of its own", () => {
    const faults = [
      Fault.Unrecognized,
      Fault.Incomplete,
      Fault.WrongParameter,
      Fault.Ambiguous,
      Fault.NotYet,
    ];
    assert.equal(new Set(faults.map(faultName)).size, faults.length);
  });
});
