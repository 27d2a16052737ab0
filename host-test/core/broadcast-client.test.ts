import assert from "node:assert/strict";
import { type Association } from "../../src/core/association.js";
import { Happening } from "../../src/core/happening.js";
import { Link, LinkKind } from "../../src/core/link.js";
import { WayTime } from "../../src/core/listening.js";
import { AssociationKind, HearingKind, type NodeSettings } from "../../src/core/settings.js";
import { Ways } from "../../src/core/stage.js";
import { Standing, Verdict } from "../../src/core/verdict.js";
import { MILLISECOND, SECOND, type Q32 } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
import { Family } from "../../src/wire/address.js";
import { Datagram } from "../../src/wire/datagram.js";
import {
  clearHeader,
  Mode,
  REFERENCE_TIMESTAMP,
  setFirst,
  setPoll,
  setPrecision,
  setRefid,
  setRootDelay,
  TRANSMIT_TIMESTAMP,
  writeTimestamp,
} from "../../src/wire/header.js";
import { Kiss } from "../../src/wire/kiss.js";
import { endpoint, PATH, Rig, server } from "../support/engine-rig.js";
import { say } from "../support/peer.js";

const SERVER = "192.0.2.7";
const OWN = "192.0.2.1";

/** What is unusual of a broadcast. */
interface Given {
  readonly from?: string;
  readonly port?: number;
  readonly leap?: number;
  readonly version?: number;
  readonly stratum?: number;
  readonly poll?: number;
  readonly refid?: number;
  readonly rootDelay?: Q32;
  /** Of its sender's clock. */
  readonly error?: Q32;
  /** How much longer than `PATH` it was on its way. */
  readonly waited?: Q32;
  readonly link?: Link;
  readonly edit?: (datagram: Datagram) => void;
}

function broadcastLink(instance = ""): Link {
  const link = new Link(LinkKind.Broadcast, Family.IPv4, -1);
  link.interfaceName = "eth0";
  link.instance = instance;
  link.followsServers = true;
  return link;
}

const LINK = broadcastLink();
const HEARING = { kind: HearingKind.Broadcast, interfaceName: "eth0", family: Family.IPv4, group: "" };
const BLUE = { interfaceName: "eth1", instance: "blue" };

class Bench extends Rig {
  constructor(more: Partial<NodeSettings> = {}) {
    super();
    this.ownAddresses(OWN);
    this.configure({ hearings: [HEARING], ...more });
  }

  /** A broadcast that arrives now. */
  hear(given: Given = {}): Verdict {
    const { error = 0, waited = 0, link = LINK } = given;
    const datagram = new Datagram();
    clearHeader(datagram);
    setFirst(datagram, given.leap ?? 0, given.version ?? 4, Mode.Broadcast);
    datagram.bytes[1] = given.stratum ?? 2;
    setPoll(datagram, given.poll ?? 6);
    setPrecision(datagram, -20);
    setRootDelay(datagram, given.rootDelay ?? MILLISECOND);
    setRefid(datagram, given.refid ?? 0xc000_0263);
    const time = this.trueTime(this.now);
    time.add(error - PATH - waited);
    writeTimestamp(datagram, TRANSMIT_TIMESTAMP, time);
    writeTimestamp(datagram, REFERENCE_TIMESTAMP, time);
    given.edit?.(datagram);
    const at = new Instant();
    at.copy(this.now);
    const from = endpoint(given.from ?? SERVER, given.port ?? 123);
    return this.engine.packet(link, datagram, from, at, at);
  }

  /** Broadcasts every 64 s, `count` of them, volleys answered; the last one just came. */
  listen(count = 1, given: Given = {}): this {
    for (let i = 0; i < count; i++) {
      this.passAnswering(64);
      assert.equal(this.hear(given), Verdict.Sampled);
    }
    return this;
  }

  get heard(): Association[] {
    return this.engine.associations.filter(
      ({ settings }) => settings?.kind === AssociationKind.BroadcastClient,
    );
  }
}

/** A bench that has heard a broadcast and was answered. */
function known(more: Partial<NodeSettings> = {}): Bench {
  const bench = new Bench(more);
  assert.equal(bench.hear(), Verdict.Sampled);
  return bench.listen();
}

describe("broadcast client", () => {
  describe("takes the place of a peer that nothing proves", () => {
    const kinds = (bench: Bench): (AssociationKind | undefined)[] =>
      bench.engine.associations.filter(one => one.isInUse).map(({ settings }) => settings?.kind);
    const rows: { name: string; given: Given; kind: AssociationKind }[] = [
      { name: "with a good one", given: {}, kind: AssociationKind.BroadcastClient },
      {
        name: "not with a malformed one",
        given: { edit: one => (one.length = 47) },
        kind: AssociationKind.SymmetricPassive,
      },
      { name: "not with one without time", given: { leap: 3 }, kind: AssociationKind.SymmetricPassive },
      {
        name: "not with a MAC, where nobody looks at keys",
        given: { edit: one => (one.length = 72) },
        kind: AssociationKind.SymmetricPassive,
      },
    ];
    for (const { name, given, kind } of rows)
      it(name, () => {
        const bench = new Bench();
        say(bench, { mode: Mode.SymmetricActive, from: SERVER });
        assert.deepEqual(kinds(bench), [AssociationKind.SymmetricPassive]);
        bench.hear(given);
        assert.deepEqual(kinds(bench), [kind]);
      });
  });

  it("is known to be unreachable as soon as the eighth broadcast in a row is missed", () => {
    const bench = known();
    const [association] = bench.heard;
    const down = (): number => bench.reported(Happening.AssociationDown);
    for (let waited = 0; down() === 0 && waited < 700; waited++) bench.pass(1);
    assert.deepEqual([down(), association.reach], [1, 0]);
    assert.equal(association.standing, Standing.Unreachable);
  });

  it("is made on no interface where none is wanted", () => {
    const bench = new Bench();
    const link = broadcastLink();
    link.interfaceName = "eth9";
    assert.equal(bench.hear({ link }), Verdict.NoRoom);
    assert.deepEqual(bench.heard, []);
  });

  describe("is made by none that makes no sense", () => {
    const rows: { name: string; verdict: Verdict; given: Given }[] = [
      { name: "malformed", verdict: Verdict.Malformed, given: { edit: one => (one.length = 47) } },
      { name: "of version 0", verdict: Verdict.BadVersion, given: { version: 0 } },
      { name: "of version 5", verdict: Verdict.BadVersion, given: { version: 5 } },
      { name: "with a crypto-NAK", verdict: Verdict.CryptoNak, given: { edit: one => (one.length = 52) } },
      { name: "from port 0", verdict: Verdict.WrongSource, given: { port: 0 } },
      { name: "from ourselves", verdict: Verdict.WrongSource, given: { from: OWN } },
      { name: "of leap indicator 3", verdict: Verdict.Unsynchronized, given: { leap: 3 } },
      { name: "of stratum 16", verdict: Verdict.Unsynchronized, given: { stratum: 16 } },
      { name: "of stratum 17", verdict: Verdict.BadStratum, given: { stratum: 17 } },
      { name: "with a kiss code", verdict: Verdict.Unsynchronized, given: { stratum: 0, refid: Kiss.Rate } },
      {
        name: "without a time",
        verdict: Verdict.MissingTimestamp,
        given: { edit: one => one.bytes.fill(0, TRANSMIT_TIMESTAMP, TRANSMIT_TIMESTAMP + 8) },
      },
      { name: "too far from a primary", verdict: Verdict.RootDistance, given: { rootDelay: 32 * SECOND } },
      {
        name: "set in its own future",
        verdict: Verdict.RootDistance,
        given: { edit: one => (one.bytes[REFERENCE_TIMESTAMP + 3] += 1) },
      },
      { name: "that follows us", verdict: Verdict.Loop, given: { refid: 0xc000_0201 } },
      {
        name: "where nobody is followed",
        verdict: Verdict.UnexpectedMode,
        given: { link: new Link(LinkKind.Group, Family.IPv4, -1) },
      },
    ];
    for (const { name, verdict, given } of rows)
      it(name, () => {
        const bench = new Bench();
        assert.equal(bench.hear(given), verdict);
        assert.deepEqual(bench.heard, []);
        assert.equal(bench.engine.verdicts[verdict], 1);
      });

    it("but by one of stratum 1, whatever it calls its clock", () => {
      const bench = new Bench();
      assert.equal(bench.hear({ stratum: 1, refid: 0xc000_0201 }), Verdict.Sampled);
      assert.equal(bench.heard.length, 1);
    });
  });

  describe("asks whom it hears", () => {
    it("four times, where the broadcast came from, in its version", () => {
      const bench = new Bench();
      bench.hear({ port: 1123, version: 3 });
      assert.equal(bench.requests.length, 0, "not at once: others have heard it, too");
      bench.passAnswering(20);
      assert.equal(bench.requests.length, 4);
      for (const { to, port, bytes } of bench.requests) {
        assert.equal(to, SERVER);
        assert.equal(port, 1123);
        assert.equal(bytes[0], (3 << 3) | Mode.Client);
      }
      const gap = bench.requests[0].departedAt.since(bench.requests[1].departedAt);
      assert.equal(gap, -2 * SECOND);
    });

    it("and takes what broadcasts need on their way from that", () => {
      const [association] = known().heard;
      assert.equal(association.listening.wayTime, WayTime.Measured);
      assert.ok(Math.abs(association.listening.delay - PATH) < MILLISECOND / 100);
      assert.equal(association.filter.stageWays(0), Ways.Back);
      assert.ok(Math.abs(association.filter.stageOffset(0)) < MILLISECOND / 100);
      assert.equal(association.filter.stageDelay(0), 2 * association.listening.delay);
    });

    it("again at doubling intervals, up to 34 minutes, each time just after a broadcast", () => {
      const bench = new Bench();
      bench.hear();
      const begun: number[] = [];
      let asked = 0;
      for (let i = 1; i <= 200; i++) {
        bench.passAnswering(64);
        if (bench.requests.length > asked) begun.push(i);
        asked = bench.requests.length;
        bench.hear();
      }
      assert.deepEqual(begun, [1, 2, 3, 5, 9, 17, 33, 65, 97, 129, 161, 193]);
      assert.equal(asked, 4 * begun.length);
    });

    it("in vain: then the configuration says what a broadcast needs, give or take as much", () => {
      const bench = new Bench({ broadcastDelayUs: 2500 });
      bench.hear();
      bench.pass(20);
      const [{ filter, listening }] = bench.heard;
      assert.equal(bench.requests.length, 4);
      assert.equal(listening.wayTime, WayTime.Assumed);
      assert.equal(filter.sampleCount, 1, "of what was heard before");
      assert.ok(Math.abs(filter.stageOffset(0) - 1.5 * MILLISECOND) < MILLISECOND / 100);
      assert.equal(filter.stageDelay(0), 2 * Math.round(2.5 * MILLISECOND));
      assert.ok(Math.abs(filter.stageDispersion(0) - 2.5 * MILLISECOND) < MILLISECOND / 100);
      for (let i = 0; i < 34; i++) {
        if (i < 32) assert.equal(bench.requests.length, 4, "and not again for long");
        bench.pass(44);
        assert.equal(bench.hear(), Verdict.Sampled);
        bench.pass(20);
      }
      assert.equal(bench.requests.length, 8);
      bench.listen(40);
      assert.equal(listening.wayTime, WayTime.Measured, "the answers may just have been lost");
    });

    it("and assumes nothing where the answers that were not lost refute what it heard", () => {
      const bench = new Bench();
      bench.hear({ waited: 7200 * SECOND });
      bench.passAnswering(40, () => (bench.requests.length < 4 ? {} : undefined));
      const [{ filter, listening }] = bench.heard;
      assert.deepEqual([filter.sampleCount, listening.wayTime], [3, WayTime.Unknown]);
      assert.ok(Math.abs(bench.error()) < MILLISECOND);
    });

    it("where it speaks from now, whatever the first one said", () => {
      const bench = new Bench();
      bench.hear({ port: 1123 });
      bench.pass(20);
      bench.listen(40);
      assert.deepEqual(
        bench.requests.map(({ port }) => port),
        [1123, 1123, 1123, 1123, 123, 123, 123, 123],
      );
    });

    it("not for what a second copy of a broadcast says", () => {
      const bench = known().listen(8);
      const asked = bench.requests.length;
      for (let i = 0; i < 6; i++) {
        bench.listen();
        assert.equal(bench.hear(), Verdict.Replayed);
        bench.passAnswering(1);
        assert.equal(bench.hear(), Verdict.Replayed);
        bench.passAnswering(7);
      }
      assert.equal(bench.requests.length, asked);
    });

    it("ever more rarely where it asks for patience: RATE", () => {
      const bench = known();
      const begun: number[] = [];
      for (let i = 1; i <= 300; i++) {
        const asked = bench.requests.length;
        bench.passAnswering(64, () => ({ stratum: 0, refid: Kiss.Rate }));
        if (bench.requests.length > asked) begun.push(i);
        assert.ok(bench.requests.length <= asked + 1, "one is enough");
        bench.hear();
      }
      assert.deepEqual(begun, [1, 3, 11, 43, 107, 235]);
      assert.equal(bench.heard[0].listening.wayTime, WayTime.Measured);
    });

    it("on, whatever a kiss code means that nobody knows", () => {
      const bench = new Bench();
      bench.hear();
      bench.passAnswering(20, () => ({ stratum: 0, refid: 0x5858_5858 }));
      assert.equal(bench.requests.length, 4);
      assert.equal(bench.heard[0].listening.wayTime, WayTime.Assumed);
    });

    it("never, where it was first answered with RATE, but for once in 34 minutes", () => {
      const bench = new Bench();
      bench.hear();
      bench.passAnswering(63, () => ({ stratum: 0, refid: Kiss.Rate }));
      assert.equal(bench.requests.length, 1);
      assert.equal(bench.heard[0].listening.wayTime, WayTime.Assumed);
      bench.listen(40);
      assert.equal(bench.requests.length, 1 + 4);
      assert.equal(bench.heard[0].listening.wayTime, WayTime.Measured);
    });

    for (const [name, kiss] of [
      ["DENY", Kiss.Deny],
      ["RSTR", Kiss.Restricted],
    ] as const)
      it(`not, where it asks not to be asked: ${name}`, () => {
        const bench = new Bench();
        bench.hear();
        bench.passAnswering(64, () => ({ stratum: 0, refid: kiss }));
        assert.equal(bench.requests.length, 1);
        assert.equal(bench.reported(Happening.KissOfDeath), 1);
        bench.listen(50);
        assert.equal(bench.requests.length, 1);
        assert.equal(bench.heard[0].listening.wayTime, WayTime.Assumed);
        assert.equal(bench.engine.system.peer, bench.heard[0], "it is heard all the same");
        bench.passAnswering(64);
        assert.equal(bench.hear({ error: 3600 * SECOND }), Verdict.BadDelay);
        bench.passAnswering(20);
        assert.equal(bench.requests.length, 1, "whatever comes");
      });
  });

  it("is followed after three samples, and by listening alone", () => {
    const bench = new Bench();
    bench.hear();
    bench.passAnswering(8);
    const [association] = bench.heard;
    assert.equal(bench.engine.system.peer, association);
    const asked = bench.listen(10).requests.length;
    bench.listen(5);
    assert.equal(bench.requests.length, asked);
    assert.equal(bench.engine.system.peer, association);
    assert.ok(Math.abs(bench.error()) < MILLISECOND / 10);
  });

  it("counts a sample for less that came later than others", () => {
    const bench = known().listen(3);
    const [{ filter }] = bench.heard;
    const before = filter.stageDispersion(0);
    bench.listen(1, { waited: 10 * MILLISECOND });
    const more = filter.stageDispersion(0) - before;
    assert.ok(Math.abs(more - 10 * MILLISECOND) < MILLISECOND / 100, `${more / MILLISECOND} ms`);
    assert.ok(filter.offset > -MILLISECOND, "and the ones before are better");
  });

  describe("leaves out what does not go on from the last one, as it was", () => {
    const rows: { name: string; verdict: Verdict; after: number; given: Given }[] = [
      { name: "the same again", verdict: Verdict.Replayed, after: 5, given: { waited: 5 * SECOND } },
      { name: "one from before", verdict: Verdict.Replayed, after: 64, given: { waited: 128 * SECOND } },
      { name: "one too soon", verdict: Verdict.Replayed, after: 7, given: {} },
      { name: "one held back", verdict: Verdict.BadDelay, after: 64, given: { waited: 2 * SECOND } },
      { name: "a clock that was set on", verdict: Verdict.BadDelay, after: 64, given: { error: 2 * SECOND } },
      { name: "a day ahead", verdict: Verdict.BadDelay, after: 64, given: { error: 86_400 * SECOND } },
      { name: "one that lost its time", verdict: Verdict.Unsynchronized, after: 64, given: { leap: 3 } },
      { name: "one that follows us", verdict: Verdict.Loop, after: 64, given: { refid: 0xc000_0201 } },
    ];
    for (const { name, verdict, after, given } of rows)
      it(name, () => {
        const bench = known().listen(2);
        bench.passAnswering(after);
        const [association] = bench.heard;
        const { filter, listening, reach, leap, stratum, received } = association;
        const before = { reach, leap, stratum, offset: filter.offset, newest: filter.stageAt(0).seconds };
        const { delay, wayTime } = listening;
        assert.equal(bench.hear(given), verdict);
        assert.equal(association.verdicts[verdict], 1);
        assert.equal(association.received, received + 1);
        const now = association;
        assert.deepEqual(
          {
            reach: now.reach,
            leap: now.leap,
            stratum: now.stratum,
            offset: filter.offset,
            newest: filter.stageAt(0).seconds,
          },
          before,
        );
        assert.deepEqual([listening.delay, listening.wayTime], [delay, wayTime]);
      });

    it("and asks instead, once in a while", () => {
      const bench = known().listen(9);
      const before = bench.requests.length;
      for (let i = 0; i < 8; i++) {
        bench.passAnswering(64);
        assert.equal(bench.hear({ error: 3600 * SECOND }), Verdict.BadDelay);
      }
      bench.passAnswering(20);
      assert.ok(bench.requests.length - before <= 2 * 4 + 4, `${bench.requests.length - before}`);
      assert.ok(bench.requests.length - before >= 4);
    });

    it("a forged one does not keep the true one from being heard for long", () => {
      const bench = known().listen(20);
      bench.passAnswering(63);
      assert.equal(bench.hear({ error: SECOND }), Verdict.Sampled);
      bench.passAnswering(1);
      assert.equal(bench.hear(), Verdict.Replayed);
      bench.listen(10);
      assert.ok(Math.abs(bench.error()) < MILLISECOND, `${bench.error() / MILLISECOND} ms`);
    });
  });

  it("counts one bit of reach for each interval, and is unreachable after eight without a broadcast", () => {
    const bench = known().listen(7);
    const [association] = bench.heard;
    assert.equal(association.reach, 0xff);
    bench.passAnswering(1.5 * 64 - 1);
    assert.equal(association.reach, 0xff);
    for (let missed = 1; missed < 8; missed++) {
      bench.passAnswering(missed === 1 ? 2 : 64);
      assert.equal(association.reach, (0xff << missed) & 0xff);
    }
    assert.equal(bench.reported(Happening.AssociationDown), 0);
    bench.passAnswering(64);
    assert.equal(association.reach, 0);
    assert.equal(bench.reported(Happening.AssociationDown), 1);
    bench.passAnswering(720 - 8 * 64);
    assert.deepEqual(bench.heard, []);
  });

  it("keeps the server's pace, whatever that is", () => {
    const bench = new Bench();
    bench.hear({ poll: 4 });
    for (let i = 0; i < 8; i++) {
      bench.passAnswering(16);
      assert.equal(bench.hear({ poll: 4 }), Verdict.Sampled);
    }
    const [association] = bench.heard;
    assert.equal(association.pollLog2, 4);
    assert.equal(association.reach, 0xff);
    assert.equal(bench.engine.system.pollLog2, 4);
    bench.passAnswering(16);
    bench.hear({ poll: 3 });
    assert.equal(association.pollLog2, 4, "not below 16 s");
  });

  it("takes nobody's word for the pace: it is what is seen, a step at a time", () => {
    const bench = known().listen(8);
    const [association] = bench.heard;
    bench.passAnswering(40);
    assert.equal(bench.hear({ poll: 17 }), Verdict.Sampled);
    const polls = Array.from({ length: 4 }, () => {
      bench.passAnswering(24);
      const poll = association.pollLog2;
      assert.equal(bench.hear(), Verdict.Sampled, "the true one is heard");
      bench.passAnswering(40);
      bench.hear({ poll: 17 });
      return poll;
    });
    assert.ok(Math.max(...polls) <= 6 && Math.min(...polls) >= 4, `${polls}`);
    assert.ok(bench.engine.system.pollLog2 <= 6);
    bench.listen(4);
    assert.equal(association.pollLog2, 6);
  });

  it("does not take lost ones for a slower pace", () => {
    const bench = known().listen(8);
    bench.passAnswering(64);
    bench.listen();
    assert.equal(bench.heard[0].pollLog2, 6);
  });

  it("follows a slow server, as long as it speaks within twelve minutes", () => {
    const bench = new Bench();
    const polls: number[] = [];
    for (let i = 0; i < 5; i++) {
      bench.hear({ poll: 10 });
      polls.push(bench.heard[0].pollLog2);
      bench.passAnswering(700);
    }
    assert.deepEqual(polls, [6, 7, 8, 9, 9]);
  });

  it("is not kept reachable by what is replayed, and goes after twelve minutes", () => {
    const bench = known().listen(8);
    const [association] = bench.heard;
    for (let i = 1; i <= 9; i++) {
      bench.passAnswering(64);
      assert.equal(bench.hear({ waited: i * 64 * SECOND }), Verdict.Replayed);
    }
    assert.equal(association.reach, 0);
    bench.passAnswering(720 - 9 * 64);
    assert.deepEqual(bench.heard, []);
  });

  describe("of a server that nobody proved", () => {
    /** A bench whose pool eight invented servers hold. */
    function crowded(broadcasts: number): Bench {
      const bench = new Bench();
      for (let round = 0; round < broadcasts; round++) {
        for (let i = 0; i < 8; i++)
          assert.equal(bench.hear({ from: `192.0.2.${50 + i}`, poll: 17 }), Verdict.Sampled);
        bench.pass(10);
      }
      return bench;
    }

    it("gives its place to another that is heard", () => {
      const bench = crowded(2);
      assert.equal(bench.hear(), Verdict.Sampled);
      assert.equal(bench.heard.length, 8);
    });

    it("keeps it once it was heard three times", () => {
      const bench = crowded(3);
      assert.equal(bench.hear(), Verdict.NoRoom);
    });

    it("gives it to one that is configured, whatever was heard", () => {
      const bench = crowded(3);
      bench.configure({ hearings: [HEARING], associations: [server("192.0.2.200")] });
      assert.equal(bench.reported(Happening.PoolFull), 0);
      assert.equal(bench.heard.length, 7);
      assert.ok(bench.heard.every(({ address }) => !address.sameAddress(endpoint("192.0.2.50"))));
    });

    it("goes after twelve minutes, whatever it said of its pace", () => {
      const bench = crowded(1);
      bench.pass(709);
      assert.equal(bench.heard.length, 8);
      bench.pass(2);
      assert.deepEqual(bench.heard, []);
    });
  });

  describe("is one for each server", () => {
    it("that sends to several addresses", () => {
      const bench = known();
      bench.passAnswering(64);
      assert.equal(bench.hear({ link: broadcastLink() }), Verdict.Sampled);
      assert.equal(bench.hear({ port: 5000, link: broadcastLink() }), Verdict.Replayed);
      assert.equal(bench.heard.length, 1);
    });

    it("but one for each of two", () => {
      const bench = known();
      bench.hear({ from: "192.0.2.8" });
      assert.equal(bench.heard.length, 2);
    });

    it("and for each VPN instance, where it may be another one", () => {
      const bench = new Bench({
        hearings: [HEARING, { ...HEARING, interfaceName: "eth1" }],
        bindings: [BLUE],
      });
      const blue = broadcastLink("blue");
      blue.interfaceName = "eth1";
      bench.hear();
      bench.hear({ link: blue });
      assert.deepEqual(
        bench.heard.map(({ settings }) => `${settings!.source} ${settings!.instance}`),
        ["eth0 ", "eth1 blue"],
      );
    });

    it("but for none that is asked anyway", () => {
      const bench = new Bench({ associations: [server(SERVER)] });
      assert.equal(bench.hear(), Verdict.UnexpectedMode);
      assert.deepEqual(bench.heard, []);
    });

    it("nor goes on where one comes to be asked", () => {
      const bench = known();
      bench.configure({ hearings: [HEARING], associations: [server(SERVER)] });
      bench.passAnswering(64);
      assert.equal(bench.hear(), Verdict.UnexpectedMode);
      for (let i = 0; i < 12; i++) {
        bench.passAnswering(64);
        bench.hear();
      }
      assert.deepEqual(bench.heard, []);
    });

    it("as many as there may be", () => {
      const bench = new Bench({ maxDynamicSessions: 2 });
      for (let i = 1; i < 100; i++)
        assert.equal(bench.hear({ from: `192.0.2.${10 + i}` }), i <= 2 ? Verdict.Sampled : Verdict.NoRoom);
      assert.equal(bench.heard.length, 2);
      assert.equal(bench.engine.verdicts[Verdict.NoRoom], 97);
    });
  });

  it("goes when nobody is to be heard there any more", () => {
    const bench = known();
    bench.configure({ hearings: [HEARING] });
    assert.equal(bench.heard.length, 1);
    bench.configure({ hearings: [{ ...HEARING, interfaceName: "eth1" }] });
    assert.deepEqual(bench.heard, []);
  });

  it("is outvoted by servers that are asked", () => {
    const hosts = ["198.51.100.1", "198.51.100.2"];
    const bench = new Bench({ associations: hosts.map(host => server(host)) });
    const wrong = SECOND / 4;
    bench.hear({ error: wrong });
    for (let i = 0; i < 20; i++) {
      bench.passAnswering(64, ({ to }) => (to === SERVER ? { error: wrong } : {}));
      bench.hear({ error: wrong });
    }
    assert.ok(Math.abs(bench.error()) < MILLISECOND);
    assert.notEqual(bench.engine.system.peer, bench.heard[0]);
  });
});
