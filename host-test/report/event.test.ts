import assert from "node:assert/strict";
import { Happening } from "../../src/core/happening.js";
import { mnemonicOf, moduleOf, severityOf } from "../../src/report/event.js";
import { Vendor } from "../../src/report/settings.js";
import { Severity } from "../../src/report/severity.js";

const COUNT = Happening.LoginsHeld + 1;

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
      [Happening.Synchronized, "NTP/5/NTP_SOURCE_CHANGE", "NTP/2/NTP_SYNCHRONIZE_STATUS"],
      [Happening.Unsynchronized, "NTP/5/NTP_SOURCE_LOST", "NTP/2/NTP_SYNCHRONIZE_STATUS"],
      [Happening.StratumChanged, "NTP/5/NTP_STRATUM_CHANGE", "NTP/4/NTP_STRATUM_CHANGE"],
      [Happening.LeapChanged, "NTP/5/NTP_LEAP_CHANGE", "NTP/4/NTP_LEAP_CHANGE"],
      [Happening.LoggedIn, "SHELL/5/SHELL_LOGIN", "SHELL/5/LOGIN"],
      [Happening.LoggedOut, "SHELL/5/SHELL_LOGOUT", "SHELL/5/LOGOUT"],
      [Happening.LoginFailed, "LOGIN/5/LOGIN_FAILED", "SHELL/4/LOGINFAILED"],
      [Happening.LoginsHeld, "LOGIN/4/LOGIN_HELD", "SHELL/4/LOGINHELD"],
    ];
    const textOf = (happening: Happening, vendor: Vendor): string =>
      `${moduleOf(happening, vendor)}/${severityOf(happening, vendor)}/${mnemonicOf(happening, vendor)}`;
    for (const [happening, ...texts] of rows)
      assert.deepEqual([textOf(happening, Vendor.H3c), textOf(happening, Vendor.Huawei)], texts);
  });
});
