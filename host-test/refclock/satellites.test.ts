import assert from "node:assert/strict";
import { Satellites } from "../../src/refclock/satellites.js";

const [GPS, GALILEO] = [0x50, 0x41];

function rows({ count, systems, ids, elevations, azimuths, signals }: Satellites): number[][] {
  return Array.from({ length: count }, (_, i) => [
    systems[i],
    ids[i],
    elevations[i],
    azimuths[i],
    signals[i],
  ]);
}

describe("satellites in view", () => {
  it("are told of one by one, each of its system", () => {
    const satellites = new Satellites();
    satellites.told(GPS, 5, 30, 200, 40, 100);
    satellites.told(GALILEO, 5, 80, 359, 0, 100);
    satellites.told(GPS, 5, 31, 201, 41, 101);
    assert.deepEqual(rows(satellites), [
      [GPS, 5, 31, 201, 41],
      [GALILEO, 5, 80, 359, 0],
    ]);
  });

  it("have their strongest signal of a second", () => {
    const satellites = new Satellites();
    satellites.told(GPS, 5, 30, 200, 40, 100);
    satellites.told(GPS, 5, 30, 200, 35, 100);
    assert.equal(satellites.signals[0], 40);
    satellites.told(GPS, 5, 30, 200, 20, 101);
    assert.equal(satellites.signals[0], 20);
  });

  it("are forgotten 15 s after they were told of last", () => {
    const satellites = new Satellites();
    for (const id of [1, 2, 3, 4]) satellites.told(GPS, id, 0, 0, 30 + id, id % 2 === 0 ? 110 : 100);
    satellites.expire(115);
    assert.equal(satellites.count, 4);
    satellites.expire(116);
    assert.deepEqual(rows(satellites).sort(), [
      [GPS, 2, 0, 0, 32],
      [GPS, 4, 0, 0, 34],
    ]);
  });

  it("are 64 at most", () => {
    const satellites = new Satellites();
    for (let id = 1; id <= 70; id++) satellites.told(GPS, id, 0, 0, 0, 100);
    assert.equal(satellites.count, 64);
    assert.equal(satellites.ids[63], 64);
  });
});
