import assert from "node:assert/strict";
import { runCase } from "./cases.js";
import { figureTable, filledIn } from "./figure-table.js";
import { SCENARIOS } from "../scenarios.js";

const BEGIN = "<!-- figures: npm run plots -->";
const END = "<!-- end of figures -->";

describe("the table of figures", () => {
  it("has ours, and in brackets those of others", () => {
    const each = {
      ...runCase({ ...SCENARIOS[1], seconds: 700, settling: 100 }, { min: 6, max: 10 }, 1),
      rms: 310.5e-6,
      p95: 700e-6,
      max: 9.4e-6,
      rmsFrequency: 222e-9,
      toMillisecond: 95,
      toTenth: Infinity,
      requests: 75,
      oracle: 119e-6,
    };
    const [head, rule, row] = figureTable([each]).split("\n");
    assert.equal(head.split("|").length, row.split("|").length);
    assert.equal(head.split("|").length, rule.split("|").length);
    assert.equal(
      row,
      "| S2, 6–10 | 311 [621 / 788 / 492] | 0.50 | 119 | 700 | 9.4 [1207 / 1768] | **222** [111 / 276] | 95 [190 / 1557] | – [– / –] | 75 [75] |",
    );
  });

  it("takes the place of the one before", () => {
    const text = `a\n${BEGIN}\nold\n${END}\nb\n`;
    const filled = filledIn(text, "| new |");
    assert.equal(filled, `a\n${BEGIN}\n\n| new |\n\n${END}\nb\n`);
    assert.equal(filledIn(filled, "| new |"), filled);
  });

  for (const text of ["a", `${BEGIN} a`, `a ${END}`, `${END} ${BEGIN}`])
    it(`has no place in ${JSON.stringify(text)}`, () =>
      assert.throws(() => filledIn(text, ""), /there is no/));
});
