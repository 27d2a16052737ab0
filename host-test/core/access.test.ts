/** Access control, from the command line to the packet: who has which right, and what comes of what he asks. */
import assert from "node:assert/strict";
import { readConfiguration } from "../../src/config/configuration-text.js";
import { Configuration } from "../../src/config/configuration.js";
import { Dialect } from "../../src/config/dialect.js";
import { type Association } from "../../src/core/association.js";
import { Link, LinkKind } from "../../src/core/link.js";
import {
  AssociationKind,
  type AssociationSettings,
  HearingKind,
  type NodeSettings,
} from "../../src/core/settings.js";
import { Seal } from "../../src/core/sink.js";
import { Verdict } from "../../src/core/verdict.js";
import { MILLISECOND, SECOND } from "../../src/time/fixed.js";
import { Family } from "../../src/wire/address.js";
import { Opcode } from "../../src/wire/control.js";
import { Datagram } from "../../src/wire/datagram.js";
import {
  HEADER_LENGTH,
  leapOf,
  Mode,
  modeOf,
  ORIGIN_TIMESTAMP,
  RECEIVE_TIMESTAMP,
  REFERENCE_TIMESTAMP,
  refidOf,
  rootDelayOf,
  rootDispersionOf,
  stratumOf,
  TRANSMIT_TIMESTAMP,
  versionOf,
} from "../../src/wire/header.js";
import { Kiss } from "../../src/wire/kiss.js";
import { contextOf } from "../config/context.js";
import { query as controlQuery } from "../support/control.js";
import { endpoint, Rig, server } from "../support/engine-rig.js";
import { packet, reply, say } from "../support/peer.js";

const SENDER = "192.0.2.9";
const SENDER6 = "2001:db8::9";
/** From where a client asks; peers do so from their own port. */
const CLIENT_PORT = 40_000;

/** What `lines` configure. */
function configured(lines: readonly string[]): NodeSettings {
  const read = readConfiguration(["ntp-service enable", ...lines], contextOf(Dialect.Comware));
  assert.ok(read instanceof Configuration, JSON.stringify(read));
  return read.settings();
}

/** A node with these lines; it has the time, unless it has sources. */
function node(lines: readonly string[], more: Partial<NodeSettings> = {}): Rig {
  const rig = new Rig();
  rig.configure({ ...configured([...lines, "ntp-service refclock-master 5"]), ...more });
  rig.calls.length = 0;
  return rig;
}

/** A request of 48 octets. */
function request(mode: Mode, version = 4): Uint8Array {
  const bytes = new Uint8Array(HEADER_LENGTH);
  bytes[0] = (version << 3) | mode;
  for (let i = TRANSMIT_TIMESTAMP; i < HEADER_LENGTH; i++) bytes[i] = i;
  return bytes;
}

/** What is asked: whether a sender gets it. */
interface Allowed {
  /** A client's request, and a stranger's of mode 1, are answered. */
  readonly time: boolean;
  /** This node synchronizes to him: to a server, a peer, a broadcast server, one that a search found. */
  readonly follow: boolean;
  readonly query: boolean;
}

const PEER: Allowed = { time: true, follow: true, query: true };
const SERVER: Allowed = { time: true, follow: false, query: true };
const SYNCHRONIZATION: Allowed = { time: true, follow: false, query: false };
const QUERY: Allowed = { time: false, follow: false, query: true };
const NOTHING: Allowed = { time: false, follow: false, query: false };

const access = (right: string, acl: number): string => `ntp-service access ${right} acl ${acl}`;
const access6 = (right: string, acl: number): string => `ntp-service ipv6 ${right} acl ${acl}`;
const PERMITS = ["acl 2000", "rule permit source 192.0.2.0 0.0.0.255"];
const DENIES = ["acl 2001", "rule deny source 192.0.2.9 0", "rule permit"];
const OTHERS = ["acl 2002", "rule permit source 198.51.100.0 0.0.0.255"];
const EMPTY = ["acl 2003"];
const PERMITS6 = ["acl ipv6 2000", "rule permit source 2001:db8::/32"];
const EMPTY6 = ["acl ipv6 2003"];

const TABLE: { name: string; lines: string[]; from?: string; allowed: Allowed }[] = [
  { name: "no access control", lines: [], allowed: PEER },
  { name: "lists, and no access control", lines: [...DENIES, ...EMPTY], allowed: PEER },
  { name: "peer", lines: [...PERMITS, access("peer", 2000)], allowed: PEER },
  { name: "server", lines: [...PERMITS, access("server", 2000)], allowed: SERVER },
  { name: "synchronization", lines: [...PERMITS, access("synchronization", 2000)], allowed: SYNCHRONIZATION },
  { name: "query", lines: [...PERMITS, access("query", 2000)], allowed: QUERY },
  { name: "denied by the list", lines: [...DENIES, access("peer", 2001)], allowed: NOTHING },
  { name: "of no rule", lines: [...OTHERS, access("peer", 2002)], allowed: NOTHING },
  { name: "a list without rules", lines: [...EMPTY, access("peer", 2003)], allowed: NOTHING },
  {
    name: "no list with rules",
    lines: [...EMPTY, "acl 2004", access("peer", 2003), access("query", 2004), access("server", 2999)],
    allowed: NOTHING,
  },
  { name: "a list that is not there", lines: [access("query", 2000)], allowed: PEER },
  {
    name: "no list that is there",
    lines: [...PERMITS, access("query", 2010), access("server", 2011)],
    allowed: PEER,
  },
  {
    name: "a list of the other family's number",
    lines: [...PERMITS6, access("query", 2000)],
    allowed: PEER,
  },
  {
    name: "one list that is there, and one that is not, which grants nothing",
    lines: [...PERMITS, access("peer", 2010), access("synchronization", 2000)],
    allowed: SYNCHRONIZATION,
  },
  {
    name: "several rights: the first of them, however they came",
    lines: [...PERMITS, ...["query", "synchronization", "server"].map(right => access(right, 2000))],
    allowed: SERVER,
  },
  {
    name: "all rights",
    lines: [...PERMITS, ...["query", "synchronization", "server", "peer"].map(right => access(right, 2000))],
    allowed: PEER,
  },
  {
    name: "denied by one right's list, permitted by a later one's",
    lines: [...DENIES, ...PERMITS, access("peer", 2001), access("query", 2000)],
    allowed: QUERY,
  },
  {
    name: "undone",
    lines: [...PERMITS, access("query", 2000), "undo ntp-service access query"],
    allowed: PEER,
  },
  {
    name: "a list undone",
    lines: [...PERMITS, access("query", 2000), "undo acl 2000"],
    allowed: PEER,
  },
  {
    name: "IPv6, where IPv4's access control has its list's number",
    lines: [...PERMITS6, access("query", 2000)],
    from: SENDER6,
    allowed: PEER,
  },
  { name: "IPv6: no access control", lines: [], from: SENDER6, allowed: PEER },
  { name: "IPv6: server", lines: [...PERMITS6, access6("server", 2000)], from: SENDER6, allowed: SERVER },
  { name: "IPv6: query", lines: [...PERMITS6, access6("query", 2000)], from: SENDER6, allowed: QUERY },
  { name: "IPv6: no rules", lines: [...EMPTY6, access6("peer", 2003)], from: SENDER6, allowed: NOTHING },
  {
    name: "IPv6, where only IPv4 has access control",
    lines: [...OTHERS, access("query", 2002)],
    from: SENDER6,
    allowed: PEER,
  },
  {
    name: "IPv4, where only IPv6 has access control",
    lines: [...EMPTY6, access6("query", 2003)],
    allowed: PEER,
  },
  {
    name: "noquery",
    lines: ["ntp-service noquery enable"],
    allowed: { ...PEER, query: false },
  },
  {
    name: "noquery, whatever the lists say",
    lines: [...PERMITS, access("query", 2000), "ntp-service noquery enable"],
    allowed: NOTHING,
  },
  {
    name: "noquery undone, whatever the lists say",
    lines: [...PERMITS, access("synchronization", 2000), "undo ntp-service noquery enable"],
    allowed: SYNCHRONIZATION,
  },
];

const isKnown = (rig: Rig, kind: AssociationKind): boolean =>
  rig.engine.associations.some(({ settings }) => settings?.kind === kind);

/** A node that has asked `from` as one of `kind`. */
function asking(lines: string[], from: string, kind: AssociationKind): [Rig, Association] {
  const own: Partial<AssociationSettings> = { kind };
  const rig = node(lines, { localClock: undefined, associations: [server(from, own)] });
  rig.pass(1);
  return [rig, rig.association];
}

function ear(kind: LinkKind): Link {
  const link = new Link(kind, undefined, kind === LinkKind.Search ? 0 : -1);
  link.followsServers = true;
  link.interfaceName = "eth0";
  return link;
}

const HEARING = { kind: HearingKind.Broadcast, interfaceName: "eth0", group: "" };

describe("access control", () => {
  for (const { name, lines, from = SENDER, allowed } of TABLE) {
    const { time, follow, query } = allowed;
    const yes = (is: boolean): string => (is ? "yes" : "no");
    describe(name, () => {
      it(`asking for the time: ${yes(time)}`, () => {
        const rig = node(lines);
        const verdict = rig.ask(request(Mode.Client), endpoint(from, CLIENT_PORT));
        assert.equal(verdict, time ? Verdict.Answered : Verdict.NoAccess);
        assert.equal(rig.answers.length, time ? 1 : 0);
        assert.equal(rig.engine.verdicts[Verdict.NoAccess], time ? 0 : 1);
      });

      it(`a control query: ${yes(query)}`, () => {
        const bytes = controlQuery(Opcode.ReadVariables);
        const verdict = node(lines).ask(bytes, endpoint(from, CLIENT_PORT));
        assert.equal(verdict, query ? Verdict.QueryAnswered : Verdict.NoAccess);
      });

      it(`a stranger's mode 1: ${follow ? "a peer" : time ? "answered only" : "no"}`, () => {
        const rig = node(lines);
        const verdict = say(rig, { mode: Mode.SymmetricActive, from });
        assert.equal(verdict, time ? Verdict.Answered : Verdict.NoAccess);
        assert.equal(isKnown(rig, AssociationKind.SymmetricPassive), follow);
        assert.equal(rig.answers.length, time ? 1 : 0);
      });

      it(`the answer of a server of ours: ${yes(follow)}`, () => {
        const [rig, association] = asking(lines, from, AssociationKind.Client);
        const sent = rig.last;
        assert.equal(rig.answer(sent), follow ? Verdict.Sampled : Verdict.NoAccess);
        assert.equal(association.filter.stageCount, follow ? 1 : 0);
        assert.equal(association.verdicts[Verdict.NoAccess], follow ? 0 : 1);
        assert.ok(rig.calls.includes(`close ${association.id}`));
        assert.equal(rig.answer(sent, { error: SECOND }), Verdict.BogusOrigin);
      });

      it(`the answer of a peer of ours: ${yes(follow)}`, () => {
        const [rig, association] = asking(lines, from, AssociationKind.SymmetricActive);
        assert.equal(reply(rig, rig.last, { from }), follow ? Verdict.Sampled : Verdict.NoAccess);
        assert.equal(association.filter.stageCount, follow ? 1 : 0);
        assert.equal(association.verdicts[Verdict.NoAccess], follow ? 0 : 1);
      });

      it(`the question of a peer of ours: ${yes(time)}`, () => {
        const [rig, association] = asking(lines, from, AssociationKind.SymmetricActive);
        rig.answers.length = 0;
        const verdict = say(rig, { mode: Mode.SymmetricActive, from });
        assert.equal(verdict, time ? Verdict.Answered : Verdict.NoAccess);
        assert.equal(rig.answers.length, time ? 1 : 0);
        assert.equal(!association.echo!.transmit.isZero(), follow);
      });

      it(`a broadcast: ${yes(follow)}`, () => {
        const family = from === SENDER6 ? Family.IPv6 : Family.IPv4;
        const rig = node(lines, { hearings: [{ ...HEARING, family }] });
        const hear = (): Verdict =>
          rig.engine.packet(
            ear(LinkKind.Broadcast),
            packet(rig, { mode: Mode.Broadcast }),
            endpoint(from),
            rig.now,
            rig.now,
          );
        assert.equal(hear(), follow ? Verdict.Sampled : Verdict.NoAccess);
        assert.equal(isKnown(rig, AssociationKind.BroadcastClient), follow);
      });

      it(`an answer to a search: ${yes(follow)}`, () => {
        const family = from === SENDER6 ? Family.IPv6 : Family.IPv4;
        const group = family === Family.IPv6 ? "ff0e::101" : "224.0.1.1";
        const rig = node(lines, {
          localClock: undefined,
          searches: [{ interfaceName: "eth0", group, family, port: 123, version: 4, hops: 1, keyId: 0 }],
        });
        while (rig.requests.length === 0) rig.pass(0.25);
        assert.equal(rig.answer(rig.last, { from }), follow ? Verdict.FoundServer : Verdict.NoAccess);
        assert.equal(isKnown(rig, AssociationKind.Client), follow);
      });
    });
  }

  it("a right that is taken away ends what was granted: a broadcast server is no longer heard", () => {
    const rig = node([], { hearings: [{ ...HEARING, family: Family.IPv4 }] });
    const hear = (): Verdict => {
      const datagram = packet(rig, { mode: Mode.Broadcast });
      return rig.engine.packet(ear(LinkKind.Broadcast), datagram, endpoint(SENDER), rig.now, rig.now);
    };
    assert.equal(hear(), Verdict.Sampled);
    const association = rig.engine.associations.find(
      ({ settings }) => settings?.kind === AssociationKind.BroadcastClient,
    )!;
    rig.configure({ ...configured([...EMPTY, access("peer", 2003)]), hearings: [{ ...HEARING, family: 4 }] });
    rig.pass(64);
    assert.equal(hear(), Verdict.NoAccess);
    assert.equal(association.verdicts[Verdict.NoAccess], 1);
    rig.pass(720);
    assert.equal(association.isInUse, false);
  });
});

const LIMITED = ["acl 2005", "rule permit source 192.0.2.0 0.0.0.255", access("limited", 2005)];
const KISSES = "ntp-service kod-enable";

/** Asks `count` times, a request every `ms`; answers how often by verdict. */
function flood(
  rig: Rig,
  count: number,
  ms: number,
  from = endpoint(SENDER, CLIENT_PORT),
  version = 4,
): number[] {
  const { verdicts } = rig.engine;
  const before = [verdicts[Verdict.Answered], verdicts[Verdict.Limited]];
  for (let i = 0; i < count; i++) {
    rig.ask(request(Mode.Client, version), from);
    rig.now.add(ms * MILLISECOND);
  }
  return [verdicts[Verdict.Answered] - before[0], verdicts[Verdict.Limited] - before[1]];
}

/** Those of the answers that are kisses of this code. */
const kisses = (rig: Rig, code: Kiss): Datagram[] =>
  rig.answers.map(({ bytes }) => new Datagram(bytes)).filter(answer => refidOf(answer) === code);

describe("limited senders", () => {
  it("whoever keeps to its rate is always answered", () => {
    assert.deepEqual(flood(node(LIMITED), 1000, 64_000), [1000, 0]);
  });

  it("of the requests of a flood all but a quarter are dropped", () => {
    const [answered, dropped] = flood(node(LIMITED), 4000, 10);
    assert.equal(answered + dropped, 4000);
    assert.ok(answered > 900 && answered < 1100, `${answered}`);
  });

  it("those whom the list does not permit are not limited, nor anyone where it is not there", () => {
    assert.deepEqual(flood(node(LIMITED), 100, 10, endpoint("198.51.100.1")), [100, 0]);
    assert.deepEqual(flood(node(LIMITED), 100, 10, endpoint(SENDER6)), [100, 0]);
    assert.deepEqual(flood(node([access("limited", 2005)]), 100, 10), [100, 0]);
  });

  it("the limit says nothing of rights, nor rights of the limit", () => {
    assert.deepEqual(flood(node([...LIMITED, ...EMPTY, access("server", 2003)]), 8, 2000), [0, 0]);
    assert.notEqual(flood(node([...LIMITED, ...PERMITS, access("peer", 2000)]), 100, 10)[1], 0);
  });

  it("discard sets the intervals", () => {
    const lines = [...LIMITED, "ntp-service discard min-interval 4 avg-interval 4"];
    assert.deepEqual(flood(node(lines), 100, 16_000), [100, 0]);
    assert.notEqual(flood(node(lines), 100, 8_000)[1], 0);
  });

  it("a peer's questions are limited, too; its answers are not", () => {
    const rig = node([...LIMITED], {
      localClock: undefined,
      associations: [server(SENDER, { kind: AssociationKind.SymmetricActive })],
    });
    rig.pass(1);
    const verdicts: Verdict[] = [];
    rig.answers.length = 0;
    for (let i = 0; i < 12; i++) {
      rig.now.add(1.1 * SECOND);
      verdicts.push(say(rig, { mode: Mode.SymmetricActive, from: SENDER }));
    }
    assert.ok(verdicts.filter(verdict => verdict === Verdict.Limited).length > 4);
    assert.equal(rig.answers.length, verdicts.filter(verdict => verdict === Verdict.Answered).length);
    rig.now.add(10 * MILLISECOND);
    assert.equal(reply(rig, rig.last, { from: SENDER }), Verdict.Sampled);
  });

  it("equal addresses in two VPN instances are two senders", () => {
    const rig = node(LIMITED, { bindings: [{ interfaceName: "eth1", instance: "vpn1" }] });
    const inside = new Link(LinkKind.Service, Family.IPv4, -1);
    inside.instance = "vpn1";
    flood(rig, 100, 10);
    const datagram = new Datagram();
    datagram.bytes.set(request(Mode.Client));
    datagram.length = HEADER_LENGTH;
    const before = rig.engine.verdicts[Verdict.Limited];
    for (let i = 0; i < 8; i++) {
      rig.now.add(2 * SECOND);
      datagram.bytes.set(request(Mode.Client));
      rig.engine.packet(inside, datagram, endpoint(SENDER), rig.now, rig.now);
    }
    assert.equal(rig.engine.verdicts[Verdict.Limited], before);
  });

  it("100,000 senders that are limited keep an honest client from nothing, and make nothing grow", () => {
    const rig = node([...LIMITED.slice(0, 1), "rule permit", access("limited", 2005), KISSES]);
    const spoofed = endpoint("10.0.0.0", CLIENT_PORT);
    const honest = endpoint(SENDER, CLIENT_PORT);
    const bytes = request(Mode.Client);
    for (let i = 0; i < 100_000; i++) {
      spoofed.setIPv4(0x0a00_0000 + i);
      rig.ask(bytes, spoofed);
      rig.now.add(10 * MILLISECOND);
      if (i % 6400 === 0) assert.equal(rig.ask(bytes, honest), Verdict.Answered, `${i}`);
      rig.answers.length = rig.calls.length = 0;
    }
  });
});

describe("kisses of death", () => {
  it("none unless they are enabled", () => {
    const rig = node([...LIMITED, ...EMPTY]);
    flood(rig, 1000, 10);
    rig.configure(configured([...EMPTY, access("peer", 2003)]));
    flood(rig, 100, 10);
    assert.deepEqual([kisses(rig, Kiss.Rate).length, kisses(rig, Kiss.Deny).length], [0, 0]);
  });

  it("RATE: one in a mean interval for a sender who asks too often, and no time in it", () => {
    const rig = node([...LIMITED, KISSES]);
    rig.pass(100);
    flood(rig, 6400, 10);
    const told = kisses(rig, Kiss.Rate);
    assert.equal(told.length, 2);
    for (const kiss of told) {
      assert.equal(kiss.bytes.length, HEADER_LENGTH);
      assert.deepEqual(
        [leapOf(kiss), versionOf(kiss), modeOf(kiss), stratumOf(kiss)],
        [3, 4, Mode.Server, 0],
      );
      assert.deepEqual([rootDelayOf(kiss), rootDispersionOf(kiss)], [0, 0]);
      const asked = request(Mode.Client).subarray(TRANSMIT_TIMESTAMP);
      for (const field of [ORIGIN_TIMESTAMP, RECEIVE_TIMESTAMP, TRANSMIT_TIMESTAMP])
        assert.deepEqual(kiss.bytes.subarray(field, field + 8), asked);
      assert.deepEqual(kiss.bytes.subarray(REFERENCE_TIMESTAMP, ORIGIN_TIMESTAMP), new Uint8Array(8));
    }
    assert.ok(rig.calls.includes(`send ${SENDER} ${CLIENT_PORT} seal ${Seal.Complete}`));
  });

  it("DENY: for one without the right, as rarely", () => {
    const rig = node([...EMPTY, access("peer", 2003), KISSES]);
    flood(rig, 6400, 10);
    assert.equal(kisses(rig, Kiss.Deny).length, 2);
    assert.equal(rig.answers.length, 2);
    assert.equal(rig.engine.verdicts[Verdict.NoAccess], 6400);
  });

  const silent: { name: string; ask: (rig: Rig) => void }[] = [
    { name: "before version 4", ask: rig => void flood(rig, 100, 10, endpoint(SENDER), 3) },
    { name: "for a control query", ask: rig => rig.ask(request(Mode.Control)) },
    { name: "for a server's packet", ask: rig => rig.ask(request(Mode.Server)) },
    { name: "for a passive peer's packet", ask: rig => rig.ask(request(Mode.SymmetricPassive)) },
    { name: "to port 0", ask: rig => rig.ask(request(Mode.Client), endpoint(SENDER, 0)) },
    { name: "for less than a header", ask: rig => rig.ask(request(Mode.Client).subarray(1)) },
    {
      name: "for what was asked in a group",
      ask: rig => {
        const link = new Link(LinkKind.Group, Family.IPv4, -1);
        link.answersClients = true;
        const datagram = new Datagram();
        datagram.bytes.set(request(Mode.Client));
        datagram.length = HEADER_LENGTH;
        assert.equal(rig.engine.packet(link, datagram, endpoint(SENDER), rig.now, rig.now), Verdict.NoAccess);
      },
    },
  ];
  for (const { name, ask } of silent)
    it(`none ${name}`, () => {
      const rig = node([...EMPTY, access("peer", 2003), KISSES]);
      ask(rig);
      assert.equal(rig.answers.length, 0);
      assert.equal(rig.ask(request(Mode.SymmetricActive)), Verdict.NoAccess);
      assert.equal(rig.answers.length, 1);
    });
});
