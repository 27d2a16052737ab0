/** The list of recent senders, as it is asked for part by part, and the nonce that each part needs. */
import assert from "node:assert/strict";
import { Verdict } from "../../src/core/verdict.js";
import { SECOND } from "../../src/time/fixed.js";
import { ControlError, Opcode } from "../../src/wire/control.js";
import { answerTo, itemsOf, query, type ControlAnswer } from "../support/control.js";
import { endpoint, Rig } from "../support/engine-rig.js";

const ASKER = endpoint("192.0.2.9", 40_000);
const REQUEST = Uint8Array.from([0x23, ...new Array<number>(47).fill(0)]);

function serving(): Rig {
  const rig = new Rig(0, 0, 64);
  rig.configure({ localClock: { unit: 1, stratum: 3 } });
  return rig;
}

/** `count` clients ask for the time, a second apart, from 198.51.100.1 on. */
function clients(rig: Rig, count: number): void {
  for (let i = 1; i <= count; i++) {
    rig.now.add(SECOND);
    rig.ask(REQUEST, endpoint(`198.51.100.${i}`, 1000 + i));
  }
}

function ask(rig: Rig, text: string, from = ASKER): ControlAnswer {
  rig.now.add(SECOND);
  const nonce = itemsOf(answerTo(rig, query(Opcode.RequestNonce), from)!).nonce;
  return answerTo(rig, query(Opcode.ReadMru, 0, `nonce=${nonce}, ${text}`), from)!;
}

const addressesIn = (items: Record<string, string>): string[] =>
  Object.keys(items)
    .filter(name => name.startsWith("addr."))
    .map(name => items[name]);

describe("the list of recent senders", () => {
  it("has who sent what, from where, how often, when first and when last; the latest last", () => {
    const rig = serving();
    clients(rig, 3);
    clients(rig, 1);
    const items = itemsOf(ask(rig, "frags=32"));
    assert.deepEqual(addressesIn(items), [
      "198.51.100.2:1002",
      "198.51.100.3:1003",
      "198.51.100.1:1001",
      "192.0.2.9:40000",
    ]);
    assert.deepEqual([items["ct.2"], items["mv.2"], items["rs.2"]], ["2", String(0x23), "0x0"]);
    const seconds = (text: string): number => Number.parseInt(text.slice(2, 10), 16);
    assert.equal(seconds(items["last.2"]) - seconds(items["first.2"]), 3);
    assert.equal(items["last.newest"], items["last.3"]);
    assert.equal(seconds(items.now), seconds(items["last.3"]));
  });

  it("has nobody who came while nobody could ask", () => {
    const rig = new Rig(0, 0, 64);
    const localClock = { unit: 1, stratum: 3 };
    rig.configure({ localClock, answersQueries: false });
    clients(rig, 3);
    rig.configure({ localClock });
    assert.deepEqual(addressesIn(itemsOf(ask(rig, "frags=32"))), ["192.0.2.9:40000"]);
  });

  it("is told in eight messages at most, however many are asked for", () => {
    const rig = serving();
    clients(rig, 100);
    assert.equal(ask(rig, "frags=32").messages.length, 8);
  });

  it("is complete after as many parts as it takes, each sender once", () => {
    const rig = serving();
    clients(rig, 50);
    const seen: string[] = [];
    let known = "";
    for (let parts = 1; ; parts++) {
      const answer = ask(rig, `frags=2${known}`);
      assert.ok(answer.messages.length <= 2);
      const items = itemsOf(answer);
      seen.push(...addressesIn(items));
      if ("now" in items) {
        assert.ok(parts > 5, `${parts} parts`);
        break;
      }
      const last = addressesIn(items).length - 1;
      known = `, addr.0=${items[`addr.${last}`]}, last.0=${items[`last.${last}`]}`;
    }
    assert.deepEqual(
      seen.filter(address => address.startsWith("198.")),
      Array.from({ length: 50 }, (_, i) => `198.51.100.${i + 1}:${1001 + i}`),
    );
  });

  it("goes on from an older sender where the latest that was known has been heard again", () => {
    const rig = serving();
    clients(rig, 4);
    const items = itemsOf(ask(rig, "limit=3"));
    rig.ask(REQUEST, endpoint("198.51.100.3", 9));
    const known = [2, 1].map(
      (row, i) => `addr.${i}=${items[`addr.${row}`]}, last.${i}=${items[`last.${row}`]}`,
    );
    const next = addressesIn(itemsOf(ask(rig, `limit=9, ${known.join(", ")}`)));
    assert.deepEqual(next.slice(0, 2), ["198.51.100.4:1004", "198.51.100.3:9"]);
  });

  const chosen: { text: string; rows: number }[] = [
    { text: "limit=2", rows: 2 },
    { text: "limit=9, mincount=2", rows: 2 },
    { text: "limit=9, mincount=0x3", rows: 0 },
    { text: "limit=9, maxlstint=1", rows: 2 },
    { text: "limit=9, resall=0x20", rows: 0 },
    { text: "limit=9, resany=0x20", rows: 0 },
    { text: "limit=9, resall=0, resany=0", rows: 5 },
  ];
  for (const { text, rows } of chosen)
    it(`has ${rows} rows of five for ${text}`, () => {
      const rig = serving();
      clients(rig, 4);
      rig.ask(REQUEST, endpoint("198.51.100.4", 1));
      assert.equal(addressesIn(itemsOf(ask(rig, text))).length, rows);
    });

  const wrong: { text: string; error: ControlError }[] = [
    { text: "mincount=1", error: ControlError.VariableValue },
    { text: "limit=-1", error: ControlError.VariableValue },
    { text: "limit=100000", error: ControlError.VariableValue },
    { text: "limit=", error: ControlError.VariableValue },
    { text: "limit=5, laddr=192.0.2.1", error: ControlError.VariableName },
    { text: "limit=5, last.0=yesterday", error: ControlError.VariableValue },
    { text: "limit=5, last.16=0x00000000.00000000", error: ControlError.VariableValue },
    { text: "limit=5, last.0=0x00000000.00000000", error: ControlError.VariableName },
  ];
  for (const { text, error } of wrong)
    it(`answers with error ${error}: ${text}`, () => assert.equal(ask(serving(), text).error, error));

  it("forgets who was silent for longest, and keeps who is heard", () => {
    const rig = serving();
    for (let i = 0; i < 20_000; i++) {
      rig.now.add(SECOND / 100);
      rig.ask(REQUEST, endpoint(`203.0.${i >> 8}.${i & 255}`));
      if (i % 25 === 0) rig.ask(REQUEST, endpoint("198.51.100.1"));
    }
    const items = itemsOf(answerTo(rig, query(Opcode.ReadVariables, 0, "mru_depth,mru_maxdepth"), ASKER)!);
    assert.deepEqual(items, { mru_depth: "512", mru_maxdepth: "512" });
    assert.deepEqual(addressesIn(itemsOf(ask(rig, "limit=9, mincount=800"))), ["198.51.100.1:123"]);
  });
});

describe("the nonce", () => {
  const text = (nonce: string): string => `nonce=${nonce}, limit=1`;
  const nonceOf = (rig: Rig): string => itemsOf(answerTo(rig, query(Opcode.RequestNonce), ASKER)!).nonce;
  const list = (rig: Rig, nonce: string, from = ASKER): number =>
    answerTo(rig, query(Opcode.ReadMru, 0, text(nonce)), from)!.error;

  it("is good for 16 s, from any port of its asker, and no longer", () => {
    const rig = serving();
    const nonce = nonceOf(rig);
    assert.equal(list(rig, nonce), 0);
    assert.equal(list(rig, nonce, endpoint("192.0.2.9", 1)), 0);
    rig.now.add(16 * SECOND);
    assert.equal(list(rig, nonce), 0);
    rig.now.add(1);
    assert.equal(list(rig, nonce), ControlError.Prohibited);
  });

  it("is good for nobody else", () => {
    const rig = serving();
    assert.equal(list(rig, nonceOf(rig), endpoint("192.0.2.10", 40_000)), ControlError.Prohibited);
  });

  for (const nonce of ["", "0", "z".repeat(32), "0".repeat(32), "0".repeat(64)])
    it(`is not "${nonce}"`, () => assert.equal(list(serving(), nonce), ControlError.Prohibited));

  it("of the answer is good for the next part", () => {
    const rig = serving();
    const { nonce } = itemsOf(answerTo(rig, query(Opcode.ReadMru, 0, text(nonceOf(rig))), ASKER)!);
    assert.equal(list(rig, nonce), 0);
    assert.equal(rig.engine.verdicts[Verdict.QueryRefused], 0);
  });
});
