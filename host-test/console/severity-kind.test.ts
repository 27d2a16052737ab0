import assert from "node:assert/strict";
import { Dialect } from "../../src/config/dialect.js";
import { Cursor } from "../../src/config/cursor.js";
import { SEVERITY, severityOf } from "../../src/console/severity-kind.js";
import { contextOf } from "../config/context.js";
import { Severity } from "../../src/report/severity.js";

describe("levels of the log, typed", () => {
  const rows: [word: string, severity: Severity | undefined][] = [
    ["0", Severity.Emergency],
    ["7", Severity.Debugging],
    ["8", undefined],
    ["-0", undefined],
    ["1.5", undefined],
    ["warnings", Severity.Warning],
    ["warn", Severity.Warning],
    ["e", undefined],
    ["grave", undefined],
  ];
  for (const [word, severity] of rows)
    it(word, () => {
      const context = { ...contextOf(Dialect.Comware), keepsLocked: false };
      assert.equal(severityOf(SEVERITY.read(new Cursor([word], context, []))), severity);
    });
});
