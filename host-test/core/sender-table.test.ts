import assert from "node:assert/strict";
import { SenderTable, sendersOf, ticksOf } from "../../src/core/sender-table.js";
import { Instant } from "../../src/time/moment.js";
import { type Endpoint } from "../../src/wire/address.js";
import { endpoint } from "../support/engine-rig.js";

/** A table in which each sender is worth what is said. */
class Table extends SenderTable {
  /** Answers the sender's place, and whether it was another's. */
  take(sender: Endpoint, scope: number, worth: number): { place: number; isNew: boolean } {
    const place = this.placeOf(sender, scope);
    this.worth[place] = worth;
    return { place, isNew: this.isNew };
  }

  knows(sender: Endpoint, scope = 1): boolean {
    for (let i = 0; i < this.places; i++)
      if (this.word3[i] === sender.word3 && this.scope[i] === scope) return true;
    return false;
  }
}

const host = (number: number): Endpoint => endpoint(`192.0.2.${number}`);

describe("a table of senders", () => {
  const sizes = [
    { associations: 1, senders: 8 },
    { associations: 2, senders: 8 },
    { associations: 8, senders: 32 },
    { associations: 32, senders: 128 },
    { associations: 64, senders: 512 },
    { associations: 128, senders: 2048 },
  ];
  for (const { associations, senders } of sizes)
    it(`has room for ${senders} where there is room for ${associations} associations`, () => {
      assert.equal(sendersOf(associations), senders);
      assert.equal(new Table(senders).places, senders);
    });

  it("has a sender in one place, whatever he is worth", () => {
    const table = new Table(64);
    const { place, isNew } = table.take(host(1), 1, 5);
    assert.ok(isNew);
    for (const worth of [-5, 0, 5]) assert.deepEqual(table.take(host(1), 1, worth), { place, isNew: false });
    assert.ok(table.take(host(1), 2, 5).isNew, "elsewhere");
  });

  it("takes what is free first, though others are worth less than nothing", () => {
    const table = new Table(8);
    for (let i = 1; i <= 8; i++) assert.ok(table.take(host(i), 1, -i).isNew);
    for (let i = 1; i <= 8; i++) assert.ok(table.knows(host(i)), `host ${i}`);
  });

  for (const least of [1, 4, 8])
    it(`forgets who is worth the least: the one in place ${least} of eight`, () => {
      const table = new Table(8);
      for (let i = 1; i <= 8; i++) table.take(host(i), 1, i === least ? 10 : 20 + i);
      table.take(host(9), 1, 0);
      for (let i = 1; i <= 9; i++) assert.equal(table.knows(host(i)), i !== least, `host ${i}`);
    });

  it("counts moments in 2^-16 s", () => {
    const at = new Instant();
    at.set(3, 0x8001_ffff);
    assert.equal(ticksOf(at), 0x3_8001);
  });
});
