import assert from "node:assert/strict";
import { readConfiguration } from "../../src/config/configuration-text.js";
import { Configuration } from "../../src/config/configuration.js";
import { NO_SETTINGS, type NodeSettings } from "../../src/core/settings.js";
import { contextOf, DIALECTS } from "./context.js";

function settingsOf(lines: readonly string[], dialect: number): NodeSettings {
  const read = readConfiguration(lines, contextOf(dialect));
  assert.ok(read instanceof Configuration);
  return read.settings();
}

const bounds = ({ stepThresholdMs, panicThresholdSec, slewRatePpm }: NodeSettings): number[] => [
  stepThresholdMs,
  panicThresholdSec,
  slewRatePpm,
];

/** RFC 5905 WATCH, and the default of Huawei's switches. */
const SYNC_INTERVALS = [900, 600];

describe("discipline settings", () => {
  for (const { dialect, name } of DIALECTS) {
    it(`${name}: without a line they are those of a node that nobody has told anything`, () => {
      assert.deepEqual(bounds(settingsOf([], dialect)), bounds(NO_SETTINGS));
      assert.deepEqual(bounds(NO_SETTINGS), [128, 1000, 500]);
    });

    it(`${name}: the sync interval is that of the RFC or of the vendor, unless one is configured`, () => {
      const set = "ntp-service sync-interval 180";
      const rows: [lines: string[], syncIntervalSec: number][] = [
        [[], SYNC_INTERVALS[dialect]],
        [[set], 180],
        [[set, "undo ntp-service sync-interval"], SYNC_INTERVALS[dialect]],
      ];
      for (const [lines, syncIntervalSec] of rows)
        assert.equal(settingsOf(lines, dialect).syncIntervalSec, syncIntervalSec);
    });

    it(`${name}: undo takes each back`, () => {
      const lines = ["step-threshold 1", "panic-threshold 2", "slew-rate 3"].map(
        line => `ntp-service ${line}`,
      );
      assert.deepEqual(bounds(settingsOf(lines, dialect)), [1, 2, 3]);
      const undone = [...lines, ...lines.map(line => `undo ${line.replace(/ \d$/, "")}`)];
      assert.deepEqual(bounds(settingsOf(undone, dialect)), bounds(NO_SETTINGS));
    });
  }
});
