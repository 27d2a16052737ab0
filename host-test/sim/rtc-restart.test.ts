/** Boards that are started anew in their second day, and lose their source an hour later. */
import assert from "node:assert/strict";
import { Happening } from "../../src/core/happening.js";
import { RTC } from "../../src/runtime/rtc-record.js";
import { SECOND } from "../../src/time/fixed.js";
import { type SimulatedChip } from "../support/clock-chips.js";
import { KITS } from "../support/clock-drivers.js";
import { constant, daily, ofTemperature, sine, sum } from "./course.js";
import { exponential } from "./delay.js";
import { type Host } from "./host.js";
import { Probe } from "./probe.js";
import { wireClock } from "./wired-clock.js";
import { World } from "./world.js";

const HOUR = 3600;
const DAY = 24 * HOUR;
const SERVER = "192.0.2.1";

/** How long each was off, and is without a source. */
const OFF = 300;
const ALONE = 8 * HOUR;

interface Board {
  /** What befalls it while it is off. */
  befalls(host: Host, chip: SimulatedChip): void;
}

interface Outcome {
  /** How long after the loss the real-time clock carried the time, in seconds; Infinity: it never did. */
  readonly after: number;
  readonly violations: number;
  /** The largest error without a source, and the claim at the end, in seconds. */
  readonly worst: number;
  readonly claim: number;
}

function play(boards: readonly Board[]): Outcome[] {
  const world = new World(7);
  const server = world.server({ address: SERVER });
  const room = daily(25, 5);
  const frequency = sum(constant(-4e-6), ofTemperature(room, 20, 0, -0.04e-6));
  let lostAt = Infinity;
  const hosts = boards.map((board, i) => {
    const host = world.host({ addresses: [`192.0.2.${10 + i}`], oscillator: { frequency, walk: 1e-9 } });
    world.link(host, server, { delay: exponential(2e-3, 1e-3) });
    const chip = wireClock(host, KITS[0], sum(constant(0.02e-6), sine(0.1e-6, DAY)));
    const probe = new Probe(host);
    const carried: number[] = [];
    host.start({
      config: `ntp-service enable\nntp-service unicast-server ${SERVER} minpoll 6 maxpoll 8`,
      listener: happening => {
        if (happening === Happening.RtcCarries) carried.push(world.now.second - lostAt);
      },
    });
    return { board, host, chip, probe, carried };
  });
  world.run(37 * HOUR);
  for (const { board, host, chip } of hosts) {
    host.restart(OFF);
    board.befalls(host, chip);
  }
  world.run(OFF + HOUR);
  server.isUp = () => false;
  lostAt = world.now.second;
  world.run(ALONE);
  return hosts.map(({ probe: { claims, errors, invariant }, carried }) => ({
    after: carried[0] ?? Infinity,
    violations: invariant.violations,
    worst: Math.max(...errors.subarray(-ALONE).map(Math.abs)) / SECOND,
    claim: claims[claims.length - 1] / SECOND,
  }));
}

/** Rewrites what is stored of the chip. */
function rewrite({ stored }: Host, how: (text: string) => string): void {
  stored.set(RTC, how(stored.get(RTC)!));
}

describe("a board that is started anew in its second day, and loses its source an hour later", function () {
  this.timeout(120_000);

  it("is carried by what its real-time clock is known by, unless that is another's or lost its power", () => {
    const [kept, aged, ...others] = play([
      { befalls: () => {} },
      // As if a day had gone by, in which it has come to gain a third of a ppm more.
      { befalls: host => rewrite(host, text => text.replace(/gain .*/, "gain -0.3 86400")) },
      { befalls: (_, chip) => chip.losePower() },
      { befalls: host => rewrite(host, text => text.replace("DS3231", "RV-3028")) },
      { befalls: host => rewrite(host, text => text.split("\n", 1)[0]) },
    ]);
    assert.ok(kept.after < HOUR, `${kept.after} s`);
    for (const { after, claim, worst } of others) {
      assert.equal(after, Infinity);
      assert.ok(kept.worst < worst / 5, `${kept.worst} s, ${worst} s`);
      assert.ok(kept.claim < claim / 3, `${kept.claim} s, ${claim} s`);
    }
    assert.ok(aged.claim > 1.5 * kept.claim, `${aged.claim} s, ${kept.claim} s`);
    for (const { violations } of [kept, aged, ...others]) assert.equal(violations, 0);
  });
});
