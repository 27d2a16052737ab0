import assert from "node:assert/strict";
import { Clock } from "../../src/runtime/clock.js";
import { createNode } from "../../src/runtime/create-node.js";
import { KeptNode } from "../../src/runtime/kept-node.js";
import { type Sleeper } from "../../src/runtime/sleeper.js";
import { daysToSeconds } from "../../src/time/calendar.js";
import { MILLISECOND, SECOND } from "../../src/time/fixed.js";
import { Instant, Timestamp } from "../../src/time/moment.js";
import { constant } from "../sim/course.js";
import { millisecondsAhead, SleepingBoard } from "../sim/sleeping-board.js";
import { World } from "../sim/world.js";
import { START_SECONDS } from "../support/engine-rig.js";

const SERVER = "192.0.2.1";
const MASTER = "ntp-service enable\nntp-service refclock-master 2";
const CLIENT = `ntp-service enable\nntp-service unicast-server ${SERVER}`;

/** A server, and a board beside it that sleeps by a counter 3 % fast. */
function place(startSeconds = START_SECONDS) {
  const world = new World(1, startSeconds);
  const master = createNode({ ports: world.host({ addresses: [SERVER] }), config: MASTER });
  const host = world.host({ addresses: ["192.0.2.2"], bootOffset: 3 * SECOND });
  const board = new SleepingBoard(host, { oscillator: { frequency: constant(0.03) }, blur: 0 });
  board.start();
  return { world, host, master, board };
}

function clockOf({ ports }: Sleeper, ...servers: string[]): Clock {
  return new Clock({ ports, servers });
}

/** What is kept once the clock was right, and the board has slept for 10 minutes since. */
function napped(startSeconds?: number) {
  const all = place(startSeconds);
  const clock = clockOf(all.board.sleeper, SERVER);
  all.world.run(20);
  all.board.sleep(sleeper => sleeper.sleepFor(clock, 600));
  return all;
}

describe("a sleeper", () => {
  it("begins with what the board has for the time where no sleep was before", () => {
    const { board, host, master } = place();
    const clock = clockOf(board.sleeper);
    assert.equal(board.sleeper.errorMilliseconds, Infinity);
    assert.equal(clock.errorMilliseconds, Infinity);
    assert.equal(Math.round(millisecondsAhead(clock, host)), 3000);
    clock.stop();
    master.stop();
  });

  for (const [name, damage] of [
    ["nothing is left", () => ""],
    ["something else is there", () => "\u0000\u00ff a board's own memory"],
    ["a digit is another one", (text: string) => text.replace("7", "9")],
    ["half of it is left", (text: string) => text.slice(0, text.length / 2)],
  ] as const)
    it(`does so, too, where of what was kept ${name}`, () => {
      const { board, host, master, world } = place();
      const clock = clockOf(board.sleeper, SERVER);
      world.run(20);
      board.sleep(sleeper => sleeper.sleepFor(clock, 600));
      const again = clockOf(board.sleeper);
      board.sleeper.sleepFor(again, 60);
      board.kept = damage(board.kept!);
      const late = clockOf(board.start());
      assert.equal(board.sleeper.errorMilliseconds, Infinity);
      assert.equal(Math.round(millisecondsAhead(late, host)), 3000);
      late.stop();
      master.stop();
    });

  it("sleeps as long as it is told, by the counter's calibration", () => {
    const { board, master } = napped();
    assert.ok(Math.abs(board.sleptSec - 600) < 0.001, `${board.sleptSec} s`);
    master.stop();
  });

  it("has the time after a sleep, of which a node claims no less", () => {
    const { board, host, master } = napped();
    const clock = clockOf(board.sleeper);
    const error = Math.abs(millisecondsAhead(clock, host));
    const claim = board.sleeper.errorMilliseconds;
    assert.ok(error < 50 && claim > 30_000 && claim < 31_000, `${error}, ${claim} ms`);
    // More than 16 s are the same to all others: it is not known.
    assert.equal(clock.errorMilliseconds, Infinity);
    assert.equal(clock.isSynchronized, false);
    clock.stop();
    master.stop();
  });

  it("keeps what a node that was never asked for its time has of it over the next sleep", () => {
    const { board, host, master } = napped();
    const before = board.sleeper.errorMilliseconds;
    const clock = clockOf(board.sleeper);
    board.sleep(sleeper => sleeper.sleepFor(clock, 600));
    const again = clockOf(board.sleeper);
    assert.ok(Math.abs(millisecondsAhead(again, host)) < 50);
    assert.ok(Math.abs(board.sleeper.errorMilliseconds - 2 * before) < 100);
    again.stop();
    master.stop();
  });

  it("is for a whole node, too", () => {
    const { board, host, master, world } = place();
    const start = () => createNode({ ports: board.sleeper.ports, config: CLIENT, capacity: 4 });
    let node = start();
    for (let nap = 0; nap < 6; nap++) {
      world.run(20);
      assert.equal(new KeptNode(node).isSynchronized, true);
      board.sleep(sleeper => sleeper.sleepFor(new KeptNode(node), 600));
      node = start();
    }
    const [shown, truth] = [new Timestamp(), new Timestamp()];
    node.status.time(shown);
    host.trueTime(truth);
    assert.ok(Math.abs(shown.since(truth)) < node.status.rootDispersion());
    assert.ok(node.status.rootDispersion() < 500 * MILLISECOND);
    node.stop();
    master.stop();
  });

  for (const [name, month, least] of [
    ["of June may have slept through a leap second", 7, 31_000],
    ["of May has not", 6, 30_000],
  ] as const)
    it(`that sleeps over the end ${name}`, () => {
      const { board, master } = napped(daysToSeconds(2027, month, 1) - 300);
      const claim = board.sleeper.errorMilliseconds;
      assert.ok(claim > least && claim < least + 500, `${claim} ms`);
      master.stop();
    });

  it("tells the time as it was at the counter reading that it is asked for", () => {
    const { board, host, master } = napped();
    const [at, earlier] = [new Instant(), new Instant()];
    const [time, before] = [new Timestamp(), new Timestamp()];
    host.counter.read(at);
    earlier.copy(at);
    earlier.add(-SECOND);
    board.sleeper.read(at, time);
    board.sleeper.read(earlier, before);
    assert.equal(time.since(before), SECOND);
    master.stop();
  });
});
