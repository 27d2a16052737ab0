import assert from "node:assert/strict";
import { Association } from "../../src/core/association.js";
import { Muster } from "../../src/core/muster.js";
import { Pace } from "../../src/core/schedule.js";
import { Standing } from "../../src/core/verdict.js";
import { server } from "../support/engine-rig.js";
import { instant } from "../support/quantities.js";

/** A place in the pool whose source has had `samples` answers of its fast start. */
function coming(samples: number, pace = Pace.FastStart, standing = Standing.Unproven): Association {
  const association = new Association(0);
  association.mobilize(server("192.0.2.1"));
  association.schedule.begin(pace, instant(0));
  association.schedule.samples = samples;
  association.standing = standing;
  return association;
}

describe("muster", () => {
  for (const { what, others, early } of [
    { what: "nobody else", others: [], early: false },
    { what: "a free place", others: [new Association(0)], early: false },
    { what: "one that has answered", others: [coming(1)], early: true },
    { what: "one that has not answered yet", others: [coming(0)], early: false },
    { what: "one that asks at its usual pace", others: [coming(1, Pace.Steady)], early: false },
    { what: "one that can be judged", others: [coming(1, Pace.FastStart, Standing.Candidate)], early: false },
    { what: "one of several", others: [coming(0), coming(2)], early: true },
  ])
    it(`${early ? "waits" : "does not wait"} for ${what}`, () =>
      assert.equal(new Muster(others).isTooEarly(instant(100)), early));

  it("waits for no longer than two requests of a fast start take", () => {
    const muster = new Muster([coming(1)]);
    assert.deepEqual([100, 103, 104].map(at => muster.isTooEarly(instant(at))), [true, true, false]); // prettier-ignore
  });

  it("waits no more once the other is there", () => {
    const other = coming(1);
    const muster = new Muster([other]);
    assert.equal(muster.isTooEarly(instant(100)), true);
    other.standing = Standing.Candidate;
    assert.equal(muster.isTooEarly(instant(101)), false);
  });
});
