import assert from "node:assert/strict";
import { Severity, severityName } from "../../src/report/severity.js";

describe("severities", () => {
  it("have names of their own", () => {
    const names = Array.from({ length: Severity.Debugging + 1 }, (_, severity) => severityName(severity));
    assert.equal(new Set(names).size, names.length);
    assert.throws(() => severityName(Severity.Debugging + 1), /unexpected case/);
  });
});
