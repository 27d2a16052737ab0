/** Which of two peers may lead. */
import assert from "node:assert/strict";
import { Association } from "../../src/core/association.js";
import { mayLead, NO_SERVER_STRATUM, Voice, voiceOf } from "../../src/core/lead.js";
import { WayTime } from "../../src/core/listening.js";
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

describe("the voice", () => {
  const rows: { name: string; kind?: AssociationKind; wayTime?: WayTime; voice: Voice }[] = [
    { name: "one that is configured, or was found", kind: AssociationKind.Client, voice: Voice.Chosen },
    { name: "a configured peer", kind: AssociationKind.SymmetricActive, voice: Voice.Chosen },
    { name: "a peer that came", kind: AssociationKind.SymmetricPassive, voice: Voice.Stranger },
    { name: "one that is heard and answers", kind: AssociationKind.BroadcastClient, wayTime: WayTime.Measured, voice: Voice.Chosen },
    { name: "one that answers, but was not there to be heard", kind: AssociationKind.BroadcastClient, wayTime: WayTime.Unknown, voice: Voice.Chosen },
    { name: "one that answers nobody", kind: AssociationKind.BroadcastClient, wayTime: WayTime.Assumed, voice: Voice.Unanswering },
    { name: "a free place", voice: Voice.None },
  ]; // prettier-ignore
  for (const { name, kind, voice, wayTime = WayTime.Unknown } of rows)
    it(`of ${name}: ${voice}`, () => {
      const association = new Association(0);
      if (kind !== undefined) association.mobilize(source("", { kind, isDynamic: true }));
      association.listening.wayTime = wayTime;
      assert.equal(voiceOf(association), voice);
    });
});
