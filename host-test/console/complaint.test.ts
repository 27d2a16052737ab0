/** What stands below a wrong line, whatever made it wrong. */
import assert from "node:assert/strict";
import { complaint, isHopeless } from "../../src/console/complaint.js";
import { Fault, Mistake } from "../../src/config/mistake.js";

describe("a complaint", () => {
  const faults: { fault: Fault; hopeless: boolean; lines: readonly string[] }[] = [
    { fault: Fault.Unrecognized, hopeless: true, lines: ["% Unrecognized command found at '^' position.", "a, b"] },
    { fault: Fault.Ambiguous, hopeless: true, lines: ["% Ambiguous command found at '^' position.", "a, b"] },
    { fault: Fault.Incomplete, hopeless: false, lines: ["% Incomplete command found at '^' position.", "a, b"] },
    { fault: Fault.WrongParameter, hopeless: false, lines: ["% Wrong parameter found at '^' position.", "a, b"] },
    { fault: Fault.NotYet, hopeless: false, lines: ["% Not supported yet.", "a, b"] },
    { fault: Fault.NotHere, hopeless: false, lines: ["% Not supported by this device.", "a, b"] },
    { fault: Fault.Astray, hopeless: false, lines: ["% Left out with the line that leads to its view.", "a, b"] },
  ]; // prettier-ignore
  for (const { fault, hopeless, lines } of faults)
    it(lines[0], () => {
      const mistake = new Mistake(1, fault, "a, b");
      assert.deepEqual(complaint("[R]quit ", mistake, 80), ["        ^", ...lines]);
      assert.equal(isHopeless(mistake), hopeless);
    });

  it("says no more where there is no advice", () =>
    assert.deepEqual(complaint("", new Mistake(0, Fault.NotHere, ""), 80), [
      "^",
      "% Not supported by this device.",
    ]));

  it("has its caret below the word where characters are wide, and its advice in lines", () => {
    const mistake = new Mistake(1, Fault.Unrecognized, "aaaa, bbbb, cccc");
    assert.deepEqual(complaint("時計 ", mistake, 11), [
      "     ^",
      "% Unrecognized command found at '^' position.",
      "aaaa, bbbb,",
      "  cccc",
    ]);
  });
});
