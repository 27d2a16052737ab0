import assert from "node:assert/strict";
import { createNode } from "../../src/runtime/create-node.js";
import { Drift, DRIFT } from "../../src/runtime/drift.js";
import { MILLISECOND, PPM, SECOND } from "../../src/time/fixed.js";
import { Instant, Timestamp } from "../../src/time/moment.js";
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
    assert.ok(Math.abs(Number(host.stored.get(DRIFT)) + 80) < 0.1, host.stored.get(DRIFT));
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

  for (const [text, frequency] of [
    ["-29.232\n", Math.round(-29.232 * PPM)],
    ["0", 0],
    ["501", undefined],
    ["-1e9", undefined],
    ["fast", undefined],
    ["", undefined],
  ] as const)
    it(`reads ${JSON.stringify(text)} as ${frequency}`, () => {
      const store = { read: () => text, write: () => {}, remove: () => {} };
      assert.equal(new Drift(store).read()?.frequency, frequency);
    });

  it("waits an hour from the first offer, not from boot", () => {
    const written: string[] = [];
    const drift = new Drift({
      read: () => undefined,
      write: (_, text) => void written.push(text),
      remove: () => {},
    });
    const now = new Instant();
    now.set(50_000, 0);
    drift.keep(PPM, now);
    now.add(3599 * SECOND);
    drift.keep(PPM, now);
    assert.deepEqual(written, []);
    now.add(2 * SECOND);
    drift.keep(-2 * PPM, now);
    assert.deepEqual(written, ["-2.000\n"]);
    now.add(3599 * SECOND);
    drift.keep(-3 * PPM, now);
    assert.equal(written.length, 1, "within the hour");
    now.add(2 * SECOND);
    drift.keep(-2.04 * PPM, now);
    assert.equal(written.length, 1, "hardly changed");
    now.add(3601 * SECOND);
    drift.keep(-2.1 * PPM, now);
    assert.equal(written.length, 2);
  });
});
