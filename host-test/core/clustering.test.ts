import assert from "node:assert/strict";
import { Clustering, NMIN } from "../../src/core/clustering.js";
import { seeded } from "../support/random.js";

interface Candidate {
  readonly merit?: number;
  readonly offset: number;
  readonly jitter?: number;
  readonly distance?: number;
}

const filled = (candidates: readonly Candidate[]): Clustering => {
  const clustering = new Clustering(16);
  candidates.forEach(({ merit = 0, offset, jitter = 0, distance = 100 }, id) =>
    clustering.add(id, merit, offset, jitter, distance),
  );
  clustering.rank();
  return clustering;
};

/** Takes outlyers away until there are none; answers them in the order they went. */
const cluster = (clustering: Clustering): number[] => {
  const gone: number[] = [];
  for (let place = clustering.outlyer(); place >= 0; place = clustering.outlyer()) {
    gone.push(clustering.id(place));
    clustering.remove(place);
  }
  return gone;
};

const ids = (clustering: Clustering): number[] =>
  Array.from({ length: clustering.count }, (_, i) => clustering.id(i));

describe("clustering", () => {
  it("orders by merit, the first come of equals first", () => {
    const merits = [30, 10, 20, 10, 40];
    assert.deepEqual(ids(filled(merits.map(merit => ({ merit, offset: 0 })))), [1, 3, 2, 0, 4]);
  });

  const cases = [
    { name: "of three, none goes however far", offsets: [0, 1, 1000], jitter: 0, gone: [], left: [0, 1, 2] },
    { name: "of four, the farthest goes", offsets: [0, 1000, 2, 4], jitter: 0, gone: [1], left: [0, 2, 3] },
    { name: "one after another", offsets: [0, 1, 500, 2, 1000], jitter: 0, gone: [4, 2], left: [0, 1, 3] },
    { name: "none that is nearer than all jitter", offsets: [0, 1, 2, 3], jitter: 5, gone: [], left: [0, 1, 2, 3] },
    { name: "of equals, the one of least merit", offsets: [-10, 10, 0, 0], jitter: 0, gone: [1], left: [0, 2, 3] },
  ]; // prettier-ignore
  for (const { name, offsets, jitter, gone, left } of cases)
    it(name, () => {
      const clustering = filled(offsets.map((offset, merit) => ({ merit, offset, jitter })));
      assert.deepEqual(cluster(clustering), gone);
      assert.deepEqual(ids(clustering), left);
    });

  it("ends when the farthest is nearer than the steadiest scatters: psi_max < psi_min (step 6)", () => {
    // psi_s of the first: √((3² + 4² + 0²) / 3) = 2.89; of the third, the largest: √((4² + 1² + 4²) / 3) = 3.32
    const offsets = [0, 3, 4, 0];
    const scaled = (jitters: readonly number[]): Clustering =>
      filled(offsets.map((offset, i) => ({ offset: offset * 1000, jitter: jitters[i] })));
    assert.equal(scaled([3318, 9000, 9000, 9000]).outlyer(), -1);
    assert.equal(scaled([9000, 9000, 3316, 9000]).outlyer(), 2);
  });

  it("the selection jitter is that of the survivors", () => {
    const clustering = filled([0, 300, 10_000, 400].map(offset => ({ offset })));
    cluster(clustering);
    assert.equal(clustering.selectionJitter, Math.round(Math.sqrt((300 ** 2 + 400 ** 2) / 2)));
    const alone = filled([{ offset: 7 }]);
    alone.outlyer();
    assert.equal(alone.selectionJitter, 0);
    const none = filled([]);
    assert.equal(none.outlyer(), -1);
    assert.equal(none.selectionJitter, 0);
  });

  it("combines by 1/distance (section 11.2.3)", () => {
    const clustering = filled([
      { offset: 1000, jitter: 10, distance: 100 },
      { offset: 4000, jitter: 40, distance: 200 },
      { offset: -2000, jitter: 100, distance: 400 },
    ]);
    clustering.combine();
    assert.equal(clustering.offset, Math.round((4 * 1000 + 2 * 4000 - 2000) / 7));
    assert.equal(clustering.peerJitter, Math.round((4 * 10 + 2 * 40 + 100) / 7));
  });

  it("one alone is what it says, to the unit", () => {
    const clustering = filled([{ offset: -123_456_789, jitter: 4321, distance: 7 }]);
    clustering.combine();
    assert.equal(clustering.offset, -123_456_789);
    assert.equal(clustering.peerJitter, 4321);
  });

  it("refuses more than its capacity", () => {
    const clustering = new Clustering(1);
    clustering.add(0, 0, 0, 0, 1);
    assert.throws(() => clustering.add(1, 0, 0, 0, 1), RangeError);
    clustering.rank();
    assert.deepEqual(ids(clustering), [0]);
    clustering.clear();
    clustering.rank();
    assert.deepEqual(ids(clustering), []);
  });

  for (const seed of [1, 2, 3])
    it(`agrees with arrays sorted anew each round (seed ${seed})`, () => {
      const random = seeded(seed);
      for (let round = 0; round < 500; round++) {
        const candidates = Array.from({ length: random(12) }, (_, id) => ({
          id,
          merit: random(50),
          offset: random(1000) * 1000,
          jitter: random(400_000),
          distance: 1 + random(1000),
        }));
        let left = [...candidates].sort((a, b) => a.merit - b.merit || a.id - b.id);
        const gone: number[] = [];
        const scatter = ({ offset }: Candidate): number =>
          Math.round(
            Math.sqrt(left.reduce((sum, one) => sum + (one.offset - offset) ** 2, 0) / (left.length - 1)),
          );
        while (left.length > NMIN) {
          const most = Math.max(...left.map(scatter));
          if (most < Math.min(...left.map(one => one.jitter))) break;
          const worst = [...left].reverse().find(one => scatter(one) === most)!;
          gone.push(worst.id);
          left = left.filter(one => one !== worst);
        }
        const clustering = filled(candidates);
        assert.deepEqual(cluster(clustering), gone);
        assert.deepEqual(
          ids(clustering),
          left.map(({ id }) => id),
        );
        if (left.length === 0) continue;
        clustering.combine();
        const weight = left.reduce((sum, one) => sum + 1 / one.distance, 0);
        const mean = left.reduce((sum, one) => sum + one.offset / one.distance, 0) / weight;
        assert.ok(Math.abs(clustering.offset - mean) <= 1);
      }
    });
});
