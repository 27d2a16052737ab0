import assert from "node:assert/strict";
import { area, element, label, polyline, svg, type Point } from "./svg.js";

/** The points of a polyline or polygon. */
function pointsOf(text: string): number[][] {
  const [, points] = /points="([^"]*)"/.exec(text)!;
  return points.split(" ").map(point => point.split(",").map(Number));
}

describe("SVG", () => {
  it("is one element with a ground of its own, a style for dark pages, and words for who cannot see it", () => {
    const text = svg(10, 20, `a "b" & <c>`, element("g", {}));
    assert.ok(text.startsWith(`<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20"`));
    assert.ok(text.includes(`aria-label="a &quot;b&quot; &amp; &lt;c>"`));
    assert.match(text, /prefers-color-scheme:dark/);
    assert.match(text, /<rect class="ground" width="10" height="20" rx="6"\/>/);
    assert.ok(text.endsWith("<g/></svg>\n"));
  });

  it("escapes text", () => {
    assert.equal(
      label(1, 2, "a < b & c", { class: "x" }),
      `<text x="1" y="2" class="x">a &lt; b &amp; c</text>`,
    );
  });

  it("is drawn to a tenth of a pixel", () => {
    assert.equal(element("a", { x: 1.26, y: -0.04 }), `<a x="1.3" y="0"/>`);
  });

  it("has no place for what is no number", () => {
    for (const value of [NaN, Infinity]) assert.throws(() => element("a", { x: value }), /is nowhere/);
  });

  it("has no point in a line that nobody would miss", () => {
    const straight = Array.from({ length: 50 }, (_, i): Point => [i, 2 * i + (i % 2) * 0.1]);
    assert.deepEqual(pointsOf(polyline(straight, "a")), [
      [0, 0],
      [49, 98.1],
    ]);
  });

  it("keeps every point of a line to a fifth of a pixel", () => {
    const points = Array.from({ length: 300 }, (_, i): Point => [i, 40 * Math.sin(i / 20) + (i % 7) / 9]);
    const kept = pointsOf(polyline(points, "a"));
    assert.ok(kept.length < points.length / 2, `${kept.length} points`);
    let next = 1;
    for (const [x, y] of points) {
      while (kept[next][0] < x) next++;
      const [[x0, y0], [x1, y1]] = [kept[next - 1], kept[next]];
      assert.ok(Math.abs(y0 + ((y1 - y0) * (x - x0)) / (x1 - x0) - y) < 0.3, `at ${x}`);
    }
  });

  it("draws an area along its upper side and back along its lower one", () => {
    const upper: Point[] = [[0, 1], [1, 5], [2, 1]]; // prettier-ignore
    const lower: Point[] = [[0, 8], [2, 9]]; // prettier-ignore
    assert.deepEqual(pointsOf(area(upper, lower, "a")), [[0, 1], [1, 5], [2, 1], [2, 9], [0, 8]]); // prettier-ignore
  });
});
