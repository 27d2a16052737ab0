import assert from "node:assert/strict";
import { Dialect } from "../../src/config/dialect.js";
import { disciplineLines } from "../../src/console/discipline-display.js";
import { Session } from "../../src/console/session.js";
import { ClockState } from "../../src/core/system.js";
import { NO_SETTINGS } from "../../src/core/settings.js";
import { PPM, SECOND } from "../../src/time/fixed.js";
import { FakeNode, FakeStatus, hostOf, ms } from "./fake-node.js";

function synchronized(): FakeStatus {
  const status = new FakeStatus();
  Object.assign(status.system, {
    clockState: ClockState.Synchronized,
    stratum: 3,
    rootDelay: ms(20),
    frequency: Math.round(-29.2321 * PPM),
  });
  status.known.frequencyError = Math.round(0.0204 * PPM);
  status.counterSec = 100_000;
  status.grownDispersion = ms(3.25);
  status.slew = ms(-0.5);
  return status;
}

describe("display ntp-service clock", () => {
  it("of a node that knows nothing", () => {
    const status = new FakeStatus();
    status.known.frequencyError = Math.round(64 * PPM);
    assert.deepEqual(disciplineLines(status), [
      " Clock state: clock not set",
      " Frequency: 0.000 ppm +/- 64.000 ppm",
      " Left to slew: 0.0000 ms",
      " Last step: none",
      " Started with: nothing known of the crystal",
      " Holdover: no",
      " Claim: none",
      " Without a source beyond 1 s: now",
    ]);
  });

  it("of one that follows a source", () => {
    const status = synchronized();
    Object.assign(status.history, {
      steppedBy: ms(-180),
      startedWith: Math.round(-40 * PPM),
      startedWithAge: "3 h old",
    });
    status.history.steppedAt.set(99_975, 0);
    status.growth = 10 * PPM;
    status.settings = { ...NO_SETTINGS, maxDistanceSec: 2 };
    assert.deepEqual(disciplineLines(status), [
      " Clock state: clock synchronized",
      " Frequency: -29.232 ppm +/- 0.020 ppm",
      " Left to slew: -0.5000 ms",
      " Last step: -0.18000 s, 25 s ago",
      " Started with: -40.000 ppm, 3 h old",
      " Holdover: no",
      " Claim: within 13.2500 ms",
      " Without a source beyond 2 s: in about 2 d",
    ]);
  });

  it("of one that has lost its last source", () => {
    const status = synchronized();
    status.system.clockState = ClockState.Holdover;
    status.history.heldSince.set(100_000 - 1500, 0);
    assert.equal(disciplineLines(status)[5], " Holdover: for 25 min");
  });

  const limits: [name: string, dispersion: number, growth: number, text: string][] = [
    ["far off", 3, 0, "not within 12 d"],
    ["near", 3, 1000, "in about 16 min"],
    ["passed", 991, 0, "now"],
  ];
  for (const [name, dispersion, growth, text] of limits)
    it(`when its claim passes the limit: ${name}`, () => {
      const status = synchronized();
      status.grownDispersion = ms(dispersion);
      status.growth = Math.round((growth / 1e6) * SECOND);
      assert.equal(disciplineLines(status)[7], ` Without a source beyond 1 s: ${text}`);
    });

  for (const dialect of [Dialect.Comware, Dialect.Vrp])
    it(`is asked for in dialect ${dialect}`, () => {
      let text = "";
      const terminal = { isInteractive: false, write: (more: string): void => void (text += more) };
      new Session(hostOf(new FakeNode(dialect)), terminal).execute("dis ntp clo");
      assert.match(text, /^ Clock state: clock not set\n/);
    });
});
