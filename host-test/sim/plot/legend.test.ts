import assert from "node:assert/strict";
import { legend } from "./legend.js";

describe("a legend", () => {
  const text = legend(10, 50, [
    { className: "a", text: "first" },
    { className: "none", text: "◇ second" },
    { className: "b", text: "third" },
  ]);
  const texts = [...text.matchAll(/<text x="([\d.]+)" y="50">([^<]*)</g)];

  it("says what each line is, beside a piece of it", () => {
    assert.match(text, /<line class="a" x1="10" y1="46" x2="36" y2="46"\/>\n<text x="42" y="50">first</);
    assert.equal(text.match(/<line/g)!.length, 2);
    assert.deepEqual(
      texts.map(([, , word]) => word),
      ["first", "◇ second", "third"],
    );
  });

  it("leaves room for the words", () => {
    const xs = texts.map(([, x]) => Number(x));
    assert.ok(xs[1] - xs[0] > 6 * "first".length && xs[2] - xs[1] > 6 * "◇ second".length);
  });
});
