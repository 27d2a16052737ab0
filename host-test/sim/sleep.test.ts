/** Naps of simulated boards: what is claimed after each holds, and shrinks once the counter is known. */
import assert from "node:assert/strict";
import { Clock } from "../../src/runtime/clock.js";
import { createNode } from "../../src/runtime/create-node.js";
import { constant, daily, ofTemperature, sum, type Course } from "./course.js";
import { type OscillatorOptions } from "./oscillator.js";
import { millisecondsAhead, SleepingBoard, type SleepingOptions } from "./sleeping-board.js";
import { World } from "./world.js";

const SERVER = "192.0.2.1";
const MASTER = "ntp-service enable\nntp-service refclock-master 2";

/** An RC oscillator, 7 % slow at 25 °C, that a degree makes 600 ppm faster, and that wanders besides. */
function rc(temperature: Course): OscillatorOptions {
  return { frequency: sum(constant(-0.07), ofTemperature(temperature, 25, 600e-6)), walk: 2e-6 };
}

const ROOM = daily(21, 2);
const OUTSIDE = daily(10, 8);
const IN_ROOM: SleepingOptions = { oscillator: rc(ROOM) };
const OUT: SleepingOptions = { oscillator: rc(OUTSIDE) };
const CRYSTAL: SleepingOptions = {
  oscillator: { frequency: sum(constant(20e-6), ofTemperature(OUTSIDE, 25, 0, -0.04e-6)), walk: 1e-9 },
  tolerance: 200e-6,
  blur: 0.5e-6,
};

interface Row {
  readonly name: string;
  readonly options: SleepingOptions;
  readonly napSec: number;
  readonly naps: number;
  /** Claimed after the first one, and at most after the last three, in ms. */
  readonly first: number;
  readonly learned: number;
}

const ROWS: readonly Row[] = [
  { name: "10 min in a room", options: IN_ROOM, napSec: 600, naps: 40, first: 30_030, learned: 260 },
  { name: "10 min outside", options: OUT, napSec: 600, naps: 40, first: 30_030, learned: 300 },
  { name: "1 h outside", options: OUT, napSec: 3600, naps: 20, first: 181_000, learned: 7000 },
  { name: "8 h outside", options: OUT, napSec: 28_800, naps: 12, first: 1_460_000, learned: 420_000 },
  { name: "10 min by a crystal", options: CRYSTAL, napSec: 600, naps: 40, first: 140, learned: 60 },
  { name: "8 h by a crystal", options: CRYSTAL, napSec: 28_800, naps: 12, first: 5800, learned: 700 },
];

/** A server, a board beside it whose crystal is 12 ppm fast, and what it sleeps by. */
function place(seed: number, options: SleepingOptions) {
  const world = new World(seed);
  const master = createNode({ ports: world.host({ addresses: [SERVER] }), config: MASTER });
  const oscillator = { frequency: constant(12e-6) };
  const host = world.host({ addresses: ["192.0.2.2"], oscillator, bootSeconds: 0 });
  return { world, host, master, board: new SleepingBoard(host, options) };
}

/** Until the clock is good to 50 ms, or for 20 s. */
function follow(world: World, clock: Clock): void {
  for (let i = 0; i < 20 && clock.errorMilliseconds > 50; i++) world.run(1);
}

describe("naps", () => {
  ROWS.forEach(({ name, options, napSec, naps, first, learned }, seed) =>
    it(`of ${name}, seed ${seed}: no error exceeds the claim, which shrinks`, () => {
      const { board, host, master, world } = place(seed, options);
      board.start();
      const claims: number[] = [];
      for (let nap = 0; nap <= naps; nap++) {
        const clock = new Clock({ ports: board.sleeper.ports, servers: [SERVER] });
        const claim = board.sleeper.errorMilliseconds;
        const error = Math.abs(millisecondsAhead(clock, host));
        if (nap > 0) assert.ok(error <= claim, `after nap ${nap} ${error} ms, ${claim} claimed`);
        claims.push(claim);
        follow(world, clock);
        if (nap < naps) board.sleep(sleeper => sleeper.sleepFor(clock, napSec));
        else clock.stop();
      }
      master.stop();
      const last = Math.max(...claims.slice(-3));
      assert.ok(claims[1] <= first && last <= learned, `${claims[1]}, ${last} ms`);
    }),
  );

  it("without a server in between: the time goes on, and the claim grows", () => {
    const { board, host, master, world } = place(3, IN_ROOM);
    board.start();
    let before = 0;
    for (let nap = 0; nap < 30; nap++) {
      const isAlone = nap > 12;
      const clock = new Clock({ ports: board.sleeper.ports, servers: isAlone ? [] : [SERVER] });
      if (isAlone) world.run(2);
      else follow(world, clock);
      const claim = Math.min(board.sleeper.errorMilliseconds, clock.errorMilliseconds);
      const error = Math.abs(millisecondsAhead(clock, host));
      assert.ok(error <= claim, `nap ${nap}: ${error} ms, ${claim} claimed`);
      if (isAlone) assert.ok(claim > before, `nap ${nap}: ${claim} after ${before}`);
      before = isAlone ? claim : 0;
      board.sleep(sleeper => sleeper.sleepFor(clock, 600));
    }
    master.stop();
  });

  it("until a given time: the program begins then, though the oscillator is 7 % off and the start takes 0.8 s", () => {
    const { board, host, master, world } = place(4, { ...IN_ROOM, startSec: 0.8 });
    board.start();
    const late: number[] = [];
    for (let nap = 0; nap < 16; nap++) {
      const clock = new Clock({ ports: board.sleeper.ports, servers: [SERVER] });
      follow(world, clock);
      const wanted = Math.ceil((clock.milliseconds + 30_000) / 600_000) * 600_000;
      board.sleep(sleeper => sleeper.sleepUntil(clock, wanted));
      const woken = new Clock({ ports: board.sleeper.ports, servers: [] });
      late.push(woken.milliseconds - millisecondsAhead(woken, host) - wanted);
      woken.stop();
    }
    master.stop();
    assert.ok(Math.abs(late[0]) < 1500, `${late[0]} ms`);
    for (const each of late.slice(-6)) assert.ok(Math.abs(each) < 200, `${late.join()} ms`);
  });
});
