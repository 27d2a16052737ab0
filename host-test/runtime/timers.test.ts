/** Many waits by one alarm. */
import assert from "node:assert/strict";
import { type AlarmPort } from "../../src/runtime/ports.js";
import { Timers } from "../../src/runtime/timers.js";
import { SECOND } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";

/** A counter that stands still until it is moved on, and the board's one alarm by it. */
class Board implements AlarmPort {
  readonly precisionLog2 = -20;
  readonly now = new Instant();
  readonly #at = new Instant();
  #ring: (() => void) | undefined = undefined;

  get isSet(): boolean {
    return this.#ring !== undefined;
  }

  read(into: Instant): void {
    into.copy(this.now);
  }

  set(at: Instant, ring: () => void): void {
    this.#at.copy(at);
    this.#ring = ring;
  }

  clear(): void {
    this.#ring = undefined;
  }

  /** In steps of a second, `late` seconds after the alarm was to ring. */
  run(seconds: number, late = 0): void {
    for (let i = 0; i < seconds; i++) {
      this.now.add(SECOND);
      if (this.#ring === undefined || this.now.since(this.#at) < late * SECOND) continue;
      const ring = this.#ring;
      this.#ring = undefined;
      ring();
    }
  }
}

function second(seconds: number): Instant {
  const instant = new Instant();
  instant.set(seconds, 0);
  return instant;
}

describe("timers", () => {
  let board: Board;
  let timers: Timers;
  let rung: string[];
  const says = (what: string) => (): void => void rung.push(`${board.now.seconds} ${what}`);

  beforeEach(() => {
    board = new Board();
    timers = new Timers(board, board);
    rung = [];
  });

  it("ring each in its turn, once", () => {
    timers.after(5 * SECOND, says("five"));
    timers.after(2 * SECOND, says("two"));
    timers.after(9 * SECOND, says("nine"));
    board.run(20);
    assert.deepEqual(rung, ["2 two", "5 five", "9 nine"]);
  });

  it("never ring within the call that begins them", () => {
    timers.after(0, says("at once"));
    assert.deepEqual(rung, []);
    board.run(1);
    assert.deepEqual(rung, ["1 at once"]);
  });

  it("ring all that are due where the alarm comes late", () => {
    timers.after(2 * SECOND, says("two"));
    timers.after(3 * SECOND, says("three"));
    timers.after(9 * SECOND, says("nine"));
    board.run(10, 4);
    assert.deepEqual(rung, ["6 two", "6 three"]);
  });

  it("do not ring once cancelled, and leave the alarm alone where none is left", () => {
    const timer = timers.after(2 * SECOND, says("two"));
    timer.cancel();
    timer.cancel();
    assert.equal(board.isSet, false);
    board.run(5);
    assert.deepEqual(rung, []);
  });

  it("may be cancelled by one that rings with them", () => {
    const others = [1, 2].map(() => timers.after(2 * SECOND, () => others.forEach(other => other.cancel())));
    timers.after(2 * SECOND, says("last"));
    board.run(5);
    assert.deepEqual(rung, ["2 last"]);
  });

  it("begin others when they ring", () => {
    const again = (): void => {
      says("again")();
      if (rung.length < 3) timers.after(2 * SECOND, again);
    };
    timers.after(2 * SECOND, again);
    board.run(20);
    assert.deepEqual(rung, ["2 again", "4 again", "6 again"]);
  });

  it("leave the others their turn where one begins itself anew without a wait", () => {
    const again = (): void => {
      says("again")();
      timers.after(0, again);
    };
    timers.after(SECOND, again);
    timers.after(SECOND, says("other"));
    board.run(2);
    assert.deepEqual(rung, ["1 again", "1 other", "2 again"]);
  });

  it("ring, though one of them throws", () => {
    timers.after(SECOND, () => {
      throw new Error("broken");
    });
    timers.after(SECOND, says("other"));
    assert.throws(() => board.run(1), /broken/);
    board.run(1);
    assert.deepEqual(rung, ["2 other"]);
  });

  describe("as an alarm of one user", () => {
    it("replace what was set before", () => {
      const alarm = timers.alarm();
      alarm.set(second(2), says("first"));
      alarm.set(second(4), says("second"));
      board.run(10);
      assert.deepEqual(rung, ["4 second"]);
    });

    it("ring beside others, again and again", () => {
      const alarm = timers.alarm();
      const ring = (): void => {
        says("alarm")();
        alarm.set(second(board.now.seconds + 3), ring);
      };
      alarm.set(second(3), ring);
      timers.after(4 * SECOND, says("timer"));
      board.run(9);
      assert.deepEqual(rung, ["3 alarm", "4 timer", "6 alarm", "9 alarm"]);
    });

    it("do not ring once cleared", () => {
      const alarm = timers.alarm();
      alarm.set(second(2), says("alarm"));
      alarm.clear();
      board.run(5);
      assert.deepEqual(rung, []);
    });
  });

  it("are over when closed", () => {
    timers.alarm().set(second(2), says("alarm"));
    timers.after(SECOND, () => timers.close());
    timers.after(2 * SECOND, says("timer"));
    board.run(5);
    assert.deepEqual(rung, []);
    assert.equal(board.isSet, false);
  });
});
