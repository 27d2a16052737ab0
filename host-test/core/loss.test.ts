import assert from "node:assert/strict";
import { Association } from "../../src/core/association.js";
import { isBearable, Loss, lossOf } from "../../src/core/loss.js";
import { AssociationKind } from "../../src/core/settings.js";
import { Standing } from "../../src/core/verdict.js";
import { server } from "../support/engine-rig.js";

function lost(standing: Standing, reach: number, kind = AssociationKind.Client): Loss {
  const association = new Association(0);
  association.settings = server("192.0.2.1", { kind });
  association.standing = standing;
  association.reach = reach;
  return lossOf(association);
}

describe("losses", () => {
  const rows: [Standing, reach: number, Loss][] = [
    [Standing.Unreachable, 0, Loss.Unreachable],
    [Standing.TooFar, 0b1111_1100, Loss.Unreachable],
    [Standing.TooFar, 0b1111_1111, Loss.NoneSelectable],
    [Standing.Denied, 0b1111_1111, Loss.Denied],
    [Standing.Unsynchronized, 0b1111_1111, Loss.Unselectable],
    [Standing.BadStratum, 0b1111_1111, Loss.Unselectable],
    [Standing.Loop, 0b1111_1111, Loss.Unselectable],
    [Standing.Falseticker, 0b1111_1111, Loss.Falsetickers],
    [Standing.Outlyer, 0b1111_1111, Loss.NoneSelectable],
  ];
  for (const [standing, reach, loss] of rows)
    it(`of a source that is ${standing}, reach ${reach}`, () => assert.equal(lost(standing, reach), loss));

  it("of our own clock is always its own kind", () => {
    assert.equal(lost(Standing.Unreachable, 0, AssociationKind.LocalClock), Loss.ClockRemoved);
  });

  it("are borne, where they say nothing against what the clock was taught", () => {
    const borne: Loss[] = [];
    for (let loss: Loss = Loss.Unreachable; loss <= Loss.TooLong; loss++)
      if (isBearable(loss)) borne.push(loss);
    assert.deepEqual(borne, [
      Loss.Unreachable,
      Loss.Unselectable,
      Loss.Denied,
      Loss.NoneSelectable,
      Loss.SourceRemoved,
      Loss.Panic,
    ]);
  });
});
