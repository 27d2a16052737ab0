import assert from "node:assert/strict";
import { LeapPassage } from "../../src/core/leap-passage.js";
import { DAY } from "../../src/time/calendar.js";
import { SECOND, type Q32 } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";

/** The end of 2026, of the day that the second era begins in, and of the first era itself, were they a month's. */
const DAY_ENDS = [4_007_750_400, 4_294_944_000 + DAY, 2 ** 32];

/** `seconds` from the end of the day, on the line or as shown. */
const timeAt = (dayEnd: number, seconds: number): Timestamp => {
  const time = new Timestamp();
  time.set(dayEnd, 0);
  time.add(Math.round(seconds * SECOND));
  return time;
};
const from = (dayEnd: number, time: Timestamp): number => time.since(timeAt(dayEnd, 0)) / SECOND;

const begun = (by: Q32, dayEnd: number): LeapPassage => {
  const passage = new LeapPassage();
  passage.begin(by, dayEnd);
  return passage;
};
const shown = (passage: LeapPassage, dayEnd: number, line: number): number => {
  const time = timeAt(dayEnd, line);
  passage.show(time);
  return from(dayEnd, time);
};
const served = (passage: LeapPassage, dayEnd: number, line: number): number => {
  const time = timeAt(dayEnd, line);
  passage.serve(time);
  return from(dayEnd, time);
};

describe("leap passage: what the clock shows", () => {
  for (const dayEnd of DAY_ENDS) {
    const inserted: [line: number, shows: number][] = [
      [-10, -10],
      [-1, -1],
      [-0.25, -0.25],
      [0, -1],
      [0.75, -0.25],
      [1, 0],
      [1000, 999],
    ];
    for (const [line, shows] of inserted)
      it(`inserted at ${dayEnd}: ${line} s from the end of the day it shows ${shows}`, () => {
        const passage = begun(-SECOND, dayEnd);
        assert.equal(shown(passage, dayEnd, line), shows);
        assert.equal(served(passage, dayEnd, line), shows);
      });

    const deleted: [line: number, shows: number][] = [
      [-10, -10],
      [-1.25, -1.25],
      [-1, 0],
      [-0.5, 0.5],
      [1000, 1001],
    ];
    for (const [line, shows] of deleted)
      it(`deleted at ${dayEnd}: ${line} s from the end of the day it shows ${shows}`, () => {
        const passage = begun(SECOND, dayEnd);
        assert.equal(shown(passage, dayEnd, line), shows);
        assert.equal(served(passage, dayEnd, line), shows);
      });
  }

  it("past the turn it stays moved, though the line is put back before it", () => {
    const passage = begun(-SECOND, DAY_ENDS[0]);
    passage.hasTurned = true;
    assert.equal(shown(passage, DAY_ENDS[0], -100), -101);
  });
});

describe("leap passage: what others see of a smear", () => {
  const [dayEnd] = DAY_ENDS;

  for (const { name, by } of [
    { name: "inserted", by: -SECOND },
    { name: "deleted", by: SECOND },
  ])
    for (const lengthSec of [7200, 86_400]) {
      const smeared = (): LeapPassage => {
        const passage = begun(by, dayEnd);
        passage.smear(lengthSec);
        return passage;
      };
      /** On the line, from the end of the day. */
      const start = -lengthSec / 2;
      const end = lengthSec / 2 - by / SECOND;

      it(`${name}, over ${lengthSec} s: begins and ends half of it from the end of the day, without a jump`, () => {
        const passage = smeared();
        assert.equal(served(passage, dayEnd, start - 1), start - 1);
        assert.equal(served(passage, dayEnd, start), start);
        assert.equal(served(passage, dayEnd, end), lengthSec / 2);
        assert.equal(served(passage, dayEnd, end + 1000), lengthSec / 2 + 1000);
        assert.equal(shown(passage, dayEnd, end), lengthSec / 2);
        const due = new Timestamp();
        passage.smearEnd(due);
        assert.equal(from(dayEnd, due), end);
      });

      it(`${name}, over ${lengthSec} s: runs evenly, and is half a second from either side at midnight`, () => {
        const passage = smeared();
        const rate = lengthSec / (end - start);
        let worst = 0;
        for (let line = start; line <= end; line += 97) {
          const wanted = start + (line - start) * rate;
          assert.ok(Math.abs(served(passage, dayEnd, line) - wanted) < 1e-9, `${line}`);
          worst = Math.max(worst, Math.abs(served(passage, dayEnd, line) - shown(passage, dayEnd, line)));
        }
        assert.ok(worst > 0.48 && worst < 0.501, `${worst}`);
      });

      it(`${name}, over ${lengthSec} s: begun late it begins where time is, and ends when it would have`, () => {
        const passage = smeared();
        passage.beginSmearAt(timeAt(dayEnd, start + 1000));
        assert.equal(served(passage, dayEnd, start + 1000), start + 1000);
        assert.equal(served(passage, dayEnd, end), lengthSec / 2);
        const halfway = (start + 1000 + end) / 2;
        assert.ok(Math.abs(served(passage, dayEnd, halfway) - halfway - by / SECOND / 2) < 1e-9);
      });

      it(`${name}, over ${lengthSec} s: not begun late where others have seen nothing else yet`, () => {
        const passage = smeared();
        passage.beginSmearAt(timeAt(dayEnd, start - 1000));
        assert.equal(served(passage, dayEnd, start), start);
        assert.equal(served(passage, dayEnd, end), lengthSec / 2);
      });

      for (const share of [0.25, 0.9])
        it(`${name}, over ${lengthSec} s: withdrawn after ${share} of it, it goes back as it came`, () => {
          const passage = smeared();
          const line = start + share * (end - start);
          const before = served(passage, dayEnd, line);
          if (share > 0.5) passage.hasTurned = true;
          passage.withdraw(timeAt(dayEnd, line));
          assert.ok(Math.abs(shown(passage, dayEnd, line) - line) < 1e-9);
          assert.ok(Math.abs(served(passage, dayEnd, line) - before) < 1e-9);
          const due = new Timestamp();
          passage.smearEnd(due);
          const over = from(dayEnd, due);
          // A unit of the offset takes 20 µs to come or go.
          assert.ok(Math.abs(over - (line + share * (end - start))) < 1e-4);
          assert.ok(Math.abs(served(passage, dayEnd, over - 1) - (over - 1)) > 1e-6);
          assert.equal(served(passage, dayEnd, over + 1), over + 1);
        });

      it(`${name}, over ${lengthSec} s: withdrawn before it began, there is none`, () => {
        const passage = smeared();
        passage.withdraw(timeAt(dayEnd, start - 1));
        assert.equal(passage.isSmeared, false);
        for (const line of [start - 1, start + 1, 0, end])
          assert.deepEqual([served(passage, dayEnd, line), shown(passage, dayEnd, line)], [line, line]);
      });
    }

  it("begun anew without a smear, shows others the same as the clock", () => {
    const passage = begun(-SECOND, dayEnd);
    passage.smear(86_400);
    passage.hasTurned = true;
    passage.begin(SECOND, dayEnd);
    assert.equal(served(passage, dayEnd, -30_000), -30_000);
    assert.equal(served(passage, dayEnd, -1), 0);
  });
});
