import assert from "node:assert/strict";
import { Happening } from "../../src/core/happening.js";
import { Loss } from "../../src/core/loss.js";
import { ClockState } from "../../src/core/system.js";
import { Standing } from "../../src/core/verdict.js";
import { MILLISECOND, SECOND } from "../../src/time/fixed.js";
import { Rig, server } from "../support/engine-rig.js";

const HOST = "192.0.2.1";
const DAY = 86_400;

const milliseconds = (duration: number): number => duration / MILLISECOND;

/** The largest error of what the node says: root delay / 2 + root dispersion, in milliseconds. */
const claim = ({ engine, now }: Rig): number =>
  milliseconds(engine.system.rootDelay / 2 + engine.rootDispersion(now));

/** A client that has followed its one server for an hour. */
function synchronized(ppm = 20): Rig {
  const rig = new Rig(ppm);
  rig.configure({ associations: [server(HOST)] });
  rig.passAnswering(3600);
  assert.equal(rig.engine.system.clockState, ClockState.Synchronized);
  return rig;
}

/** The reasons reported with a happening. */
const reasons = (rig: Rig, happening: Happening): number[] =>
  rig.calls.filter(call => call.startsWith(`report ${happening} `)).map(call => Number(call.split(" ")[2]));

describe("a node without a source", () => {
  const losses: { name: string; loss: Loss; lose: (rig: Rig) => void }[] = [
    { name: "is silent", loss: Loss.Unreachable, lose: rig => rig.pass(10 * 66) },
    {
      name: "has no time itself",
      loss: Loss.Unselectable,
      lose: rig => rig.passAnswering(66, () => ({ leap: 3 })),
    },
    {
      name: "follows too many others",
      loss: Loss.Unselectable,
      lose: rig => rig.passAnswering(66, () => ({ stratum: 15 })),
    },
    {
      name: "is too far from a primary",
      loss: Loss.NoneSelectable,
      lose: rig => rig.passAnswering(66, () => ({ rootDispersion: 2 * SECOND })),
    },
    { name: "is taken out", loss: Loss.SourceRemoved, lose: rig => rig.configure({ associations: [] }) },
  ];
  for (const { name, loss, lose } of losses)
    it(`goes on as it was when its only server ${name}`, () => {
      const rig = synchronized();
      const { system } = rig.engine;
      const { leap, stratum, refid, rootDelay, reference } = system;
      const [seconds, fraction] = [reference.seconds, reference.fraction];
      lose(rig);
      assert.deepEqual([system.clockState, system.peer], [ClockState.Holdover, undefined]);
      assert.deepEqual(
        [leap, stratum, refid, rootDelay],
        [system.leap, system.stratum, system.refid, system.rootDelay],
      );
      assert.ok(
        reference.seconds >= seconds && (reference.seconds > seconds || reference.fraction >= fraction),
      );
      assert.deepEqual(reasons(rig, Happening.Holdover), [loss]);
      assert.equal(rig.reported(Happening.Unsynchronized), 0);
      const before = claim(rig);
      rig.pass(3600);
      assert.ok(claim(rig) > before + 1, `${before} ms, then ${claim(rig)}`);
      assert.ok(Math.abs(milliseconds(rig.error())) < claim(rig));
      assert.deepEqual(reasons(rig, Happening.Holdover), [loss], "told once");
    });

  const ends: { name: string; loss: Loss; lose: (rig: Rig) => void }[] = [
    {
      name: "NTP may not set the clock",
      loss: Loss.NotWanted,
      lose: rig => rig.configure({ associations: [server(HOST)], disciplinesClock: false }),
    },
    {
      name: "the service is turned off",
      loss: Loss.ServiceOff,
      lose: rig => rig.configure({ associations: [server(HOST)], enabled: false }),
    },
    {
      name: "another source contradicts its own",
      loss: Loss.Falsetickers,
      lose: rig => {
        rig.configure({ associations: [server(HOST), server("192.0.2.2")] });
        rig.passAnswering(100, ({ to }) => ({ error: to === HOST ? 0 : SECOND }));
      },
    },
  ];
  for (const { name, loss, lose } of ends)
    it(`has no time once ${name}`, () => {
      const rig = synchronized();
      lose(rig);
      assert.deepEqual([rig.engine.system.leap, rig.engine.system.stratum], [3, 16]);
      assert.equal(rig.engine.system.clockState, ClockState.Set);
      assert.deepEqual(reasons(rig, Happening.Unsynchronized), [loss]);
      assert.deepEqual(reasons(rig, Happening.Holdover), []);
    });

  for (const maxDistanceSec of [1, 3])
    it(`has none when it may be off by ${maxDistanceSec} s, the limit of distance, and not before`, () => {
      const rig = synchronized();
      rig.configure({ associations: [], maxDistanceSec });
      let before = 0;
      while (rig.engine.system.stratum < 16) {
        before = claim(rig);
        assert.ok(before <= maxDistanceSec * 1000, `${before} ms`);
        rig.pass(60);
      }
      assert.ok(before > maxDistanceSec * 995, `${before} ms`);
      assert.equal(rig.engine.system.leap, 3);
      assert.deepEqual(reasons(rig, Happening.Unsynchronized), [Loss.TooLong]);
    });

  it("has none, either, when NTP may not set the clock any more", () => {
    const rig = synchronized();
    rig.pass(10 * 66);
    rig.configure({ associations: [server(HOST)], disciplinesClock: false });
    assert.equal(rig.engine.system.stratum, 16);
    assert.deepEqual(reasons(rig, Happening.Unsynchronized), [Loss.NotWanted]);
  });

  it("looks after itself though it has nobody to poll", () => {
    const rig = synchronized();
    rig.configure({ associations: [] });
    rig.pass(10 * DAY);
    assert.equal(rig.engine.system.stratum, 16);
  });

  it("slews back when the source returns, as after any poll", () => {
    const rig = synchronized();
    rig.pass(4 * 3600);
    assert.equal(rig.engine.system.clockState, ClockState.Holdover);
    const error = 60 * MILLISECOND;
    rig.passAnswering(1200, () => ({ error }));
    assert.equal(rig.reported(Happening.Stepped), 0);
    assert.equal(rig.engine.system.clockState, ClockState.Synchronized);
    assert.ok(Math.abs(milliseconds(rig.error()) - 60) < 3, `${milliseconds(rig.error())} ms`);
  });

  it("is stepped without delay by what it may have run off", () => {
    const rig = synchronized();
    rig.pass(10 * 3600);
    assert.ok(claim(rig) > 400);
    rig.passAnswering(150, () => ({ error: 400 * MILLISECOND }));
    assert.equal(rig.reported(Happening.Stepped), 1);
    assert.ok(Math.abs(milliseconds(rig.error()) - 400) < 1, `${milliseconds(rig.error())} ms`);
  });

  it("doubts a source that returns with more than that for a quarter of an hour, and holds on meanwhile", () => {
    const rig = synchronized();
    rig.pass(3600);
    const error = 800 * MILLISECOND;
    rig.passAnswering(800, () => ({ error }));
    assert.equal(rig.engine.system.clockState, ClockState.Holdover);
    assert.ok(Math.abs(milliseconds(rig.error())) < 5);
    rig.passAnswering(400, () => ({ error }));
    assert.equal(rig.reported(Happening.Stepped), 1);
    assert.equal(rig.engine.system.clockState, ClockState.Synchronized);
  });

  it("gives way to the local clock, where there is one", () => {
    const rig = new Rig();
    const localClock = { unit: 0, stratum: 7 };
    rig.configure({ associations: [server(HOST)], localClock });
    rig.passAnswering(3600);
    rig.pass(10 * 66);
    assert.equal(rig.engine.system.stratum, 7);
    assert.equal(rig.engine.system.clockState, ClockState.Synchronized);
    assert.equal(rig.reported(Happening.Holdover), 0);
    rig.configure({ associations: [server(HOST)] });
    assert.equal(rig.engine.system.stratum, 16);
    assert.deepEqual(reasons(rig, Happening.Unsynchronized), [Loss.ClockRemoved]);
  });
});

describe("the panic threshold", () => {
  const hour = 3600 * SECOND;

  it("keeps a synchronized clock where it is, and says so once for each source", () => {
    const rig = synchronized();
    rig.passAnswering(7200, () => ({ error: hour }));
    assert.ok(Math.abs(milliseconds(rig.error())) < 10, `${milliseconds(rig.error())} ms`);
    assert.equal(rig.reported(Happening.Refused), 1);
    assert.ok(Math.abs(reasons(rig, Happening.Refused)[0] - hour) < SECOND);
    assert.equal(rig.engine.system.clockState, ClockState.Holdover);
    assert.equal(rig.association.standing, Standing.SystemPeer, "it would be followed but for that");
  });

  it("forgets a source that comes to its senses", () => {
    const rig = synchronized();
    rig.passAnswering(600, () => ({ error: hour }));
    rig.passAnswering(1200);
    assert.equal(rig.engine.system.clockState, ClockState.Synchronized);
    assert.equal(rig.reported(Happening.Stepped), 0);
    rig.passAnswering(600, () => ({ error: hour }));
    assert.equal(rig.reported(Happening.Refused), 2);
  });

  it("is not for the first setting after boot", () => {
    const rig = new Rig(0, -10 * hour);
    rig.configure({ associations: [server(HOST)] });
    rig.passAnswering(10);
    assert.ok(Math.abs(milliseconds(rig.error())) < 1);
  });

  /** A client that others relied on, until its clock may have run off too far; its server is an hour ahead. */
  function lost(): Rig {
    const rig = synchronized();
    rig.passAnswering(2 * DAY, () => ({ error: hour }));
    assert.deepEqual([rig.engine.system.leap, rig.engine.system.stratum], [3, 16]);
    assert.deepEqual(reasons(rig, Happening.Unsynchronized), [Loss.TooLong]);
    return rig;
  }

  it("is for a clock, too, that nobody can rely on any more: then there is no time to be had", () => {
    const rig = lost();
    assert.ok(Math.abs(milliseconds(rig.error())) < 50, `${milliseconds(rig.error())} ms`);
    assert.equal(rig.reported(Happening.Stepped), 0);
    assert.equal(rig.reported(Happening.Refused), 1);
  });

  it("so, too, where the source was silent for as long and comes back an hour ahead", () => {
    const rig = synchronized();
    rig.pass(2 * DAY);
    assert.equal(rig.engine.system.stratum, 16);
    rig.passAnswering(7200, () => ({ error: hour }));
    assert.equal(rig.engine.system.stratum, 16);
    assert.equal(rig.reported(Happening.Stepped), 0);
    assert.equal(rig.reported(Happening.Refused), 1);
  });

  const ends: { name: string; error: number; end: (rig: Rig) => void }[] = [
    { name: "the source comes to its senses", error: 0, end: () => {} },
    {
      name: "the threshold is raised",
      error: hour,
      end: rig => rig.configure({ associations: [server(HOST)], panicThresholdSec: 3601 }),
    },
    {
      name: "the service was turned off and on",
      error: hour,
      end: rig => {
        rig.configure({ associations: [server(HOST)], enabled: false });
        rig.configure({ associations: [server(HOST)] });
      },
    },
    {
      name: "NTP was not to set the clock for a while",
      error: hour,
      end: rig => {
        rig.configure({ associations: [server(HOST)], disciplinesClock: false });
        rig.configure({ associations: [server(HOST)] });
      },
    },
  ];
  for (const { name, error, end } of ends)
    it(`is no more in the way once ${name}`, () => {
      const rig = lost();
      end(rig);
      rig.passAnswering(1200, () => ({ error }));
      assert.equal(rig.engine.system.clockState, ClockState.Synchronized);
      assert.ok(Math.abs(rig.error() - error) < 10 * MILLISECOND, `${milliseconds(rig.error())} ms`);
    });

  it("leaves no time to be had where a majority refutes who taught the clock, and is beyond it", () => {
    const hosts = [HOST, "192.0.2.2", "192.0.2.3"];
    const rig = new Rig(20);
    rig.configure({ associations: hosts.map(host => server(host)) });
    rig.passAnswering(3600);
    const teacher = rig.engine.system.peer!.settings!.host;
    rig.passAnswering(1200, ({ to }) => ({ error: to === teacher ? 0 : hour }));
    assert.deepEqual([rig.engine.system.leap, rig.engine.system.stratum], [3, 16]);
    assert.deepEqual(reasons(rig, Happening.Unsynchronized), [Loss.Falsetickers]);
    assert.deepEqual(reasons(rig, Happening.Holdover), []);
    assert.equal(rig.reported(Happening.Stepped), 0);
    rig.passAnswering(1200);
    assert.equal(rig.engine.system.clockState, ClockState.Synchronized);
  });

  it("so, too, where that majority is there all at once", () => {
    const rig = new Rig(20);
    const associations = [HOST, "192.0.2.2", "192.0.2.3"].map(host => server(host));
    rig.configure({ associations });
    const far = { error: hour, rootDispersion: 2 * SECOND };
    rig.passAnswering(3600, ({ to }) => (to === HOST ? {} : far));
    assert.equal(rig.engine.system.clockState, ClockState.Synchronized);
    rig.configure({ associations, maxDistanceSec: 10 });
    assert.equal(rig.reported(Happening.Refused), 1);
    assert.deepEqual(reasons(rig, Happening.Unsynchronized), [Loss.Falsetickers]);
    assert.equal(rig.engine.system.stratum, 16);
    assert.equal(rig.reported(Happening.Holdover), 0);
  });

  it("can be another, or none", () => {
    for (const { panicThresholdSec, isMoved } of [
      { panicThresholdSec: 3601, isMoved: true },
      { panicThresholdSec: 3599, isMoved: false },
      { panicThresholdSec: 0, isMoved: true },
    ]) {
      const rig = synchronized();
      rig.configure({ associations: [server(HOST)], panicThresholdSec });
      rig.passAnswering(1800, () => ({ error: hour }));
      assert.equal(Math.abs(rig.error() - hour) < SECOND, isMoved, `${panicThresholdSec}`);
      assert.equal(rig.reported(Happening.Refused), isMoved ? 0 : 1);
    }
  });
});

describe("the step threshold and the slew rate", () => {
  it("0 ms: a synchronized clock is slewed however far, never faster than is allowed, never back", () => {
    for (const slewRatePpm of [500, 20_000]) {
      const rig = synchronized(0);
      rig.configure({ associations: [server(HOST)], stepThresholdMs: 0, slewRatePpm });
      const error = -2 * SECOND;
      let before = rig.error();
      for (let second = 0; second < 7200; second++) {
        rig.passAnswering(1, () => ({ error }));
        const ppm = Math.abs((rig.error() - before) / SECOND) * 1e6;
        assert.ok(ppm <= slewRatePpm + 100, `second ${second}: ${ppm} ppm`);
        before = rig.error();
      }
      assert.equal(rig.reported(Happening.Stepped), 0);
      assert.ok(Math.abs(rig.error() - error) < 20 * MILLISECOND, `${milliseconds(rig.error())} ms`);
    }
  });

  it("0 ms: the first setting is a step all the same", () => {
    const rig = new Rig(0, 3 * SECOND);
    rig.configure({ associations: [server(HOST)], stepThresholdMs: 0 });
    rig.passAnswering(10);
    assert.equal(rig.reported(Happening.Stepped), 1);
  });

  it("what is within it is slewed, what is beyond it is stepped", () => {
    for (const { ms, steps } of [
      { ms: 450, steps: 0 },
      { ms: 550, steps: 1 },
    ]) {
      const rig = synchronized();
      rig.configure({ associations: [server(HOST)], stepThresholdMs: 500 });
      rig.passAnswering(2400, () => ({ error: ms * MILLISECOND }));
      assert.equal(rig.reported(Happening.Stepped), steps, `${ms} ms`);
    }
  });
});
