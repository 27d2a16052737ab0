/** What is made of one broadcast; what a client does with many is in broadcast-client.test.ts. */
import assert from "node:assert/strict";
import { Authentication } from "../../src/core/authentication.js";
import { PlatformCodes } from "../../src/core/codes.js";
import { Association } from "../../src/core/association.js";
import { Broadcast, intervalOf, isOdd } from "../../src/core/broadcast.js";
import { LeapWatch } from "../../src/core/leap-watch.js";
import { Link, LinkKind } from "../../src/core/link.js";
import { WayTime } from "../../src/core/listening.js";
import { OwnAddresses } from "../../src/core/own-addresses.js";
import { AssociationKind } from "../../src/core/settings.js";
import { Ways } from "../../src/core/stage.js";
import { Verdict } from "../../src/core/verdict.js";
import { SECOND, type Q32 } from "../../src/time/fixed.js";
import { Family } from "../../src/wire/address.js";
import { Datagram } from "../../src/wire/datagram.js";
import {
  clearHeader,
  Mode,
  setFirst,
  setPoll,
  setPrecision,
  setRefid,
  setRootDispersion,
  setStratum,
  TRANSMIT_TIMESTAMP,
  writeTimestamp,
} from "../../src/wire/header.js";
import { Layout } from "../../src/wire/trailer.js";
import { endpoint, Rig, server, START_SECONDS } from "../support/engine-rig.js";
import { ms, near } from "../support/quantities.js";
import { PurePrimitives } from "../support/pure-primitives.js";

const OWN = endpoint("192.0.2.1");
const SERVER = endpoint("192.0.2.7");
const REFID_OF_OWN = 0xc000_0201;

/** What is unusual of a broadcast of stratum 2. */
interface Given {
  readonly leap?: number;
  readonly version?: number;
  readonly stratum?: number;
  readonly poll?: number;
  readonly refid?: number;
  readonly rootDispersion?: Q32;
  readonly hasTransmit?: false;
  /** How long it was on its way, by a true clock; 5 ms. */
  readonly took?: Q32;
}

/** A client's clock that is right, and what it knows of one broadcast server. */
class Ear {
  readonly rig: Rig;
  readonly association = new Association(0);
  readonly #broadcast: Broadcast;
  readonly #datagram = new Datagram();

  constructor(startSeconds = START_SECONDS) {
    this.rig = new Rig(0, 0, 8, startSeconds);
    const own = new OwnAddresses({ md5: bytes => bytes });
    own.set([{ address: OWN, instance: "" }]);
    const chance = { next: () => 0 };
    const { clock, system } = this.rig.engine;
    const authentication = new Authentication(new PlatformCodes(new PurePrimitives()));
    this.#broadcast = new Broadcast(
      { sink: this.rig, chance, clock, system, authentication, outgoing: this.#datagram },
      new LeapWatch(),
      own,
    );
    this.association.mobilize(server("", { kind: AssociationKind.BroadcastClient, isDynamic: true }));
  }

  /** A broadcast that arrives now. */
  judge(given: Given = {}, layout = Layout.Plain, from = SERVER, instance = ""): Verdict {
    const datagram = this.#datagram;
    clearHeader(datagram);
    setFirst(datagram, given.leap ?? 0, given.version ?? 4, Mode.Broadcast);
    setStratum(datagram, given.stratum ?? 2);
    setPoll(datagram, given.poll ?? 6);
    setPrecision(datagram, -20);
    setRefid(datagram, given.refid ?? 0xc000_0263);
    setRootDispersion(datagram, given.rootDispersion ?? 0);
    const time = this.rig.trueTime(this.rig.now);
    time.add(-(given.took ?? ms(5)));
    if (given.hasTransmit !== false) writeTimestamp(datagram, TRANSMIT_TIMESTAMP, time);
    const link = new Link(LinkKind.Broadcast, Family.IPv4, -1);
    link.instance = instance;
    return this.#broadcast.judge(link, datagram, layout, from);
  }

  /** The same, taken in. */
  take(given: Given = {}): Verdict {
    assert.equal(this.judge(given), Verdict.Sampled);
    return this.#broadcast.take(this.association, this.#datagram, this.rig.now, this.rig.now);
  }

  /** Whether it would go on from the last one. */
  follow(given: Given = {}): Verdict {
    assert.equal(this.judge(given), Verdict.Sampled);
    return this.#broadcast.follow(this.association, this.rig.now);
  }

  after(seconds: number): this {
    this.rig.now.add(Math.round(seconds * SECOND));
    return this;
  }

  /** An exchange has just measured `offset` over a round trip of `delay`. */
  exchange(offset: Q32, delay: Q32, dispersion = 0): void {
    this.association.filter.add(offset, delay, dispersion, this.rig.now, this.rig.now);
  }

  measure(): void {
    this.#broadcast.measure(this.association);
  }
}

/** A server that was heard once, whose broadcasts take 4 ms, or so it is assumed. */
function heard(): Ear {
  const ear = new Ear();
  ear.association.listening.assume(ms(4));
  assert.equal(ear.take(), Verdict.Sampled);
  return ear;
}

describe("a broadcast", () => {
  const rows: {
    name: string;
    given?: Given;
    layout?: Layout;
    from?: typeof OWN;
    instance?: string;
    verdict: Verdict;
  }[] = [
    { name: "as it should be", verdict: Verdict.Sampled },
    { name: "cut short", layout: Layout.Malformed, verdict: Verdict.Malformed },
    { name: "with a crypto-NAK", layout: Layout.CryptoNak, verdict: Verdict.CryptoNak },
    { name: "of version 0", given: { version: 0 }, verdict: Verdict.BadVersion },
    { name: "of version 1", given: { version: 1 }, verdict: Verdict.Sampled },
    { name: "of version 5", given: { version: 5 }, verdict: Verdict.BadVersion },
    { name: "from port 0", from: endpoint("192.0.2.7", 0), verdict: Verdict.WrongSource },
    { name: "from another port than 123", from: endpoint("192.0.2.7", 999), verdict: Verdict.Sampled },
    { name: "from ourselves", from: OWN, verdict: Verdict.WrongSource },
    {
      name: "from who has our address in another instance",
      from: OWN,
      instance: "blue",
      verdict: Verdict.Sampled,
    },
    { name: "of stratum 15", given: { stratum: 15 }, verdict: Verdict.Sampled },
    { name: "of stratum 16, which travels as 0", given: { stratum: 16 }, verdict: Verdict.Unsynchronized },
    { name: "of who has no time", given: { leap: 3 }, verdict: Verdict.Unsynchronized },
    { name: "without a time", given: { hasTransmit: false }, verdict: Verdict.MissingTimestamp },
    { name: "of nearly 16 s", given: { rootDispersion: 15.9 * SECOND }, verdict: Verdict.Sampled },
    { name: "of 16 s", given: { rootDispersion: 16 * SECOND }, verdict: Verdict.RootDistance },
    { name: "of who follows us", given: { refid: REFID_OF_OWN }, verdict: Verdict.Loop },
    {
      name: "of a primary whose clock is called like us",
      given: { refid: REFID_OF_OWN, stratum: 1 },
      verdict: Verdict.Sampled,
    },
  ];
  for (const { name, given, layout, from, instance, verdict } of rows)
    it(`${name} is ${verdict === Verdict.Sampled ? "" : "not "}taken for the time`, () =>
      assert.equal(new Ear().judge(given, layout, from, instance), verdict));

  it("is no sign of another sender where it is broken or came twice", () => {
    const plain = [Verdict.Malformed, Verdict.BadVersion, Verdict.CryptoNak, Verdict.Replayed];
    const odd = [
      Verdict.BadDelay,
      Verdict.Unsynchronized,
      Verdict.Loop,
      Verdict.RootDistance,
      Verdict.BadStratum,
    ];
    assert.deepEqual(plain.filter(isOdd), []);
    assert.deepEqual(odd.filter(isOdd), odd);
  });
});

describe("a broadcast after another", () => {
  const rows = [
    { name: "at its time", after: 64, took: ms(5), verdict: Verdict.Sampled },
    { name: "whose sender gained 1.5 s", after: 64, took: ms(5) - 1.5 * SECOND, verdict: Verdict.Sampled },
    { name: "whose sender gained 1.51 s", after: 64, took: ms(5) - 1.51 * SECOND, verdict: Verdict.BadDelay },
    { name: "that was held for 1.49 s", after: 64, took: ms(5) + 1.49 * SECOND, verdict: Verdict.Sampled },
    { name: "that was held for 1.51 s", after: 64, took: ms(5) + 1.51 * SECOND, verdict: Verdict.BadDelay },
    { name: "that is the same one", after: 0, took: ms(5), verdict: Verdict.Replayed },
    {
      name: "that is the same one, held for long",
      after: 64,
      took: ms(5) + 64 * SECOND,
      verdict: Verdict.Replayed,
    },
    { name: "of before it", after: 64, took: 70 * SECOND, verdict: Verdict.Replayed },
    { name: "8 s after it", after: 8, took: ms(5), verdict: Verdict.Sampled },
    { name: "sooner than that", after: 7.99, took: ms(5), verdict: Verdict.Replayed },
  ];
  for (const { name, after, took, verdict } of rows)
    it(name, () => assert.equal(heard().after(after).follow({ took }), verdict));

  it("the first of a server goes on from nothing", () => assert.equal(new Ear().follow(), Verdict.Sampled));

  it("an answer in between is what it goes on from, but is no broadcast that it could be a copy of", () => {
    const ear = heard().after(64);
    const { association, rig } = ear;
    association.lastReceivedAt.copy(rig.now);
    association.transmit.copy(rig.trueTime(rig.now));
    assert.equal(ear.after(1).follow(), Verdict.Sampled);
    assert.equal(ear.after(1).follow({ took: 3 * SECOND }), Verdict.Replayed);
  });

  const paces = [
    { name: "at its time", pollLog2: 6, after: 64, poll: 6, becomes: 6 },
    { name: "three quarters of it later", pollLog2: 6, after: 48, poll: 6, becomes: 6 },
    { name: "sooner", pollLog2: 6, after: 47.9, poll: 6, becomes: 5 },
    { name: "much sooner: a step at once", pollLog2: 6, after: 16, poll: 4, becomes: 5 },
    { name: "half as long again later", pollLog2: 6, after: 96, poll: 7, becomes: 7 },
    { name: "not so late", pollLog2: 6, after: 95.9, poll: 7, becomes: 6 },
    { name: "late, and the server says no more", pollLog2: 6, after: 128, poll: 6, becomes: 6 },
    { name: "much later: a step at once", pollLog2: 6, after: 512, poll: 9, becomes: 7 },
    { name: "no quicker than 16 s", pollLog2: 4, after: 8, poll: 3, becomes: 4 },
    { name: "no slower than 512 s", pollLog2: 9, after: 1024, poll: 10, becomes: 9 },
  ];
  for (const { name, pollLog2, after, poll, becomes } of paces)
    it(`shows how often its server speaks: ${name}`, () => {
      const ear = heard();
      ear.association.pollLog2 = pollLog2;
      ear.after(after).take({ poll });
      assert.equal(ear.association.pollLog2, becomes);
      assert.equal(intervalOf(ear.association), 2 ** becomes * SECOND);
    });
});

describe("a sample of a broadcast", () => {
  it("is of one way, as long as what broadcasts take is known", () => {
    const { association } = heard();
    const { filter, listening } = association;
    assert.equal(filter.sampleCount, 1);
    assert.equal(filter.stageWays(0), Ways.Back);
    // It took 5 ms, 4 are assumed.
    near(filter.offset / ms(1), -1, 1e-3);
    assert.equal(filter.delay, 2 * ms(4));
    // As much again, and the precision of both clocks.
    near(filter.stageDispersion(0) / ms(1), 4 + 2e3 * 2 ** -20, 1e-3);
    assert.ok(association.isHeard && association.path.heard.isAssumed);
    assert.equal(listening.at.since(association.lastReceivedAt), 0);
    assert.equal(association.stratum, 2);
  });

  it("is none while that is not known", () => {
    const ear = new Ear();
    assert.equal(ear.take(), Verdict.Sampled);
    assert.equal(ear.association.filter.sampleCount, 0);
    assert.ok(ear.association.isHeard);
  });

  it("is in doubt by what it came later than others did", () => {
    const ear = heard();
    ear.after(64).take({ took: ms(8) });
    const { filter } = ear.association;
    near(filter.stageOffset(0) / ms(1), -4, 1e-3);
    near(filter.stageDispersion(0) / ms(1), 4 + 3 + 2e3 * 2 ** -20, 1e-3);
    ear.after(64).take({ took: ms(5) });
    near(filter.stageDispersion(0) / ms(1), 4 + 2e3 * 2 ** -20, 1e-3);
  });

  const lates = [
    { name: "explain", took: ms(12), isLonger: false },
    { name: "do not explain", took: ms(14), isLonger: true },
  ];
  for (const { name, took, isLonger } of lates)
    it(`four that are later than what is assumed and its doubt ${name} came by ${isLonger ? "a longer" : "the same"} way`, () => {
      const ear = heard();
      for (let i = 0; i < 4; i++) ear.after(64).take({ took });
      assert.equal(ear.association.listening.isLonger, isLonger);
    });

  it("is not taken where a leap second may be near, and neither is the rest", () => {
    // 30 November 2026, 23:59:59, as the counter reads 100.
    const ear = new Ear(4_004_985_600 + 86_399 - 100);
    ear.association.listening.assume(ms(4));
    assert.equal(ear.take(), Verdict.LeapSecondNear);
    assert.deepEqual([ear.association.isHeard, ear.association.filter.sampleCount], [false, 0]);
    assert.notEqual(ear.association.stratum, 2);
  });
});

describe("what a broadcast takes", () => {
  /** A volley after a broadcast that took `took`: exchanges `apart` seconds from it, with a true `offset`. */
  function measured(took: Q32, apart: number, offset: Q32, delay: Q32): Ear {
    const ear = new Ear();
    ear.association.listening.ask(ear.rig.now);
    ear.take({ took });
    ear.after(apart).exchange(offset, delay);
    ear.measure();
    return ear;
  }

  const rows = [
    { name: "half a round trip", took: ms(5), apart: 1, offset: 0, delay: ms(10), way: ms(5), doubt: 0 },
    { name: "more than that", took: ms(9), apart: 1, offset: 0, delay: ms(10), way: ms(9), doubt: ms(4) },
    { name: "less than that", took: ms(2), apart: 1, offset: 0, delay: ms(10), way: ms(2), doubt: ms(3) },
    {
      name: "no time, as clocks have it that were compared long after",
      took: -ms(0.5),
      apart: 1,
      offset: 0,
      delay: ms(1),
      way: 0,
      doubt: ms(1),
    },
    {
      name: "no time, where it seems to be 1 ms less",
      took: -ms(1),
      apart: 1,
      offset: 0,
      delay: ms(1),
      way: 0,
      doubt: ms(1.5),
    },
    {
      name: "what it takes, 20 s from the exchange",
      took: ms(5),
      apart: 20,
      offset: 0,
      delay: ms(10),
      way: ms(5),
      doubt: 0,
    },
    {
      name: "what the exchange has shown of the clock besides",
      took: ms(5),
      apart: 1,
      offset: ms(3),
      delay: ms(16),
      way: ms(8),
      doubt: 0,
    },
  ];
  for (const { name, took, apart, offset, delay, way, doubt } of rows)
    it(`is ${name}`, () => {
      const { listening } = measured(took, apart, offset, delay).association;
      assert.equal(listening.wayTime, WayTime.Measured);
      near(listening.delay / ms(1), way / ms(1), 1e-3);
      // Clocks wander by 15 ppm in between.
      near(listening.dispersion / ms(1), doubt / ms(1) + apart * 0.015, 1e-3);
    });

  const unknown = [
    { name: "farther than 20 s from the exchange", took: ms(5), apart: 20.1, offset: 0 },
    { name: "over 1 ms less than no time", took: -ms(1.1), apart: 1, offset: 0 },
    { name: "more than 1.5 s", took: 1.51 * SECOND, apart: 1, offset: 0 },
  ];
  for (const { name, took, apart, offset } of unknown)
    it(`is not known: ${name}`, () =>
      assert.equal(measured(took, apart, offset, ms(10)).association.listening.wayTime, WayTime.Unknown));

  it("is not told by an exchange of before the volley", () => {
    const ear = new Ear();
    ear.take();
    ear.after(1).exchange(0, ms(10));
    ear.after(1).association.listening.ask(ear.rig.now);
    ear.measure();
    assert.equal(ear.association.listening.wayTime, WayTime.Unknown);
  });

  it("is told best by the quickest exchange", () => {
    const ear = new Ear();
    ear.association.listening.ask(ear.rig.now);
    ear.take();
    for (const [offset, delay] of [
      [ms(6), ms(22)],
      [0, ms(10)],
      [-ms(9), ms(28)],
    ])
      ear.after(2).exchange(offset, delay);
    ear.measure();
    near(ear.association.listening.delay / ms(1), 5, 1e-3);
  });

  it("is told better by a slower exchange than by one that is in doubt", () => {
    const ear = new Ear();
    ear.association.listening.ask(ear.rig.now);
    ear.take();
    ear.after(2).exchange(ms(2), ms(10), ms(20));
    ear.after(2).exchange(0, ms(16));
    ear.measure();
    near(ear.association.listening.delay / ms(1), 5, 1e-3);
  });

  it("stays as it was where it was measured better, unless the way has become longer", () => {
    const ear = measured(ms(5), 1, 0, ms(10));
    const { listening } = ear.association;
    const again = (took: Q32, roundTrip: Q32, lateBefore: number): void => {
      ear.after(64).association.listening.ask(ear.rig.now);
      ear.take({ took });
      for (let i = 0; i < lateBefore; i++) listening.add(ms(4), ms(1));
      ear.after(1).exchange(0, roundTrip);
      ear.measure();
    };
    again(ms(9), ms(18), 3);
    near(listening.delay / ms(1), 5, 1e-3);
    again(ms(4), ms(14), 0);
    near(listening.delay / ms(1), 5, 1e-3);
    again(ms(9), ms(18), 4);
    near(listening.delay / ms(1), 9, 1e-3);
  });
});
