/** The manycast client on the bench: whom its searches find, and whom not. */
import assert from "node:assert/strict";
import { type Association } from "../../src/core/association.js";
import { Happening } from "../../src/core/happening.js";
import { LinkKind } from "../../src/core/link.js";
import { AssociationKind, type SenderSettings } from "../../src/core/settings.js";
import { Standing, Verdict } from "../../src/core/verdict.js";
import { Family } from "../../src/wire/address.js";
import {
  Mode,
  modeOf,
  ORIGIN_TIMESTAMP,
  RECEIVE_TIMESTAMP,
  stratumOf,
  TRANSMIT_TIMESTAMP,
} from "../../src/wire/header.js";
import { Datagram } from "../../src/wire/datagram.js";
import { Kiss } from "../../src/wire/kiss.js";
import { Rig, server, type AnswerFields, type Request } from "../support/engine-rig.js";
import { say } from "../support/peer.js";

const GROUP = "224.0.1.1";
const SEARCH: SenderSettings = {
  interfaceName: "eth0",
  group: GROUP,
  family: Family.IPv4,
  port: 123,
  version: 4,
  hops: 8,
  keyId: 0,
};

class Bench extends Rig {
  /** The rounds so far. */
  get rounds(): Request[] {
    return this.requests.filter(({ link }) => link.kind === LinkKind.Search);
  }

  get round(): Request {
    return this.rounds[this.rounds.length - 1];
  }

  get found(): Association[] {
    return this.engine.associations.filter(one => one.settings?.isDynamic);
  }

  /** Lets time pass until a round has begun. */
  search(): Request {
    const before = this.rounds.length;
    for (let i = 0; i < 2000 && this.rounds.length === before; i++) this.pass(0.5);
    return this.round;
  }

  /** Answers the last round from each of these. */
  find(...hosts: readonly string[]): Verdict[] {
    return hosts.map(from => this.answer(this.round, { from }));
  }

  /** As `passAnswering`, all but rounds. */
  keepAsking(seconds: number, fields: (request: Request) => AnswerFields | undefined = () => ({})): void {
    this.passAnswering(seconds, request =>
      request.link.kind === LinkKind.Search ? undefined : fields(request),
    );
  }
}

function bench(capacity = 8, searches: readonly SenderSettings[] = [SEARCH]): Bench {
  const rig = new Bench(0, 0, capacity);
  rig.configure({ searches });
  return rig;
}

const THREE = ["192.0.2.1", "192.0.2.2", "192.0.2.3"];

describe("a manycast client", () => {
  it("asks the group in client mode, and tells nothing of itself", () => {
    const rig = bench();
    const { to, port, bytes } = rig.search();
    const datagram = new Datagram();
    datagram.bytes.set(bytes);
    assert.deepEqual([to, port, modeOf(datagram), stratumOf(datagram)], [GROUP, 123, Mode.Client, 0]);
    assert.equal(bytes[0], 0x23);
    assert.ok(bytes.subarray(3 + 1, TRANSMIT_TIMESTAMP).every(octet => octet === 0));
    assert.deepEqual(rig.calls.filter(call => call.startsWith("send")).slice(-1), [
      `send ${GROUP} 123 seal 0`,
    ]);
  });

  it("has a socket of its own for every round, and closes it after 4 s", () => {
    const rig = bench();
    const { bytes, link } = rig.search();
    rig.pass(3.5);
    assert.equal(rig.calls.filter(call => call.startsWith("close")).length, 0);
    rig.search();
    assert.equal(rig.calls.filter(call => call === `close ${link.index}`).length, 1);
    assert.notDeepEqual(rig.round.bytes, bytes);
    assert.equal(rig.answer({ ...rig.round, bytes }, { from: THREE[0] }), Verdict.BogusOrigin);
  });

  it("makes a dynamic association of whoever answers, and asks it at its own address", () => {
    const rig = bench();
    rig.search();
    assert.deepEqual(rig.find("192.0.2.1", "192.0.2.2"), [Verdict.FoundServer, Verdict.FoundServer]);
    assert.deepEqual(
      rig.found.map(({ settings }) => [settings!.kind, settings!.source, settings!.preempt]),
      Array.from({ length: 2 }, () => [AssociationKind.Client, "eth0", true]),
    );
    rig.keepAsking(10);
    for (const { reach, verdicts } of rig.found) {
      assert.equal(reach & 1, 1);
      assert.equal(verdicts[Verdict.Sampled], 4);
    }
    assert.equal(rig.engine.system.stratum, 3);
  });

  it("asks at the port that answered", () => {
    const rig = bench();
    rig.search();
    rig.answer(rig.round, { from: THREE[0], port: 1123 });
    rig.keepAsking(1);
    assert.equal(rig.last.port, 1123);
  });

  it("ceases to search once three have answered, and begins again when one of them is gone", () => {
    const rig = bench();
    rig.search();
    rig.find(...THREE);
    const { length } = rig.rounds;
    rig.keepAsking(3600);
    assert.equal(rig.rounds.length, length);
    assert.ok(rig.found.every(({ standing }) => standing >= Standing.Candidate));
    rig.keepAsking(1500, ({ to }) => (to === THREE[2] ? undefined : {}));
    assert.ok(rig.rounds.length > length);
    assert.equal(rig.round.link.kind, LinkKind.Search);
  });

  it("needs no search beside three configured servers", () => {
    const rig = new Bench();
    rig.configure({ searches: [SEARCH], associations: THREE.map(host => server(host)) });
    rig.keepAsking(3600);
    assert.equal(rig.rounds.length, 0);
  });

  it("finds one whose address is another's in another VPN instance", () => {
    const rig = bench();
    rig.configure({
      searches: [SEARCH, { ...SEARCH, interfaceName: "eth1" }],
      bindings: [{ interfaceName: "eth1", instance: "blue" }],
      associations: [server(THREE[0], { instance: "blue" })],
    });
    const verdicts = new Map<string, Verdict>();
    while (verdicts.size < 2) {
      const round = rig.search();
      verdicts.set(round.link.instance, rig.answer(round, { from: THREE[0] }));
    }
    assert.deepEqual([verdicts.get(""), verdicts.get("blue")], [Verdict.FoundServer, Verdict.Duplicate]);
    assert.deepEqual(
      rig.found.map(({ settings }) => settings!.instance),
      [""],
    );
  });

  it("finds nobody twice", () => {
    const rig = bench();
    rig.configure({ searches: [SEARCH], associations: [server(THREE[0])] });
    rig.search();
    assert.deepEqual(rig.find(THREE[0], THREE[1], THREE[1]), [
      Verdict.Duplicate,
      Verdict.FoundServer,
      Verdict.Duplicate,
    ]);
  });

  it("finds a server in whose name a stranger would be a peer, but has proved nothing", () => {
    const rig = bench();
    rig.search();
    say(rig, { mode: Mode.SymmetricActive, from: THREE[0] });
    assert.deepEqual(rig.find(THREE[0]), [Verdict.FoundServer]);
    assert.deepEqual(
      rig.engine.associations.filter(({ isInUse }) => isInUse).map(({ settings }) => settings!.kind),
      [AssociationKind.Client],
    );
  });

  const bad: { name: string; verdict: Verdict; fields: AnswerFields }[] = [
    {
      name: "of another nonce",
      verdict: Verdict.BogusOrigin,
      fields: { edit: ({ bytes }) => (bytes[ORIGIN_TIMESTAMP + 7] ^= 1) },
    },
    { name: "in another mode", verdict: Verdict.UnexpectedMode, fields: { mode: Mode.SymmetricPassive } },
    { name: "in client mode", verdict: Verdict.UnexpectedMode, fields: { mode: Mode.Client } },
    { name: "of version 0", verdict: Verdict.BadVersion, fields: { version: 0 } },
    { name: "of version 5", verdict: Verdict.BadVersion, fields: { version: 5 } },
    { name: "too short", verdict: Verdict.Malformed, fields: { edit: datagram => (datagram.length = 47) } },
    { name: "from one of our own addresses", verdict: Verdict.WrongSource, fields: { from: "192.0.2.200" } },
    { name: "from a group", verdict: Verdict.WrongSource, fields: { from: GROUP } },
    { name: "from all", verdict: Verdict.WrongSource, fields: { from: "255.255.255.255" } },
    { name: "from nowhere", verdict: Verdict.WrongSource, fields: { from: "0.0.0.0" } },
    { name: "from port 0", verdict: Verdict.WrongSource, fields: { port: 0 } },
    {
      name: "that could not authenticate",
      verdict: Verdict.CryptoNak,
      fields: { edit: datagram => (datagram.length = 52) },
    },
    { name: "with a kiss", verdict: Verdict.KissOther, fields: { stratum: 0, refid: Kiss.Deny } },
    { name: "of stratum 17", verdict: Verdict.BadStratum, fields: { stratum: 17 } },
    { name: "of stratum 16", verdict: Verdict.Unsynchronized, fields: { stratum: 16 } },
    { name: "without the time", verdict: Verdict.Unsynchronized, fields: { leap: 3 } },
    {
      name: "without a receive timestamp",
      verdict: Verdict.MissingTimestamp,
      fields: { edit: ({ bytes }) => bytes.fill(0, RECEIVE_TIMESTAMP, TRANSMIT_TIMESTAMP) },
    },
    {
      name: "without a transmit timestamp",
      verdict: Verdict.MissingTimestamp,
      fields: { edit: ({ bytes }) => bytes.fill(0, TRANSMIT_TIMESTAMP) },
    },
    {
      name: "from a server too far from a primary",
      verdict: Verdict.RootDistance,
      fields: { rootDispersion: 16 * 2 ** 32 },
    },
    { name: "from one who follows us", verdict: Verdict.Loop, fields: { refid: 0xc000_02c8 } },
  ];
  for (const { name, verdict, fields } of bad)
    it(`finds nobody by an answer ${name}`, () => {
      const rig = bench();
      rig.ownAddresses("192.0.2.200");
      rig.search();
      assert.equal(rig.answer(rig.round, { from: THREE[0], ...fields }), verdict);
      assert.deepEqual(rig.found, []);
      assert.equal(rig.engine.verdicts[verdict], 1);
      // The round goes on: the true answer is still welcome.
      assert.deepEqual(rig.find(THREE[0]), [Verdict.FoundServer]);
    });

  it("finds nobody by an answer that comes when the round is over", () => {
    const rig = bench();
    rig.search();
    while (!rig.calls.includes("close 0")) rig.pass(0.1);
    assert.equal(rig.rounds.length, 1);
    assert.deepEqual(rig.find(THREE[0]), [Verdict.BogusOrigin]);
  });

  it("keeps ten at most, whatever else is in the pool", () => {
    const rig = bench(16);
    const associations = [
      server("203.0.113.1"),
      server("203.0.113.2", { source: "eth0", family: Family.IPv4 }),
    ];
    rig.configure({ searches: [SEARCH], associations });
    rig.search();
    const verdicts = rig.find(...Array.from({ length: 12 }, (_, i) => `192.0.2.${i + 1}`));
    assert.deepEqual(verdicts, [
      ...new Array<Verdict>(10).fill(Verdict.FoundServer),
      Verdict.NoRoom,
      Verdict.NoRoom,
    ]);
    assert.equal(rig.engine.verdicts[Verdict.NoRoom], 2);
    assert.equal(rig.found.length, 10);
  });

  const further: { name: string; search: Partial<SenderSettings>; from: string }[] = [
    { name: "interface", search: { interfaceName: "eth1" }, from: "192.0.2.99" },
    { name: "family", search: { family: Family.IPv6, group: "ff05::101" }, from: "2001:db8::1" },
  ];
  for (const { name, search, from } of further)
    it(`keeps ten of each ${name}`, () => {
      const rig = bench(16, [SEARCH, { ...SEARCH, ...search }]);
      while (rig.search().link.index !== 0);
      rig.find(...Array.from({ length: 10 }, (_, i) => `192.0.2.${i + 1}`));
      // None of them answers again: more are wanted.
      let round = rig.search();
      while (round.link.index !== 1) round = rig.search();
      assert.equal(rig.answer(round, { from }), Verdict.FoundServer);
      assert.equal(rig.found.length, 11);
    });

  it("keeps as many as the pool has places", () => {
    const rig = bench(4);
    rig.search();
    const verdicts = rig.find(...Array.from({ length: 6 }, (_, i) => `192.0.2.${i + 1}`));
    assert.deepEqual(verdicts.slice(3), [Verdict.FoundServer, Verdict.NoRoom, Verdict.NoRoom]);
  });

  it("lets one that was without use for long make room, where ten are not enough", () => {
    const rig = bench(16);
    rig.search();
    const hosts = Array.from({ length: 10 }, (_, i) => `192.0.2.${i + 1}`);
    rig.find(...hosts);
    // No two of them agree.
    rig.keepAsking(60 * 64, ({ to }) => ({ error: Number(to.split(".")[3]) * 2 ** 31 }));
    assert.equal(rig.found.filter(({ standing }) => standing >= Standing.Candidate).length, 0);
    rig.search();
    assert.deepEqual(rig.find("192.0.2.99"), [Verdict.FoundServer]);
    assert.equal(rig.found.length, 10);
    assert.equal(rig.found.filter(({ pollsUnused }) => pollsUnused === 0).length, 1, "the new one");
  });

  it("lets ten who never answer at their own addresses make room as soon as a true one would have", () => {
    const rig = bench(16);
    rig.search();
    rig.find(...Array.from({ length: 10 }, (_, i) => `203.0.113.${i + 1}`));
    rig.pass(8);
    rig.search();
    assert.deepEqual(rig.find(...THREE), [Verdict.FoundServer, Verdict.FoundServer, Verdict.FoundServer]);
    assert.equal(rig.found.length, 10);
  });

  it("lets the ones go that selection has no use for, while there are enough", () => {
    const rig = bench(16);
    rig.search();
    rig.find(...THREE, "192.0.2.4", "192.0.2.5");
    rig.keepAsking(40 * 64, ({ to }) => (to === "192.0.2.5" ? { error: 2 ** 32 } : {}));
    const left = rig.found.map(({ address }) => address.word3 & 0xff);
    assert.deepEqual(left, [1, 2, 3, 4]);
  });

  it("lets one go that refuses, and does not find it again", () => {
    const rig = bench();
    rig.search();
    rig.find(THREE[0]);
    rig.keepAsking(1, () => ({ stratum: 0, refid: Kiss.Deny }));
    assert.deepEqual(rig.found, []);
    assert.equal(rig.reported(Happening.KissOfDeath), 0);
    rig.search();
    assert.deepEqual(rig.find(THREE[0], THREE[1]), [Verdict.KissDenied, Verdict.FoundServer]);
  });

  it("asks one that complains half as often", () => {
    const rig = bench();
    rig.search();
    rig.find(THREE[0]);
    rig.keepAsking(1, () => ({ stratum: 0, refid: Kiss.Rate }));
    assert.equal(rig.found[0].pollLog2, 7);
    assert.equal(rig.found[0].rateFloorLog2, 7);
  });

  it("lets one go that never answers at its own address", () => {
    const rig = bench();
    rig.search();
    rig.find(THREE[0]);
    rig.pass(191);
    assert.equal(rig.found.length, 1);
    rig.pass(2);
    assert.equal(rig.found.length, 0);
  });

  it("goes on with its searches and whom they found when something else is configured", () => {
    const rig = bench();
    rig.search();
    rig.find(THREE[0]);
    rig.search();
    assert.equal(rig.round.link.hops, 4, "of the next round");
    const closed = (): number => rig.calls.filter(call => call === "close 0").length;
    const before = closed();
    rig.configure({ searches: [{ ...SEARCH, interfaceName: "eth1" }, SEARCH], stepThresholdMs: 1 });
    assert.equal(rig.found.length, 1);
    assert.equal(closed(), before + 1, "the open round is over");
    rig.pass(8);
    const mine = rig.rounds.find(({ link }) => link.index === 1)!;
    assert.ok(mine.link.hops > 4);
  });

  it("ends with the service, and begins with it again", () => {
    const rig = bench();
    rig.search();
    rig.find(THREE[0]);
    rig.configure({ searches: [SEARCH], enabled: false });
    const { length } = rig.rounds;
    rig.pass(3600);
    assert.deepEqual([rig.rounds.length, rig.found.length], [length, 0]);
    rig.configure({ searches: [SEARCH] });
    rig.search();
    assert.ok(rig.rounds.length > length);
  });

  it("ends with the configuration, and those it found as well", () => {
    const rig = bench();
    rig.search();
    rig.find(THREE[0]);
    rig.configure({ searches: [] });
    assert.deepEqual(rig.found, []);
    const { length } = rig.rounds;
    rig.pass(3600);
    assert.equal(rig.rounds.length, length);
  });
});

describe("a configured source that may be preempted", () => {
  it("goes while there are enough others, and comes back when there are not", () => {
    const rig = new Bench();
    const spare = "192.0.2.9";
    const associations = [...THREE.map(host => server(host)), server(spare, { preempt: true })];
    rig.configure({ associations });
    const has = (): boolean => rig.engine.associations.some(({ settings }) => settings?.host === spare);
    rig.keepAsking(4 * 64, ({ to }) => (to === spare ? { error: 2 ** 32 } : {}));
    assert.ok(has());
    rig.keepAsking(20 * 64, ({ to }) => (to === spare ? { error: 2 ** 32 } : {}));
    assert.equal(has(), false);
    rig.keepAsking(20 * 64, ({ to }) => (to === THREE[1] ? undefined : {}));
    assert.ok(has());
    assert.ok(
      rig.engine.associations.find(({ settings }) => settings?.host === spare)!.standing >=
        Standing.Candidate,
    );
  });
});
