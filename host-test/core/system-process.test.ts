import assert from "node:assert/strict";
import { Crystal } from "../../src/core/crystal.js";
import { Happening } from "../../src/core/happening.js";
import { Standing } from "../../src/core/verdict.js";
import { ClockState } from "../../src/core/system.js";
import { MILLISECOND, PPM, SECOND } from "../../src/time/fixed.js";
import { refidFromText } from "../../src/wire/refid.js";
import { Rig, server } from "../support/engine-rig.js";
import { seeded } from "../support/random.js";

const milliseconds = (duration: number): number => duration / MILLISECOND;

describe("system process: following a server", () => {
  const offsets = [
    { name: "as good as right", ahead: 0, steps: 0 },
    { name: "100 ms ahead", ahead: 100 * MILLISECOND, steps: 0 },
    { name: "100 ms behind", ahead: -100 * MILLISECOND, steps: 0 },
    { name: "180 ms ahead", ahead: 180 * MILLISECOND, steps: 1 },
    { name: "ten years behind", ahead: -3650 * 86_400 * SECOND, steps: 1 },
    { name: "sixty years ahead", ahead: 60 * 365 * 86_400 * SECOND, steps: 1 },
  ];
  for (const { name, ahead, steps } of offsets)
    it(`is synchronized within 10 s from a clock ${name}`, () => {
      const rig = new Rig(30, ahead);
      rig.configure({ associations: [server("192.0.2.1")] });
      rig.passAnswering(10);
      const { system } = rig.engine;
      assert.equal(system.stratum, 3);
      assert.equal(system.refid, 0xc000_0201);
      assert.equal(system.leap, 0);
      assert.equal(system.peer, rig.association);
      assert.equal(rig.association.standing, Standing.SystemPeer);
      assert.equal(rig.reported(Happening.Synchronized), 1);
      assert.equal(rig.reported(Happening.Stepped), steps);
      rig.passAnswering(600);
      assert.ok(Math.abs(milliseconds(rig.error())) < 1, `${milliseconds(rig.error())} ms`);
      assert.ok(Math.abs((system.frequency / SECOND) * 1e6 + 30) < 1, `${system.frequency}`);
    });

  for (const ppm of [100, -100, 400])
    it(`holds an oscillator that is wrong by ${ppm} ppm within 3 ms after the first minutes`, () => {
      const rig = new Rig(ppm, 60 * MILLISECOND);
      rig.configure({ associations: [server("192.0.2.1")] });
      rig.passAnswering(200);
      for (let minute = 0; minute < 60; minute++) {
        rig.passAnswering(60);
        assert.ok(
          Math.abs(milliseconds(rig.error())) < 3,
          `minute ${minute}: ${milliseconds(rig.error())} ms`,
        );
      }
    });

  it("is synchronized within 10 s to a server whose answers take half a second", () => {
    const rig = new Rig();
    rig.configure({ associations: [server("192.0.2.1")] });
    rig.passAnswering(10, () => ({ extra: 0.5 * SECOND }));
    assert.equal(rig.engine.system.stratum, 3);
  });

  it("follows a best sample that came before there were enough", () => {
    const rig = new Rig(0, 180 * MILLISECOND);
    rig.configure({ associations: [server("192.0.2.1")] });
    let count = 0;
    // The third exchange is quicker than the fourth, with which the distance falls below a second.
    rig.passAnswering(10, () => ({
      rootDispersion: MILLISECOND,
      extra: count++ === 2 ? 0 : 20 * MILLISECOND,
    }));
    assert.equal(rig.engine.system.stratum, 3);
  });

  it("makes its reference id of an IPv6 server from the digest of its address", () => {
    const rig = new Rig();
    rig.configure({ associations: [server("3000::34")] });
    rig.passAnswering(10);
    assert.equal(rig.engine.system.refid, 0x5fc5_1128);
  });

  it("adds the path to what the server says of its own", () => {
    const rig = new Rig();
    rig.configure({ associations: [server("192.0.2.1")] });
    rig.passAnswering(10, () => ({ rootDelay: 30 * MILLISECOND, rootDispersion: 20 * MILLISECOND }));
    const { rootDelay, rootDispersion } = rig.engine.system;
    assert.ok(Math.abs(milliseconds(rootDelay) - 32) < 0.1, `${milliseconds(rootDelay)}`);
    assert.ok(milliseconds(rootDispersion) > 20 && milliseconds(rootDispersion) < 30);
  });

  it("only watches with `clock protocol none`", () => {
    const rig = new Rig(0, 50 * MILLISECOND);
    rig.configure({ associations: [server("192.0.2.1")], disciplinesClock: false });
    rig.passAnswering(300);
    assert.equal(rig.engine.system.stratum, 16);
    assert.equal(rig.error(), 50 * MILLISECOND);
    assert.ok(rig.calls.every(call => !/^(step|steer)/.test(call)));
  });

  it("says that it has no time once `clock protocol none` takes its source away", () => {
    const rig = new Rig();
    const associations = [server("192.0.2.1")];
    rig.configure({ associations });
    rig.passAnswering(10);
    rig.configure({ associations, disciplinesClock: false });
    assert.deepEqual([rig.engine.system.stratum, rig.engine.system.leap], [16, 3]);
    assert.equal(rig.engine.system.clockState, ClockState.Set);
  });

  it("keeps its samples and its time when another option of the server is set", () => {
    const rig = new Rig();
    rig.configure({ associations: [server("192.0.2.1")] });
    rig.passAnswering(100);
    rig.configure({ associations: [server("192.0.2.1", { prefer: true, minPollLog2: 7, maxPollLog2: 8 })] });
    assert.equal(rig.engine.system.stratum, 3);
    assert.ok(rig.association.filter.stageCount > 4);
    assert.ok(rig.association.settings!.prefer);
    assert.equal(rig.association.pollLog2, 7);
  });

  it("asks again soon, not after the long interval planned, when its time is in doubt", () => {
    const rig = new Rig();
    rig.configure({ associations: [server("192.0.2.1", { maxPollLog2: 10 })] });
    const random = seeded(1);
    rig.passAnswering(12 * 3600, () => ({ extra: random(20) * MILLISECOND }));
    assert.equal(rig.association.pollLog2, 10);
    const error = 120 * MILLISECOND;
    const before = rig.requests.length;
    // The filter takes the first for a spike; the second raises the doubt.
    while (rig.requests.length < before + 2) rig.passAnswering(10, () => ({ error }));
    rig.passAnswering(600, () => ({ error }));
    assert.ok(rig.requests.length > before + 2);
  });

  it("starts with the frequency of an earlier run", () => {
    const rig = new Rig(50);
    const crystal = new Crystal();
    crystal.frequency = Math.round(-50 * PPM);
    rig.engine.restore(crystal, rig.now);
    assert.equal(rig.engine.system.clockState, ClockState.FrequencySet);
    rig.pass(1000);
    assert.ok(Math.abs(milliseconds(rig.error())) < 0.1, `${milliseconds(rig.error())} ms`);
  });
});

describe("system process: a server whose time has changed", () => {
  for (const syncIntervalSec of [180, 600])
    it(`is followed when that has lasted ${syncIntervalSec} s, and is told of meanwhile`, () => {
      const rig = new Rig();
      rig.configure({ associations: [server("192.0.2.1", { maxPollLog2: 4 })], syncIntervalSec });
      rig.passAnswering(600);
      const error = 400 * MILLISECOND;
      const told = (happening: Happening): number => rig.reported(happening);
      rig.passAnswering(syncIntervalSec - 20, () => ({ error }));
      assert.deepEqual([told(Happening.Stepped), told(Happening.OffsetNormal)], [0, 0]);
      assert.ok(told(Happening.OffsetTooLarge) > 3);
      // The filter may hold the first back, and the second begins the interval.
      rig.passAnswering(20 + 6 * 16, () => ({ error }));
      assert.deepEqual([told(Happening.Stepped), told(Happening.OffsetNormal)], [1, 1]);
      assert.ok(Math.abs(milliseconds(rig.error() - error)) < 1, `${milliseconds(rig.error())} ms`);
    });

  it("is no more told of when the node follows its own clock", () => {
    const rig = new Rig();
    rig.configure({ associations: [server("192.0.2.1", { maxPollLog2: 4 })] });
    rig.passAnswering(600);
    rig.passAnswering(100, () => ({ error: 400 * MILLISECOND }));
    assert.equal(rig.reported(Happening.OffsetNormal), 0);
    rig.configure({ associations: [], localClock: { unit: 0, stratum: 5 } });
    rig.passAnswering(64);
    assert.equal(rig.engine.system.stratum, 5);
    assert.equal(rig.reported(Happening.OffsetNormal), 1);
  });
});

describe("system process: several servers", () => {
  const hosts = ["192.0.2.1", "192.0.2.2", "192.0.2.3"];
  const rigOf = (count: number, bootOffset = 0): Rig => {
    const rig = new Rig(30, bootOffset);
    rig.configure({ associations: hosts.slice(0, count).map(host => server(host)) });
    return rig;
  };
  const standings = (rig: Rig): Standing[] =>
    rig.engine.associations.filter(one => one.isInUse).map(({ standing }) => standing);

  for (const lie of [-0.3, 2, 3600, -86_400 * 365])
    for (const liar of [0, 1, 2])
      it(`is not set by number ${liar} of three, ${lie} s wrong, though it were the first to answer`, () => {
        const rig = rigOf(3, 50 * MILLISECOND);
        rig.passAnswering(12, ({ to }) =>
          to === hosts[liar] ? { error: lie * SECOND } : { extra: 3 * MILLISECOND },
        );
        assert.equal(rig.reported(Happening.Stepped), 0);
        assert.equal(rig.engine.system.stratum, 3);
        assert.ok(Math.abs(milliseconds(rig.error())) < 20, `${milliseconds(rig.error())} ms`);
        assert.equal(standings(rig)[liar], Standing.Falseticker);
      });

  it("two that disagree are both refused", () => {
    const rig = rigOf(2);
    rig.passAnswering(300, ({ to }) => ({ error: to === hosts[0] ? SECOND : 0 }));
    assert.equal(rig.engine.system.stratum, 16);
    assert.deepEqual(standings(rig), [Standing.Falseticker, Standing.Falseticker]);
  });

  it("does not wait for one who never answers", () => {
    const rig = rigOf(2);
    rig.passAnswering(10, ({ to }) => (to === hosts[0] ? {} : undefined));
    assert.equal(rig.engine.system.stratum, 3);
  });

  it("goes on with the others when one dies, without a step", () => {
    const rig = rigOf(3);
    rig.passAnswering(300);
    const dead = rig.engine.system.peer!;
    rig.passAnswering(1200, ({ link }) => (link.index === dead.id ? undefined : {}));
    assert.notEqual(rig.engine.system.peer, dead);
    assert.equal(rig.engine.system.stratum, 3);
    assert.equal(dead.standing, Standing.Unreachable);
    assert.equal(rig.reported(Happening.Unsynchronized), 0);
    assert.ok(Math.abs(milliseconds(rig.error())) < 1);
  });

  it("follows another when whom it follows is taken out of the configuration, and is never without", () => {
    const rig = rigOf(3);
    rig.passAnswering(300);
    const before = rig.engine.system.peer!.settings!.host;
    const told = [Happening.Synchronized, Happening.SystemPeerChanged].map(each => rig.reported(each));
    rig.configure({ associations: hosts.filter(host => host !== before).map(host => server(host)) });
    rig.passAnswering(100);
    assert.notEqual(rig.engine.system.peer?.settings?.host ?? before, before);
    assert.equal(rig.reported(Happening.Synchronized), told[0]);
    assert.equal(rig.reported(Happening.SystemPeerChanged), told[1] + 1);
  });

  it("is synchronized anew when a source comes back to a clock that was held", () => {
    const rig = rigOf(1);
    rig.passAnswering(300);
    rig.configure({ associations: [] });
    rig.configure({ associations: [server(hosts[1])] });
    rig.passAnswering(60);
    assert.deepEqual(
      [rig.reported(Happening.Synchronized), rig.reported(Happening.SystemPeerChanged)],
      [2, 0],
    );
  });

  it("believes a majority that refutes whom it followed", () => {
    const rig = rigOf(3);
    rig.passAnswering(100, ({ to }) => (to === hosts[0] ? { error: 900 * SECOND } : undefined));
    assert.equal(rig.reported(Happening.Stepped), 1);
    rig.passAnswering(400, ({ to }) => ({ error: to === hosts[0] ? 900 * SECOND : 0 }));
    assert.ok(Math.abs(milliseconds(rig.error())) < 1, `${milliseconds(rig.error())} ms`);
    assert.equal(standings(rig)[0], Standing.Falseticker);
  });
});

describe("system process: what it claims", () => {
  const claim = (rig: Rig): number =>
    milliseconds(rig.engine.system.rootDelay / 2 + rig.engine.rootDispersion(rig.now));

  it("counts a slew that is still under way", () => {
    const rig = new Rig();
    rig.configure({ associations: [server("192.0.2.1")] });
    rig.passAnswering(300);
    const error = (): number => Math.abs(milliseconds(rig.error()) - 100);
    while (error() > 99) rig.passAnswering(1, () => ({ error: 100 * MILLISECOND }));
    let isSlewing = false;
    for (let second = 0; second < 300; second++) {
      rig.passAnswering(1, () => ({ error: 100 * MILLISECOND }));
      if (error() > 20) isSlewing = true;
      assert.ok(error() < claim(rig), `${error()} ms, claimed ${claim(rig)}`);
    }
    assert.ok(isSlewing);
  });

  for (const ppm of [100, 300, -200])
    it(`allows for what it does not know of a frequency that is wrong by ${ppm} ppm`, () => {
      const rig = new Rig(ppm);
      rig.configure({ associations: [server("192.0.2.1", { maxPollLog2: 10 })] });
      const random = seeded(ppm + 1000);
      for (let second = 0; second < 900; second++) {
        rig.passAnswering(1, () => ({ extra: (1 + random(14)) * MILLISECOND }));
        const error = Math.abs(milliseconds(rig.error()));
        if (rig.engine.system.stratum < 16)
          assert.ok(error < claim(rig), `second ${second}: ${error} ms, claimed ${claim(rig)}`);
      }
    });
});

describe("system process: the local clock", () => {
  it("takes over with `clock protocol none`, whatever servers say", () => {
    const rig = new Rig();
    const associations = [server("192.0.2.1")];
    rig.configure({ associations, localClock: { unit: 0, stratum: 5 } });
    rig.passAnswering(10);
    assert.equal(rig.engine.system.stratum, 3);
    rig.configure({ associations, localClock: { unit: 0, stratum: 5 }, disciplinesClock: false });
    assert.equal(rig.engine.system.stratum, 5);
    rig.passAnswering(86_400);
    assert.equal(rig.engine.system.stratum, 5);
    assert.ok(milliseconds(rig.engine.rootDispersion(rig.now)) < 20);
  });

  it("has a changed stratum at once", () => {
    const rig = new Rig();
    rig.configure({ localClock: { unit: 0, stratum: 5 } });
    rig.pass(10);
    rig.configure({ localClock: { unit: 0, stratum: 7 } });
    assert.equal(rig.engine.system.stratum, 7);
  });

  it("is followed at once where there is nothing else", () => {
    const rig = new Rig();
    rig.configure({ localClock: { unit: 0, stratum: 2 } });
    const { system } = rig.engine;
    assert.equal(system.stratum, 2);
    assert.equal(system.refid, 0x7f7f_0100);
    assert.equal(rig.association.stratum, 1);
    assert.equal(rig.association.refid, refidFromText("LOCL"));
    assert.equal(rig.association.standing, Standing.SystemPeer);
  });

  const rows = [
    { name: "gives way to a better server", stratum: 3, of: 5, expected: 4, standing: Standing.SystemPeer },
    { name: "not to one as good", stratum: 5, of: 5, expected: 5, standing: Standing.BadStratum },
    { name: "not to a worse one", stratum: 7, of: 5, expected: 5, standing: Standing.BadStratum },
  ];
  for (const { name, stratum, of, expected, standing } of rows)
    it(name, () => {
      const rig = new Rig();
      rig.configure({ associations: [server("192.0.2.1")], localClock: { unit: 0, stratum: of } });
      rig.passAnswering(10, () => ({ stratum }));
      assert.equal(rig.engine.system.stratum, expected);
      assert.equal(rig.association.standing, standing);
    });

  it("takes over when the better server is lost", () => {
    const rig = new Rig();
    rig.configure({ associations: [server("192.0.2.1")], localClock: { unit: 0, stratum: 5 } });
    rig.passAnswering(10);
    assert.equal(rig.engine.system.stratum, 3);
    rig.pass(10 * 66);
    assert.equal(rig.engine.system.stratum, 5);
  });

  it("goes with its line", () => {
    const rig = new Rig();
    rig.configure({ localClock: { unit: 0, stratum: 2 } });
    rig.configure({});
    assert.equal(rig.engine.system.stratum, 16);
  });

  it("is no use to a server of stratum 15 and beyond", () => {
    const rig = new Rig();
    rig.configure({ associations: [server("192.0.2.1")] });
    rig.passAnswering(10, () => ({ stratum: 15 }));
    assert.equal(rig.association.standing, Standing.BadStratum);
    assert.equal(rig.engine.system.stratum, 16);
  });
});
