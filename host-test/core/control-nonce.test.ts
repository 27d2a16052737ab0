/** What a nonce is bound to: its moment, who asks, and the secret of the node that made it. */
import assert from "node:assert/strict";
import { PlatformCodes } from "../../src/core/codes.js";
import { ControlNonce } from "../../src/core/control-nonce.js";
import { SECOND } from "../../src/time/fixed.js";
import { Instant } from "../../src/time/moment.js";
import { ControlItems } from "../../src/wire/control-items.js";
import { ControlWriter } from "../../src/wire/control-writer.js";
import { CONTROL_HEADER_LENGTH, countOf } from "../../src/wire/control.js";
import { Endpoint } from "../../src/wire/address.js";
import { Datagram } from "../../src/wire/datagram.js";
import { endpoint } from "../support/engine-rig.js";
import { PurePrimitives } from "../support/pure-primitives.js";

const ASKER: Endpoint = endpoint("2001:db8:1:2:3:4:5:6", 40_000);
const SCOPE = 1;
const SECONDS = 0x0a0b_0c0d;
const FRACTION = 0x8090_a0b0;

/** Of the moment and of the code. */
const DIGITS = 16;

function moment(seconds = SECONDS, fraction = FRACTION): Instant {
  const at = new Instant();
  at.set(seconds, fraction);
  return at;
}

/** A node's nonces; `change`: what its chance has otherwise than another's. */
class Maker {
  readonly #nonce: ControlNonce;
  readonly #items = new ControlItems();

  constructor(change: (word: number, index: number) => number = word => word) {
    let index = 0;
    const chance = { next: () => change(0x1234_5678 * ++index, index) >>> 0 };
    this.#nonce = new ControlNonce(chance, new PlatformCodes(new PurePrimitives()));
  }

  make(at = moment(), from = ASKER, scope = SCOPE): string {
    const datagram = new Datagram();
    const out = new ControlWriter(() => {});
    out.begin(datagram, 0, 4);
    this.#nonce.write(out, from, scope, at);
    out.end();
    const end = CONTROL_HEADER_LENGTH + countOf(datagram);
    return /^nonce=(.*)\r\n$/.exec(
      String.fromCharCode(...datagram.bytes.subarray(CONTROL_HEADER_LENGTH, end)),
    )![1];
  }

  isGood(nonce: string, at = moment(), from = ASKER, scope = SCOPE): boolean {
    const text = `nonce=${nonce}`;
    const datagram = new Datagram();
    for (let i = 0; i < text.length; i++) datagram.bytes[i] = text.charCodeAt(i);
    this.#items.read(datagram, 0, text.length);
    assert.ok(this.#items.next());
    return this.#nonce.isGood(this.#items, from, scope, at);
  }
}

/** `from` with a bit of octet `index` of its address turned. */
function neighbour(from: Endpoint, index: number): Endpoint {
  const words = [from.word0, from.word1, from.word2, from.word3];
  words[index >> 2] ^= 1 << (8 * (index & 3));
  const [word0, word1, word2, word3] = words.map(word => word >>> 0);
  const other = new Endpoint();
  other.setIPv6(word0, word1, word2, word3, from.zone);
  return other;
}

describe("a nonce", () => {
  it("is the moment and a code, in hexadecimal digits", () =>
    assert.match(new Maker().make(), /^0a0b0c0d8090a0b0[0-9a-f]{16}$/));

  const ages = [
    { name: "at once", seconds: 0, units: 0, isGood: true },
    { name: "16 s later", seconds: 16, units: 0, isGood: true },
    { name: "later than that", seconds: 16, units: 1, isGood: false },
    { name: "before it was made", seconds: 0, units: -1, isGood: false },
  ];
  for (const { name, seconds, units, isGood } of ages)
    it(`is ${isGood ? "" : "not "}good ${name}`, () => {
      const maker = new Maker();
      const at = moment();
      at.add(seconds * SECOND + units);
      assert.equal(maker.isGood(maker.make(), at), isGood);
    });

  it("is not good with any digit changed, with one more or one less", () => {
    const maker = new Maker();
    const nonce = maker.make();
    for (let i = 0; i < 2 * DIGITS; i++) {
      const digit = nonce[i] === "1" ? "0" : "1";
      assert.ok(!maker.isGood(nonce.slice(0, i) + digit + nonce.slice(i + 1)), `digit ${i}`);
    }
    assert.ok(!maker.isGood(`${nonce}0`));
    assert.ok(!maker.isGood(nonce.slice(0, -1)));
  });

  it("is not made new by another moment before an old one's code", () => {
    const maker = new Maker();
    const nonce = maker.make();
    for (let bit = 0; bit < 64; bit += 8) {
      const [seconds, fraction] = bit < 32 ? [1 << bit, 0] : [0, 1 << (bit - 32)];
      const old = maker.make(moment((SECONDS ^ seconds) >>> 0, (FRACTION ^ fraction) >>> 0));
      assert.ok(!maker.isGood(nonce.slice(0, DIGITS) + old.slice(DIGITS)), `bit ${bit}`);
    }
  });

  it("is good for its asker alone, from any port", () => {
    const maker = new Maker();
    const nonce = maker.make();
    const port1 = new Endpoint();
    port1.copy(ASKER);
    port1.port = 1;
    assert.ok(maker.isGood(nonce, moment(), port1));
    for (let octet = 0; octet < 16; octet++)
      assert.ok(!maker.isGood(nonce, moment(), neighbour(ASKER, octet)), `octet ${octet}`);
  });

  it("is not good for who has the same address elsewhere", () => {
    const maker = new Maker();
    const nonce = maker.make();
    for (const scope of [-SCOPE, SCOPE + 1, SCOPE + 0x100, SCOPE + 0x1_0000, SCOPE + 0x100_0000])
      assert.ok(!maker.isGood(nonce, moment(), ASKER, scope), `scope ${scope}`);
  });

  it("is not good at a node whose chance has said otherwise, in any of 256 bits", () => {
    const nonce = new Maker().make();
    assert.ok(new Maker().isGood(nonce));
    for (let bit = 0; bit < 256; bit++) {
      const other = new Maker((word, index) => (index === 1 + (bit >> 5) ? word ^ (1 << (bit & 31)) : word));
      assert.ok(!other.isGood(nonce), `bit ${bit}`);
    }
  });
});
