/** What stands behind the sessions and belongs to none of them. */
import assert from "node:assert/strict";
import { nodeLines } from "../../src/console/node-lines.js";
import { comwareVerbose } from "../../src/console/verbose-comware.js";
import { vrpVerbose } from "../../src/console/verbose-vrp.js";
import { Association } from "../../src/core/association.js";
import {
  AssociationKind,
  type AssociationSettings,
  NO_SETTINGS,
  type NodeSettings,
} from "../../src/core/settings.js";
import { Verdict } from "../../src/core/verdict.js";
import { Family } from "../../src/wire/address.js";
import { server } from "../support/engine-rig.js";
import { FakeStatus } from "./fake-node.js";

const SOURCE = server("192.0.2.1");
const FREE = undefined;

/** A node with a place in its pool for each of `places`. */
function statusOf(
  settings: Partial<NodeSettings>,
  places: readonly (AssociationSettings | undefined)[],
): FakeStatus {
  const status = new FakeStatus();
  status.settings = { ...NO_SETTINGS, enabled: true, ...settings };
  for (const [id, one] of places.entries()) {
    const place = new Association(id);
    place.settings = one;
    status.associations.push(place);
  }
  return status;
}

describe("what belongs to no session", () => {
  const spare = server("192.0.2.2", { preempt: true });
  const other = server("192.0.2.3");
  const six = server("2001:db8::1", { family: Family.IPv6 });
  const named = server("time.example", { family: undefined });
  const noRoom = "there is no room for more sessions";
  const leftOut: {
    name: string;
    settings: Partial<NodeSettings>;
    places: readonly (AssociationSettings | undefined)[];
    lines4: readonly string[];
    lines6?: readonly string[];
  }[] = [
    { name: "nobody", settings: { associations: [SOURCE] }, places: [SOURCE, FREE], lines4: [] },
    { name: "who finds no place", settings: { associations: [SOURCE, other, named, six] }, places: [SOURCE], lines4: [`left out: 192.0.2.3, ${noRoom}`, `left out: time.example, ${noRoom}`], lines6: [`left out: 2001:db8::1, ${noRoom}`] },
    { name: "who is one too many", settings: { associations: [SOURCE, spare] }, places: [SOURCE, FREE], lines4: ["left out: 192.0.2.2, others are enough at present"] },
    { name: "the same, where there is no place", settings: { associations: [SOURCE, spare] }, places: [SOURCE], lines4: [`left out: 192.0.2.2, ${noRoom}`] },
    { name: "the local clock", settings: { localClock: { unit: 1, stratum: 8 } }, places: [SOURCE], lines4: [`left out: 127.127.1.1, ${noRoom}`] },
    { name: "nobody while the service is off", settings: { enabled: false, associations: [SOURCE] }, places: [FREE], lines4: [] },
    { name: "who found no place when there was none", settings: { associations: [SOURCE, other] }, places: [SOURCE, FREE], lines4: [`left out: 192.0.2.3, ${noRoom}`] },
    { name: "not the local clock that has a place", settings: { localClock: { unit: 1, stratum: 8 } }, places: [server("127.127.1.1", { kind: AssociationKind.LocalClock })], lines4: [] },
  ]; // prettier-ignore
  for (const { name, settings, places, lines4, lines6 = [] } of leftOut)
    it(`who is left out: ${name}`, () => {
      const status = statusOf(settings, places);
      assert.deepEqual(nodeLines(status, Family.IPv4), lines4);
      assert.deepEqual(nodeLines(status, Family.IPv6), lines6);
    });

  it("where requests are not heard, and why", () => {
    const status = statusOf({}, []);
    status.unheard.push("192.0.2.1 port 123 is taken");
    assert.deepEqual(nodeLines(status, Family.IPv4), ["requests are not heard: 192.0.2.1 port 123 is taken"]);
  });

  it("what became of packets, and how many dynamic sessions there are where one was refused", () => {
    const dynamic = server("", { isDynamic: true });
    const status = statusOf({ associations: [SOURCE], maxDynamicSessions: 2 }, [SOURCE, dynamic, dynamic]);
    status.verdicts[Verdict.Answered] = 12;
    assert.deepEqual(nodeLines(status, Family.IPv4), [
      "packets at service ports, IPv4 and IPv6: answered 12",
    ]);
    status.verdicts[Verdict.NoRoom] = 3;
    assert.deepEqual(nodeLines(status, Family.IPv6), [
      "packets at service ports, IPv4 and IPv6: answered 12, no room 3",
      "dynamic sessions: 2, at most 2",
    ]);
  });

  it("stands behind the sessions of both dialects, in lines of 80 columns", () => {
    const status = statusOf({}, []);
    for (let verdict: Verdict = 0; verdict < Verdict.Count; verdict++) status.verdicts[verdict] = 1000;
    const comware = comwareVerbose(status, Family.IPv4);
    const vrp = vrpVerbose(status, Family.IPv4);
    assert.equal(comware[0].slice(0, 55), " Packets at service ports, IPv4 and IPv6: answered 1000");
    assert.equal(vrp[0].slice(0, 55), " packets at service ports, IPv4 and IPv6: answered 1000");
    assert.ok(comware.length > 4 && [...comware, ...vrp].every(line => line.length <= 80));
  });
});
