import assert from "node:assert/strict";
import { SECOND } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
import { GpsStatus } from "../../src/refclock/gps-status.js";
import { LabelWindow } from "../../src/refclock/label-window.js";
import { PulseTrain } from "../../src/refclock/pulse-train.js";
import { ReceiverLeap } from "../../src/refclock/receiver-leap.js";
import { ms } from "../support/quantities.js";

describe("the status of a GPS receiver", () => {
  it("is what its parts know", () => {
    const [leap, train, window] = [new ReceiverLeap(37), new PulseTrain(), new LabelWindow(undefined)];
    const status = new GpsStatus(leap, train, window);
    assert.deepEqual([status.pulseJitter, status.labelDelay, status.isDelayKnown], [0, ms(500), false]);
    for (let i = 0; i < 9; i++) {
      const at = new Instant();
      at.set(10 + i, i % 2 === 0 ? 0 : SECOND / 1e6);
      train.take(at);
      window.accepts(ms(300), 0);
    }
    assert.ok(status.pulseJitter > 0);
    assert.deepEqual([status.labelDelay, status.labelWindow, status.isDelayKnown], [ms(300), ms(50), true]);
    assert.equal(status.leap.taiOffsetSec, 37);
  });
});
