import assert from "node:assert/strict";
import { Panic } from "../../src/core/panic.js";
import { FOREVER, SECOND } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";

const BOOT_SEC = 100;

function instant(seconds: number): Instant {
  const at = new Instant();
  at.set(seconds, 0);
  return at;
}

/** In seconds; `panic` booted with the time known within `errorSec`. */
function limitSec(panic: Panic, atSec: number): number {
  return panic.limit(instant(atSec)) / SECOND;
}

function booted(errorSec: number, thresholdSec = 1000): Panic {
  const panic = new Panic();
  panic.threshold = thresholdSec * SECOND;
  panic.booted(Math.min(errorSec * SECOND, FOREVER), instant(BOOT_SEC));
  return panic;
}

const ROWS = [
  { name: "the threshold, of a time known better", errorSec: 2, limit: 1000 },
  { name: "what was known, of a time known worse", errorSec: 3600, limit: 3600 },
  { name: "nothing, of a time that nobody knew", errorSec: Infinity, limit: Infinity },
  { name: "nothing where the operator wants none", errorSec: 2, thresholdSec: Infinity, limit: Infinity },
];

describe("panic: how far a clock may be moved", () => {
  for (const { name, errorSec, thresholdSec, limit } of ROWS)
    it(`after a boot by ${name}`, () =>
      assert.equal(limitSec(booted(errorSec, thresholdSec), BOOT_SEC), limit));

  it("by more, as a counter may have run off since", () =>
    assert.equal(Math.round(limitSec(booted(3600), BOOT_SEC + 100_000)), 3650));

  it("as far as anybody wants when the majority, or the operator, says so", () => {
    const [outvoted, given] = [booted(2), booted(2)];
    outvoted.outvote();
    assert.equal(limitSec(outvoted, BOOT_SEC), Infinity);
    given.relied();
    given.handOver();
    assert.equal(limitSec(given, BOOT_SEC), Infinity);
  });

  it("by the threshold once others relied on it, whoever agrees", () => {
    const panic = booted(3600);
    panic.relied();
    panic.outvote();
    assert.equal(limitSec(panic, BOOT_SEC + 100_000), 1000);
  });
});
