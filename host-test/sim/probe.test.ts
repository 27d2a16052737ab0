import assert from "node:assert/strict";
import { MAXDISP, MILLISECOND, SECOND } from "../../src/time/fixed.js";
import { figuresOf } from "./figures.js";
import { Invariant } from "./invariant.js";
import { Probe } from "./probe.js";
import { World } from "./world.js";

const SEED = 2;

describe("probe", () => {
  it("sees true error and claim at each second, and changes nothing", () => {
    const traces = [false, true].map(isWatched => {
      const world = new World(SEED);
      world.server({ address: "192.0.2.1" });
      const host = world.host({
        addresses: ["192.0.2.2"],
        oscillator: { walk: 1e-7 },
        bootOffset: MILLISECOND,
      });
      host.start({ config: "ntp-service enable\nntp-service unicast-server 192.0.2.1" });
      const probe = isWatched ? new Probe(host) : undefined;
      world.run(200);
      return { probe, host, world };
    });
    const { host, probe, world } = traces[1];
    assert.equal(probe!.count, 201);
    assert.equal(probe!.errors[0], MILLISECOND);
    assert.ok(probe!.claims[200] > 0 && probe!.claims[200] < SECOND);
    assert.equal(probe!.strata[200], 2);
    assert.equal(probe!.states[200], host.node!.status.system.clockState);
    assert.equal(probe!.invariant.violations, 0);
    assert.ok(probe!.invariant.synchronizedAt > 0);
    const other = traces[0].host;
    const later = new Probe(other);
    traces[0].world.run(1);
    world.run(1);
    assert.equal(later.errors[later.count - 1], probe!.errors[201]);
  });

  it("repeats itself while the machine is down", () => {
    const world = new World(SEED);
    const host = world.host({ addresses: ["192.0.2.2"], bootOffset: MILLISECOND });
    host.start();
    const probe = new Probe(host);
    world.run(10);
    host.restart(5);
    world.run(10);
    assert.equal(probe.count, 21);
    assert.ok(probe.errors.every(error => error === MILLISECOND));
  });

  it("has seen nothing before the first node starts", () => {
    const world = new World(SEED);
    const probe = new Probe(world.host({ addresses: ["192.0.2.2"] }));
    world.run(1);
    assert.deepEqual([...probe.errors, ...probe.claims, ...probe.strata], [0, 0, MAXDISP, MAXDISP, 16, 16]);
  });
});

describe("invariant", () => {
  // Error, claim and stratum of one second after another.
  const cases: { name: string; seconds: number[][]; is: Partial<Invariant> }[] = [
    { name: "holds", seconds: [[5, 10, 2], [-8, 10, 2], [1, 10, 2]], is: { worstRatio: 0.8, worstAt: 1, violations: 0, violatedAt: -1 } }, // prettier-ignore
    { name: "an error as large as the claim", seconds: [[10, 10, 2]], is: { worstRatio: 1, violations: 0 } },
    { name: "is broken", seconds: [[1, 10, 2], [-11, 10, 2], [12, 10, 2]], is: { worstRatio: 1.2, worstAt: 2, violations: 2, violatedAt: 1 } }, // prettier-ignore
    { name: "counts from the first synchronization", seconds: [[99, 10, 16], [1, 10, 2], [99, 10, 16]], is: { synchronizedAt: 1, violatedAt: 2 } }, // prettier-ignore
    { name: "is not yet due", seconds: [[99, 10, 16]], is: { synchronizedAt: -1, violations: 0 } },
    { name: "no error needs no claim", seconds: [[0, 0, 2]], is: { worstRatio: 0, violations: 0 } },
    { name: "any error needs a claim", seconds: [[1, 0, 2]], is: { violations: 1 } },
  ];
  for (const { name, seconds, is } of cases)
    it(name, () => {
      const invariant = new Invariant();
      for (const [second, [error, claim, stratum]] of seconds.entries())
        invariant.check(second, error, claim, stratum);
      for (const [key, value] of Object.entries(is))
        assert.equal(invariant[key as keyof Invariant], value, key);
    });
});

describe("figures", () => {
  const seen = (errors: readonly number[], claim = 1): Parameters<typeof figuresOf>[0] => ({
    errors: Float64Array.from(errors, error => error * SECOND),
    claims: new Float64Array(errors.length).fill(claim * SECOND),
  });

  it("of errors worked out by hand", () => {
    const figures = figuresOf(seen([9, 9, 3, -4, 3, -4], 7), 2);
    assert.equal(figures.rms, Math.sqrt(50 / 4));
    assert.equal(figures.max, 4);
    assert.equal(figures.rmsFrequency, Math.sqrt((36 + 49 + 49 + 49) / 4));
    assert.equal(figures.claim, 7);
  });

  it("percentiles are exceeded by what is left of a hundred", () => {
    const figures = figuresOf(seen(Array.from({ length: 1000 }, (_, i) => (i % 2 ? -i : i))), 0);
    assert.deepEqual([figures.p95, figures.p99, figures.max], [950, 990, 999]);
  });

  const within = (length: number): number[] => new Array<number>(length).fill(0.9e-3);
  const times = [
    { name: "from the beginning", errors: within(600), is: 0 },
    { name: "after a while", errors: [1, 1, ...within(600)], is: 2 },
    { name: "not long enough", errors: [1, ...within(599)], is: Infinity },
    { name: "interrupted", errors: [...within(599), -1, ...within(600)], is: 600 },
    { name: "lost again later", errors: [...within(600), 1], is: 0 },
    { name: "just not", errors: new Array<number>(700).fill(1e-3), is: Infinity },
  ];
  for (const { name, errors, is } of times)
    it(`time to a millisecond: ${name}`, () => {
      const { toMillisecond, toTenth } = figuresOf(seen(errors), 0);
      assert.deepEqual([toMillisecond, toTenth], [is, Infinity]);
    });
});
