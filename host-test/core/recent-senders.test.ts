import assert from "node:assert/strict";
import { RecentSenders, type Sender } from "../../src/core/recent-senders.js";
import { TICKS } from "../../src/core/sender-table.js";
import { formatAddress } from "../../src/wire/address-text.js";
import { Endpoint } from "../../src/wire/address.js";
import { endpoint } from "../support/engine-rig.js";
import { instant } from "../support/quantities.js";

/** A version 4 request. */
const OCTET = 0x23;

/** The scope of an address that is of no link, in the public network. */
const PUBLIC = -1;

/** Who is in use of an instance's places, as the table tells it. */
function listed(table: RecentSenders, instance = 0): (Sender & { from: string })[] {
  const from = new Endpoint();
  const rows = [];
  for (let place = 0; place < table.places; place++) {
    if (!table.isOf(place, instance)) continue;
    const row: Sender = { firstAt: 0, lastAt: 0, count: 0, first: 0, isLimited: false };
    table.read(place, from, row);
    assert.equal(table.lastAt(place), row.lastAt);
    rows.push({ from: `${formatAddress(from)} ${from.port}`, ...row });
  }
  return rows.sort((a, b) => a.lastAt - b.lastAt);
}

const SENDERS = [
  { text: "192.0.2.1", scope: PUBLIC },
  { text: "::1", scope: PUBLIC },
  { text: "2001:db8:1:2:3:4:5:6", scope: PUBLIC },
  { text: "fe80::1%3", scope: 3 },
];

describe("recent senders", () => {
  it("are nobody at first, of no instance", () => {
    const table = new RecentSenders(64);
    assert.equal(table.count, 0);
    assert.deepEqual(listed(table), []);
    for (let place = 0; place < table.places; place++) assert.equal(table.lastAt(place), -Infinity);
  });

  for (const { text, scope } of SENDERS)
    it(`are told as they came: ${text}`, () => {
      const table = new RecentSenders(64);
      table.note(endpoint(text, 1000), scope, 0, OCTET, instant(5));
      table.note(endpoint(text, 1001), scope, 0, OCTET + 1, instant(9));
      assert.deepEqual(listed(table), [
        {
          from: `${text} 1001`,
          firstAt: 5 * TICKS,
          lastAt: 9 * TICKS,
          count: 2,
          first: OCTET + 1,
          isLimited: false,
        },
      ]);
      assert.equal(table.count, 1);
    });

  it("are limited where their last packet came too soon", () => {
    const table = new RecentSenders(64);
    const limited = (): boolean[] => listed(table).map(({ isLimited }) => isLimited);
    for (const [i, { text, scope }] of SENDERS.entries()) {
      table.note(endpoint(text), scope, 0, OCTET, instant(i));
      if (i % 2 === 0) table.limited();
    }
    assert.deepEqual(limited(), [true, false, true, false]);
    table.note(endpoint("192.0.2.1"), PUBLIC, 0, OCTET, instant(5));
    assert.deepEqual(limited(), [false, true, false, false]);
    assert.equal(listed(table)[1].from, "2001:db8:1:2:3:4:5:6 123", "a limited one keeps its family");
  });

  it("are each of the VPN instance that they came by", () => {
    const table = new RecentSenders(64);
    for (const instance of [0, 1, 2])
      table.note(endpoint("192.0.2.1"), PUBLIC - instance, instance, OCTET, instant(instance));
    for (const instance of [0, 1, 2])
      assert.deepEqual(
        listed(table, instance).map(({ lastAt }) => lastAt),
        [instance * TICKS],
      );
    assert.deepEqual(listed(table, 3), []);
    assert.equal(table.count, 3);
  });

  it("that take another's place begin anew, and who was silent for longest is forgotten", () => {
    const table = new RecentSenders(8);
    const note = (host: number, at: number): void =>
      table.note(endpoint(`192.0.2.${host}`), PUBLIC, 0, OCTET, instant(at));
    for (let host = 1; host <= 8; host++) for (const at of [host, 10 + host]) note(host, at);
    note(1, 20);
    note(9, 21);
    assert.equal(table.count, 8);
    const rows = listed(table);
    assert.deepEqual(
      rows.map(({ from }) => from),
      [3, 4, 5, 6, 7, 8, 1, 9].map(host => `192.0.2.${host} 123`),
    );
    assert.deepEqual([rows[7].count, rows[7].firstAt], [1, 21 * TICKS]);
  });
});
