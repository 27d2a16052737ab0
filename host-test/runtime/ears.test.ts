import assert from "node:assert/strict";
import { Happening } from "../../src/core/happening.js";
import { Ears } from "../../src/runtime/ears.js";
import { serverAt } from "../console/fake-node.js";
import { instant } from "../support/quantities.js";

const STRANGER = serverAt("192.0.2.9", { isDynamic: true });

describe("ears", () => {
  it("are all told the same, in turn", () => {
    const ears = new Ears();
    const told: unknown[] = [];
    for (const name of ["a", "b"]) ears.add({ take: (...happened) => void told.push([name, ...happened]) });
    ears.tell(Happening.Stepped, undefined, 7, "why", instant(1));
    assert.deepEqual(told, [
      ["a", Happening.Stepped, undefined, 7, "why"],
      ["b", Happening.Stepped, undefined, 7, "why"],
    ]);
  });

  it("are told of strangers' sessions at a bounded rate", () => {
    const ears = new Ears();
    const told: number[] = [];
    ears.add({ take: (_happening, _association, value) => void told.push(value) });
    for (let second = 0; second < 120; second++)
      ears.tell(Happening.AssociationMobilized, STRANGER, 0, "", instant(second));
    assert.deepEqual(told, [...new Array<number>(10).fill(0), 50, ...new Array<number>(9).fill(0)]);
  });
});
