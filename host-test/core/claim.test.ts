/** Whose place an address is. With packets: security/broadcasts.test.ts. */
import assert from "node:assert/strict";
import { Association } from "../../src/core/association.js";
import { isContested } from "../../src/core/claim.js";
import { WayTime } from "../../src/core/listening.js";
import { AssociationKind } from "../../src/core/settings.js";
import { server } from "../support/engine-rig.js";

const HOLDERS = 1;
const RIVALS = 2;

interface Row {
  readonly name: string;
  readonly kind: AssociationKind;
  readonly wayTime?: WayTime;
  readonly isProven?: boolean;
  /** The key of who broadcasts; 0: none. */
  readonly keyId: number;
  readonly contested: boolean;
}

describe("the place of", () => {
  const rows: Row[] = [
    { name: "a peer that has proved nothing is anyone's", kind: AssociationKind.SymmetricPassive, keyId: 0, contested: true },
    { name: "a peer that has is not", kind: AssociationKind.SymmetricPassive, isProven: true, keyId: RIVALS, contested: false },
    { name: "a client is not", kind: AssociationKind.Client, keyId: RIVALS, contested: false },
    { name: "one whose volley lasts is not", kind: AssociationKind.BroadcastClient, keyId: RIVALS, contested: false },
    { name: "one that answered nothing is another key's", kind: AssociationKind.BroadcastClient, wayTime: WayTime.Assumed, keyId: RIVALS, contested: true },
    { name: "that is not nobody's", kind: AssociationKind.BroadcastClient, wayTime: WayTime.Assumed, keyId: 0, contested: false },
    { name: "nor its own key's", kind: AssociationKind.BroadcastClient, wayTime: WayTime.Assumed, keyId: HOLDERS, contested: false },
    { name: "one that answered with a kiss is not", kind: AssociationKind.BroadcastClient, wayTime: WayTime.Assumed, isProven: true, keyId: RIVALS, contested: false },
    { name: "one that answered is not", kind: AssociationKind.BroadcastClient, wayTime: WayTime.Measured, isProven: true, keyId: RIVALS, contested: false },
  ]; // prettier-ignore
  for (const { name, kind, wayTime = WayTime.Unknown, isProven = false, keyId, contested } of rows)
    it(name, () => {
      const holder = new Association(0);
      holder.mobilize(server("", { kind, isDynamic: true, keyId: HOLDERS }));
      holder.listening.wayTime = wayTime;
      holder.isProven = isProven;
      assert.equal(isContested(holder, { answerKeyId: keyId }), contested);
    });
});
