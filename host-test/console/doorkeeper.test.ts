/** Waits of those who try passwords. */
import assert from "node:assert/strict";
import { Doorkeeper } from "../../src/console/doorkeeper.js";
import { type Instant } from "../../src/time/moment.js";

function open() {
  let nowSec = 0xffff_ffff;
  const doorkeeper = new Doorkeeper({ instant: (into: Instant) => into.set(nowSec, 0) });
  const fail = (address: string, count: number): number => {
    for (let i = 0; i < count; i++) doorkeeper.fail(address);
    return doorkeeper.waitSec(address);
  };
  const pass = (seconds: number): void => void (nowSec += seconds);
  return { doorkeeper, fail, pass };
}

describe("the doorkeeper", () => {
  const rows: { failures: number; wait: number }[] = [
    { failures: 0, wait: 0 },
    { failures: 4, wait: 0 },
    { failures: 5, wait: 10 },
    { failures: 6, wait: 20 },
    { failures: 10, wait: 320 },
    { failures: 11, wait: 600 },
    { failures: 49, wait: 600 },
  ];
  for (const { failures, wait } of rows)
    it(`${failures} failures: ${wait} s`, () => assert.equal(open().fail("192.0.2.1", failures), wait));

  it("a wait ends, and the next one is longer", () => {
    const { doorkeeper, fail, pass } = open();
    fail("192.0.2.1", 5);
    pass(4);
    assert.equal(doorkeeper.waitSec("192.0.2.1"), 6);
    pass(6);
    assert.equal(doorkeeper.waitSec("192.0.2.1"), 0);
    assert.equal(fail("192.0.2.1", 1), 20);
  });

  it("others do not wait, nor does who has passed", () => {
    const { doorkeeper, fail } = open();
    fail("192.0.2.1", 8);
    assert.equal(doorkeeper.waitSec("192.0.2.2"), 0);
    doorkeeper.pass("192.0.2.1");
    assert.equal(doorkeeper.waitSec("192.0.2.1"), 0);
  });

  it("a password that was right is not counted, for its place nor for all", () => {
    const { doorkeeper } = open();
    for (let i = 0; i < 100; i++) {
      doorkeeper.fail("192.0.2.1");
      doorkeeper.pass("192.0.2.1");
    }
    assert.equal(doorkeeper.waitSec("192.0.2.1"), 0);
    assert.equal(doorkeeper.waitSec("192.0.2.2"), 0);
  });

  it("an IPv6 network is one place", () => {
    const { doorkeeper, fail } = open();
    for (let i = 1; i <= 5; i++) fail(`2001:db8::${i}`, 1);
    assert.equal(doorkeeper.waitSec("2001:db8::99"), 10);
    assert.equal(doorkeeper.waitSec("2001:db8:0:1::1"), 0);
  });

  it("failures from everywhere make everyone wait, for a while", () => {
    const { doorkeeper, fail, pass } = open();
    for (let i = 1; i <= 49; i++) fail(`192.0.2.${i}`, 1);
    assert.equal(doorkeeper.waitSec("198.51.100.1"), 0);
    fail("192.0.2.50", 1);
    assert.equal(doorkeeper.waitSec("198.51.100.1"), 10);
    for (let i = 0; i < 10_000; i++) fail(`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`, 1);
    assert.equal(doorkeeper.waitSec("198.51.100.1"), 600);
    pass(600);
    assert.equal(doorkeeper.waitSec("198.51.100.1"), 0);
  });

  /** Makes failures from everywhere, so that who is not known waits. */
  function besiege(fail: (address: string, count: number) => number): void {
    for (let i = 1; i <= 60; i++) fail(`192.0.2.${i}`, 1);
  }

  it("for a day whoever has passed does not wait for failures of others, but for its own", () => {
    const { doorkeeper, fail, pass } = open();
    fail("198.51.100.1", 1);
    doorkeeper.pass("198.51.100.1");
    besiege(fail);
    assert.deepEqual([doorkeeper.waitSec("198.51.100.1"), doorkeeper.waitSec("198.51.100.2")], [0, 600]);
    assert.equal(fail("198.51.100.1", 5), 10);
    pass(24 * 3600 + 1);
    besiege(fail);
    assert.equal(doorkeeper.waitSec("198.51.100.1"), 600);
  });

  it("a password that was right makes nobody's wait longer, and takes the slips before it from all", () => {
    const { doorkeeper, fail, pass } = open();
    fail("198.51.100.1", 3);
    for (let i = 1; i <= 47; i++) fail(`192.0.2.${i}`, 1);
    pass(4);
    fail("198.51.100.2", 1);
    doorkeeper.pass("198.51.100.2");
    assert.equal(doorkeeper.waitSec("203.0.113.1"), 6);
    fail("198.51.100.1", 1);
    doorkeeper.pass("198.51.100.1");
    assert.equal(doorkeeper.waitSec("203.0.113.1"), 0);
    assert.equal(fail("203.0.113.2", 2), 0);
    assert.equal(fail("203.0.113.2", 1), 10);
  });

  it("knows as many places as it remembers", () => {
    const { doorkeeper, fail } = open();
    for (let i = 1; i <= 65; i++) {
      fail(`198.51.100.${i}`, 1);
      doorkeeper.pass(`198.51.100.${i}`);
    }
    besiege(fail);
    assert.deepEqual(
      [1, 2].map(i => doorkeeper.waitSec(`198.51.100.${i}`)),
      [600, 0],
    );
  });

  it("has failures told of at once, and then once a minute how many they were", () => {
    const { doorkeeper, pass } = open();
    const told = [doorkeeper.toTell(), doorkeeper.toTell()];
    pass(59);
    told.push(doorkeeper.toTell());
    pass(1);
    told.push(doorkeeper.toTell(), doorkeeper.toTell());
    assert.deepEqual(told, [1, 0, 0, 3, 0]);
  });

  it("forgets within an hour", () => {
    const { fail, pass } = open();
    fail("192.0.2.1", 8);
    pass(3601);
    assert.equal(fail("192.0.2.1", 1), 0);
  });

  it("of too many places it forgets the one that failed the longest ago", () => {
    const { doorkeeper, fail, pass } = open();
    for (let i = 1; i <= 64; i++) fail(`192.0.2.${i}`, 1);
    pass(3601);
    fail("192.0.2.1", 5);
    fail("198.51.100.1", 1);
    assert.equal(doorkeeper.waitSec("192.0.2.1"), 10);
  });
});
