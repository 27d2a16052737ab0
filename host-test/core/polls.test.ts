/** How often sources are polled. */
import assert from "node:assert/strict";
import { Association } from "../../src/core/association.js";
import { type Discipline } from "../../src/core/discipline.js";
import { advisePolls, setPollRange } from "../../src/core/polls.js";
import { AssociationKind } from "../../src/core/settings.js";
import { server } from "../support/engine-rig.js";

interface Given {
  readonly kind?: AssociationKind;
  readonly reach?: number;
  readonly rateFloorLog2?: number;
}

/** May be polled every 64 s to 1024 s, is every 512 s. */
function association({ kind, reach, rateFloorLog2 }: Given): Association {
  const one = new Association(0);
  one.mobilize(server("", { kind: kind ?? AssociationKind.Client, minPollLog2: 6, maxPollLog2: 10 }));
  one.pollLog2 = 9;
  one.reach = reach ?? 1;
  one.rateFloorLog2 = rateFloorLog2 ?? 0;
  return one;
}

describe("polls", () => {
  const rows: { name: string; given: Given; peer?: AssociationKind; advised: number; pollLog2: number }[] = [
    { name: "are as advised", given: {}, advised: 7, pollLog2: 7 },
    { name: "are no quicker than configured", given: {}, advised: 4, pollLog2: 6 },
    { name: "are no slower than configured", given: {}, advised: 12, pollLog2: 10 },
    { name: "are no quicker than the server allows", given: { rateFloorLog2: 8 }, advised: 7, pollLog2: 8 },
    { name: "are slower than configured if the server wants it", given: { rateFloorLog2: 11 }, advised: 7, pollLog2: 11 },
    { name: "stay of one that does not answer", given: { reach: 0 }, advised: 7, pollLog2: 9 },
    { name: "stay of one that broadcasts", given: { kind: AssociationKind.BroadcastClient }, advised: 7, pollLog2: 9 },
    { name: "are as advised of a peer", given: { kind: AssociationKind.SymmetricPassive }, advised: 7, pollLog2: 7 },
    { name: "are as slow as they may be beside a receiver", given: {}, peer: AssociationKind.ReferenceClock, advised: 4, pollLog2: 10 },
  ]; // prettier-ignore
  for (const { name, given, peer = AssociationKind.Client, advised, pollLog2 } of rows)
    it(name, () => {
      const one = association(given);
      advisePolls([new Association(1), one], association({ kind: peer }), advised);
      assert.equal(one.pollLog2, pollLog2);
    });

  const ranges: { name: string; kind: AssociationKind; range: readonly [number, number] }[] = [
    { name: "what the system peer may be polled", kind: AssociationKind.Client, range: [6, 10] },
    { name: "how often the system peer broadcasts", kind: AssociationKind.BroadcastClient, range: [9, 9] },
  ];
  for (const { name, kind, range } of ranges)
    it(`are advised within ${name}`, () => {
      const set: number[][] = [];
      const discipline = { setPollRange: (...bounds: number[]) => void set.push(bounds) };
      setPollRange(discipline as unknown as Discipline, association({ kind }));
      assert.deepEqual(set, [range]);
    });
});
