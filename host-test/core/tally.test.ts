import assert from "node:assert/strict";
import { Tally } from "../../src/core/tally.js";
import { Verdict } from "../../src/core/verdict.js";

function tally(sent: number, unsent: number, unheard: number, answered: number): Tally {
  const made = new Tally();
  Object.assign(made, { sent, unsent, unheard });
  made.verdicts.fill(answered);
  return made;
}

function read({ sent, unsent, unheard, verdicts }: Tally): number[] {
  const [answered, ...others] = verdicts;
  for (const other of others) assert.equal(other, answered);
  return [sent, unsent, unheard, answered];
}

describe("a tally", () => {
  it("begins with nothing, one counter for each verdict", () => {
    const made = new Tally();
    assert.deepEqual(read(made), [0, 0, 0, 0]);
    assert.deepEqual([...made.verdicts], new Array(Verdict.Count).fill(0));
  });

  it("adds up, takes off, becomes another, and clears", () => {
    const made = tally(10, 20, 30, 40);
    made.add(tally(1, 2, 3, 4));
    assert.deepEqual(read(made), [11, 22, 33, 44]);
    made.subtract(tally(10, 20, 30, 40));
    assert.deepEqual(read(made), [1, 2, 3, 4]);
    made.copy(tally(5, 6, 7, 8));
    assert.deepEqual(read(made), [5, 6, 7, 8]);
    made.clear();
    assert.deepEqual(read(made), [0, 0, 0, 0]);
  });
});
