/** When sockets that could not be opened are tried again, and which reasons are news. */
import assert from "node:assert/strict";
import { Retry } from "../../src/runtime/retry.js";
import { Instant } from "../../src/time/moment.js";

function at(seconds: number): Instant {
  const instant = new Instant();
  instant.set(seconds, 0);
  return instant;
}

describe("retry", () => {
  it("is not planned before anything has failed", () => {
    const retry = new Retry();
    assert.deepEqual([retry.isPlanned, retry.isDue(at(100)), retry.isBefore(at(100))], [false, false, false]);
  });

  it("comes two seconds after the failure", () => {
    const retry = new Retry();
    retry.plan(["in use"], at(100));
    const moments = [101, 102, 103].map(at);
    assert.deepEqual(moments.map(moment => retry.isDue(moment)), [false, true, true]); // prettier-ignore
    assert.deepEqual(moments.map(moment => retry.isBefore(moment)), [false, false, true]); // prettier-ignore
  });

  it("comes two seconds after the last failure", () => {
    const retry = new Retry();
    retry.plan(["in use"], at(100));
    retry.plan(["in use"], at(102));
    assert.deepEqual([retry.isDue(at(103)), retry.isDue(at(104))], [false, true]);
  });

  it("is off as soon as all is open", () => {
    const retry = new Retry();
    retry.plan(["in use"], at(100));
    retry.plan([], at(102));
    assert.deepEqual([retry.isPlanned, retry.isDue(at(110)), retry.isBefore(at(110))], [false, false, false]);
  });

  it("tells each reason once, until it was none meanwhile", () => {
    const retry = new Retry();
    const failures = [["a"], ["a", "b"], ["b"], [], ["b"]];
    const told = failures.map((reasons, i) => retry.plan(reasons, at(100 + i)));
    assert.deepEqual(told, [["a"], ["b"], [], [], ["b"]]);
  });
});
