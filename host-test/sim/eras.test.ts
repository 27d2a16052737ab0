/** The time at boot may be wrong by any number of years, and on 7 February 2036 timestamps begin again at zero. */
import assert from "node:assert/strict";
import { Configuration } from "../../src/config/configuration.js";
import { Dialect } from "../../src/config/dialect.js";
import { clockLines } from "../../src/console/clock-display.js";
import { comwareTime } from "../../src/report/time-text.js";
import { Happening } from "../../src/core/happening.js";
import { Verdict } from "../../src/core/verdict.js";
import { type NtpNode } from "../../src/runtime/node.js";
import { DAY, daysToSeconds, UNIX_EPOCH } from "../../src/time/calendar.js";
import { half, MILLISECOND, SECOND, type Q32 } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { constant } from "./course.js";
import { type Host } from "./host.js";
import { World } from "./world.js";

const ERA = 2 ** 32;
const MASTER = "ntp-service enable\nntp-service refclock-master 1";
const CLIENT = "ntp-service enable\nntp-service unicast-server 192.0.2.1";

function errorOf(world: World, { node }: Host): Q32 {
  const shown = new Timestamp();
  const truth = new Timestamp();
  node!.status.time(shown);
  world.time(truth);
  return shown.since(truth);
}

const claim = ({ status }: NtpNode): Q32 => half(status.system.rootDelay) + status.rootDispersion();

/** The answers that were no samples, by verdict. */
const dropped = ({ status }: NtpNode): number[] =>
  Array.from(status.associations[0].verdicts, (count, verdict) => (verdict === Verdict.Sampled ? 0 : count));

describe("eras: a boot at a wrong time", () => {
  const trueTimes = [
    { name: "2026", seconds: daysToSeconds(2026, 11, 20) },
    { name: "March 2036", seconds: daysToSeconds(2036, 3, 5) },
    { name: "2090", seconds: daysToSeconds(2090, 6, 5) },
  ];
  const boots: { name: string; at: (now: number) => number }[] = [
    { name: "1970", at: () => UNIX_EPOCH },
    { name: "1900, or all zero", at: () => 0 },
    { name: "the last second of the first era", at: () => ERA - 1 },
    { name: "2000", at: () => daysToSeconds(2000, 1, 1) },
    { name: "68 years before, less a second", at: now => now - 2 ** 31 + 1 },
    { name: "68 years before", at: now => now - 2 ** 31 },
    { name: "68 years before, and a second", at: now => now - 2 ** 31 - 1 },
    { name: "a year after", at: now => now + 365 * DAY },
  ];
  for (const { name: when, seconds } of trueTimes)
    for (const { name, at } of boots)
      it(`in ${when}, its clock at ${name}: stepped once, and right`, () => {
        const world = new World(1, seconds);
        world.host({ addresses: ["192.0.2.1"] }).start({ config: MASTER });
        const host = world.host({
          addresses: ["192.0.2.2"],
          oscillator: { frequency: constant(20e-6) },
          bootSeconds: at(seconds) % ERA,
        });
        let steps = 0;
        const listener = (happening: Happening): void => void (happening === Happening.Stepped && steps++);
        const node = host.start({ config: CLIENT, listener });
        world.run(20);
        assert.equal(node.status.system.stratum, 2);
        assert.equal(steps, 1);
        for (let second = 20; second < 600; second++) {
          world.run(1);
          assert.ok(Math.abs(errorOf(world, host)) <= claim(node), `${second}`);
        }
        assert.ok(
          Math.abs(errorOf(world, host)) < 0.1 * MILLISECOND,
          `${errorOf(world, host) / MILLISECOND} ms`,
        );
        assert.equal(steps, 1);
        assert.deepEqual(
          dropped(node).filter(count => count > 0),
          [],
        );
      });

  it("68 years off, to the millisecond: nothing comes out between the two ways round", () => {
    const seconds = daysToSeconds(2026, 11, 20);
    // Where seconds and fractions wrap apart, within an exchange: about a whole second.
    for (const about of [-1, 0, 1])
      for (let ms = -1; ms <= 1; ms += 0.1) {
        const world = new World(2, seconds);
        world.host({ addresses: ["192.0.2.1"] }).start({ config: MASTER });
        const bootOffset = (about - 2 ** 31) * SECOND + Math.round(ms * MILLISECOND);
        const host = world.host({ addresses: ["192.0.2.2"], bootOffset });
        host.start({ config: CLIENT });
        world.run(30);
        const error = errorOf(world, host);
        assert.ok(Math.abs(error) < MILLISECOND, `${about} s and ${ms} ms: ${error / SECOND} s`);
      }
  });
});

describe("eras: 7 February 2036, 06:28:16", () => {
  it("a primary, its client and the client's client go through it without noticing", () => {
    const world = new World(3, ERA - 1800);
    const told: string[] = [];
    const start = (address: string, ppm: number, config: string): Host => {
      const oscillator = { frequency: constant(ppm * 1e-6) };
      const host = world.host({ addresses: [address], oscillator, bootOffset: ppm * MILLISECOND });
      host.start({
        config,
        listener: happening => void (world.now.second > 600 && told.push(`${address}: ${happening}`)),
      });
      return host;
    };
    const hosts = [
      start("192.0.2.1", 0, MASTER),
      start("192.0.2.2", 30, CLIENT),
      start("192.0.2.3", -20, CLIENT.replace("192.0.2.1", "192.0.2.2")),
    ];
    world.run(600);
    const droppedBefore = hosts.slice(1).map(({ node }) => dropped(node!));
    for (let second = 600; second < 3600; second++) {
      world.run(1);
      for (const host of hosts) {
        const error = errorOf(world, host);
        assert.ok(
          Math.abs(error) < 0.2 * MILLISECOND,
          `${host.name} at ${second}: ${error / MILLISECOND} ms`,
        );
        assert.ok(Math.abs(error) <= claim(host.node!), `${host.name} at ${second}`);
        // What it serves: a reference time that is later than the transmit time is refused (TEST7).
        const now = new Timestamp();
        host.node!.status.time(now);
        assert.ok(now.since(host.node!.status.system.reference) >= 0, `${host.name} at ${second}`);
      }
    }
    assert.deepEqual(told, []);
    assert.deepEqual(
      hosts.slice(1).map(({ node }) => dropped(node!)),
      droppedBefore,
    );
  });

  it("the console shows the date on either side", () => {
    const world = new World(4, ERA - 60);
    const host = world.host({ addresses: ["192.0.2.1"] });
    const { status } = host.start({ config: MASTER });
    const configuration = new Configuration(Dialect.Comware);
    const seen = [59.5, 1].map(seconds => {
      world.run(seconds);
      return clockLines(status, configuration)[0];
    });
    assert.deepEqual(seen, ["06:28:15.500 UTC Thu 02/07/2036", "06:28:16.500 UTC Thu 02/07/2036"]);
    world.run(100);
    assert.match(comwareTime(status.system.reference), /Feb {2}7 2036 {2}6:(28|29)/);
  });
});
