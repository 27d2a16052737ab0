import assert from "node:assert/strict";
import { Verdict } from "../../src/core/verdict.js";
import { DropLog } from "../../src/runtime/drop-log.js";
import { Instant } from "../../src/time/moment.js";
import { formatAddress } from "../../src/wire/address-text.js";
import { Family } from "../../src/wire/address.js";
import { endpoint } from "../support/engine-rig.js";

function take(log: DropLog, second: number, verdict = Verdict.WrongMac): void {
  const at = new Instant();
  at.set(second, 0);
  log.take(verdict, endpoint(`192.0.2.${second}`), "Lan0", at);
}

/** Over IPv6. */
function take6(log: DropLog, second: number): void {
  const at = new Instant();
  at.set(second, 0);
  log.take(Verdict.Malformed, endpoint("2001:db8::1"), "", at);
}

function read(log: DropLog): string[] {
  return log
    .list()
    .map(({ verdict, from, interfaceName, at }) =>
      [at.seconds, verdict, formatAddress(from), interfaceName].join(" "),
    );
}

describe("the log of drops", () => {
  it("keeps when, why, whose and where, the newest first", () => {
    const log = new DropLog();
    assert.deepEqual(read(log), []);
    take(log, 1, Verdict.Duplicate);
    take(log, 2);
    assert.deepEqual(read(log), [
      `2 ${Verdict.WrongMac} 192.0.2.2 Lan0`,
      `1 ${Verdict.Duplicate} 192.0.2.1 Lan0`,
    ]);
  });

  it("keeps ten, and nothing of what was cleared", () => {
    const log = new DropLog();
    for (let second = 1; second <= 25; second++) take(log, second);
    assert.deepEqual(
      log.list().map(({ at }) => at.seconds),
      [25, 24, 23, 22, 21, 20, 19, 18, 17, 16],
    );
    log.clear(Family.IPv4);
    assert.deepEqual(read(log), []);
    take(log, 30);
    assert.equal(log.list().length, 1);
  });

  it("clears one family alone", () => {
    const log = new DropLog();
    for (let second = 1; second <= 11; second++) (second % 3 === 0 ? take6 : take)(log, second);
    log.clear(Family.IPv4);
    take(log, 12);
    assert.deepEqual(
      log.list().map(({ at }) => at.seconds),
      [12, 9, 6, 3],
    );
  });

  it("does not keep what was taken in", () => {
    const log = new DropLog();
    take(log, 1, Verdict.Sampled);
    take(log, 2, Verdict.KissRate);
    assert.deepEqual(read(log), []);
  });
});
