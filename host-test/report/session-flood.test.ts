import assert from "node:assert/strict";
import { Happening } from "../../src/core/happening.js";
import { AssociationKind } from "../../src/core/settings.js";
import { SessionFlood } from "../../src/report/session-flood.js";
import { serverAt } from "../console/fake-node.js";
import { instant } from "../support/quantities.js";

const BEGUN = Happening.AssociationMobilized;
const ENDED = Happening.AssociationDemobilized;
const UP = Happening.AssociationUp;
const STRANGER = serverAt("192.0.2.9", { kind: AssociationKind.SymmetricPassive, isDynamic: true });
const CONFIGURED = serverAt("192.0.2.1");

/** Ten in the minute from second 100. */
function flooded(): SessionFlood {
  const flood = new SessionFlood();
  for (let i = 0; i < 10; i++)
    assert.equal(flood.valueOf(i % 2 === 0 ? BEGUN : ENDED, STRANGER, 0, instant(100 + i)), 0);
  return flood;
}

describe("sessions of strangers", () => {
  it("are told of ten times a minute, then with how many were not", () => {
    const flood = flooded();
    for (const happening of [BEGUN, ENDED, BEGUN])
      assert.equal(flood.valueOf(happening, STRANGER, 0, instant(159)), undefined);
    assert.equal(flood.valueOf(BEGUN, STRANGER, 0, instant(160)), 3);
    assert.equal(flood.valueOf(ENDED, STRANGER, 0, instant(161)), 0);
  });

  it("are told of ten times in the next minute, too", () => {
    const flood = flooded();
    const told = Array.from({ length: 12 }, (_, i) => flood.valueOf(BEGUN, STRANGER, 0, instant(200 + i)));
    assert.deepEqual(told, [...new Array<number>(10).fill(0), undefined, undefined]);
  });

  it("keep nothing else back", () => {
    const flood = flooded();
    assert.equal(flood.valueOf(BEGUN, CONFIGURED, 0, instant(110)), 0);
    assert.equal(flood.valueOf(ENDED, CONFIGURED, 0, instant(110)), 0);
    assert.equal(flood.valueOf(UP, STRANGER, 5, instant(110)), 5);
    assert.equal(flood.valueOf(UP, undefined, 5, instant(110)), 5);
  });
});
