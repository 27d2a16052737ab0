/** How many sources are enough, and when one of them is too many. */
import assert from "node:assert/strict";
import { Association } from "../../src/core/association.js";
import { isEnough, isOneTooMany, isUnused } from "../../src/core/enough.js";
import { Pace } from "../../src/core/schedule.js";
import { AssociationKind } from "../../src/core/settings.js";
import { Standing } from "../../src/core/verdict.js";
import { server } from "../support/engine-rig.js";

interface Given {
  readonly standing: Standing;
  readonly pace?: Pace;
  readonly kind?: AssociationKind;
  readonly preempt?: boolean;
  readonly pollsUnused?: number;
}

/** A pool with one place free. */
function pool(given: readonly Given[]): Association[] {
  const associations = given.map(({ standing, pace, kind, preempt, pollsUnused }, id) => {
    const one = new Association(id);
    one.mobilize(server("", { kind: kind ?? AssociationKind.Client, preempt: preempt ?? false }));
    one.standing = standing;
    one.schedule.pace = pace ?? Pace.Steady;
    one.pollsUnused = pollsUnused ?? 0;
    return one;
  });
  return [...associations, new Association(given.length)];
}

const GOOD: Given = { standing: Standing.Candidate };
const PEER: Given = { standing: Standing.SystemPeer };

describe("enough sources", () => {
  const rows: { name: string; third: Given; enough: boolean }[] = [
    { name: "a survivor", third: GOOD, enough: true },
    {
      name: "one not heard yet, just begun",
      third: { standing: Standing.Unheard, pace: Pace.FastStart },
      enough: true,
    },
    {
      name: "one of few samples, just begun",
      third: { standing: Standing.Unproven, pace: Pace.FastStart },
      enough: true,
    },
    { name: "one of few samples still", third: { standing: Standing.Unproven }, enough: false },
    { name: "one that never answered", third: { standing: Standing.Unheard }, enough: false },
    {
      name: "one that answers again after a silence",
      third: { standing: Standing.Unreachable, pace: Pace.FastStart },
      enough: false,
    },
    { name: "a falseticker", third: { standing: Standing.Falseticker }, enough: false },
    { name: "an outlyer", third: { standing: Standing.Outlyer }, enough: false },
    { name: "a peer that may follow us", third: { standing: Standing.Follower }, enough: false },
    {
      name: "our own clock",
      third: { standing: Standing.SystemPeer, kind: AssociationKind.LocalClock },
      enough: false,
    },
  ];
  for (const { name, third, enough } of rows)
    it(`are ${enough ? "" : "not "}two survivors and ${name}`, () =>
      assert.equal(isEnough(pool([PEER, GOOD, third])), enough));

  it("are not two", () => assert.equal(isEnough(pool([PEER, GOOD])), false));
});

describe("one source too many", () => {
  const SPARE: Given = { standing: Standing.Outlyer, preempt: true, pollsUnused: 8 };
  const rows: { name: string; source: Given; others: readonly Given[]; goes: boolean }[] = [
    { name: "is one without use for eight polls", source: SPARE, others: [PEER, GOOD, GOOD], goes: true },
    {
      name: "is not one without use for seven",
      source: { ...SPARE, pollsUnused: 7 },
      others: [PEER, GOOD, GOOD],
      goes: false,
    },
    {
      name: "is not one of use again",
      source: { ...SPARE, standing: Standing.Candidate },
      others: [PEER, GOOD, GOOD],
      goes: false,
    },
    {
      name: "is not one that was not said to be preempted",
      source: { ...SPARE, preempt: false },
      others: [PEER, GOOD, GOOD],
      goes: false,
    },
    { name: "is none while two others survive", source: SPARE, others: [PEER, GOOD], goes: false },
    {
      name: "is none while two others survive and one is without use",
      source: SPARE,
      others: [PEER, GOOD, SPARE],
      goes: false,
    },
  ];
  for (const { name, source, others, goes } of rows)
    it(name, () => {
      const all = pool([source, ...others]);
      assert.equal(isOneTooMany(all[0], all), goes);
    });

  it("may make room for another where it is without use", () => {
    const [spare, recent, useful] = pool([
      SPARE,
      { ...SPARE, pollsUnused: 7 },
      { ...SPARE, standing: Standing.Candidate },
    ]);
    assert.deepEqual([spare, recent, useful].map(isUnused), [true, false, false]);
  });
});
