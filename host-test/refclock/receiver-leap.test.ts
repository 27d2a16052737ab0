import assert from "node:assert/strict";
import { ReceiverLeap } from "../../src/refclock/receiver-leap.js";
import { instant } from "../support/quantities.js";

/** 31 December 2016, noon. */
const NOON = 3_692_174_400;
const MIDNIGHT = 3_692_217_600;

type Step = (leap: ReceiverLeap) => boolean | void;

const ROWS: readonly [
  name: string,
  configured: number | undefined,
  steps: Step[],
  known: boolean,
  tai: number | undefined,
][] = [
  ["nothing was said", undefined, [], false, undefined],
  ["it is configured", 37, [], true, 37],
  ["satellites have told", undefined, [leap => leap.told(18, 18)], true, 37],
  ["satellites have told otherwise than is configured", 36, [leap => leap.told(18, 18)], true, 37],
  ["it counts with its factory's", undefined, [leap => leap.told(undefined, 16)], false, undefined],
  [
    "it counts with its factory's, not with what is configured",
    37,
    [leap => leap.told(undefined, 16)],
    false,
    undefined,
  ],
  ["it counts with its factory's, which are configured", 37, [leap => leap.told(undefined, 18)], true, 37],
  ["it says that it does not know", 37, [leap => leap.told(undefined, undefined)], false, undefined],
  [
    "it has forgotten",
    undefined,
    [leap => leap.told(18, 18), leap => leap.told(undefined, 16)],
    false,
    undefined,
  ],
  [
    "satellites were heard for 13 minutes",
    undefined,
    [leap => leap.heardSatellites(instant(10)), leap => leap.heardSatellites(instant(790))],
    true,
    undefined,
  ],
  [
    "satellites were heard for a second less",
    undefined,
    [leap => leap.heardSatellites(instant(10)), leap => leap.heardSatellites(instant(789))],
    false,
    undefined,
  ],
  [
    "satellites were heard with a break",
    undefined,
    [
      leap => leap.heardSatellites(instant(10)),
      leap => leap.heardNothing(),
      leap => leap.heardSatellites(instant(20)),
      leap => leap.heardSatellites(instant(795)),
    ],
    false,
    undefined,
  ],
  ["others agree", undefined, [leap => leap.agreed()], true, undefined],
  [
    "others agree, but it says that it does not know",
    undefined,
    [leap => leap.told(undefined, 16), leap => leap.agreed()],
    false,
    undefined,
  ],
];

describe("the leap seconds of a receiver", () => {
  for (const [name, configured, steps, known, tai] of ROWS)
    it(`${known ? "known" : "not known"}: ${name}`, () => {
      const leap = new ReceiverLeap(configured);
      for (const step of steps) step(leap);
      assert.deepEqual([leap.isKnown, leap.taiOffsetSec], [known, tai]);
    });

  it("says when anything has changed", () => {
    const leap = new ReceiverLeap(undefined);
    assert.deepEqual(
      [leap.told(undefined, 16), leap.told(18, 18), leap.told(18, 18), leap.told(17, 17)],
      [false, true, false, true],
    );
    assert.deepEqual(
      [leap.announced(0, 0, NOON), leap.announced(1, 43_201, NOON), leap.announced(1, 43_191, NOON + 10)],
      [false, true, false],
    );
    assert.deepEqual([leap.change, leap.changeAt], [1, MIDNIGHT]);
    assert.ok(leap.announced(0, 0, NOON));
    assert.deepEqual([leap.change, leap.changeAt], [0, 0]);
  });
});
