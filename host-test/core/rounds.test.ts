/** Rounds: who is woken by which mode, who leaves, and when the next round is. */
import assert from "node:assert/strict";
import { Association } from "../../src/core/association.js";
import { Rounds, type Modes } from "../../src/core/rounds.js";
import { AssociationKind, type AssociationSettings } from "../../src/core/settings.js";
import { type Sink } from "../../src/core/sink.js";
import { Soonest } from "../../src/core/soonest.js";
import { Standing } from "../../src/core/verdict.js";
import { type Instant } from "../../src/time/moment.js";
import { server } from "../support/engine-rig.js";
import { instant } from "../support/quantities.js";

/** A pool, modes that write down what they are asked, and the rounds of both. */
class Bench {
  readonly places: readonly Association[];
  readonly told: string[] = [];
  readonly rounds: Rounds;
  /** Whether waking a source does anything, and when each is due, in seconds. */
  isBusy = false;
  dueSec = 5000;

  constructor(...given: readonly Partial<AssociationSettings>[]) {
    this.places = [...given, undefined].map((more, id) => {
      const one = new Association(id);
      if (more !== undefined) one.mobilize(server("", more));
      one.acceptedAt.set(1000, 0);
      return one;
    });
    const mode = (name: string): object => ({
      wake: ({ id }: Association) => (this.told.push(`${name} ${id}`), this.isBusy),
      hurry: () => {},
      nextWake: (_: Association, into: Instant) => (into.set(this.dueSec, 0), true),
    });
    const modes = {
      client: mode("client"),
      referenceClock: mode("clock"),
      broadcastClient: mode("broadcast"),
      retire: (one: Association) => (this.told.push(`retire ${one.id}`), one.demobilize()),
    };
    this.rounds = new Rounds(this.places, modes as unknown as Modes, { report: () => {} } as unknown as Sink);
  }

  next(): number {
    const next = new Soonest();
    this.rounds.plan(next, instant(1000));
    assert.ok(next.isAny);
    return next.at.seconds;
  }
}

const HEARD = { kind: AssociationKind.BroadcastClient, isDynamic: true };

describe("rounds", () => {
  const kinds: { kind: AssociationKind; by: string }[] = [
    { kind: AssociationKind.Client, by: "client" },
    { kind: AssociationKind.SymmetricActive, by: "client" },
    { kind: AssociationKind.SymmetricPassive, by: "client" },
    { kind: AssociationKind.BroadcastClient, by: "broadcast" },
    { kind: AssociationKind.LocalClock, by: "clock" },
  ];
  for (const { kind, by } of kinds)
    it(`wake kind ${kind} by the ${by}, and tell whether that did anything`, () => {
      const bench = new Bench({ kind });
      assert.equal(bench.rounds.wake(instant(1001)), false);
      bench.isBusy = true;
      assert.equal(bench.rounds.wake(instant(1002)), true);
      assert.deepEqual(bench.told, [`${by} 0`, `${by} 0`]);
    });

  it("have a dynamic one leave when its time is over, not a moment before", () => {
    const bench = new Bench(HEARD, {});
    assert.equal(bench.rounds.wake(instant(1719)), false);
    assert.equal(bench.rounds.wake(instant(1720)), true);
    assert.deepEqual(bench.told, ["broadcast 0", "client 1", "retire 0", "client 1"]);
    assert.equal(bench.rounds.wantsBack(), false);
  });

  it("are next when somebody is due, or over", () => {
    const bench = new Bench(HEARD, {});
    assert.equal(bench.next(), 1720);
    bench.dueSec = 1500;
    assert.equal(bench.next(), 1500);
    assert.equal(new Bench({}).next(), 5000);
  });

  it("have the configured one leave that is one too many, and want it back once when there are too few", () => {
    const bench = new Bench({ preempt: true }, {}, {}, {});
    const [spare, ...others] = bench.places;
    spare.pollsUnused = 8;
    for (const one of others) one.standing = Standing.Candidate;
    assert.equal(bench.rounds.wake(instant(1001)), true);
    assert.equal(bench.told[0], "retire 0");
    assert.equal(bench.rounds.wantsBack(), false);
    others[0].standing = Standing.Falseticker;
    assert.deepEqual([bench.rounds.wantsBack(), bench.rounds.wantsBack()], [true, false]);
  });
});
