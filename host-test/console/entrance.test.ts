/** How those get a session who are at the device, or at the computer that it runs on. */
import assert from "node:assert/strict";
import { Dialect } from "../../src/config/dialect.js";
import { type Entrance, nearbyEntrances, openEntrance } from "../../src/console/entrance.js";
import { FakeNode, hostOf } from "./fake-node.js";

/** Makes a change on the console behind `entrance`; answers who is said to have made it. */
function signature(node: FakeNode, entrance: Entrance): string | undefined {
  const taker = entrance.open({ isInteractive: false, write: assert.fail });
  for (const line of ["system-view", "sysname DeviceA"]) taker.execute(line, () => {});
  return node.configuration.changed?.by;
}

function entered(entrance: Entrance | string): Entrance {
  assert.ok(typeof entrance !== "string");
  return entrance;
}

describe("the way in", () => {
  it("is open at the device: no password, no end unless it is idle", () => {
    const node = new FakeNode(Dialect.Comware);
    const entrance = openEntrance(hostOf(node), 60);
    assert.deepEqual([entrance.loginSec, entrance.idleSec, entrance.line.isLoggedIn], [0, 60, true]);
    assert.equal(signature(node, entrance), "con0");
  });

  it("is another line for each of the others, and the next one's when he has left", () => {
    const node = new FakeNode(Dialect.Comware);
    const enter = nearbyEntrances(hostOf(node), 0, 2);
    const [one, other] = [entered(enter()), entered(enter())];
    assert.deepEqual([signature(node, one), signature(node, other)], ["con1", "con2"]);
    assert.equal(enter(), "% All lines are in use.");
    one.line.leave();
    assert.equal(signature(node, entered(enter())), "con1");
  });
});
