/** What becomes of a packet by the socket that it came in by. By its mode and its sender: figure-20.test.ts. */
import assert from "node:assert/strict";
import { Happening } from "../../src/core/happening.js";
import { Link, LinkKind } from "../../src/core/link.js";
import { HearingKind, type NodeSettings } from "../../src/core/settings.js";
import { Standing, Verdict } from "../../src/core/verdict.js";
import { Family } from "../../src/wire/address.js";
import { setFirst, Mode, setRefid, setStratum, TRANSMIT_TIMESTAMP } from "../../src/wire/header.js";
import { Kiss } from "../../src/wire/kiss.js";
import { endpoint, Rig, server } from "../support/engine-rig.js";
import { OWN, packet, say, type Fields } from "../support/peer.js";

const CLOCK = { unit: 0, stratum: 1 };
const HEARING = { kind: HearingKind.Broadcast, interfaceName: "eth0", family: Family.IPv4, group: "" };
/** The reference id of a server that follows `OWN`. */
const REFID_OF_OWN = 0xc000_0201;

/** A node that has the time, of stratum 1, and hears broadcasts. */
class Bench extends Rig {
  constructor(more: Partial<NodeSettings> = {}) {
    super();
    this.ownAddresses(OWN);
    this.configure({ localClock: CLOCK, hearings: [HEARING], ...more });
  }

  /** Hands the engine a packet on a link of `kind`. */
  at(kind: LinkKind, more: Partial<Link>, fields: Fields): Verdict {
    const link = Object.assign(new Link(kind, Family.IPv4, -1), { interfaceName: "eth0" }, more);
    return this.engine.packet(link, packet(this, fields), endpoint("192.0.2.7"), this.now, this.now);
  }

  /** How many packets were counted under a verdict: at no association, and at all of them. */
  counted(verdict: Verdict): [atNone: number, atSome: number] {
    const { verdicts, associations } = this.engine;
    return [verdicts[verdict], associations.reduce((sum, one) => sum + one.verdicts[verdict], 0)];
  }

  /** All that were counted at no association. */
  get countedAtNone(): number {
    return this.engine.verdicts.reduce((sum, count) => sum + count, 0);
  }
}

const FOLLOWS = { followsServers: true };
const ANSWERS = { answersClients: true };

describe("reception", () => {
  const rows: {
    kind: LinkKind;
    name: string;
    more?: Partial<Link>;
    mode: Mode;
    verdict: Verdict;
    answers?: number;
  }[] = [
    {
      kind: LinkKind.Service,
      name: "a request at a service port",
      mode: Mode.Client,
      verdict: Verdict.Answered,
      answers: 1,
    },
    {
      kind: LinkKind.Service,
      name: "a broadcast there",
      mode: Mode.Broadcast,
      verdict: Verdict.UnexpectedMode,
    },
    { kind: LinkKind.Service, name: "an answer there", mode: Mode.Server, verdict: Verdict.UnexpectedMode },
    {
      kind: LinkKind.Service,
      name: "a control query there that ends like one with a MAC",
      mode: Mode.Control,
      verdict: Verdict.UntrustedKey,
      answers: 1,
    },
    {
      kind: LinkKind.Group,
      name: "a request in a group that is answered",
      more: ANSWERS,
      mode: Mode.Client,
      verdict: Verdict.Answered,
      answers: 1,
    },
    {
      kind: LinkKind.Group,
      name: "a request in a group that is only followed",
      more: FOLLOWS,
      mode: Mode.Client,
      verdict: Verdict.UnexpectedMode,
    },
    {
      kind: LinkKind.Broadcast,
      name: "a request to all",
      more: FOLLOWS,
      mode: Mode.Client,
      verdict: Verdict.UnexpectedMode,
    },
    {
      kind: LinkKind.Group,
      name: "a broadcast in a group that is only answered",
      more: ANSWERS,
      mode: Mode.Broadcast,
      verdict: Verdict.UnexpectedMode,
    },
    {
      kind: LinkKind.Group,
      name: "a peer in a group",
      more: { ...FOLLOWS, ...ANSWERS },
      mode: Mode.SymmetricActive,
      verdict: Verdict.UnexpectedMode,
    },
    {
      kind: LinkKind.Broadcast,
      name: "an answer to all",
      more: FOLLOWS,
      mode: Mode.Server,
      verdict: Verdict.UnexpectedMode,
    },
    {
      kind: LinkKind.Sender,
      name: "a request where is only sent",
      mode: Mode.Client,
      verdict: Verdict.UnexpectedMode,
    },
    {
      kind: LinkKind.Sender,
      name: "a broadcast where is only sent",
      mode: Mode.Broadcast,
      verdict: Verdict.UnexpectedMode,
    },
  ];
  for (const { kind, name, more = {}, mode, verdict, answers = 0 } of rows)
    it(`${name}: counted once, ${answers === 0 ? "not " : ""}answered`, () => {
      const bench = new Bench();
      assert.equal(bench.at(kind, more, { mode }), verdict);
      assert.deepEqual(bench.counted(verdict), [1, 0]);
      assert.equal(bench.countedAtNone, 1);
      assert.equal(bench.answers.length, answers);
    });

  it("a broadcast where servers are followed is counted at the association that it makes", () => {
    const bench = new Bench();
    for (const kind of [LinkKind.Broadcast, LinkKind.Group])
      bench.at(kind, FOLLOWS, { mode: Mode.Broadcast });
    assert.deepEqual(bench.counted(Verdict.Sampled), [0, 1]);
    assert.deepEqual(bench.counted(Verdict.Replayed), [0, 1]);
    assert.equal(bench.countedAtNone, 0);
  });

  it("a broadcast that makes none is counted at none", () => {
    const bench = new Bench({ maxDynamicSessions: 0 });
    assert.equal(bench.at(LinkKind.Broadcast, FOLLOWS, { mode: Mode.Broadcast }), Verdict.NoRoom);
    assert.deepEqual(bench.counted(Verdict.NoRoom), [1, 0]);
  });

  it("a search is answered by who has the time alone", () => {
    const bench = new Bench({ localClock: undefined });
    assert.equal(bench.at(LinkKind.Group, ANSWERS, { mode: Mode.Client }), Verdict.Unsuitable);
    assert.deepEqual(bench.counted(Verdict.Unsuitable), [1, 0]);
    assert.equal(bench.answers.length, 0);
  });

  it("a service that is off makes no peer and answers nobody", () => {
    const bench = new Bench({ enabled: false });
    for (const mode of [Mode.SymmetricActive, Mode.Client])
      assert.equal(bench.at(LinkKind.Service, {}, { mode }), Verdict.ServiceOff);
    assert.equal(
      bench.engine.associations.some(({ isInUse }) => isInUse),
      false,
    );
  });

  it("a malformed packet makes no peer", () => {
    const bench = new Bench({ localClock: undefined });
    const edit: Fields["edit"] = datagram => (datagram.length = 47);
    assert.equal(bench.at(LinkKind.Service, {}, { mode: Mode.SymmetricActive, edit }), Verdict.Malformed);
    assert.equal(
      bench.engine.associations.some(({ isInUse }) => isInUse),
      false,
    );
  });

  it("that anyone may become a peer is told of the first after each configuration", () => {
    const bench = new Bench({ localClock: undefined });
    const told = (): number => bench.reported(Happening.AnyPeer);
    const come = (from: string): Verdict => say(bench, { mode: Mode.SymmetricActive, from });
    come("192.0.2.7");
    come("192.0.2.8");
    assert.equal(told(), 1);
    bench.configure({});
    come("192.0.2.7");
    assert.equal(told(), 1, "it is a peer already");
    come("192.0.2.9");
    assert.equal(told(), 2);
  });
});

describe("reception at a client's own socket", () => {
  /** A client that has just asked. */
  function asking(): Rig {
    const rig = new Rig();
    rig.ownAddresses(OWN);
    rig.configure({ associations: [server("192.0.2.7")] });
    rig.pass(0);
    assert.equal(rig.association.exchange.isOpen, true);
    return rig;
  }

  const foreign: { name: string; fields: Parameters<Rig["answer"]>[1]; verdict: Verdict }[] = [
    { name: "a malformed one", fields: { edit: one => (one.length = 47) }, verdict: Verdict.Malformed },
    { name: "one of another address", fields: { from: "192.0.2.8" }, verdict: Verdict.WrongSource },
    { name: "one of another port", fields: { port: 124 }, verdict: Verdict.WrongSource },
    {
      name: "one to another request",
      fields: { edit: one => void (one.bytes[24] ^= 1) },
      verdict: Verdict.BogusOrigin,
    },
    {
      name: "a forged refusal",
      fields: {
        edit: one => {
          one.bytes[24] ^= 1;
          setStratum(one, 0);
          setRefid(one, Kiss.Deny);
        },
      },
      verdict: Verdict.BogusOrigin,
    },
  ];
  for (const { name, fields, verdict } of foreign)
    it(`${name} is counted, and the answer is still waited for`, () => {
      const rig = asking();
      assert.equal(rig.answer(rig.last, fields), verdict);
      assert.equal(rig.association.verdicts[verdict], 1);
      assert.equal(rig.association.received, 1);
      assert.equal(rig.engine.verdicts[verdict], 0);
      assert.equal(rig.association.exchange.isOpen, true);
      assert.equal(rig.answer(rig.last), Verdict.Sampled);
    });

  const ours: { name: string; fields: Parameters<Rig["answer"]>[1]; verdict: Verdict }[] = [
    { name: "a good one", fields: {}, verdict: Verdict.Sampled },
    { name: "one without the time", fields: { leap: 3 }, verdict: Verdict.Unsynchronized },
    { name: "one of too far", fields: { rootDelay: 2 ** 32 * 33 }, verdict: Verdict.RootDistance },
    { name: "one of who follows us", fields: { refid: REFID_OF_OWN }, verdict: Verdict.Loop },
    { name: "a refusal", fields: { stratum: 0, refid: Kiss.Deny }, verdict: Verdict.KissDenied },
  ];
  for (const { name, fields, verdict } of ours)
    it(`${name} ends the exchange`, () => {
      const rig = asking();
      assert.equal(rig.answer(rig.last, fields), verdict);
      assert.equal(rig.association.verdicts[verdict], 1);
      assert.equal(rig.association.exchange.isOpen, false);
      assert.ok(rig.calls.includes("close 0"));
    });

  it("who follows us is a loop until he no longer does", () => {
    const rig = asking();
    rig.answer(rig.last, { refid: REFID_OF_OWN });
    assert.equal(rig.association.standing, Standing.Loop);
    rig.pass(2);
    rig.answer(rig.last);
    assert.notEqual(rig.association.standing, Standing.Loop);
  });

  it("who was configured and refuses us stays, and is shown as that", () => {
    const rig = asking();
    rig.answer(rig.last, { stratum: 0, refid: Kiss.Deny });
    assert.equal(rig.association.standing, Standing.Denied);
    assert.equal(rig.association.settings?.host, "192.0.2.7");
  });

  it("an answer that comes after the exchange is not taken", () => {
    const rig = asking();
    const [request] = rig.requests;
    rig.pass(9);
    assert.equal(rig.answer(request), Verdict.BogusOrigin);
    assert.notDeepEqual(
      rig.last.bytes.subarray(TRANSMIT_TIMESTAMP),
      request.bytes.subarray(TRANSMIT_TIMESTAMP),
    );
  });

  it("a broadcast there is no answer", () => {
    const rig = asking();
    const edit: Fields["edit"] = datagram => setFirst(datagram, 0, 4, Mode.Broadcast);
    assert.notEqual(rig.answer(rig.last, { edit }), Verdict.Sampled);
    assert.equal(rig.association.filter.sampleCount, 0);
  });
});
