/** Our assertions against Node's: each row must get the same verdict from both. */
import node from "node:assert/strict";
import xs from "./assert.js";

type Assert = typeof node;

class Point {
  constructor(readonly x: number) {}
}

class OtherPoint extends Point {}

const sparse = [, 1];
const loop = (): object => {
  const self: Record<string, unknown> = { a: 1 };
  self["self"] = self;
  return self;
};

const values: readonly (readonly [string, unknown, unknown])[] = [
  ["a number and itself", 1, 1],
  ["0 and -0", 0, -0],
  ["NaN and itself", NaN, NaN],
  ["1 and its text", 1, "1"],
  ["null and undefined", null, undefined],
  ["null and an object", null, {}],
  ["two equal objects", { a: 1, b: [2] }, { b: [2], a: 1 }],
  ["a property more", { a: 1 }, { a: 1, b: 2 }],
  ["a property less", { a: 1, b: 2 }, { a: 1 }],
  ["undefined and missing", { a: undefined }, {}],
  ["undefined under another name", { a: undefined }, { b: undefined }],
  ["-0 within", { a: 0 }, { a: -0 }],
  ["equal lists", [1, [2]], [1, [2]]],
  ["lists in another order", [1, 2], [2, 1]],
  ["a hole and undefined", sparse, [undefined, 1]],
  ["a list and a like object", [1], { 0: 1 }],
  ["instances of one class", new Point(1), new Point(1)],
  ["instances that differ", new Point(1), new Point(2)],
  ["an instance and a subclass's", new Point(1), new OtherPoint(1)],
  ["an instance and a plain object", new Point(1), { x: 1 }],
  ["equal octets", Uint8Array.of(1, 2), Uint8Array.of(1, 2)],
  ["other octets", Uint8Array.of(1, 2), Uint8Array.of(1, 3)],
  ["octets and words", Uint8Array.of(1), Uint16Array.of(1)],
  ["equal buffers", Uint8Array.of(1).buffer, Uint8Array.of(1).buffer],
  ["other buffers", Uint8Array.of(1).buffer, Uint8Array.of(2).buffer],
  ["equal sets", new Set([1, { a: 1 }]), new Set([{ a: 1 }, 1])],
  ["other sets", new Set([1, 2]), new Set([1, 3])],
  ["equal maps", new Map([[1, { a: 1 }]]), new Map([[1, { a: 1 }]])],
  ["other maps", new Map([[1, { a: 1 }]]), new Map([[1, { a: 2 }]])],
  ["equal dates", new Date(5), new Date(5)],
  ["other dates", new Date(5), new Date(6)],
  ["equal patterns", /a/g, /a/g],
  ["other flags", /a/g, /a/i],
  ["equal errors", new Error("a"), new Error("a")],
  ["other messages", new Error("a"), new Error("b")],
  ["other errors", new Error("a"), new TypeError("a")],
  ["values within themselves", loop(), loop()],
  ["a symbol more", { [Symbol.iterator]: 1 }, {}],
  ["big integers", 1n, 1n],
];

const calls: readonly (readonly [string, (assert: Assert) => unknown])[] = [
  ["ok(1)", assert => assert.ok(1)],
  ['ok("")', assert => assert.ok("")],
  ["assert(0)", assert => assert(0)],
  ["fail", assert => assert.fail("no")],
  ["match", assert => assert.match("abc", /b/)],
  ["match, not", assert => assert.match("abc", /d/)],
  ["match of no text", assert => assert.match(undefined as unknown as string, /undefined/)],
  ["doesNotMatch", assert => assert.doesNotMatch("abc", /d/)],
  ["doesNotMatch, not", assert => assert.doesNotMatch("abc", /b/)],
  ["throws, nothing", assert => assert.throws(() => 1)],
  ["throws, anything", assert => assert.throws(thrower(5))],
  ["throws, a message", assert => assert.throws(thrower(5), "message")],
  ["throws, a class", assert => assert.throws(thrower(new TypeError("t")), TypeError)],
  ["throws, a base class", assert => assert.throws(thrower(new TypeError("t")), Error)],
  ["throws, another class", assert => assert.throws(thrower(new TypeError("t")), RangeError)],
  ["throws, a pattern", assert => assert.throws(thrower(new Error("abc")), /^Error: abc$/)],
  ["throws, another pattern", assert => assert.throws(thrower(new Error("abc")), /^abc$/)],
  ["throws, a test", assert => assert.throws(thrower(5), (e: unknown) => e === 5)],
  ["throws, a test that fails", assert => assert.throws(thrower(5), (e: unknown) => e === 6)],
  ["throws, properties", assert => assert.throws(thrower({ code: 5, why: "abc" }), { code: 5, why: /b/ })],
  ["throws, other properties", assert => assert.throws(thrower({ code: 5 }), { code: 6 })],
  ["throws, an error", assert => assert.throws(thrower(new Error("a")), new Error("a"))],
  ["throws, another error", assert => assert.throws(thrower(new Error("a")), new Error("b"))],
  ["doesNotThrow", assert => assert.doesNotThrow(() => 1)],
  ["doesNotThrow, not", assert => assert.doesNotThrow(thrower(1))],
  ["rejects", assert => assert.rejects(Promise.reject(new Error("a")), /a/)],
  ["rejects, another", assert => assert.rejects(Promise.reject(new Error("a")), /b/)],
  ["rejects, nothing", assert => assert.rejects(() => Promise.resolve())],
];

function thrower(what: unknown): () => never {
  return () => {
    throw what;
  };
}

async function holds(run: () => unknown): Promise<boolean> {
  try {
    await run();
    return true;
  } catch {
    return false;
  }
}

describe("assertions on XS", () => {
  const ours = xs as unknown as Assert;
  for (const [name, a, b] of values)
    it(`judge ${name} as Node's do`, () => {
      for (const method of ["equal", "notEqual", "deepEqual", "notDeepEqual"] as const)
        sameVerdict(method, assert => assert[method](a, b));
    });

  for (const [name, call] of calls)
    it(`${name}: as Node's`, async () => {
      const isGood = await holds(() => call(node));
      node.equal(await holds(() => call(ours)), isGood);
    });

  function sameVerdict(what: string, call: (assert: Assert) => void): void {
    const verdicts = [node, ours].map(assert => {
      try {
        call(assert);
        return "holds";
      } catch (error) {
        return (error as Error).name;
      }
    });
    node.equal(verdicts[1], verdicts[0], what);
  }
});
