/** What the discipline holds against a source is told when it begins. */
import assert from "node:assert/strict";
import { Association } from "../../src/core/association.js";
import { Happening } from "../../src/core/happening.js";
import { Objection } from "../../src/core/objection.js";
import { type Sink } from "../../src/core/sink.js";

type Step = (objection: Objection, one: Association, other: Association) => void;

const refuse: Step = (objection, one) => objection.refuse(one);
const refuseOther: Step = (objection, _, other) => objection.refuse(other);
const resist: Step = (objection, one) => objection.resisting(one, true);
const yields: Step = (objection, one) => objection.resisting(one, false);
const end: Step = objection => objection.end();
const leave: Step = (objection, one) => objection.left(one);
const leaveOther: Step = (objection, _, other) => objection.left(other);

const { Refused, Resisted } = { Refused: Happening.Refused, Resisted: Happening.Resisted };

describe("an objection", () => {
  const rows: { name: string; steps: readonly Step[]; told: readonly (readonly [Happening, number])[] }[] = [
    { name: "once, however long it lasts", steps: [refuse, refuse, resist, resist], told: [[Refused, 0], [Resisted, 0]] },
    { name: "of each source", steps: [refuse, refuseOther], told: [[Refused, 0], [Refused, 1]] },
    { name: "again after the clock was corrected", steps: [refuse, resist, end, refuse, resist], told: [[Refused, 0], [Resisted, 0], [Refused, 0], [Resisted, 0]] },
    { name: "again after the offset was within the threshold", steps: [resist, yields, resist], told: [[Resisted, 0], [Resisted, 0]] },
    { name: "again of one that has come back", steps: [refuse, leave, refuse], told: [[Refused, 0], [Refused, 0]] },
    { name: "not again because another one has left", steps: [refuse, leaveOther, refuse], told: [[Refused, 0]] },
    { name: "not where there is none", steps: [yields, end], told: [] },
  ]; // prettier-ignore
  for (const { name, steps, told } of rows)
    it(`is told ${name}`, () => {
      const reports: [Happening, number][] = [];
      const sink = {
        report: (happening: Happening, { id, filter }: Association, value: number): void => {
          assert.equal(value, filter.offset);
          reports.push([happening, id]);
        },
      };
      const objection = new Objection(sink as unknown as Sink);
      const sources = [0, 1].map(id => new Association(id));
      for (const one of sources) one.filter.offset = 1000 + one.id;
      for (const step of steps) step(objection, sources[0], sources[1]);
      assert.deepEqual(reports, told);
    });
});
