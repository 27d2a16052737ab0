import assert from "node:assert/strict";
import { Chance } from "../chance.js";
import { columnsOf, lowerEdge, upperEdge } from "./columns.js";
import { LinearScale, LogScale } from "./scale.js";

const SECONDS = 5000;

describe("columns of a plot", () => {
  it("keep every extreme, in as many columns as there are pixels", () => {
    const chance = new Chance(1, "values");
    const values = Float64Array.from({ length: SECONDS }, () => chance.normal());
    const x = new LinearScale(0, SECONDS, 0, 100, String);
    const columns = columnsOf(0, SECONDS, x, second => values[second]);
    assert.equal(columns.length, 100);
    for (let i = 0; i < columns.length; i++) {
      const within = values.subarray(i * 50, (i + 1) * 50);
      assert.deepEqual(columns[i], { x: i + 0.5, least: Math.min(...within), greatest: Math.max(...within) });
    }
  });

  it("are left out where there is no second", () => {
    const x = new LogScale(1, 100, 0, 200, String);
    const columns = columnsOf(1, 100, x, second => second);
    assert.deepEqual(columns[0], { x: 0.5, least: 1, greatest: 1 });
    assert.deepEqual(columns[1], { x: 30.5, least: 2, greatest: 2 });
    assert.deepEqual(columns[columns.length - 1], { x: 199.5, least: 98, greatest: 99 });
    assert.ok(columns.length < 99);
  });

  it("have an upper edge and a lower one", () => {
    const y = new LinearScale(0, 8, 8, 0, String);
    const columns = [
      { x: 0.5, least: 1, greatest: 3 },
      { x: 1.5, least: 2, greatest: 2 },
    ];
    assert.deepEqual(upperEdge(columns, y), [[0.5, 5], [1.5, 6]]); // prettier-ignore
    assert.deepEqual(lowerEdge(columns, y), [[0.5, 7], [1.5, 6]]); // prettier-ignore
  });

  it("begin and end where they are told to", () => {
    const x = new LinearScale(0, 10, 0, 10, String);
    assert.deepEqual(
      columnsOf(3, 5, x, second => second),
      [
        { x: 3.5, least: 3, greatest: 3 },
        { x: 4.5, least: 4, greatest: 4 },
      ],
    );
  });
});
