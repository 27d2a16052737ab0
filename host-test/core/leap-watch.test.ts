import assert from "node:assert/strict";
import { Association } from "../../src/core/association.js";
import { LeapWatch, type LeapVerdict } from "../../src/core/leap-watch.js";
import { AssociationKind } from "../../src/core/settings.js";
import { Standing, Verdict } from "../../src/core/verdict.js";
import { DAY, daysToSeconds } from "../../src/time/calendar.js";
import { MILLISECOND, SECOND, type Q32 } from "../../src/time/fixed.js";
import { Instant, Timestamp } from "../../src/time/moment.js";
import { server } from "../support/engine-rig.js";

const MONTH = daysToSeconds(2026, 3, 1);
const NEXT = daysToSeconds(2026, 4, 1);

/** A source whose last samples, of before the end of the month, said `offset`. */
function source(offset: Q32 = 2 * MILLISECOND, standing = Standing.Candidate): Association {
  const association = new Association(0);
  association.settings = server("192.0.2.1");
  association.standing = standing;
  const at = instant(-100);
  association.filter.add(offset, MILLISECOND, 0, at, at);
  return association;
}

/** The counter, `seconds` from the beginning of the month. */
function instant(seconds: number): Instant {
  const at = new Instant();
  at.set(10_000 + seconds, 0);
  return at;
}

/** A sample taken `seconds` after the beginning of the month that says that the source moved `by`. */
function judge(
  watch: LeapWatch,
  association: Association,
  seconds: number,
  by: Q32,
  delay = MILLISECOND,
): LeapVerdict {
  const transmit = new Timestamp();
  transmit.set(MONTH + seconds, 0);
  return watch.judge(association, association.filter.offset + by, delay, transmit, instant(seconds));
}

const Sampled = Verdict.Sampled;
const SecondMoved = Verdict.SecondMoved;
const LeapSecondNear = Verdict.LeapSecondNear;

describe("leap watch: what a sample says", () => {
  const times: { name: string; seconds: number; verdict: LeapVerdict }[] = [
    { name: "well before the end of the month", seconds: NEXT - MONTH - 3, verdict: Sampled },
    { name: "two seconds before it", seconds: NEXT - MONTH - 2, verdict: LeapSecondNear },
    { name: "in its last second", seconds: NEXT - MONTH - 1, verdict: LeapSecondNear },
    { name: "in the first second of the next", seconds: 0, verdict: LeapSecondNear },
    { name: "nine seconds later", seconds: 9, verdict: LeapSecondNear },
    { name: "ten seconds later", seconds: 10, verdict: Sampled },
    { name: "in the middle of the month", seconds: 14 * DAY, verdict: Sampled },
    { name: "at the end of another day", seconds: 14 * DAY - 1, verdict: Sampled },
  ];
  for (const { name, seconds, verdict } of times)
    it(`${name}: ${verdict === Sampled ? "as usual" : "nothing"}`, () =>
      assert.equal(judge(new LeapWatch(), source(), seconds, 0), verdict));

  const moves: { name: string; seconds?: number; by: Q32; delay?: Q32; verdict: LeapVerdict }[] = [
    { name: "a second back", by: -SECOND, verdict: SecondMoved },
    { name: "a second on", by: SECOND, verdict: SecondMoved },
    { name: "a second and some jitter", by: -SECOND + 240 * MILLISECOND, verdict: SecondMoved },
    { name: "three quarters of a second", by: -750 * MILLISECOND, verdict: Sampled },
    { name: "two seconds", by: 2 * SECOND, verdict: Sampled },
    { name: "an hour", by: 3600 * SECOND, verdict: Sampled },
    { name: "a second, or so says a slow exchange", by: SECOND, delay: SECOND / 2, verdict: Sampled },
    { name: "a second, in the hour after", by: SECOND, seconds: 3599, verdict: SecondMoved },
    { name: "a second, later than that", by: SECOND, seconds: 3600, verdict: Sampled },
    {
      name: "a second, before the end of the month",
      by: SECOND,
      seconds: NEXT - MONTH - 3,
      verdict: Sampled,
    },
  ];
  for (const { name, seconds = 60, by, delay, verdict } of moves)
    it(`moved by ${name}: ${verdict === Sampled ? "as usual" : "held back"}`, () =>
      assert.equal(judge(new LeapWatch(), source(), seconds, by, delay), verdict));

  it("one without samples of before cannot have moved", () => {
    const association = new Association(0);
    association.settings = server("192.0.2.1");
    assert.equal(judge(new LeapWatch(), association, 60, SECOND), Sampled);
  });

  it("one that has no vote begins anew", () => {
    for (const standing of [Standing.TooFar, Standing.Falseticker]) {
      const association = source(2 * MILLISECOND, standing);
      assert.equal(judge(new LeapWatch(), association, 60, SECOND), Sampled);
      assert.equal(association.filter.sampleCount, 0);
      assert.equal(association.secondMoved.samples, 0);
    }
  });

  it("counts those in a row, and forgets them with one that has not moved", () => {
    const watch = new LeapWatch();
    const association = source();
    judge(watch, association, 60, SECOND);
    judge(watch, association, 62, SECOND);
    assert.equal(association.secondMoved.samples, 2);
    assert.equal(judge(watch, association, 64, 0), Sampled);
    assert.equal(association.secondMoved.samples, 0);
  });

  it("holds back for half an hour, then takes it at its word, also when the hour has passed meanwhile", () => {
    const watch = new LeapWatch();
    const association = source();
    assert.equal(judge(watch, association, 3000, SECOND), SecondMoved);
    assert.equal(judge(watch, association, 4799, SECOND), SecondMoved);
    assert.equal(judge(watch, association, 4800, SECOND), Sampled);
    assert.equal(judge(watch, association, 4900, SECOND), Sampled);
  });
});

describe("leap watch: what the majority says", () => {
  /** Each: by how many seconds it moved, how many samples say so, and its standing. */
  type Row = readonly [by: number, samples: number, standing?: Standing, kind?: AssociationKind];
  const rows: { name: string; sources: readonly Row[]; by: number }[] = [
    { name: "nobody", sources: [], by: 0 },
    { name: "one alone, twice", sources: [[-1, 2]], by: 0 },
    { name: "one alone, three times", sources: [[-1, 3]], by: -1 },
    {
      name: "one of two",
      sources: [
        [-1, 3],
        [0, 0],
      ],
      by: 0,
    },
    {
      name: "two of three",
      sources: [
        [1, 3],
        [0, 0],
        [1, 3],
      ],
      by: 1,
    },
    {
      name: "two of three, one not yet sure",
      sources: [
        [1, 3],
        [0, 0],
        [1, 2],
      ],
      by: 0,
    },
    {
      name: "two of three, each another way",
      sources: [
        [1, 3],
        [0, 0],
        [-1, 3],
      ],
      by: 0,
    },
    {
      name: "two of four",
      sources: [
        [1, 3],
        [1, 3],
        [0, 0],
        [0, 0],
      ],
      by: 0,
    },
    {
      name: "those that do not agree about the time do not count",
      sources: [
        [1, 3, Standing.SystemPeer],
        [0, 0, Standing.Falseticker],
        [0, 0, Standing.TooFar],
      ],
      by: 1,
    },
    {
      name: "those that only jitter more do",
      sources: [
        [1, 3, Standing.SystemPeer],
        [0, 0, Standing.Outlyer],
        [0, 0, Standing.Outlyer],
      ],
      by: 0,
    },
    {
      name: "the local clock does not count",
      sources: [
        [1, 3],
        [0, 0, Standing.SystemPeer, AssociationKind.LocalClock],
      ],
      by: 1,
    },
    {
      name: "peers of their own accord do not count beside a server",
      sources: [
        [0, 0],
        [1, 3, Standing.Candidate, AssociationKind.SymmetricPassive],
        [1, 3, Standing.Candidate, AssociationKind.SymmetricPassive],
      ],
      by: 0,
    },
  ];
  for (const { name, sources, by } of rows)
    it(`${name}: ${by} s`, () => {
      const watch = new LeapWatch();
      const associations = sources.map(([moved, samples, standing, kind = AssociationKind.Client]) => {
        const association = source(0, standing);
        association.settings = { ...association.settings!, kind };
        for (let i = 0; i < samples; i++) judge(watch, association, 60 + i, moved * SECOND);
        return association;
      });
      assert.equal(watch.majority([...associations, new Association(9)]), by * SECOND);
      watch.moved(associations);
      assert.equal(watch.majority(associations), 0);
    });
});
