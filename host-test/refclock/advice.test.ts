import assert from "node:assert/strict";
import { SECOND } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { Advice, Opinion } from "../../src/refclock/advice.js";
import { instant, ms } from "../support/quantities.js";

/** At counter reading 100 s it was 5000.25 s, give or take 50 ms. */
function given(): Advice {
  const advice = new Advice();
  const time = new Timestamp();
  time.set(5000, SECOND / 4);
  advice.take(instant(100), time, ms(50));
  return advice;
}

describe("what other sources say", () => {
  it("is nothing before they have spoken", () => {
    const advice = new Advice();
    assert.equal(advice.error(instant(100)), undefined);
    assert.equal(advice.near(instant(100)), undefined);
    assert.equal(advice.opinion(5000, instant(100)), Opinion.None);
  });

  it("grows vaguer by 500 ppm, to a quarter of a second", () => {
    assert.equal(given().error(instant(100)), ms(50));
    assert.ok(Math.abs(given().error(instant(300))! - ms(150)) < ms(0.001));
    assert.ok(given().error(instant(499)) !== undefined);
    assert.equal(given().error(instant(501)), undefined);
    assert.equal(given().opinion(5401, instant(501)), Opinion.None);
  });

  it("is the time at any reading, in the era of the build", () => {
    assert.equal(given().near(instant(110)), 0x1_0000_0000 + 5010);
    assert.equal(given().since(5010, instant(110)), SECOND / 4);
    assert.equal(given().since(5012, instant(110)), SECOND / 4 - 2 * SECOND);
  });

  const opinions: readonly [seconds: number, opinion: Opinion][] = [
    [5009, Opinion.Differs],
    [5010, Opinion.Agrees],
    [5011, Opinion.Differs],
    [0x1_0000_0000 + 5010, Opinion.Agrees],
    [4_000_000_000, Opinion.Differs],
  ];
  for (const [seconds, opinion] of opinions)
    it(`${seconds}: ${opinion}`, () => assert.equal(given().opinion(seconds, instant(110)), opinion));
});
