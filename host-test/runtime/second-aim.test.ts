/** The second that a real-time clock is told to begin, and when it is told. */
import assert from "node:assert/strict";
import { SoftwareClock } from "../../src/core/software-clock.js";
import { SecondAim } from "../../src/runtime/second-aim.js";
import { SECOND, type Q32 } from "../../src/time/fixed.js";
import { Instant, Timestamp } from "../../src/time/moment.js";
import { instant, ms } from "../support/quantities.js";

const TIME = 4e9;

/** A clock that shows second `TIME` when the counter reads 100 s, and a chip told `lead` before its second. */
class Bench {
  readonly clock = new SoftwareClock();
  readonly aim: SecondAim;
  readonly now = new Instant();

  constructor(lead: Q32) {
    const time = new Timestamp();
    time.set(TIME, 0);
    this.clock.set(instant(100), time);
    this.now.copy(instant(100));
    this.aim = new SecondAim(this.clock, lead);
    this.aim.begin();
  }

  /** Chooses a second `units` into second `TIME`; answers how long to wait. */
  choose(units: Q32): Q32 {
    this.now.copy(instant(100));
    this.now.add(units);
    return this.aim.choose(this.now);
  }

  /** Waits so long, and asks whether it is time. */
  isNowAfter(wait: Q32): boolean {
    this.now.add(wait);
    return this.aim.isNow(this.now);
  }
}

describe("the second that a real-time clock begins", () => {
  const rows = [
    { name: "is the next", lead: 0, into: ms(300), second: 1 },
    { name: "is one that is just farther than 20 ms", lead: 0, into: SECOND - ms(20) - 1, second: 1 },
    { name: "is none that is nearer", lead: 0, into: SECOND - ms(20), second: 2 },
    { name: "is told of before it begins", lead: ms(500), into: ms(300), second: 1 },
    { name: "is another where that is too near", lead: ms(500), into: ms(490), second: 2 },
  ];
  for (const { name, lead, into, second } of rows)
    it(name, () => {
      const bench = new Bench(lead);
      const wait = second * SECOND - lead - into;
      assert.equal(bench.choose(into), wait);
      const { shown, target } = bench.aim;
      assert.deepEqual([target.seconds, target.fraction], [TIME + second, 0]);
      assert.deepEqual([shown.seconds, shown.fraction], [TIME + second - 1, 0]);
      assert.ok(bench.isNowAfter(wait));
      assert.equal(bench.aim.early, 0);
    });

  for (const [name, miss, isNow] of [
    ["10 ms late", ms(10), true],
    ["later", ms(10) + 1, false],
    ["10 ms early", -ms(10), true],
    ["earlier", -ms(10) - 1, false],
  ] as const)
    it(`is ${isNow ? "taken" : "let go"} where the alarm rings ${name}`, () => {
      const bench = new Bench(ms(500));
      assert.equal(bench.isNowAfter(bench.choose(ms(300)) + miss), isNow);
      assert.equal(bench.aim.early, -miss);
    });

  it("is taken at the sixteenth try, however far it is missed, and counted anew after that", () => {
    const bench = new Bench(0);
    for (let round = 0; round < 2; round++) {
      bench.aim.begin();
      for (let tries = 1; tries <= 16; tries++)
        assert.equal(bench.isNowAfter(bench.choose(ms(300)) + ms(30)), tries === 16, `try ${tries}`);
    }
  });

  it("is told of earlier by what the chip was late then, within two seconds", () => {
    const lead = (learned: readonly Q32[]): Q32 => {
      const bench = new Bench(ms(500));
      for (const offset of learned) bench.aim.learn(offset);
      const wait = bench.choose(0);
      return bench.aim.target.seconds * SECOND - TIME * SECOND - wait;
    };
    assert.equal(lead([ms(7)]), ms(493));
    assert.equal(lead([ms(-7)]), ms(507));
    assert.equal(lead([ms(7), ms(1)]), ms(492));
    assert.equal(lead([ms(600)]), 0);
    assert.equal(lead([ms(-900), ms(-900)]), 2 * SECOND);
    assert.equal(lead([SECOND]), ms(500), "of a second that was missed nothing is learned");
    assert.equal(lead([-SECOND]), ms(500));
  });
});
