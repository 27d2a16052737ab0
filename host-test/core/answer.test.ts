import assert from "node:assert/strict";
import { Happening } from "../../src/core/happening.js";
import { Standing, Verdict } from "../../src/core/verdict.js";
import { MILLISECOND, SECOND } from "../../src/time/fixed.js";
import { type Datagram } from "../../src/wire/datagram.js";
import { Mode } from "../../src/wire/header.js";
import { Kiss } from "../../src/wire/kiss.js";
import { Rig, server } from "../support/engine-rig.js";

function client(): Rig {
  const rig = new Rig();
  rig.configure({ associations: [server("192.0.2.1")] });
  return rig;
}

describe("answer: what is believed", () => {
  const rows: {
    name: string;
    fields: Parameters<Rig["answer"]>[1];
    verdict: Verdict;
  }[] = [
    { name: "a good answer", fields: {}, verdict: Verdict.Sampled },
    { name: "version 1, which has no mode", fields: { version: 1, mode: 0 }, verdict: Verdict.Sampled },
    { name: "another address", fields: { from: "192.0.2.2" }, verdict: Verdict.WrongSource },
    { name: "another port", fields: { port: 124 }, verdict: Verdict.WrongSource },
    { name: "a request", fields: { mode: Mode.Client }, verdict: Verdict.UnexpectedMode },
    { name: "a broadcast", fields: { mode: Mode.Broadcast }, verdict: Verdict.UnexpectedMode },
    { name: "no mode in version 4", fields: { mode: 0 }, verdict: Verdict.UnexpectedMode },
    { name: "version 0", fields: { version: 0 }, verdict: Verdict.BadVersion },
    { name: "version 5", fields: { version: 5 }, verdict: Verdict.BadVersion },
    {
      name: "a crypto-NAK",
      fields: { edit: datagram => void (datagram.length = 52) },
      verdict: Verdict.CryptoNak,
    },
    {
      name: "another origin",
      fields: { edit: datagram => void (datagram.bytes[31] ^= 1) },
      verdict: Verdict.BogusOrigin,
    },
    {
      name: "zero origin",
      fields: { edit: datagram => void datagram.bytes.fill(0, 24, 32) },
      verdict: Verdict.BogusOrigin,
    },
    {
      name: "no receive timestamp",
      fields: { edit: datagram => void datagram.bytes.fill(0, 32, 40) },
      verdict: Verdict.MissingTimestamp,
    },
    {
      name: "no transmit timestamp",
      fields: { edit: datagram => void datagram.bytes.fill(0, 40, 48) },
      verdict: Verdict.MissingTimestamp,
    },
    { name: "leap indicator 3", fields: { leap: 3 }, verdict: Verdict.Unsynchronized },
    { name: "stratum 16", fields: { stratum: 16 }, verdict: Verdict.Unsynchronized },
    {
      name: "stratum 0 that is only starting",
      fields: { stratum: 0, refid: Kiss.Init },
      verdict: Verdict.Unsynchronized,
    },
    { name: "stratum 17", fields: { stratum: 17 }, verdict: Verdict.BadStratum },
    { name: "stratum 255", fields: { stratum: 255 }, verdict: Verdict.BadStratum },
    {
      name: "root dispersion of 16 s",
      fields: { rootDispersion: 16 * SECOND },
      verdict: Verdict.RootDistance,
    },
    { name: "root delay of 32 s", fields: { rootDelay: 32 * SECOND }, verdict: Verdict.RootDistance },
    {
      name: "a reference time in its own future",
      fields: { edit: datagram => void (datagram.bytes[19] += 11) },
      verdict: Verdict.RootDistance,
    },
    {
      name: "one who follows us",
      fields: { refid: 0xc000_0207 },
      verdict: Verdict.Loop,
    },
    {
      name: "an answer held longer than the round trip took",
      fields: { holding: -SECOND, edit: datagram => void (datagram.bytes[43] += 2) },
      verdict: Verdict.BadDelay,
    },
    {
      name: "an answer sent 20 s before its request came",
      fields: { holding: -20 * SECOND },
      verdict: Verdict.BadDelay,
    },
    {
      name: "a clock whose name happens to be our address",
      fields: { stratum: 1, refid: 0xc000_0207 },
      verdict: Verdict.Sampled,
    },
    { name: "DENY", fields: { stratum: 0, leap: 3, refid: Kiss.Deny }, verdict: Verdict.KissDenied },
    { name: "RSTR", fields: { stratum: 0, leap: 3, refid: Kiss.Restricted }, verdict: Verdict.KissDenied },
    { name: "RATE", fields: { stratum: 0, leap: 3, refid: Kiss.Rate }, verdict: Verdict.KissRate },
    { name: "another kiss", fields: { stratum: 0, leap: 3, refid: Kiss.NoKey }, verdict: Verdict.KissOther },
    {
      name: "a header cut short",
      fields: { edit: datagram => void (datagram.length = 47) },
      verdict: Verdict.Malformed,
    },
  ];
  for (const { name, fields, verdict } of rows)
    it(`${Verdict.Sampled === verdict ? "takes" : "refuses"} ${name}`, () => {
      const rig = client();
      rig.ownAddresses("192.0.2.7");
      const { association } = rig;
      assert.equal(rig.answer(rig.last, fields), verdict);
      assert.equal(association.verdicts[verdict], 1);
      assert.equal(association.received, 1);
      assert.equal(association.reach, verdict === Verdict.Sampled ? 1 : 0);
      assert.equal(association.filter.stageCount, verdict === Verdict.Sampled ? 1 : 0);
    });

  it("waits on for the true answer when scraps came first, whatever came before", () => {
    const rig = client();
    rig.answer(rig.last);
    rig.pass(2);
    rig.answer(rig.last, { edit: datagram => void (datagram.length = 47) });
    rig.answer(rig.last, { edit: datagram => void (datagram.length = 53) });
    assert.equal(rig.answer(rig.last), Verdict.Sampled);
  });

  it("waits on for the true answer when a forged one came first", () => {
    const rig = client();
    rig.answer(rig.last, { edit: datagram => void (datagram.bytes[31] ^= 1), error: SECOND });
    rig.answer(rig.last, { from: "192.0.2.2", error: SECOND });
    assert.equal(rig.answer(rig.last), Verdict.Sampled);
  });

  it("takes no answer twice", () => {
    const rig = client();
    rig.answer(rig.last);
    assert.equal(rig.answer(rig.last), Verdict.Duplicate);
    assert.equal(rig.association.filter.stageCount, 1);
  });

  it("takes no second answer to one request, whatever it says", () => {
    const rig = client();
    rig.answer(rig.last);
    assert.equal(rig.answer(rig.last, { error: 1 }), Verdict.BogusOrigin);
  });

  it("stops following a server that says it lost its time", () => {
    const rig = client();
    rig.passAnswering(8);
    assert.equal(rig.engine.system.stratum, 3);
    rig.passAnswering(66, () => ({ leap: 3 }));
    assert.equal(rig.engine.system.peer, undefined);
    assert.equal(rig.association.standing, Standing.Unsynchronized);
    assert.deepEqual([rig.association.leap, rig.association.stratum], [3, 16]);
  });

  it("lets a kiss-o'-death say nothing of the server's time, but that it has none", () => {
    for (const { refid, stratum } of [
      { refid: Kiss.Rate, stratum: 2 },
      { refid: Kiss.NoKey, stratum: 2 },
      { refid: 0x5846_4143, stratum: 2 },
      { refid: Kiss.Init, stratum: 16 },
      { refid: Kiss.Step, stratum: 16 },
      { refid: 0, stratum: 16 },
    ]) {
      const rig = client();
      rig.passAnswering(8);
      assert.equal(rig.engine.system.stratum, 3);
      rig.passAnswering(66, () => ({ stratum: 0, leap: 3, refid }));
      assert.equal(rig.association.stratum, stratum);
      assert.equal(rig.association.leap, stratum === 2 ? 0 : 3);
      assert.equal(rig.association.refid, stratum === 2 ? 0xc000_0263 : refid);
      assert.equal(rig.engine.system.peer, stratum === 2 ? rig.association : undefined);
    }
  });

  it("reports the code of a kiss-o'-death", () => {
    const rig = client();
    rig.answer(rig.last, { stratum: 0, leap: 3, refid: Kiss.NoKey });
    assert.ok(rig.calls.includes(`report ${Happening.KissOfDeath} ${Kiss.NoKey}`));
  });

  it("takes a server back that no longer follows us", () => {
    const rig = client();
    rig.ownAddresses("192.0.2.7");
    rig.answer(rig.last, { refid: 0xc000_0207 });
    assert.equal(rig.association.standing, Standing.Loop);
    rig.passAnswering(8);
    assert.equal(rig.association.standing, Standing.SystemPeer);
  });

  it("measures offset and delay as RFC 5905 section 8 says", () => {
    const rig = client();
    rig.answer(rig.last, { error: 5 * MILLISECOND, holding: 40 * MILLISECOND });
    const { filter } = rig.association;
    assert.equal(filter.offset, 5 * MILLISECOND);
    assert.equal(filter.delay, 2 * MILLISECOND);
  });

  it("takes no round trip to be shorter than clocks can be read", () => {
    const rig = client();
    const edit = (datagram: Datagram): void =>
      void datagram.view.setUint32(44, datagram.view.getUint32(44) + 2.5 * MILLISECOND);
    assert.equal(rig.answer(rig.last, { edit }), Verdict.Sampled);
    assert.equal(rig.association.filter.delay, 2 ** 12);
  });
});
