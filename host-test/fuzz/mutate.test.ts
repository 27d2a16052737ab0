import assert from "node:assert/strict";
import { seeded } from "../support/random.js";
import { mutate, type Stock } from "./mutate.js";

const INPUT = new TextEncoder().encode("ntp-service enable\nclock protocol ntp");
const TRIES = 20_000;

function stock(seed: number): Stock {
  const words = ["undo", "192.0.2.1"].map(word => new TextEncoder().encode(word));
  return { random: seeded(seed), words, others: [INPUT, new Uint8Array(0)], mostOctets: 60 };
}

function made(seed: number, input = INPUT): string[] {
  const from = stock(seed);
  return Array.from({ length: TRIES }, () => Buffer.from(mutate(input, from)).toString("latin1"));
}

describe("changed inputs", () => {
  const all = made(1);

  it("are the same for the same seed, and others for another", () => {
    assert.deepEqual(made(1), all);
    assert.notDeepEqual(made(2), all);
  });

  it("are no longer than they may be, and leave what they are made of as it is", () => {
    const before = INPUT.slice();
    assert.ok(made(3).every(({ length }) => length <= 60));
    assert.deepEqual(INPUT, before);
  });

  const kinds: readonly (readonly [name: string, has: (text: string) => boolean])[] = [
    ["a word in another's place", text => text.includes("\nundo protocol ntp")],
    ["a word put in", text => text.includes("ntp-service 192.0.2.1enable")],
    ["a line put in", text => text.split("\n").length === 3],
    [
      "a stretch left out",
      text => text.length < INPUT.length && text.endsWith("ntp") && text.startsWith("ntp"),
    ],
    [
      "an octet changed",
      text =>
        text.length === INPUT.length && text.endsWith("ntp-service enable\nclock protocol ntp".slice(1)),
    ],
    ["nothing but its beginning", text => text === "ntp-service enable"],
  ];
  for (const [name, has] of kinds) it(`have ${name}`, () => assert.ok(all.some(has)));

  it("are made of nothing as well", () => {
    assert.ok(made(4, new Uint8Array(0)).some(({ length }) => length > 0));
  });
});
