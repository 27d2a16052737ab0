import assert from "node:assert/strict";
import { ControlItems } from "../../src/wire/control-items.js";
import { Datagram } from "../../src/wire/datagram.js";

function itemsIn(text: string): ControlItems {
  const items = new ControlItems();
  const datagram = new Datagram();
  datagram.bytes.set(new TextEncoder().encode(text), 12);
  items.read(datagram, 12, 12 + text.length);
  return items;
}

const ROWS: { text: string; items: [name: string, value: string][] }[] = [
  { text: "", items: [] },
  { text: " , ,,", items: [] },
  { text: "leap", items: [["leap", ""]] },
  {
    text: "leap,stratum",
    items: [
      ["leap", ""],
      ["stratum", ""],
    ],
  },
  {
    text: " leap = 3 ,\r\n stratum=16\r\n",
    items: [
      ["leap", "3"],
      ["stratum", "16"],
    ],
  },
  {
    text: `version="a, b=c", x=1`,
    items: [
      ["version", "a, b=c"],
      ["x", "1"],
    ],
  },
  { text: `version="never ends, x=1`, items: [["version", `"never ends, x=1`]] },
  { text: "=1,x=", items: [["x", ""]] },
  { text: "a==b", items: [["a", "=b"]] },
  { text: "a=\u0001b", items: [["a", "b"]] },
  { text: "a=b\u0001c", items: [["a", "b.c"]] },
  { text: "filtdelay= 1.0 2.0", items: [["filtdelay", "1.0 2.0"]] },
];

const NUMBERS: [text: string, value: number][] = [
  ["0", 0],
  ["999999999", 999_999_999],
  ["1234567890", -1],
  ["-1", -1],
  ["", -1],
  ["0x", -1],
  ["0xffffffff", 0xffff_ffff],
  ["0x1ffffffff", -1],
  ["0X1f", 31],
  ["1f", -1],
  ["0xfg", -1],
];

describe("control items", () => {
  for (const { text, items } of ROWS)
    it(`finds ${items.length} in ${JSON.stringify(text)}`, () => {
      const found = itemsIn(text);
      const all: [string, string][] = [];
      while (found.next()) all.push([found.name(99), found.value(99)]);
      assert.deepEqual(all, items);
    });

  for (const [text, value] of NUMBERS)
    it(`reads ${JSON.stringify(text)} as ${value}`, () => {
      const items = itemsIn(`x=${text}`);
      assert.ok(items.next());
      assert.equal(items.unsigned(), value);
    });

  it("knows names and indices", () => {
    const items = itemsIn("last.7=0x12345678.9abcdef0,last.,last.100,lasts.1");
    items.next();
    assert.deepEqual(
      [items.isNamed("last"), items.isNamed("last.7"), items.indexOf("last")],
      [false, true, 7],
    );
    assert.deepEqual([items.hexAt(2), items.hexAt(11), items.hexAt(12)], [0x1234_5678, 0x9abc_def0, -1]);
    for (let i = 0; i < 3; i++) {
      items.next();
      assert.equal(items.indexOf("last"), -1);
    }
  });

  it("cuts texts", () => {
    const items = itemsIn("a-long-name=a-long-value");
    items.next();
    assert.deepEqual([items.name(6), items.value(3), items.valueLength], ["a-long", "a-l", 12]);
  });
});
