/** Symmetric peers in virtual time: who leads, who follows, and what becomes of both when either loses something. */
import assert from "node:assert/strict";
import { type Association } from "../../src/core/association.js";
import { AssociationKind, isSymmetric } from "../../src/core/settings.js";
import { ClockState } from "../../src/core/system.js";
import { Standing, Verdict } from "../../src/core/verdict.js";
import { MILLISECOND, toSeconds, type Q32 } from "../../src/time/fixed.js";
import { Instant, Timestamp } from "../../src/time/moment.js";
import { Datagram } from "../../src/wire/datagram.js";
import { clearHeader, Mode, setFirst, TRANSMIT_TIMESTAMP } from "../../src/wire/header.js";
import { endpoint } from "../support/engine-rig.js";
import { constant } from "./course.js";
import { exponential, uniform } from "./delay.js";
import { type Host } from "./host.js";
import { Invariant } from "./invariant.js";
import { type Server } from "./server.js";
import { SlowPeer } from "./slow-peer.js";
import { World } from "./world.js";

const SEED = 11;
const HOUR = 3600;
const WAY = { delay: exponential(1e-3, 0.1e-3) };
const ACTIVE = "192.0.2.1";
const PASSIVE = "192.0.2.2";

interface Pair {
  readonly world: World;
  readonly active: Host;
  readonly passive: Host;
}

/** What each is told beside that the one is to be the other's peer. */
interface PairOptions {
  readonly active?: readonly string[];
  readonly passive?: readonly string[];
  readonly servers?: readonly Server[];
  readonly world?: World;
}

function pair({ active = [], passive = [], servers = [], world = new World(SEED) }: PairOptions): Pair {
  const one = world.host({ addresses: [ACTIVE], oscillator: { frequency: constant(20e-6) } });
  const other = world.host({
    addresses: [PASSIVE],
    oscillator: { frequency: constant(-15e-6) },
    bootOffset: 40 * MILLISECOND,
  });
  world.link(one, other, WAY);
  for (const server of servers) {
    world.link(one, server, WAY);
    world.link(other, server, WAY);
  }
  const enable = "ntp-service enable";
  other.start({ config: [enable, ...passive].join("\n") });
  one.start({ config: [enable, `ntp-service unicast-peer ${PASSIVE}`, ...active].join("\n") });
  return { world, active: one, passive: other };
}

const stratum = (host: Host): number => host.node!.status.system.stratum;
const state = (host: Host): ClockState => host.node!.status.system.clockState;

/** The association with its peer, if it has one. */
const peerOf = (host: Host): Association | undefined =>
  host.node!.status.associations.find(one => one.isInUse && isSymmetric(one.settings!.kind));

const follows = (host: Host): boolean => host.node!.status.system.peer === peerOf(host);

/** How far its clock is ahead of true time. */
function error({ node, world }: Host): Q32 {
  const shown = new Timestamp();
  const time = new Timestamp();
  node!.status.time(shown);
  world.time(time);
  return shown.since(time);
}

const apart = (active: Host, passive: Host): number => Math.abs(toSeconds(error(active) - error(passive)));

const LOCAL = (level: number): string => `ntp-service refclock-master ${level}`;
const ASK = (server: string): string => `ntp-service unicast-server ${server}`;
const SERVER = "198.51.100.1";
const OTHER_SERVER = "198.51.100.2";

describe("symmetric peers", () => {
  const leads: {
    name: string;
    active: readonly string[];
    passive: readonly string[];
    strata: readonly [number, number];
  }[] = [
    { name: "the passive one follows the active one", active: [LOCAL(2)], passive: [], strata: [2, 3] },
    { name: "the active one follows the passive one", active: [], passive: [LOCAL(2)], strata: [3, 2] },
    {
      name: "the one of the higher stratum follows, both having a clock",
      active: [LOCAL(5)],
      passive: [LOCAL(3)],
      strata: [4, 3],
    },
    { name: "of one stratum neither follows", active: [LOCAL(3)], passive: [LOCAL(3)], strata: [3, 3] },
    { name: "without any clock neither follows", active: [], passive: [], strata: [16, 16] },
  ];
  for (const { name, active, passive, strata } of leads)
    it(name, () => {
      const { world, active: one, passive: other } = pair({ active, passive });
      world.run(150);
      assert.deepEqual([stratum(one), stratum(other)], strata);
      assert.deepEqual(
        [follows(one), follows(other)],
        [strata[0] === strata[1] + 1, strata[1] === strata[0] + 1],
      );
      const { kind, isDynamic } = peerOf(other)!.settings!;
      assert.deepEqual([kind, isDynamic], [AssociationKind.SymmetricPassive, true]);
      if (strata[0] === strata[1]) return;
      world.run(HOUR);
      assert.ok(apart(one, other) < 0.5e-3, `${apart(one, other)}`);
      const leader = strata[0] < strata[1] ? one : other;
      assert.equal(peerOf(leader)!.standing, Standing.Loop);
      for (const host of [one, other]) assert.equal(peerOf(host)!.reach, 0xff);
    });

  /** A server of stratum 1 that is there but from `from` to `to`. */
  const server = (world: World, address: string, from = Infinity, to = Infinity): Server =>
    world.server({ address, isUp: second => second < from || second >= to });

  const losses: {
    name: string;
    /** When the server of each is gone, in hours. */
    activeGone: readonly [number, number];
    passiveGone: readonly [number, number];
    /** What both are at each hour: stratum, and whether it follows the other. */
    hours: readonly {
      hour: number;
      strata: readonly [number, number];
      follow: readonly [boolean, boolean];
    }[];
  }[] = [
    {
      name: "leave each other alone while both have a server",
      activeGone: [9, 9],
      passiveGone: [9, 9],
      hours: [{ hour: 2, strata: [2, 2], follow: [false, false] }],
    },
    {
      name: "stand in for the active one's server while that is gone",
      activeGone: [1, 4],
      passiveGone: [9, 9],
      hours: [
        { hour: 1, strata: [2, 2], follow: [false, false] },
        { hour: 3.5, strata: [3, 2], follow: [true, false] },
        { hour: 5, strata: [2, 2], follow: [false, false] },
      ],
    },
    {
      name: "stand in for the passive one's server while that is gone",
      activeGone: [9, 9],
      passiveGone: [1, 4],
      hours: [
        { hour: 3.5, strata: [2, 3], follow: [false, true] },
        { hour: 5, strata: [2, 2], follow: [false, false] },
      ],
    },
  ];
  for (const { name, activeGone, passiveGone, hours } of losses)
    it(name, () => {
      const world = new World(SEED);
      const servers = [
        server(world, SERVER, activeGone[0] * HOUR, activeGone[1] * HOUR),
        server(world, OTHER_SERVER, passiveGone[0] * HOUR, passiveGone[1] * HOUR),
      ];
      const { active, passive } = pair({
        active: [ASK(SERVER)],
        passive: [ASK(OTHER_SERVER)],
        servers,
        world,
      });
      for (const { hour, strata, follow } of hours) {
        world.run(hour * HOUR - world.now.seconds);
        assert.deepEqual([stratum(active), stratum(passive)], strata, `at hour ${hour}`);
        assert.deepEqual([follows(active), follows(passive)], follow, `at hour ${hour}`);
      }
      for (const host of [active, passive]) assert.ok(Math.abs(toSeconds(error(host))) < 1e-3);
    });

  it("hold the time, one of them by the other, when both have lost their servers; no two follow each other", () => {
    const world = new World(SEED);
    const servers = [server(world, SERVER, HOUR), server(world, OTHER_SERVER, HOUR)];
    const { active, passive } = pair({ active: [ASK(SERVER)], passive: [ASK(OTHER_SERVER)], servers, world });
    world.eachSecond(() => {
      const isMutual = follows(active) && follows(passive);
      assert.ok(!isMutual, `at ${world.now.seconds}`);
    });
    world.run(6 * HOUR);
    assert.ok([state(active), state(passive)].includes(ClockState.Holdover));
    for (const host of [active, passive]) {
      assert.ok(stratum(host) < 16);
      const { system } = host.node!.status;
      assert.ok(Math.abs(error(host)) <= system.rootDelay / 2 + host.node!.status.rootDispersion());
    }
  });

  for (const restarted of ["active", "passive"] as const)
    for (const leader of ["active", "passive"] as const)
      it(`go on after the restart of the ${restarted} one, the ${leader} one leading`, () => {
        const { world, active, passive } = pair({ [leader]: [LOCAL(2)] });
        world.run(HOUR);
        (restarted === "active" ? active : passive).restart(5);
        world.run(15 * 60);
        const follower = leader === "active" ? passive : active;
        assert.ok(follows(follower));
        assert.equal(stratum(follower), 3);
        assert.ok(apart(active, passive) < 1e-3, `${apart(active, passive)}`);
        const others = [active, passive].flatMap(({ node }) =>
          node!.status.associations.filter(one => one.isInUse && isSymmetric(one.settings!.kind)),
        );
        assert.equal(others.length, 2);
      });

  for (const isBoth of [false, true])
    it(`${isBoth ? "both active, " : ""}never talk for ever, over a way that delays, doubles and overtakes`, () => {
      const { world, active, passive } = pair({
        active: [LOCAL(2)],
        passive: isBoth ? [`ntp-service unicast-peer ${ACTIVE}`] : [],
      });
      // Half of the questions come twice, and may be answered twice.
      world.link(active, passive, { delay: uniform(0, 5), duplication: 0.5 });
      world.run(2 * HOUR);
      const asked = [active, passive].map(host => peerOf(host)!.sent);
      const answered = [active, passive].map(({ node }) => node!.status.verdicts[Verdict.Answered]);
      for (const [i, count] of answered.entries()) {
        assert.ok(asked[i] > 20);
        assert.ok(count <= 1.6 * asked[1 - i], `${count} answers to ${asked[1 - i]} questions`);
      }
    });

  it("part twelve minutes after the active one has gone", () => {
    const { world, active, passive } = pair({ active: [LOCAL(2)] });
    world.run(HOUR);
    active.node!.stop();
    const last = new Instant();
    last.copy(peerOf(passive)!.acceptedAt);
    const silentFor = (): number => {
      const now = new Instant();
      passive.node!.status.instant(now);
      return toSeconds(now.since(last));
    };
    world.run(700 - silentFor());
    assert.ok(peerOf(passive));
    world.run(90);
    assert.equal(peerOf(passive), undefined);
    assert.equal(state(passive), ClockState.Holdover);
  });

  const slow: { pollLog2: number; ppm: number; isPassive: boolean }[] = [6, 7, 8].flatMap(pollLog2 =>
    [-300, -100, 100, 300].flatMap(frequency =>
      [false, true].map(isPassive => ({ pollLog2, ppm: frequency, isPassive })),
    ),
  );
  for (const { pollLog2, ppm, isPassive } of slow)
    it(`claim no more than is true, ${isPassive ? "passive" : "active"}, of one that answers every ${2 ** pollLog2} s, at ${ppm} ppm`, () => {
      for (let seed = SEED; seed < SEED + 4; seed++) {
        const world = new World(seed);
        const host = world.host({ addresses: [ACTIVE], oscillator: { frequency: constant(ppm * 1e-6) } });
        const peer = new SlowPeer(world, { address: PASSIVE, peer: ACTIVE, pollLog2 });
        world.link(host, peer, { delay: exponential(20e-3, 2e-3) });
        const ask = `ntp-service unicast-peer ${PASSIVE} minpoll ${pollLog2} maxpoll ${pollLog2}`;
        host.start({ config: ["ntp-service enable", ...(isPassive ? [] : [ask])].join("\n") });
        const invariant = new Invariant();
        world.eachSecond(second => {
          const { status } = host.node!;
          const claim = status.system.rootDelay / 2 + status.rootDispersion();
          invariant.check(second, error(host), claim, stratum(host));
        });
        world.run(HOUR);
        assert.equal(
          invariant.violations,
          0,
          `seed ${seed}: ${invariant.worstRatio} at ${invariant.worstAt}`,
        );
        assert.ok(invariant.synchronizedAt >= 0 && follows(host));
      }
    });

  it("hold a pool that a thousand invented peers ask to be in", () => {
    const { world, active, passive } = pair({ active: [LOCAL(2)] });
    world.run(100);
    const own = peerOf(passive)!;
    const datagram = new Datagram();
    for (let i = 0; i < 1000; i++) {
      clearHeader(datagram);
      setFirst(datagram, 0, 4, Mode.SymmetricActive);
      datagram.view.setUint32(TRANSMIT_TIMESTAMP, 1 + i);
      const from = endpoint(`203.0.113.${i % 250}`, 123 + Math.floor(i / 250));
      const stranger = { machine: { name: "stranger" }, local: from, take: () => false };
      world.network.send(stranger, datagram, endpoint(PASSIVE));
      world.run(0.01);
    }
    const { status } = passive.node!;
    assert.equal(own.isInUse && follows(passive), true);
    assert.ok(status.verdicts[Verdict.NoRoom] > 900);
    assert.equal(status.verdicts[Verdict.Answered] >= 1000, true);
    world.run(4 * 60);
    assert.deepEqual(
      status.associations.filter(one => one.isInUse),
      [own],
    );
    assert.equal(stratum(active), 2);
  });
});
