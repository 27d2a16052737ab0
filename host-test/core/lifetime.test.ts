/** How long dynamic associations last, and when their place is others' to take. */
import assert from "node:assert/strict";
import { Association } from "../../src/core/association.js";
import { endOf, givesWay, isPassing } from "../../src/core/lifetime.js";
import { AssociationKind } from "../../src/core/settings.js";
import { Instant } from "../../src/time/moment.js";
import { server } from "../support/engine-rig.js";
import { instant } from "../support/quantities.js";

interface Given {
  readonly kind?: AssociationKind;
  readonly isProven?: boolean;
  readonly isDynamic?: boolean;
  /** log2 of seconds: how often it is asked, and how often it says that it asks. */
  readonly pollLog2?: number;
  readonly peerPollLog2?: number;
  readonly reach?: number;
}

/** Accepted last at second 1000. */
function association(given: Given): Association {
  const { kind = AssociationKind.SymmetricPassive, isDynamic = true } = given;
  const one = new Association(0);
  one.mobilize(server("", { kind, isDynamic }));
  one.acceptedAt.set(1000, 0);
  one.isProven = given.isProven ?? false;
  one.pollLog2 = given.pollLog2 ?? 6;
  one.peerPollLog2 = given.peerPollLog2 ?? 6;
  one.reach = given.reach ?? 0;
  return one;
}

const PROVEN: Given = { isProven: true };
const HEARD: Given = { kind: AssociationKind.BroadcastClient };

describe("the lifetime of a dynamic association", () => {
  const rows: { name: string; given: Given; seconds: number }[] = [
    { name: "one that proved itself", given: PROVEN, seconds: 720 },
    { name: "one asked every 256 s", given: { ...PROVEN, pollLog2: 8 }, seconds: 768 },
    { name: "one asked every 1024 s", given: { ...PROVEN, pollLog2: 10 }, seconds: 3072 },
    { name: "one that proved nothing", given: {}, seconds: 192 },
    { name: "one that proved nothing and says that it asks every second", given: { peerPollLog2: 0 }, seconds: 192 },
    { name: "one that proved nothing and says that it asks every 128 s", given: { peerPollLog2: 7 }, seconds: 384 },
    { name: "one that proved nothing and says that it asks every 1024 s", given: { peerPollLog2: 10 }, seconds: 3072 },
    { name: "one that proved nothing and says that it asks every day", given: { peerPollLog2: 17 }, seconds: 3072 },
    { name: "a found server that has not answered", given: { kind: AssociationKind.Client }, seconds: 192 },
    { name: "a broadcast server that answers nobody", given: HEARD, seconds: 720 },
    { name: "a broadcast server that answers, and speaks every 512 s", given: { ...HEARD, ...PROVEN, pollLog2: 9 }, seconds: 720 },
  ]; // prettier-ignore
  for (const { name, given, seconds } of rows)
    it(`is ${seconds} s for ${name}`, () => {
      const end = new Instant();
      endOf(association(given), end);
      assert.deepEqual([end.seconds, end.fraction], [1000 + seconds, 0]);
    });
});

describe("the place of an association", () => {
  const rows: { name: string; given: Given; after: number; passing: boolean }[] = [
    { name: "one that proved nothing for 8 s", given: {}, after: 8, passing: true },
    { name: "one that proved nothing for 7 s", given: {}, after: 7, passing: false },
    { name: "one that proved itself", given: PROVEN, after: 700, passing: false },
    { name: "a broadcast server heard twice", given: { ...HEARD, reach: 0b1001 }, after: 8, passing: true },
    { name: "a broadcast server heard just now", given: { ...HEARD, reach: 0b1 }, after: 7, passing: false },
    { name: "a broadcast server heard three times", given: { ...HEARD, reach: 0b10101 }, after: 700, passing: false },
    { name: "a broadcast server heard three times running", given: { ...HEARD, reach: 0b111 }, after: 700, passing: false },
    { name: "a broadcast server heard always", given: { ...HEARD, reach: 0xff }, after: 700, passing: false },
    { name: "a broadcast server heard twice running", given: { ...HEARD, reach: 0b11 }, after: 8, passing: true },
    { name: "a broadcast server that answered", given: { ...HEARD, ...PROVEN }, after: 700, passing: false },
    { name: "a configured one", given: { kind: AssociationKind.Client, isDynamic: false }, after: 700, passing: false },
  ]; // prettier-ignore
  for (const { name, given, after, passing } of rows)
    it(`is ${passing ? "" : "not "}another's to take where it is that of ${name}`, () =>
      assert.equal(isPassing(association(given), instant(1000 + after)), passing));

  it("is not another's to take where it is free", () => {
    const free = association({});
    free.demobilize();
    assert.equal(isPassing(free, instant(2000)), false);
  });
});

describe("the place of a peer", () => {
  const rows: { name: string; given: Given; gives: boolean }[] = [
    { name: "that nobody configured, and that proved nothing", given: {}, gives: true },
    { name: "that proved itself", given: PROVEN, gives: false },
    {
      name: "that is configured",
      given: { kind: AssociationKind.SymmetricActive, isDynamic: false },
      gives: false,
    },
    { name: "that is a server a search found", given: { kind: AssociationKind.Client }, gives: false },
    {
      name: "that is a server heard to broadcast",
      given: { kind: AssociationKind.BroadcastClient },
      gives: false,
    },
  ];
  for (const { name, given, gives } of rows)
    it(`is ${gives ? "" : "not "}a server's at the same address: one ${name}`, () =>
      assert.equal(givesWay(association(given)), gives));
});
