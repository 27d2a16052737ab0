/** Which offsets that are too large are told of. */
import assert from "node:assert/strict";
import { Happening } from "../../src/core/happening.js";
import { OffsetLimit } from "../../src/report/offset-limit.js";
import { MILLISECOND } from "../../src/time/fixed.js";

const { Resisted, OffsetTooLarge, OffsetNormal, Stepped } = {
  Resisted: Happening.Resisted,
  OffsetTooLarge: Happening.OffsetTooLarge,
  OffsetNormal: Happening.OffsetNormal,
  Stepped: Happening.Stepped,
};

type Told = readonly [Happening, offsetMs: number, isTold: boolean];

describe("the limit of offsets", () => {
  const rows: { name: string; limitMs: number; told: readonly Told[] }[] = [
    { name: "none: all, once", limitMs: 0, told: [[Resisted, 20, true], [OffsetTooLarge, 130, true], [OffsetTooLarge, 140, false], [OffsetNormal, 0, true]] },
    { name: "beyond it alone", limitMs: 500, told: [[OffsetTooLarge, 500, false], [OffsetTooLarge, -501, true], [OffsetTooLarge, 501, false]] },
    { name: "an end only of what was told", limitMs: 500, told: [[OffsetTooLarge, 400, false], [OffsetNormal, 0, false]] },
    { name: "an end once", limitMs: 500, told: [[OffsetTooLarge, 600, true], [OffsetNormal, 0, true], [OffsetNormal, 0, false]] },
    { name: "again after it was below", limitMs: 500, told: [[OffsetTooLarge, 600, true], [OffsetTooLarge, 400, false], [OffsetTooLarge, 600, true]] },
    { name: "again after an end", limitMs: 500, told: [[OffsetTooLarge, 600, true], [OffsetNormal, 0, true], [OffsetTooLarge, 600, true]] },
    { name: "resistance beyond it", limitMs: 500, told: [[Resisted, -500, false], [Resisted, -501, true], [Resisted, 501, true]] },
    { name: "anything else", limitMs: 500, told: [[Stepped, 130, true]] },
  ]; // prettier-ignore
  for (const { name, limitMs, told } of rows)
    it(`lets through ${name}`, () => {
      const limit = new OffsetLimit();
      limit.configure(limitMs);
      assert.deepEqual(
        told.map(([happening, offsetMs]) => limit.tells(happening, offsetMs * MILLISECOND)),
        told.map(([, , isTold]) => isTold),
      );
    });
});
