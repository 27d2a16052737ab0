/** What a week of life writes to a flash memory, which wears out: how often, and how close together. */
import assert from "node:assert/strict";
import { DRIFT } from "../../src/runtime/drift.js";
import { RTC } from "../../src/runtime/rtc-record.js";
import { KITS } from "../support/clock-drivers.js";
import { constant, daily, ofTemperature } from "./course.js";
import { exponential } from "./delay.js";
import { wireClock } from "./wired-clock.js";
import { World } from "./world.js";

const HOUR = 3600;
const WEEK_HOURS = 168;

/** A clock that was just set is set, measured and stored anew within a minute; that is one occasion. */
const ONE_OCCASION = 60;

/** A room whose temperature bends the crystal by 0.2 ppm and back each day. */
function week(): Map<string, number[]> {
  const world = new World(11);
  const server = world.server({ address: "192.0.2.1" });
  const host = world.host({
    addresses: ["192.0.2.2"],
    oscillator: { frequency: ofTemperature(daily(20, 4), 25, 1e-8, -4e-9), walk: 1e-9 },
  });
  world.link(host, server, { delay: exponential(2e-3, 1e-3) });
  wireClock(host, KITS[0], constant(3e-6));
  const written = new Map<string, number[]>();
  const { write } = host.store;
  host.store.write = (name, text) => {
    written.set(name, [...(written.get(name) ?? []), world.now.second]);
    write(name, text);
  };
  host.start({ config: "ntp-service enable\nntp-service unicast-server 192.0.2.1" });
  world.run(WEEK_HOURS * HOUR);
  return written;
}

function occasions(times: readonly number[]): number[] {
  return times.filter((time, index) => index === 0 || time - times[index - 1] > ONE_OCCASION);
}

describe("a week of writes to flash memory", function () {
  this.timeout(60_000);

  it("stores what is learned of the crystal hourly at most, and of its clock every six hours", () => {
    const written = week();
    assert.deepEqual([...written.keys()].sort(), [DRIFT, RTC]);
    for (const [name, every] of [
      [DRIFT, HOUR],
      [RTC, 6 * HOUR],
    ] as const) {
      const apart = occasions(written.get(name)!);
      for (let i = 1; i < apart.length; i++)
        assert.ok(apart[i] - apart[i - 1] > every - ONE_OCCASION, `${name} at ${apart[i - 1]}, ${apart[i]}`);
      assert.ok(apart.length > 1 && apart.length <= (WEEK_HOURS * HOUR) / every, name);
    }
    const all = [...written.values()].flat().length;
    assert.ok(all < 120, `${all} writes`);
  });
});
