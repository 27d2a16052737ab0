/** What stands behind the bar. */
import assert from "node:assert/strict";
import { Fault, Mistake } from "../../src/config/mistake.js";
import { barIn, filterOffers, LineFilter } from "../../src/console/line-filter.js";

const LINES = ["one", "two", "three", "two three"];

describe("filters of lines", () => {
  const rows: { filter: string; taken: string[] }[] = [
    { filter: "include two", taken: ["two", "two three"] },
    { filter: "inc  two  ", taken: ["two", "two three"] },
    { filter: "exclude t", taken: ["one"] },
    { filter: "begin ^t", taken: ["two", "three", "two three"] },
    { filter: "i two th", taken: ["two three"] },
    { filter: "include |", taken: LINES },
  ];
  for (const { filter, taken } of rows)
    it(filter, () => {
      const line = `display version | ${filter}`;
      const read = LineFilter.read(line, barIn(line));
      assert.ok(read instanceof LineFilter);
      assert.deepEqual(
        LINES.filter(each => read.takes(each)),
        taken,
      );
    });

  const wrong: { filter: string; at: number; fault: Fault }[] = [
    { filter: "", at: 3, fault: Fault.Incomplete },
    { filter: "x", at: 3, fault: Fault.Unrecognized },
    { filter: "include", at: 4, fault: Fault.Incomplete },
    { filter: "include [", at: 4, fault: Fault.WrongParameter },
    { filter: "include a b[1 2", at: 5, fault: Fault.WrongParameter },
    { filter: `include ${"x".repeat(256)}`, at: 4, fault: Fault.WrongParameter },
  ];
  for (const { filter, at, fault } of wrong)
    it(`not ${filter.slice(0, 20) || "nothing"}`, () => {
      const line = `display version | ${filter}`;
      const read = LineFilter.read(line, barIn(line));
      assert.ok(read instanceof Mistake);
      assert.deepEqual([read.at, read.fault], [at, fault]);
    });

  const bars: { line: string; at: number }[] = [
    { line: "display version | include x", at: 16 },
    { line: " dis version | include a | b", at: 13 },
    { line: "display version |", at: 16 },
    { line: "display version", at: -1 },
    { line: "display a|b", at: -1 },
    { line: "set authentication password simple a | b", at: -1 },
    { line: "| include", at: -1 },
  ];
  for (const { line, at } of bars) it(`the bar of ${line}`, () => assert.equal(barIn(line), at));

  it("are offered", () => {
    assert.deepEqual(
      filterOffers(" ").map(({ word }) => word),
      ["begin", "exclude", "include"],
    );
    assert.deepEqual(
      filterOffers(" in").map(({ word }) => word),
      ["include"],
    );
    assert.deepEqual(
      filterOffers(" include ").map(({ word }) => word),
      ["TEXT"],
    );
  });
});
