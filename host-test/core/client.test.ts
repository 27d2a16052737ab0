import assert from "node:assert/strict";
import { Association } from "../../src/core/association.js";
import { Client } from "../../src/core/client.js";
import { Happening } from "../../src/core/happening.js";
import { Pace } from "../../src/core/schedule.js";
import { Standing, Verdict } from "../../src/core/verdict.js";
import { MAXDISP, SECOND } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
import {
  leapOf,
  Mode,
  modeOf,
  pollOf,
  precisionOf,
  TRANSMIT_TIMESTAMP,
  versionOf,
} from "../../src/wire/header.js";
import { Datagram } from "../../src/wire/datagram.js";
import { Kiss } from "../../src/wire/kiss.js";
import { Rig, server, type Request } from "../support/engine-rig.js";

const START = 100;

/** Until the first poll after the start, at 66 s and up to a 32nd later: requests before it. */
const START_TIME = 69;
const START_REQUESTS = 7;

/** When requests left, in whole seconds since the start. */
const times = (requests: readonly Request[]): number[] =>
  requests.map(({ departedAt }) => Math.round(departedAt.seconds + departedAt.fraction / SECOND - START));

/** How long after the one before each was sent; 0 for the first. */
const gapsOf = (requests: readonly Request[]): number[] =>
  times(requests).map((at, i, all) => at - (all[i - 1] ?? at));

/** The first request leaves at once, and is answered unless the test says otherwise. */
function client(more: Parameters<typeof server>[1] = {}): Rig {
  const rig = new Rig();
  rig.configure({ associations: [server("192.0.2.1", more)] });
  return rig;
}

describe("client: when it asks", () => {
  it("starts with four exchanges two seconds apart, then ever farther, up to the poll interval", () => {
    const rig = client();
    rig.passAnswering(270);
    const gaps = gapsOf(rig.requests);
    assert.deepEqual(gaps.slice(0, 4), [0, 2, 2, 2]);
    const later = gaps.slice(4);
    const least = [4, 8, 16, 32, 64, 64, 64];
    assert.equal(later.length, least.length);
    later.forEach((gap, i) => assert.ok(gap >= least[i] && gap <= least[i] * (1 + 1 / 32) + 1, `${later}`));
  });

  it("makes up for lost answers in the fast start, but not without end", () => {
    const rig = client();
    let count = 0;
    rig.passAnswering(60, () => (count++ % 3 === 0 ? {} : undefined));
    assert.deepEqual(times(rig.requests).slice(0, 9), [0, 2, 4, 6, 8, 10, 12, 14, 18]);
  });

  it("asks a silent server four times, then once a poll interval, then less and less often", () => {
    const rig = client({ maxPollLog2: 10 });
    rig.pass(64 * 14);
    const gaps = gapsOf(rig.requests);
    assert.deepEqual(gaps.slice(1, 4), [2, 2, 2]);
    assert.ok(
      gaps.slice(4).every(gap => gap >= 64 && gap <= 66),
      `${gaps}`,
    );
    rig.pass(4 * 3600);
    const [last] = times(rig.requests).slice(-1);
    const [before] = times(rig.requests).slice(-2);
    assert.ok(last - before >= 1024, `${last - before}`);
  });

  it("never polls beyond the configured slowest because of silence", () => {
    const rig = client();
    rig.pass(6 * 3600);
    assert.equal(rig.association.pollLog2, 6);
  });

  it("starts fast again with a server that comes back", () => {
    const rig = client();
    rig.passAnswering(100);
    rig.pass(64 * 12);
    assert.equal(rig.association.reach, 0);
    assert.equal(rig.reported(Happening.AssociationDown), 1);
    const before = rig.requests.length;
    rig.passAnswering(90);
    const gaps = gapsOf(rig.requests.slice(before));
    assert.deepEqual(gaps.slice(0, 5), [0, 2, 2, 2, 4]);
    assert.equal(rig.reported(Happening.AssociationUp), 2);
  });

  it("iburst: does not hammer a server that is dead, and starts fast with one that comes back", () => {
    const rig = client({ iburst: true });
    rig.pass(70 * 8);
    const gaps = gapsOf(rig.requests);
    assert.ok(
      gaps.slice(4).every(gap => gap >= 64),
      `${gaps}`,
    );
    const before = rig.requests.length;
    rig.passAnswering(66 + 8);
    const asked = times(rig.requests.slice(before));
    const [first, ...others] = asked.map(at => at - asked[0]);
    assert.deepEqual([first, ...others.slice(0, 3)], [0, 2, 4, 6]);
    assert.ok(others[3] >= 10 && others[3] <= 11, `${asked}`);
  });

  it("burst: eight requests at each poll of a reachable server", () => {
    const rig = client({ burst: true });
    rig.passAnswering(START_TIME + 16);
    const asked = times(rig.requests).slice(START_REQUESTS);
    assert.deepEqual(
      asked.map(at => at - asked[0]),
      [0, 2, 4, 6, 8, 10, 12, 14],
    );
  });

  it("burst: ends when two requests in a row went unanswered, not for one", () => {
    const rig = client({ burst: true });
    rig.passAnswering(START_TIME - 20);
    let count = 0;
    rig.passAnswering(20 + 16, () => ([1, 4, 5].includes(count++) ? undefined : {}));
    const asked = times(rig.requests).slice(START_REQUESTS);
    assert.deepEqual(
      asked.map(at => at - asked[0]),
      [0, 2, 4, 6, 8, 10],
    );
    assert.equal(rig.association.schedule.pace, Pace.Steady);
  });

  it("burst: not at intervals that a burst would fill", () => {
    const rig = client({ burst: true, minPollLog2: 4, maxPollLog2: 4 });
    rig.passAnswering(34 + 18 + 10);
    const gaps = gapsOf(rig.requests);
    assert.ok(
      gaps.slice(6).every(gap => gap >= 16),
      `${gaps}`,
    );
  });

  it("gives an answer up after eight seconds and closes its socket", () => {
    const rig = client();
    rig.pass(6);
    const closed = (): number => rig.calls.filter(call => call === "close 0").length;
    assert.equal(rig.requests.length, 4);
    assert.equal(closed(), 3);
    rig.pass(7.9);
    assert.equal(closed(), 3);
    rig.pass(0.2);
    assert.equal(closed(), 4);
  });

  it("shifts reach once a poll, not once a request", () => {
    const rig = client();
    rig.passAnswering(8);
    assert.equal(rig.association.reach, 1);
    rig.passAnswering(START_TIME - 8);
    assert.equal(rig.association.reach, 0b11111, "10, 18, 34 and 66 s");
    rig.pass(66);
    assert.equal(rig.association.reach, 0b111110);
  });

  it("lets old samples lose their weight after three polls without an answer", () => {
    const rig = client();
    rig.passAnswering(400);
    rig.pass(2 * 66);
    const { filter } = rig.association;
    const before = filter.stageDispersion(0);
    assert.ok(before < SECOND);
    rig.pass(66);
    assert.equal(rig.association.reach & 0b1111, 0b1000);
    assert.equal(filter.stageDispersion(0), MAXDISP);
    assert.ok(filter.dispersion > MAXDISP / 256); // the last place of eight has a 256th of the say
  });

  it("stops when its line is taken away, and starts anew when it comes back", () => {
    const rig = client();
    rig.pass(1);
    rig.configure({ associations: [] });
    assert.equal(rig.calls.filter(call => call === "close 0").length, 1);
    rig.pass(500);
    assert.equal(rig.requests.length, 1);
    rig.configure({ associations: [server("192.0.2.1")] });
    assert.equal(rig.requests.length, 2);
  });

  it("goes on undisturbed when another line changes", () => {
    const rig = client();
    rig.passAnswering(10);
    const { filter } = rig.association;
    rig.configure({ associations: [server("192.0.2.1"), server("192.0.2.2")] });
    assert.equal(rig.association.filter, filter);
    assert.equal(rig.association.reach, 1);
    assert.equal(rig.last.to, "192.0.2.2");
  });

  it("counts who finds no place in the pool", () => {
    const rig = new Rig(0, 0, 2);
    rig.configure({ associations: ["192.0.2.1", "192.0.2.2", "192.0.2.3"].map(host => server(host)) });
    assert.equal(rig.requests.length, 2);
    assert.equal(rig.reported(Happening.PoolFull), 1);
  });
});

describe("client: what it tells", () => {
  it("sends nothing but version, mode, poll and chance", () => {
    const rig = client({ version: 3 });
    rig.pass(10);
    const transmits = new Set<string>();
    for (const { bytes, port } of rig.requests) {
      const datagram = new Datagram(bytes);
      assert.equal(bytes.length, 48);
      assert.equal(port, 123);
      assert.equal(leapOf(datagram), 0);
      assert.equal(versionOf(datagram), 3);
      assert.equal(modeOf(datagram), Mode.Client);
      assert.equal(pollOf(datagram), 6);
      assert.equal(precisionOf(datagram), 32);
      assert.ok(bytes.subarray(4, TRANSMIT_TIMESTAMP).every(octet => octet === 0));
      transmits.add(bytes.subarray(TRANSMIT_TIMESTAMP).join());
    }
    assert.equal(transmits.size, 4);
  });
});

describe("client: kiss-o'-death", () => {
  it("DENY: not another packet", () => {
    const rig = client({ iburst: true });
    rig.answer(rig.last, { stratum: 0, leap: 3, refid: Kiss.Deny });
    rig.pass(86_400);
    assert.equal(rig.requests.length, 1);
    assert.equal(rig.association.standing, Standing.Denied);
    assert.equal(rig.reported(Happening.KissOfDeath), 1);
  });

  it("RATE: at once half as often, each time, and no more bursts", () => {
    const rig = client({ burst: true, iburst: true });
    rig.answer(rig.last, { stratum: 0, leap: 3, refid: Kiss.Rate });
    assert.equal(rig.association.schedule.pace, Pace.Steady);
    rig.passAnswering(127);
    assert.equal(rig.requests.length, 1);
    rig.passAnswering(8, () => ({ stratum: 0, leap: 3, refid: Kiss.Rate }));
    assert.equal(rig.requests.length, 2);
    rig.passAnswering(240);
    assert.equal(rig.requests.length, 2);
    rig.passAnswering(1000);
    const gaps = gapsOf(rig.requests);
    assert.ok(
      gaps.slice(2).every(gap => gap >= 256),
      `${gaps}`,
    );
  });

  it("a forged one does nothing", () => {
    const rig = client();
    for (const refid of [Kiss.Deny, Kiss.Restricted, Kiss.Rate])
      rig.answer(rig.last, { stratum: 0, refid, edit: datagram => void (datagram.bytes[24] ^= 0x80) });
    assert.equal(rig.association.verdicts[Verdict.BogusOrigin], 3);
    rig.passAnswering(8);
    assert.equal(rig.association.standing, Standing.SystemPeer);
  });
});

describe("client: polls that come forward", () => {
  const LAST = 1000;
  /** Asked at `LAST` with a poll interval of 1024 s, then told to poll every 64 s. */
  function slow(): {
    one: Client;
    association: Association;
    chance: { value: number };
    now: Instant;
    nextIn: () => number;
  } {
    const rig = new Rig();
    const now = new Instant();
    now.set(LAST, 0);
    const association = new Association(0);
    const { authentication, clock, system } = rig.engine;
    const chance = { value: 2 ** 31, next: () => chance.value };
    const nobody = { ask: (): boolean => false };
    const outgoing = new Datagram();
    const core = { sink: rig, chance, clock, system, authentication, outgoing };
    const one = new Client(core, [association], nobody);
    association.mobilize(server("192.0.2.1", { maxPollLog2: 10 }));
    one.start(association, now);
    association.reach = 1;
    association.pollLog2 = 10;
    association.schedule.begin(Pace.Steady, now);
    rig.now.copy(now);
    one.wake(association, now);
    association.pollLog2 = 6;
    const nextIn = (): number => association.schedule.nextAt.seconds - LAST;
    assert.equal(nextIn(), 1024 + 16);
    return { one, association, chance, now, nextIn };
  }

  it("to an interval after the last request, once", () => {
    const { one, association, chance, now, nextIn } = slow();
    now.add(30 * SECOND);
    one.hurry(association, now);
    assert.equal(nextIn(), 64 + 1);
    chance.value = 0;
    one.hurry(association, now);
    assert.equal(nextIn(), 64 + 1);
  });

  it("to now where that has passed", () => {
    const { one, association, now, nextIn } = slow();
    now.add(500 * SECOND);
    one.hurry(association, now);
    assert.equal(nextIn(), 500);
  });

  it("no sooner than the server allows", () => {
    const { one, association, now, nextIn } = slow();
    association.rateFloorLog2 = 8;
    one.hurry(association, now);
    assert.equal(nextIn(), 256 + 4);
  });

  it("never to a later time", () => {
    const { one, association, now, nextIn } = slow();
    association.schedule.nextAt.copy(now);
    one.hurry(association, now);
    assert.equal(nextIn(), 0);
  });

  it("not by a longer interval, nor where something else is waited for", () => {
    const { one, association, now, nextIn } = slow();
    association.pollLog2 = 10;
    one.hurry(association, now);
    assert.equal(nextIn(), 1024 + 16);
    association.schedule.begin(Pace.Steady, now);
    association.schedule.nextAt.add(500 * SECOND);
    association.pollLog2 = 6;
    one.hurry(association, now);
    assert.equal(nextIn(), 500);
  });
});
