import assert from "node:assert/strict";
import { Happening } from "../../src/core/happening.js";
import { createNode } from "../../src/runtime/create-node.js";
import { Drift, DRIFT } from "../../src/runtime/drift.js";
import { MILLISECOND, PPM, SECOND } from "../../src/time/fixed.js";
import { SoftwareClock } from "../../src/core/software-clock.js";
import { Instant, Timestamp } from "../../src/time/moment.js";
import { START_SECONDS } from "../support/engine-rig.js";
import { constant } from "../sim/course.js";
import { type Host } from "../sim/host.js";
import { World } from "../sim/world.js";

const CLIENT = "ntp-service enable\nntp-service unicast-server 192.0.2.1";

/** A server, and a client's board whose counter is 80 ppm fast. */
function world(): { world: World; host: Host } {
  const made = new World(3);
  createNode({
    ports: made.host({ addresses: ["192.0.2.1"] }),
    config: "ntp-service enable\nntp-service refclock-master 2",
  });
  return {
    world: made,
    host: made.host({ addresses: ["192.0.2.2"], oscillator: { frequency: constant(80e-6) } }),
  };
}

describe("drift", () => {
  it("is stored after an hour, and again only when it has changed", () => {
    const { world: made, host } = world();
    let writes = 0;
    const { write } = host.store;
    host.store.write = (name, text) => {
      if (name === DRIFT) writes++;
      write(name, text);
    };
    createNode({ ports: host, config: CLIENT });
    made.run(3500);
    assert.equal(writes, 0);
    made.run(3 * 3600);
    assert.equal(writes, 1);
    assert.ok(Math.abs(Number(host.stored.get(DRIFT)!.split(" ")[0]) + 80) < 0.1, host.stored.get(DRIFT));
  });

  it("is what the next start begins with, before any server answers", () => {
    const { world: made, host } = world();
    const first = createNode({ ports: host, config: CLIENT });
    made.run(2 * 3600);
    first.stop();
    const second = createNode({ ports: host, config: "ntp-service enable" });
    const offset = (): number => {
      const shown = new Timestamp();
      const right = new Timestamp();
      second.status.time(shown);
      host.trueTime(right);
      return shown.since(right);
    };
    const before = offset();
    made.run(1000);
    assert.ok(Math.abs(offset() - before) < 0.2 * MILLISECOND, `${(offset() - before) / MILLISECOND} ms`);
  });

  it("does not stop a node whose storage fails", () => {
    const { world: made, host } = world();
    host.store.write = () => {
      throw new Error("full");
    };
    const node = createNode({ ports: host, config: CLIENT });
    made.run(2 * 3600);
    assert.equal(node.status.system.stratum, 3);
  });

  for (const { text, when, doubt } of [
    { text: "-29.232\n", when: 0, doubt: Math.sqrt(4 + 4 + 2.592e6 * 0.0025 * 0.0025) },
    {
      text: "-29.232 1 0.00250\n",
      when: 2 ** 32 - START_SECONDS + 100,
      doubt: Math.sqrt(4 + 1 + 2.592e6 * 0.0025 * 0.0025),
    },
    { text: "-29.232 1 0.00250\n", when: 0, doubt: Math.sqrt(4 + 1 + 2.592e6 * 0.0025 * 0.0025) },
    { text: "-29.232 0.1 0.00250 2026-11-20T00:00:00Z", when: 10_000, doubt: Math.sqrt(4.01 + 0.0625) },
    { text: "-29.232 0.1 0.00250 2026-11-20T00:00:00Z", when: 0, doubt: Math.sqrt(4.01) },
    {
      text: "-29.232 0.1 0.00250 2026-11-20T00:00:00Z",
      when: -1,
      doubt: Math.sqrt(4.01 + 2.592e6 * 0.0025 * 0.0025),
    },
    { text: "-29.232 0.1 0.01000 2026-11-20T00:00:00Z", when: 3e8, doubt: 10 },
  ])
    it(`doubts ${JSON.stringify(text)} by ${doubt.toFixed(3)} ppm ${when} s after 20 November 2026`, () => {
      const time = new Timestamp();
      time.set(START_SECONDS + when, 0);
      const crystal = driftOf(text).read(time, happening => assert.equal(happening, Happening.DriftRead))!;
      assert.equal(crystal.frequency, Math.round(-29.232 * PPM));
      assert.ok(Math.abs(crystal.frequencyError / PPM - doubt) < 1e-3, `${crystal.frequencyError / PPM}`);
    });

  it("where there is none, there is none", () => {
    for (const text of [undefined, "", "fast"])
      assert.equal(
        driftOf(text).read(new Timestamp(), () => {}),
        undefined,
      );
  });

  it("that is not believed is told of once, at the start, and the rest is used", () => {
    const { world: made, host } = world();
    host.stored.set(DRIFT, "-80 0.1\nhorizon 1024 2048 0 0 0 0\nhorizon 2048 2048 0 0 0 0\n");
    const told: string[] = [];
    const node = createNode({
      ports: host,
      config: CLIENT,
      listener: (happening, association, _, why) => {
        if (happening === Happening.DriftRefused) told.push(`${association} ${why}`);
      },
    });
    assert.equal(node.status.system.frequency, Math.round(-80 * PPM));
    made.run(60);
    assert.deepEqual(told, [
      "undefined line 2: no crystal never runs off",
      "undefined line 3: no crystal never runs off",
    ]);
  });

  for (const { when, age } of [
    { when: 3 * 3600, age: "3 h old" },
    { when: 9 * 86_400, age: "9 d old" },
    { when: -1, age: "of unknown age" },
  ])
    it(`is told of when it is read: ${age}`, () => {
      const time = new Timestamp();
      time.set(START_SECONDS + when, 0);
      const told: unknown[] = [];
      driftOf("-40 0.1 0.00250 2026-11-20T00:00:00Z\n").read(time, (...news) => told.push(news));
      assert.deepEqual(told, [[Happening.DriftRead, Math.round(-40 * PPM), age]]);
    });

  it("is told of at the start, and kept for displays", () => {
    const { world: made, host } = world();
    host.stored.set(DRIFT, "-40 0.1 0.00250\n");
    const told: string[] = [];
    const node = createNode({
      ports: host,
      config: CLIENT,
      listener: (happening, association, value, why) =>
        void (
          happening === Happening.DriftRead && told.push(`${association} ${(value / PPM).toFixed(1)} ${why}`)
        ),
    });
    made.run(10);
    assert.deepEqual(told, ["undefined -40.0 of unknown age"]);
    const { startedWith, startedWithAge } = node.status.history;
    assert.deepEqual([startedWith, startedWithAge], [Math.round(-40 * PPM), "of unknown age"]);
  });

  for (const { name, isWornByWrites, config, isWritten } of [
    {
      name: "a clean stop stores it where writes are cheap",
      isWornByWrites: false,
      config: CLIENT,
      isWritten: true,
    },
    { name: "a stop leaves flash alone", isWornByWrites: true, config: CLIENT, isWritten: false },
    {
      name: "a stop leaves a storage alone that does not tell",
      isWornByWrites: undefined,
      config: CLIENT,
      isWritten: false,
    },
    {
      name: "a stop stores nothing where no server taught a frequency",
      isWornByWrites: false,
      config: "ntp-service enable\nntp-service refclock-master 3",
      isWritten: false,
    },
  ])
    it(name, () => {
      const { world: made, host } = world();
      Object.assign(host.store, { isWornByWrites });
      const node = createNode({ ports: host, config });
      made.run(300);
      assert.equal(host.stored.has(DRIFT), false);
      node.stop();
      assert.equal(host.stored.has(DRIFT), isWritten);
      host.stored.clear();
      node.stop();
      assert.equal(host.stored.has(DRIFT), false, "once");
    });

  it("waits an hour from the first offer, not from boot", () => {
    const written: string[] = [];
    const clock = new SoftwareClock();
    const drift = new Drift(
      { read: () => undefined, write: (_, text) => void written.push(text), remove: () => {} },
      { clock, remember: into => void (into.frequency = clock.frequency) },
    );
    const now = new Instant();
    now.set(50_000, 0);
    const offer = (ppm: number, after: number): void => {
      now.add(after * SECOND);
      clock.frequency = Math.round(ppm * PPM);
      drift.keep(now);
    };
    offer(1, 0);
    offer(1, 3599);
    assert.deepEqual(written, []);
    offer(-2, 2);
    assert.match(written[0], /^-2\.000 2\.000 0\.00250 .*Z\n$/);
    const writes = (): number => written.length;
    offer(-3, 3599);
    assert.equal(writes(), 1, "within the hour");
    offer(-2.04, 2);
    assert.equal(writes(), 1, "hardly changed");
    offer(-2.1, 3601);
    assert.equal(writes(), 2);
    for (let hour = 1; hour < 24; hour++) offer(-2.1, 3601);
    assert.equal(writes(), 2, "not changed");
    offer(-2.1, 3601);
    assert.equal(writes(), 3, "a day later what else was learned is worth it, too");
  });
});

function driftOf(text: string | undefined): Drift {
  const store = { read: () => text, write: () => {}, remove: () => {} };
  return new Drift(store, { clock: new SoftwareClock(), remember: () => {} });
}
