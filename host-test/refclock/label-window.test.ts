import assert from "node:assert/strict";
import { LabelWindow, TEXT_ERROR } from "../../src/refclock/label-window.js";
import { ms, near } from "../support/quantities.js";

const tell = (window: LabelWindow, delays: readonly number[]): boolean[] =>
  delays.map(delay => window.accepts(ms(delay), 0));

const FOUND = [300, 305, 295, 300, 310, 290, 300, 300];

describe("the window of labels", () => {
  it("is 100 to 900 ms as long as nothing is known", () => {
    const window = new LabelWindow(undefined);
    assert.deepEqual([window.delay, window.half, window.isKnown], [ms(500), ms(400), false]);
    assert.equal(window.error, ms(400));
    assert.deepEqual(tell(window, [95, 105, 895, 905]), [false, true, true, false]);
  });

  it("has room for texts that may have come later than reckoned", () => {
    const window = new LabelWindow(undefined);
    const told = [-120, 95, 895, 905].map(delay => window.accepts(ms(delay), 0, ms(240)));
    assert.deepEqual(told, [true, true, true, false]);
    assert.ok(!new LabelWindow(undefined).accepts(ms(-150), 0, ms(240)));
  });

  it("is around what is configured", () => {
    const window = new LabelWindow(ms(-300));
    assert.ok(window.isKnown);
    assert.equal(window.error, TEXT_ERROR);
    assert.deepEqual(tell(window, [-710, -690, 90, 110]), [false, true, true, false]);
  });

  it("is what eight labels measure", () => {
    const window = new LabelWindow(undefined);
    tell(window, FOUND.slice(1));
    assert.ok(!window.isKnown);
    tell(window, [300]);
    assert.ok(window.isKnown);
    near(window.delay, ms(300), ms(3));
    assert.equal(window.half, ms(50));
    assert.equal(window.error, TEXT_ERROR);
    assert.deepEqual(tell(window, [240, 260, 340, 360]), [false, true, true, false]);
  });

  it("is wider where the text is unsteady, and worth what it was measured by", () => {
    const window = new LabelWindow(undefined);
    for (let i = 0; i < 30; i++) window.accepts(ms(i % 2 === 0 ? 270 : 330), ms(20));
    near(window.half, ms(180), ms(20));
    near(window.error, TEXT_ERROR + ms(20), ms(1));
  });

  it("is measured again when ten labels in a row come at another time", () => {
    const window = new LabelWindow(undefined);
    tell(window, FOUND);
    assert.deepEqual(
      tell(
        window,
        Array.from({ length: 12 }, (_, i) => 700 + i),
      ),
      [...Array.from({ length: 10 }, () => false), true, true],
    );
  });

  it("is not moved to where no receiver speaks, nor by labels that come at any time", () => {
    const window = new LabelWindow(undefined);
    tell(window, FOUND);
    tell(
      window,
      Array.from({ length: 30 }, () => 950),
    );
    for (let i = 0; i < 30; i++) tell(window, [300, 700]);
    tell(
      window,
      Array.from({ length: 30 }, (_, i) => (i % 2 === 0 ? 500 : 700)),
    );
    near(window.delay, ms(300), ms(3));
  });
});
