/** What nobody uses. */
import assert from "node:assert/strict";
import { IdleWatch } from "../../src/console/idle-watch.js";
import { FakeTimers } from "./fake-node.js";

describe("the watch for idle consoles", () => {
  const rows: { name: string; idleSec: number; touches: number[]; endSec: number; ends: number }[] = [
    { name: "rings when it is time", idleSec: 10, touches: [0], endSec: 10, ends: 1 },
    { name: "not before", idleSec: 10, touches: [0], endSec: 9, ends: 0 },
    { name: "begins anew", idleSec: 10, touches: [0, 9, 18], endSec: 27, ends: 0 },
    { name: "and rings once", idleSec: 10, touches: [0, 9, 18], endSec: 100, ends: 1 },
    { name: "never, if so chosen", idleSec: 0, touches: [0], endSec: 100_000, ends: 0 },
  ];
  for (const { name, idleSec, touches, endSec, ends } of rows)
    it(name, () => {
      const timers = new FakeTimers();
      let ended = 0;
      const watch = new IdleWatch(timers, idleSec, () => ended++);
      let now = 0;
      for (const at of touches) {
        timers.pass(at - now);
        now = at;
        watch.touch();
      }
      timers.pass(endSec - now);
      assert.equal(ended, ends);
      watch.touch();
      watch.stop();
      assert.equal(timers.length, 0);
    });
});
