import assert from "node:assert/strict";
import { headLines, shortfallLines } from "./report.js";

describe("the simulation's report", () => {
  it("says what its figures and the others' are, and what a claim is", () => {
    const text = headLines(7).join("\n");
    assert.match(
      text,
      /medians over seeds 1 to 7;.* chrony's and ntpd's are medians of runs that were made once/,
    );
    assert.match(text, /^claim: root delay \/ 2 \+ root dispersion/m);
    for (const line of headLines(1000)) assert.ok(line.length <= 120, line);
  });

  it("says where it falls short, or that it does nowhere", () => {
    assert.deepEqual(shortfallLines([]), ["short of the aims: none"]);
    const found = "S2, polls 4-6: RMS µs 0.90, not 0.8";
    assert.deepEqual(shortfallLines([found]).slice(1), [found]);
    assert.doesNotMatch(shortfallLines([found])[0], /none/);
  });
});
