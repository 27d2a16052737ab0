/** Whether a trial sees what it is to see: each demand, met and not met. */
import assert from "node:assert/strict";
import { Leap } from "../../../src/core/association.js";
import { Happening } from "../../../src/core/happening.js";
import { ClockState } from "../../../src/core/system.js";
import { Standing } from "../../../src/core/verdict.js";
import { MILLISECOND, SECOND } from "../../../src/time/fixed.js";
import { constant, step } from "../course.js";
import { figuresOf } from "../figures.js";
import { type Host } from "../host.js";
import { World } from "../world.js";
import { restart } from "./actions.js";
import { Backwards } from "./backwards.js";
import { judge, loosened, MEASURES } from "./judge.js";
import { runTrial, type Seen } from "./run-trial.js";
import { CLIENT, SERVERS, type Limits, type Trial } from "./trial.js";

const SEED = 1;
const trial: Trial = { name: "short", seconds: 1200, settling: 400, client: {} };

/** What is found where the client of `trial`, changed by `more`, is held to `limits`. */
function found(limits: Limits, more: Partial<Trial> = {}): string[] {
  const changed = { ...trial, ...more };
  return judge(runTrial({ ...changed, client: { ...changed.client, limits } }, SEED)[0]);
}

const lie = { servers: [{ error: step(50 * MILLISECOND, 600) }] };

const NO_STEP = new RegExp(`^tells happening ${Happening.Stepped} 0 times \\(\\), not 1 to 1$`);

describe("judge", () => {
  it("finds nothing where nothing is demanded and nothing happens", () => assert.deepEqual(found({}), []));

  const [client] = runTrial(trial, SEED);
  const figures = figuresOf(client.probe, client.settling);
  for (const { name, of } of MEASURES)
    it(`${name} may be what it is, and no less`, () => {
      const is = of(client, figures);
      assert.ok(is > 0 && is < Infinity);
      assert.deepEqual(judge(client, { [name]: is }), []);
      const [sentence, ...others] = judge(client, { [name]: 0.999 * is });
      assert.match(sentence, new RegExp(`^${name} is .*, not at most `));
      assert.deepEqual(others, []);
    });

  it("loosened, claim and requests may be twice as much, and nothing is said of all else", () => {
    const { requests } = client.host;
    for (const [limits, count] of [
      [{ rms: 0, tells: { [Happening.Stepped]: 9 }, moments: [{ second: 0, stratum: 1 }] }, 0],
      [{ requests: requests / 2, claim: figures.claim / 2 }, 0],
      [{ requests: requests / 2 - 1, claim: figures.claim / 2 }, 1],
      [{ requests: requests / 2, claim: 0.499 * figures.claim }, 1],
    ] as const)
      assert.equal(judge(client, loosened(limits)).length, count);
    const [lost] = runTrial({ ...trial, servers: [{ isUp: s => s < 500 }] }, SEED);
    assert.deepEqual(judge(lost, loosened({})), [], "whatever is told");
    const [deceived] = runTrial({ ...trial, ...lie }, SEED);
    assert.equal(judge(deceived, loosened({})).length, 1);
    assert.deepEqual(judge(deceived, loosened({ honestUntil: 600 })), []);
  });

  const rows: { name: string; limits: Limits; more?: Partial<Trial>; finds?: RegExp }[] = [
    { name: "an error beyond the claim", limits: {}, more: lie, finds: /^claims too little in \d+ seconds, first in 6\d\d; / }, // prettier-ignore
    { name: "such an error after honesty has ended", limits: { honestUntil: 600 }, more: lie },
    { name: "a node that never synchronizes", limits: {}, more: { servers: [{ isUp: () => false }] }, finds: /^never synchronized$/ }, // prettier-ignore
    { name: "one that nobody honest could synchronize", limits: { honestUntil: 0 }, more: { servers: [{ isUp: () => false }] } }, // prettier-ignore
    { name: "something told that is not expected", limits: {}, more: { servers: [{ isUp: s => s < 500 }] }, finds: /^tells happening 2 1 times \(\d+\), not 0 to 0$/ }, // prettier-ignore
    { name: "something told as expected", limits: { tells: { [Happening.Holdover]: 1 } }, more: { servers: [{ isUp: s => s < 500 }] } }, // prettier-ignore
    { name: "something told as often as allowed", limits: { tells: { [Happening.Holdover]: [0, 1] } }, more: { servers: [{ isUp: s => s < 500 }] } }, // prettier-ignore
    { name: "something expected that is not told", limits: { tells: { [Happening.Stepped]: 1 } }, finds: NO_STEP }, // prettier-ignore
    { name: "a step before the first synchronization", limits: {}, more: { client: { bootOffset: SECOND } } },
    { name: "an error in a span", limits: { spans: [{ from: 0, to: 3, within: 19e-3 }] }, finds: /^from 0 to 3 up to 0\.02\d* s from 0 s, not 0\.019$/ }, // prettier-ignore
    { name: "an error in a span that is about right", limits: { spans: [{ from: 0, to: 3, about: 20e-3, within: 1e-3 }] } }, // prettier-ignore
    { name: "an error outside of a span", limits: { spans: [{ from: 100, to: 1200, within: 10e-3 }] } },
    { name: "a claim many times the error", limits: { spans: [{ from: 600, to: 1200, claims: 10 }] }, finds: /^from 600 to 1200 claims \d+(\.\d+)? times its error, not 10$/ }, // prettier-ignore
    {
      name: "a claim not so many times the error",
      limits: { spans: [{ from: 600, to: 1200, claims: 1e6 }] },
    },
  ];
  for (const { name, limits, more, finds } of rows)
    it(`${name}: ${finds ? "found" : "nothing found"}`, () => {
      const sentences = found(limits, more);
      assert.equal(sentences.length, finds ? 1 : 0, sentences.join("\n"));
      if (finds) assert.match(sentences[0], finds);
    });

  const is = { second: 600, stratum: 2, leap: Leap.None, state: ClockState.Synchronized, peer: SERVERS[0], standings: [Standing.SystemPeer] }; // prettier-ignore
  const isNot = [{ stratum: 3 }, { leap: Leap.Insert }, { state: ClockState.Spike }, { peer: "" }, { standings: [] }]; // prettier-ignore
  it("a moment may be as it is", () => assert.deepEqual(found({ moments: [is] }), []));
  for (const wrong of isNot)
    it(`a moment: ${Object.keys(wrong)[0]} is otherwise`, () => {
      const sentences = found({
        moments: [
          { second: 1, stratum: 16 },
          { ...is, ...wrong },
        ],
      });
      assert.equal(sentences.length, 1);
      assert.ok(sentences[0].startsWith(`in second 600 ${Object.keys(wrong)[0]} is `));
    });
});

describe("backwards", () => {
  /** A clock that shows these milliseconds, one reading after the other. */
  function backwards(shown: readonly number[], told: readonly Happening[] = []): number {
    const world = new World(SEED);
    let reading = 0;
    const time = (into: { set(seconds: number, fraction: number): void }): void =>
      into.set(1000, shown[reading++] * MILLISECOND);
    const host = { world, node: { status: { time } } } as unknown as Host;
    const seen = new Backwards(host);
    for (let i = 0; i < shown.length / 2; i++) world.at(i, () => told.forEach(one => seen.told(one)));
    world.run(shown.length);
    return Math.round(seen.most / MILLISECOND);
  }

  it("is a later reading that is less", () => assert.equal(backwards([10, 12, 12, 15]), 0));
  it("is seen within an event", () => assert.equal(backwards([10, 7, 12, 12]), 3));
  it("is seen between events", () => assert.equal(backwards([10, 12, 8, 9]), 4));
  it("is allowed where the node tells that it is set", () => {
    for (const happening of [Happening.Stepped, Happening.LeapInserted, Happening.SecondMoved])
      assert.equal(backwards([10, 7, 12, 9], [happening]), 0);
    assert.equal(backwards([10, 7, 12, 9], [Happening.LeapDeleted]), 3);
  });
});

describe("trial", () => {
  it("is the same again with the same seed, and another with another", () => {
    const errors = (seed: number): number[] => [...runTrial(trial, seed)[0].probe.errors];
    assert.deepEqual(errors(SEED), errors(SEED));
    assert.notDeepEqual(errors(SEED), errors(SEED + 1));
  });

  it("sees the client, and then the other nodes", () => {
    const others = [{ address: "192.0.2.101", config: [`ntp-service unicast-server ${CLIENT}`] }];
    const seen = runTrial({ ...trial, others }, SEED);
    assert.deepEqual(seen.map(({ host }) => host.name), [CLIENT, "192.0.2.101"]); // prettier-ignore
    assert.deepEqual(seen.map(({ probe }) => probe.strata[1200]), [2, 3]); // prettier-ignore
  });

  it("has happen what is planned, when it is planned", () => {
    let at = -1;
    const seen = runTrial({ ...trial, happens: [[700, ({ world }) => void (at = world.now.second)], [800, restart(5)]] }, SEED); // prettier-ignore
    assert.equal(at, 700);
    assert.deepEqual([799, 804, 806].map(second => seen[0].probe.strata[second]), [2, 2, 16]); // prettier-ignore
  });

  it("asks its servers as it is told to, over the paths they have", () => {
    const servers = [{ there: () => 0.1, options: "priority" }, { error: constant(-5 * MILLISECOND), scatter: 1 }]; // prettier-ignore
    const [{ host }]: Seen[] = runTrial({ ...trial, servers, polls: { min: 5, max: 5 } }, SEED);
    const [first, second] = host.node!.status.associations;
    assert.deepEqual([first.settings!.prefer, second.settings!.prefer], [true, false]);
    assert.deepEqual([first.settings!.minPollLog2, first.settings!.maxPollLog2], [5, 5]);
    assert.equal(Math.round(first.filter.delay / MILLISECOND), 200);
    assert.equal(Math.round((second.filter.offset - first.filter.offset) / MILLISECOND), -5);
  });
});
