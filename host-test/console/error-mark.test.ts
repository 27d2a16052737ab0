import assert from "node:assert/strict";
import { Dialect } from "../../src/config/dialect.js";
import { marked } from "../../src/console/error-mark.js";

describe("what an error begins with", () => {
  const rows: [line: string, comware: string, vrp: string][] = [
    ["% Not supported yet.", "% Not supported yet.", "Error: Not supported yet."],
    ["%Nov 21 15:00:00 2026 A", "%Nov 21 15:00:00 2026 A", "%Nov 21 15:00:00 2026 A"],
    ["50 % of it", "50 % of it", "50 % of it"],
    ["", "", ""],
  ];
  for (const [line, comware, vrp] of rows)
    it(JSON.stringify(line), () =>
      assert.deepEqual([marked(line, Dialect.Comware), marked(line, Dialect.Vrp)], [comware, vrp]),
    );
});
