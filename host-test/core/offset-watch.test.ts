/** When offsets that are too large are told of. */
import assert from "node:assert/strict";
import { Association } from "../../src/core/association.js";
import { Happening } from "../../src/core/happening.js";
import { OffsetWatch } from "../../src/core/offset-watch.js";
import { type Sink } from "../../src/core/sink.js";
import { MILLISECOND, SECOND } from "../../src/time/fixed.js";

const WORDS = new Map([
  [Happening.OffsetTooLarge, "large"],
  [Happening.OffsetNormal, "normal"],
]);

/** An update with a sample not newer than the last one. */
const OLD = Symbol("old");
/** The node follows its own clock. */
const LOCAL = Symbol("local");

describe("offsets that are too large", () => {
  const rows: { name: string; offsets: readonly (number | symbol)[]; told: readonly string[] }[] = [
    { name: "not at the first two", offsets: [200, 200], told: [] },
    { name: "from the third on", offsets: [200, -300, 400, -500], told: ["large 400", "large -500"] },
    { name: "not at 128 ms", offsets: [128, 128, 128, -128], told: [] },
    { name: "beyond 128 ms", offsets: [129, 129, -129], told: ["large -129"] },
    { name: "not where others are between", offsets: [200, 200, 0, 200, 200], told: [] },
    { name: "and that they are over, once", offsets: [200, 200, 200, 1, 1], told: ["large 200", "normal 0"] },
    { name: "each time anew", offsets: [200, 200, 200, 1, 300, 300, 300], told: ["large 200", "normal 0", "large 300"] },
    { name: "of each sample once", offsets: [200, OLD, OLD, 200, OLD], told: [] },
    { name: "over with the node's own clock", offsets: [200, 200, 200, LOCAL, LOCAL], told: ["large 200", "normal 0"] },
    { name: "not with the node's own clock", offsets: [200, 200, LOCAL, 200], told: [] },
  ]; // prettier-ignore
  for (const { name, offsets, told } of rows)
    it(`are told ${name}`, () => {
      const reports: string[] = [];
      const peer = new Association(0);
      const sink = {
        report: (happening: Happening, of: Association, value: number): void => {
          assert.equal(of, peer);
          reports.push(`${WORDS.get(happening)} ${value / MILLISECOND}`);
        },
      };
      const watch = new OffsetWatch(sink as unknown as Sink);
      for (const offset of offsets) {
        if (typeof offset === "number") peer.filter.takenAt.add(16 * SECOND);
        if (offset === LOCAL) watch.end(peer);
        else watch.update(peer, (typeof offset === "number" ? offset : 500) * MILLISECOND);
      }
      assert.deepEqual(reports, told);
    });
});
