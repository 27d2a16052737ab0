import assert from "node:assert/strict";
import { Clock } from "../../src/runtime/clock.js";
import { ConfigurationError, createNode } from "../../src/runtime/create-node.js";
import { UNIX_EPOCH } from "../../src/time/calendar.js";
import { MILLISECOND, SECOND } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { constant } from "../sim/course.js";
import { type Host } from "../sim/host.js";
import { World } from "../sim/world.js";

const MASTER = "ntp-service enable\nntp-service refclock-master 2";

function trueMilliseconds(host: Host): number {
  const right = new Timestamp();
  host.trueTime(right);
  return (right.seconds - UNIX_EPOCH + right.fraction / SECOND) * 1000;
}

describe("a clock for an application", () => {
  for (const [server, own] of [
    ["192.0.2.1", "192.0.2.2"],
    ["2001:db8::1", "2001:db8::2"],
  ])
    it(`follows ${server}, is wrong by less than it says, and tells of changes`, () => {
      const world = new World(1);
      const master = createNode({ ports: world.host({ addresses: [server] }), config: MASTER });
      const ports = world.host({
        addresses: [own],
        oscillator: { frequency: constant(30e-6) },
        bootOffset: 180 * MILLISECOND,
      });
      const told: boolean[] = [];
      const clock: Clock = new Clock({
        ports,
        servers: [server],
        onChange: () => told.push(clock.isSynchronized),
      });
      assert.equal(clock.isSynchronized, false);
      world.run(300);
      assert.equal(clock.isSynchronized, true);
      assert.equal(told.join(), "true");
      const error = Math.abs(clock.milliseconds - trueMilliseconds(ports));
      assert.ok(
        error < clock.errorMilliseconds,
        `${error} ms, said to be ${clock.errorMilliseconds} at most`,
      );
      assert.ok(clock.errorMilliseconds < 20, `${clock.errorMilliseconds} ms`);
      const changes = told.length;
      master.stop();
      world.run(20_000);
      assert.ok(told.length > changes);
      clock.stop();
    });

  it("refuses what is no server", () => {
    const ports = new World(1).host({ addresses: ["192.0.2.2"] });
    assert.throws(() => new Clock({ ports, servers: ["two words"] }), ConfigurationError);
  });
});
