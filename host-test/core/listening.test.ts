import assert from "node:assert/strict";
import { Listening, WayTime } from "../../src/core/listening.js";
import { MILLISECOND, type Q32 } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";

const ms = (value: number): Q32 => Math.round(value * MILLISECOND);

describe("listening", () => {
  describe("takes a way for longer", () => {
    const rows = [
      { name: "not before four were late", lates: [5, 5, 5], isLonger: false },
      { name: "when four were late by as much", lates: [5, 5.5, 5, 4.8], isLonger: true },
      { name: "and goes on to", lates: [5, 5, 5, 5, 5, 5], isLonger: true },
      { name: "not where they scatter: that is a queue", lates: [5, 30, 12, 70], isLonger: false },
      { name: "not with one in between that was not", lates: [5, 5, 5, 0.9, 5], isLonger: false },
      { name: "not where waits are as usual", lates: [1, 1, 1, 1, 1], isLonger: false },
      { name: "when the queue has ended", lates: [5, 30, 12, 70, 5, 5, 5, 5], isLonger: true },
    ];
    for (const { name, lates, isLonger } of rows)
      it(name, () => {
        const listening = new Listening();
        for (const late of lates) listening.add(ms(late), ms(1));
        assert.equal(listening.isLonger, isLonger);
      });

    it("until it is measured, or another server's", () => {
      const listening = new Listening();
      for (let i = 0; i < 4; i++) listening.add(ms(5), ms(1));
      listening.measured(ms(6), ms(1));
      assert.equal(listening.isLonger, false);
      for (let i = 0; i < 4; i++) listening.add(ms(5), ms(1));
      listening.reset();
      assert.equal(listening.isLonger, false);
      assert.deepEqual([listening.wayTime, listening.delay, listening.dispersion], [WayTime.Unknown, 0, 0]);
    });
  });

  it("asks at doubling intervals, up to 34 minutes", () => {
    const listening = new Listening();
    const repeats = Array.from({ length: 10 }, () => {
      listening.ask(new Instant());
      return listening.repeatLog2;
    });
    assert.deepEqual(repeats, [5, 6, 7, 8, 9, 10, 11, 11, 11, 11]);
  });

  it("asks less where the server asks for that, about once a day at last", () => {
    const listening = new Listening();
    const repeats = Array.from({ length: 14 }, () => {
      listening.slowDown();
      return listening.repeatLog2;
    });
    assert.deepEqual(repeats, [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 16, 16]);
  });

  describe("assumes what is configured, give or take", () => {
    const rows = [
      { name: "as much, on a LAN", isToGroup: false, delay: 4, dispersion: 4 },
      { name: "100 ms, in a group, for routers may be between", isToGroup: true, delay: 4, dispersion: 100 },
      { name: "as much, in a group, if that is more", isToGroup: true, delay: 300, dispersion: 300 },
    ];
    for (const { name, isToGroup, delay, dispersion } of rows)
      it(name, () => {
        const listening = new Listening();
        listening.isToGroup = isToGroup;
        listening.assume(ms(delay));
        assert.deepEqual(
          [listening.wayTime, listening.delay, listening.dispersion, listening.repeatLog2],
          [WayTime.Assumed, ms(delay), ms(dispersion), 11],
        );
      });
  });
});
