import assert from "node:assert/strict";
import { Span } from "../../src/core/span.js";
import { SECOND } from "../../src/time/fixed.js";
import { instant, ms } from "../support/quantities.js";

describe("span", () => {
  const rows = [
    { name: "none yet", samples: [], length: 1, open: 0 },
    { name: "one sample", samples: [{ at: 5, delay: ms(20) }], length: 1, open: ms(40) },
    {
      name: "the first and the last of many",
      samples: [
        { at: 5, delay: ms(20) },
        { at: 7, delay: ms(9) },
        { at: 15, delay: ms(10) },
      ],
      length: 10,
      open: ms(3),
    },
    {
      name: "two at nearly the same time",
      samples: [
        { at: 5, delay: ms(20) },
        { at: 5.5, delay: ms(10) },
      ],
      length: 1,
      open: ms(30),
    },
    {
      name: "through the end of an era",
      samples: [
        { at: 2 ** 32 - 2, delay: ms(1) },
        { at: 2, delay: ms(3) },
      ],
      length: 4,
      open: ms(1),
    },
  ];
  for (const { name, samples, length, open } of rows)
    it(name, () => {
      const span = new Span();
      for (const { at, delay } of samples) span.extend(delay, instant(at));
      assert.equal(span.length, length * SECOND);
      assert.equal(span.open, open);
    });

  it("begins anew with the next sample after a restart", () => {
    const span = new Span();
    span.extend(ms(20), instant(5));
    span.extend(ms(20), instant(500));
    span.restart();
    assert.equal(span.length, SECOND);
    span.extend(ms(6), instant(600));
    span.extend(ms(2), instant(604));
    assert.equal(span.length, 4 * SECOND);
    assert.equal(span.open, ms(2));
  });
});
