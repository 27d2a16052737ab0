import assert from "node:assert/strict";
import { Ranking } from "../../src/core/ranking.js";
import { seeded } from "../support/random.js";

/** [place, key] */
type Entry = readonly [number, number];

const ranked = (ranking: Ranking, entries: readonly Entry[]): number[] => {
  ranking.clear();
  for (const [place, key] of entries) ranking.add(place, key);
  const count = ranking.sort();
  assert.equal(count, ranking.count);
  return ranking.order.slice(0, count);
};

describe("ranking", () => {
  const cases: { name: string; rounds: Entry[][]; order: number[] }[] = [
    { name: "nobody", rounds: [[]], order: [] },
    { name: "by key", rounds: [[[0, 30], [1, 10], [2, 20]]], order: [1, 2, 0] },
    { name: "of equals the lower place first", rounds: [[[3, 10], [1, 10], [2, 5]]], order: [2, 1, 3] },
    { name: "anew in each round", rounds: [[[0, 1], [1, 2]], [[0, 2], [1, 1]]], order: [1, 0] },
    { name: "who is not in this round is left out", rounds: [[[0, 1], [1, 2], [2, 3]], [[0, 2], [2, 1]]], order: [2, 0] },
    { name: "and comes back", rounds: [[[0, 1], [1, 2]], [[0, 1]], [[1, 0], [0, 1]]], order: [1, 0] },
    { name: "all go", rounds: [[[0, 1], [1, 2]], []], order: [] },
  ]; // prettier-ignore
  for (const { name, rounds, order } of cases)
    it(name, () => {
      const ranking = new Ranking(4);
      assert.deepEqual(rounds.map(entries => ranked(ranking, entries)).pop(), order);
    });

  it("a round that was not sorted is forgotten", () => {
    const ranking = new Ranking(2);
    ranked(ranking, [[0, 1]]);
    ranking.clear();
    ranking.add(1, 5);
    assert.deepEqual(ranked(ranking, [[0, 9], [1, 5]]), [1, 0]); // prettier-ignore
  });

  it("refuses a place that is not in the pool", () => {
    const ranking = new Ranking(2);
    assert.throws(() => ranking.add(2, 0), RangeError);
  });

  for (const seed of [1, 2, 3])
    it(`agrees with sorting anew, whoever comes and goes (seed ${seed})`, () => {
      const random = seeded(seed);
      const ranking = new Ranking(12);
      for (let round = 0; round < 2000; round++) {
        const entries = Array.from({ length: 12 }, (_, place): Entry => [place, random(20)]).filter(
          () => random(3) > 0,
        );
        const wanted = [...entries].sort((a, b) => a[1] - b[1] || a[0] - b[0]).map(([place]) => place);
        assert.deepEqual(ranked(ranking, entries), wanted);
      }
    });
});
