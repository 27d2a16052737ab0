/** Whose control queries are answered, and how many of them, through an engine. */
import assert from "node:assert/strict";
import { Right } from "../../src/core/access.js";
import { type FullSettings } from "../../src/core/settings.js";
import { Verdict } from "../../src/core/verdict.js";
import { SECOND } from "../../src/time/fixed.js";
import { Family } from "../../src/wire/address.js";
import { Opcode } from "../../src/wire/control.js";
import { Datagram } from "../../src/wire/datagram.js";
import { answerTo, query } from "../support/control.js";
import { endpoint, Rig } from "../support/engine-rig.js";
import { endWith, KEYED, type MacKind } from "../support/keyed.js";

/** Seconds of a flood, and its queries in each of them. */
const FLOOD_SEC = 3;
const A_SECOND = 200;

describe("who may query, and how often", () => {
  const quiet: { name: string; more: Partial<FullSettings>; verdict: Verdict }[] = [
    { name: "noquery", more: { answersQueries: false }, verdict: Verdict.NoAccess },
    { name: "a right to the time alone", more: rightsOf(Right.Synchronization), verdict: Verdict.NoAccess },
    { name: "a service that is off", more: { enabled: false }, verdict: Verdict.ServiceOff },
  ];
  for (const { name, more, verdict } of quiet)
    it(`is silent for ${name}`, () => {
      const rig = nodeWith(more);
      assert.equal(answerTo(rig, query(Opcode.ReadVariables)), undefined);
      assert.equal(rig.engine.verdicts[verdict], 1);
    });

  it("answers who has the right to query alone", () =>
    assert.ok(answerTo(nodeWith(rightsOf(Right.Query)), query(Opcode.ReadVariables))));

  it("answers eight queries of one sender at once, then two a second", () => {
    const rig = nodeWith({});
    let count = 0;
    for (let i = 0; i < 20; i++) if (answerTo(rig, query(Opcode.ReadStatus))) count++;
    assert.equal(count, 8);
    for (let i = 0; i < 80; i++) {
      rig.now.add(SECOND / 8);
      if (answerTo(rig, query(Opcode.ReadStatus))) count++;
    }
    assert.equal(count, 8 + 20);
    assert.ok(answerTo(rig, query(Opcode.ReadStatus), endpoint("192.0.2.10", 40_000)));
  });

  /** Whose queries those of a flood count with, and who is answered whatever they are. */
  const FLOODS: { flood: MacKind; waiting: MacKind[]; answered: MacKind[] }[] = [
    { flood: "no MAC", waiting: ["a wrong MAC"], answered: ["its MAC", "another trusted key's"] },
    { flood: "a wrong MAC", waiting: ["no MAC"], answered: ["its MAC", "another trusted key's"] },
    { flood: "its MAC", waiting: ["its MAC"], answered: ["no MAC", "another trusted key's"] },
  ];
  for (const { flood, waiting, answered } of FLOODS)
    it(`answers 64 queries at once with ${flood}, then 32 a second, in whatever names; and others at any time`, () => {
      const rig = nodeWith(KEYED);
      let count = 0;
      for (let i = 0; i < FLOOD_SEC * A_SECOND; i++) {
        rig.now.add(SECOND / A_SECOND);
        if (answerTo(rig, ending(flood), endpoint(`198.51.${i >> 8}.${i & 255}`, 40_000))) count++;
        if (i % A_SECOND !== A_SECOND - 1) continue;
        for (const mac of answered) assert.ok(answerTo(rig, ending(mac), asker(mac)), mac);
      }
      const most = 64 + FLOOD_SEC * 32;
      assert.ok(count >= most - 1 && count <= most, `${count}`);
      for (const mac of waiting) assert.equal(answerTo(rig, ending(mac), asker(mac)), undefined, mac);
      rig.now.add(60 * SECOND);
      for (const mac of waiting) assert.ok(answerTo(rig, ending(mac), asker(mac)), mac);
    });
});

function nodeWith(more: Partial<FullSettings>): Rig {
  const rig = new Rig();
  rig.configure(more);
  return rig;
}

/** Each asks from its own address. */
function asker(mac: MacKind): ReturnType<typeof endpoint> {
  return endpoint(`192.0.2.${mac.length}`, 40_000);
}

/** A query of a whole number of eight octets, and what ends it. */
function ending(mac: MacKind): Uint8Array {
  const bytes = query(Opcode.ReadVariables, 0, "leap");
  const datagram = new Datagram();
  datagram.bytes.set(bytes);
  datagram.length = (bytes.length + 7) & ~7;
  endWith(datagram, mac);
  return datagram.bytes.slice(0, datagram.length);
}

function rightsOf(right: Right.Synchronization | Right.Query): Partial<FullSettings> {
  const anyone = { id: 0, isPermit: true, ...{ word0: 0, word1: 0, word2: 0, word3: 0 } };
  const rules = [{ ...anyone, ...{ mask0: 0, mask1: 0, mask2: 0, mask3: 0 } }];
  return {
    acls: [{ family: Family.IPv4, number: 2000, rules }],
    access: [{ right, family: Family.IPv4, acl: 2000 }],
  };
}
