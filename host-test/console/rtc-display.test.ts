import assert from "node:assert/strict";
import { rtcLines } from "../../src/console/rtc-display.js";
import { type NodeStatus } from "../../src/runtime/node.js";
import { daysToSeconds } from "../../src/time/calendar.js";
import { KITS } from "../support/clock-drivers.js";
import { RtcBench } from "../support/rtc-bench.js";

function lines(bench?: RtcBench): string[] {
  return rtcLines({ rtc: bench?.keeper, settings: { rtcUpdateHours: 6 } } as NodeStatus).map(line =>
    line.replaceAll(/-?\d+\.\d{3}/g, "N"),
  );
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
        " Update interval: 6 h",
        " Since the boot: measured 0, set 0, trimmed 0 times",
        " Trouble: none",
      ];
      assert.deepEqual(lines(bench), fresh);
      bench.synchronize();
      bench.run(300);
      assert.equal(lines(bench)[2].slice(0, 44), " Offset: N ms, within N ms, at 2026-11-21 00");
      assert.equal(lines(bench)[6], " Since the boot: measured 1, set 1, trimmed 0 times");
      bench.start();
      assert.equal(lines(bench)[1], " Time at boot: taken, within N ms");
      bench.stored.clear();
      bench.start();
      assert.equal(lines(bench)[1], " Time at boot: taken, of unknown error");
    });
});
