/** When sockets that could not be opened are tried again, and which reasons are news. */
import assert from "node:assert/strict";
import { SocketError } from "../../src/runtime/ports.js";
import { Retry } from "../../src/runtime/retry.js";
import { Instant } from "../../src/time/moment.js";

function at(seconds: number): Instant {
  const instant = new Instant();
  instant.set(seconds, 0);
  return instant;
}

function failed(...messages: string[]): SocketError[] {
  return messages.map(message => new SocketError("EADDRINUSE", message));
}

describe("retry", () => {
  it("is not planned before anything has failed", () => {
    const retry = new Retry();
    assert.deepEqual([retry.isPlanned, retry.isDue(at(100)), retry.isBefore(at(100))], [false, false, false]);
  });

  it("comes two seconds after the failure", () => {
    const retry = new Retry();
    retry.plan(failed("in use"), at(100));
    const moments = [101, 102, 103].map(at);
    assert.deepEqual(moments.map(moment => retry.isDue(moment)), [false, true, true]); // prettier-ignore
    assert.deepEqual(moments.map(moment => retry.isBefore(moment)), [false, false, true]); // prettier-ignore
  });

  it("comes two seconds after the last failure", () => {
    const retry = new Retry();
    retry.plan(failed("in use"), at(100));
    retry.plan(failed("in use"), at(102));
    assert.deepEqual([retry.isDue(at(103)), retry.isDue(at(104))], [false, true]);
  });

  it("is off as soon as all is open", () => {
    const retry = new Retry();
    retry.plan(failed("in use"), at(100));
    retry.plan([], at(102));
    assert.deepEqual([retry.isPlanned, retry.isDue(at(110)), retry.isBefore(at(110))], [false, false, false]);
  });

  it("tells each reason once, until it was none meanwhile", () => {
    const retry = new Retry();
    const failures = [["a"], ["a", "b"], ["b"], [], ["b"]];
    const told = failures.map((reasons, i) => retry.plan(failed(...reasons), at(100 + i)));
    assert.deepEqual(told, [["a"], ["b"], [], [], ["b"]]);
  });

  const tentative = [
    { name: "for as long as a new one takes", until: 103, told: [] },
    { name: "no longer", until: 104, told: ["not ready"] },
    { name: "and once", until: 110, told: ["not ready"] },
  ];
  for (const { name, until, told } of tentative)
    it(`waits for an address that is not ready, ${name}`, () => {
      const retry = new Retry();
      const error = new SocketError("EADDRNOTAVAIL", "not ready");
      const news: string[] = [];
      for (let second = 100; second <= until; second++) news.push(...retry.plan([error], at(second)));
      assert.deepEqual(news, told);
    });

  it("does not hold against an address that it was not ready before", () => {
    const retry = new Retry();
    const error = new SocketError("EADDRNOTAVAIL", "not ready");
    const news = [[error], [], [error]].flatMap((errors, i) => retry.plan(errors, at(100 + 3 * i)));
    assert.deepEqual(news, []);
  });
});
