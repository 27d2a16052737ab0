import assert from "node:assert/strict";
import { Happening } from "../../src/core/happening.js";
import { Standing } from "../../src/core/verdict.js";
import { MILLISECOND, SECOND } from "../../src/time/fixed.js";
import { refidFromText } from "../../src/wire/refid.js";
import { Rig, server } from "../support/engine-rig.js";

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
    assert.equal(rig.engine.system.refid, 0x95a5_a5a5); // the rig's digest flips the first octets
  });

  it("adds the path to what the server says of its own", () => {
    const rig = new Rig();
    rig.configure({ associations: [server("192.0.2.1")] });
    rig.passAnswering(10, () => ({ rootDelay: 30 * MILLISECOND, rootDispersion: 20 * MILLISECOND }));
    const { rootDelay, rootDispersion } = rig.engine.system;
    assert.ok(Math.abs(milliseconds(rootDelay) - 32) < 0.1, `${milliseconds(rootDelay)}`);
    assert.ok(milliseconds(rootDispersion) > 20 && milliseconds(rootDispersion) < 30);
  });

  it("is unsynchronized again when its only server is gone or taken away", () => {
    const rig = new Rig();
    rig.configure({ associations: [server("192.0.2.1")] });
    rig.passAnswering(100);
    rig.pass(10 * 66);
    assert.equal(rig.engine.system.stratum, 16);
    assert.equal(rig.engine.system.leap, 3);
    assert.equal(rig.reported(Happening.Unsynchronized), 1);
    rig.passAnswering(100);
    assert.equal(rig.engine.system.stratum, 3);
    rig.configure({ associations: [] });
    assert.equal(rig.engine.system.stratum, 16);
    assert.equal(rig.engine.system.peer, undefined);
  });

  it("only watches with `clock protocol none`", () => {
    const rig = new Rig(0, 50 * MILLISECOND);
    rig.configure({ associations: [server("192.0.2.1")], disciplinesClock: false });
    rig.passAnswering(300);
    assert.equal(rig.engine.system.stratum, 16);
    assert.equal(rig.error(), 50 * MILLISECOND);
    assert.ok(rig.calls.every(call => !/^(step|steer)/.test(call)));
  });
});

describe("system process: the local clock", () => {
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
