import assert from "node:assert/strict";
import { Association } from "../../src/core/association.js";
import { hasVote, loudestOf } from "../../src/core/leap-vote.js";
import { WayTime } from "../../src/core/listening.js";
import { AssociationKind } from "../../src/core/settings.js";
import { Standing } from "../../src/core/verdict.js";
import { server } from "../support/engine-rig.js";

function source(
  kind: AssociationKind,
  standing = Standing.Candidate,
  wayTime = WayTime.Assumed,
): Association {
  const association = new Association(0);
  association.settings = { ...server("192.0.2.1"), kind };
  association.standing = standing;
  association.listening.wayTime = wayTime;
  return association;
}

const chosen = (): Association => source(AssociationKind.Client);
const stranger = (): Association => source(AssociationKind.SymmetricPassive);
const heard = (): Association => source(AssociationKind.BroadcastClient);

describe("leap vote", () => {
  const rows: { name: string; sources: readonly Association[]; votes: readonly boolean[] }[] = [
    {
      name: "a server and a configured peer",
      sources: [chosen(), source(AssociationKind.SymmetricActive)],
      votes: [true, true],
    },
    {
      name: "strangers beside a server",
      sources: [stranger(), chosen(), stranger()],
      votes: [false, true, false],
    },
    { name: "strangers alone", sources: [stranger(), stranger()], votes: [true, true] },
    { name: "broadcasts beside a stranger", sources: [stranger(), heard()], votes: [false, true] },
    { name: "broadcasts beside a server", sources: [heard(), chosen()], votes: [false, true] },
    {
      name: "broadcasts whose way exchanges have measured, beside a server",
      sources: [source(AssociationKind.BroadcastClient, Standing.Candidate, WayTime.Measured), chosen()],
      votes: [true, true],
    },
    {
      name: "a stranger beside a server that is a falseticker",
      sources: [stranger(), source(AssociationKind.Client, Standing.Falseticker)],
      votes: [true, false],
    },
    {
      name: "one that only jitters more",
      sources: [source(AssociationKind.Client, Standing.Outlyer)],
      votes: [true],
    },
    {
      name: "the local clock",
      sources: [source(AssociationKind.LocalClock, Standing.SystemPeer)],
      votes: [false],
    },
    { name: "free places", sources: [new Association(0)], votes: [false] },
  ];
  for (const { name, sources, votes } of rows)
    it(`${name}: ${votes.map(vote => (vote ? "yes" : "no")).join(", ")}`, () => {
      const loudest = loudestOf(sources);
      assert.deepEqual(
        sources.map(one => hasVote(one, loudest)),
        votes,
      );
    });
});
