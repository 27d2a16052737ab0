import assert from "node:assert/strict";
import { isForeignOption } from "../../src/config/foreign-options.js";
import { wordsOf } from "./context.js";

describe("what routers take behind commands that this device has, too", () => {
  const rows = [
    { line: "rule permit logging", at: 2, is: true },
    { line: "rule permit LOGG", at: 2, is: true },
    { line: "undo rule 5 logging", at: 3, is: true },
    { line: "rule permit lo", at: 2, is: false },
    { line: "sysname logging", at: 1, is: false },
    { line: "snmp-agent trap enable feature-name anything", at: 4, is: true },
    { line: "snmp-agent trap enable feature-name", at: 3, is: false },
  ];
  for (const { line, at, is } of rows) it(line, () => assert.equal(isForeignOption(wordsOf(line), at), is));
});
