import assert from "node:assert/strict";
import { rtcLines } from "../../src/console/rtc-display.js";
import { Carriage } from "../../src/core/carrier.js";
import { ClockState } from "../../src/core/system.js";
import { type NodeStatus } from "../../src/runtime/node.js";
import { daysToSeconds } from "../../src/time/calendar.js";
import { SECOND } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
import { KITS } from "../support/clock-drivers.js";
import { RtcBench } from "../support/rtc-bench.js";

function lines(bench?: RtcBench, carriage = Carriage.Unknown, clockState = ClockState.NotSet): string[] {
  return rtcLines({
    rtc: bench?.keeper,
    settings: { rtcUpdateHours: 6 },
    carrier: { carriage, takeover: 4096 * SECOND },
    history: { carriedSince: new Instant() },
    instant: into => into.set(3 * 3600, 0),
    system: { clockState },
  } as NodeStatus).map(line => line.replaceAll(/-?\d+\.\d{3}/g, "N"));
}

describe("display ntp-service rtc", () => {
  it("says that there is none", () => assert.deepEqual(lines(), [" No real-time clock"]));

  for (const [i, trim] of ["0 of -128 to 127 steps, each N ppm", "none"].entries())
    it(`shows ${KITS[i].name} from its first boot to its second`, () => {
      const bench = new RtcBench(KITS[i], daysToSeconds(2026, 11, 21), 1e-6);
      bench.start();
      const fresh = [
        ` Chip: ${KITS[i].name}`,
        " Time at boot: not taken, for its power was lost",
        " Offset: not measured",
        " Frequency: N ppm, within N ppm",
        ` Trim: ${trim}`,
        " Holdover: would not carry the time: its rate is not known yet",
        " Update interval: 6 h",
        " Since the boot: measured 0, set 0, trimmed 0 times",
        " Trouble: none",
      ];
      assert.deepEqual(lines(bench), fresh);
      bench.synchronize();
      bench.run(300);
      assert.equal(lines(bench)[2].slice(0, 44), " Offset: N ms, within N ms, at 2026-11-21 00");
      assert.equal(lines(bench)[7], " Since the boot: measured 1, set 1, trimmed 0 times");
      bench.start();
      assert.equal(lines(bench)[1], " Time at boot: taken, within N ms");
      bench.stored.clear();
      bench.start();
      assert.equal(lines(bench)[1], " Time at boot: taken, of unknown error");
    });

  it("says whether it carries the time, or would, and if not why", () => {
    const bench = new RtcBench(KITS[0], daysToSeconds(2026, 11, 21), 1e-6);
    bench.start();
    for (const [carriage, state, text] of [
      [Carriage.Unknown, ClockState.Holdover, "does not carry the time: its rate is not known yet"],
      [Carriage.Unrehearsed, ClockState.Synchronized, "would not carry the time: rehearsed too seldom yet"],
      [Carriage.Worse, ClockState.Holdover, "does not carry the time: the crystal is better"],
      [Carriage.Worse, ClockState.Synchronized, "would not carry the time: the crystal is better"],
      [Carriage.Ready, ClockState.Synchronized, "would carry the time after 68 min without a source"],
      [Carriage.Carrying, ClockState.Holdover, "carries the time, for 3 h now"],
    ] as const)
      assert.equal(lines(bench, carriage, state)[5], ` Holdover: ${text}`);
  });
});
