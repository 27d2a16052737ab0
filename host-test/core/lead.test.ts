/** Which of two peers may lead. */
import assert from "node:assert/strict";
import { isStranger, mayLead, NO_SERVER_STRATUM } from "../../src/core/lead.js";
import { AssociationKind } from "../../src/core/settings.js";
import { server as source } from "../support/engine-rig.js";
import { ms } from "../support/quantities.js";

describe("a peer", () => {
  const rows: { name: string; stratum: number; distance: number; server: number; held: number; leads: boolean }[] = [
    { name: "of a stratum below ours by a server, whatever it claims", stratum: 2, distance: ms(900), server: 2, held: 0, leads: true },
    { name: "of our own stratum by a server, however near", stratum: 3, distance: ms(1), server: 2, held: Infinity, leads: false },
    { name: "of a higher stratum than ours by a server", stratum: 4, distance: ms(1), server: 2, held: Infinity, leads: false },
    { name: "nearer than the time we hold, of any stratum", stratum: 9, distance: ms(10), server: NO_SERVER_STRATUM, held: ms(11), leads: true },
    { name: "as near as the time we hold", stratum: 1, distance: ms(10), server: NO_SERVER_STRATUM, held: ms(10), leads: false },
    { name: "farther than the time we hold", stratum: 1, distance: ms(12), server: NO_SERVER_STRATUM, held: ms(11), leads: false },
    { name: "of one who has no time at all", stratum: 15, distance: ms(900), server: NO_SERVER_STRATUM, held: Infinity, leads: true },
  ]; // prettier-ignore
  for (const { name, stratum, distance, server, held, leads } of rows)
    it(`${leads ? "leads" : "does not lead"}: ${name}`, () =>
      assert.equal(mayLead(stratum, distance, server, held), leads));
});

describe("a stranger", () => {
  for (const kind of [
    AssociationKind.SymmetricPassive,
    AssociationKind.SymmetricActive,
    AssociationKind.Client,
    AssociationKind.BroadcastClient,
  ])
    it(`is ${kind === AssociationKind.SymmetricPassive ? "" : "not "}a source of kind ${kind}`, () =>
      assert.equal(
        isStranger(source("", { kind, isDynamic: true })),
        kind === AssociationKind.SymmetricPassive,
      ));
});
