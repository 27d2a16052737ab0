import assert from "node:assert/strict";
import { Happening } from "../../src/core/happening.js";
import { mnemonicOf, severityOf } from "../../src/report/event.js";
import { Vendor } from "../../src/report/settings.js";
import { Severity } from "../../src/report/severity.js";

const COUNT = Happening.CommunityLocked + 1;

describe("events", () => {
  for (const [name, vendor] of [
    ["H3C", Vendor.H3c],
    ["Huawei", Vendor.Huawei],
  ] as const)
    it(`${name}: every happening has a severity above debugging, and a mnemonic`, () => {
      for (let happening: Happening = 0; happening < COUNT; happening++) {
        const severity = severityOf(happening, vendor);
        assert.ok(severity >= Severity.Critical && severity < Severity.Debugging, String(happening));
        assert.match(mnemonicOf(happening, vendor), /^[A-Z][A-Z_]{1,30}[A-Z]$/);
      }
      assert.throws(() => severityOf(COUNT, vendor), /unexpected case/);
      assert.throws(() => mnemonicOf(COUNT, vendor), /unexpected case/);
    });

  it("have the vendors' levels and mnemonics", () => {
    const rows: [Happening, h3c: string, huawei: string][] = [
      [Happening.Synchronized, "5/NTP_SOURCE_CHANGE", "2/NTP_SYNCHRONIZE_STATUS"],
      [Happening.Unsynchronized, "5/NTP_SOURCE_LOST", "2/NTP_SYNCHRONIZE_STATUS"],
      [Happening.StratumChanged, "5/NTP_STRATUM_CHANGE", "4/NTP_STRATUM_CHANGE"],
      [Happening.LeapChanged, "5/NTP_LEAP_CHANGE", "4/NTP_LEAP_CHANGE"],
    ];
    const textOf = (happening: Happening, vendor: Vendor): string =>
      `${severityOf(happening, vendor)}/${mnemonicOf(happening, vendor)}`;
    for (const [happening, ...texts] of rows)
      assert.deepEqual([textOf(happening, Vendor.H3c), textOf(happening, Vendor.Huawei)], texts);
  });
});
