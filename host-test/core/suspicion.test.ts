import assert from "node:assert/strict";
import { Association } from "../../src/core/association.js";
import { Suspicion } from "../../src/core/suspicion.js";
import { Verdict } from "../../src/core/verdict.js";
import { formatAddress } from "../../src/wire/address-text.js";
import { endpoint } from "../support/engine-rig.js";
import { instant } from "../support/quantities.js";

const CAPACITY = 2;

class Bench {
  readonly told: string[] = [];
  readonly associations = Array.from({ length: CAPACITY }, (_, id) => new Association(id));
  readonly suspicion = new Suspicion(
    {
      unproven: (association, from, keyId, objection, count) =>
        void this.told.push(
          `${association?.id ?? "-"} ${formatAddress(from)} ${keyId} ${objection === Verdict.WrongMac} ${count}`,
        ),
    },
    CAPACITY,
  );

  /** `id`: of the association; undefined: a stranger's. */
  fail(id: number | undefined, second: number, host = "192.0.2.1"): string[] {
    const association = id === undefined ? undefined : this.associations[id];
    this.suspicion.note(association, endpoint(host), 42, Verdict.WrongMac, instant(second));
    return this.told.splice(0);
  }
}

describe("failed authentication", () => {
  it("is told of at once, then once a minute with how often", () => {
    const bench = new Bench();
    assert.deepEqual(bench.fail(0, 100), ["0 192.0.2.1 42 true 1"]);
    for (let second = 101; second < 160; second++) assert.deepEqual(bench.fail(0, second), []);
    assert.deepEqual(bench.fail(0, 160), ["0 192.0.2.1 42 true 60"]);
    assert.deepEqual(bench.fail(0, 219), []);
    assert.deepEqual(bench.fail(0, 500), ["0 192.0.2.1 42 true 2"]);
  });

  it("is told of for each association", () => {
    const bench = new Bench();
    for (const id of [0, 1]) assert.deepEqual(bench.fail(id, 100), [`${id} 192.0.2.1 42 true 1`]);
  });

  it("is told of for all strangers together", () => {
    const bench = new Bench();
    assert.deepEqual(bench.fail(undefined, 100), ["- 192.0.2.1 42 true 1"]);
    for (let host = 2; host < 10; host++) assert.deepEqual(bench.fail(undefined, 101, `192.0.2.${host}`), []);
    assert.deepEqual(bench.fail(undefined, 160, "192.0.2.99"), ["- 192.0.2.99 42 true 9"]);
  });

  it("is told of anew for another association in the place of one that left", () => {
    const bench = new Bench();
    bench.fail(1, 100);
    bench.fail(1, 101);
    bench.suspicion.left(bench.associations[1]);
    assert.deepEqual(bench.fail(1, 102), ["1 192.0.2.1 42 true 1"]);
  });
});
