/** Passwords as they are kept. */
import assert from "node:assert/strict";
import { Fitness } from "../../src/config/passwords.js";
import { fitnessOf, passwordMaking, passwordTest, SALT_LENGTH } from "../../src/runtime/password-box.js";
import { secretBox } from "../config/context.js";
import { textOctets } from "../support/primitives-contract.js";
import { PurePrimitives } from "../support/pure-primitives.js";

const primitives = new PurePrimitives();
const salt = new Uint8Array(SALT_LENGTH).fill(9);
const [, TEXT] = finished(passwordMaking(primitives, textOctets("Secret-1"), salt, 60));

/** How many goes it takes, and what comes of it. */
function finished<Result>(work: { advance(): Result | undefined }): [goes: number, result: Result] {
  for (let goes = 1; ; goes++) {
    const result = work.advance();
    if (result !== undefined) return [goes, result];
  }
}

function tried(password: string, text: string): [goes: number, isRight: boolean] {
  return finished(passwordTest(primitives, textOctets(password), text));
}

describe("a password's text", () => {
  it("is proved by the password alone, in goes of twenty iterations", () => {
    assert.match(TEXT, /^\$xsp1\$60\$(09){16}\$[0-9a-f]{64}$/);
    for (const [password, isRight] of [
      ["Secret-1", true],
      ["secret-1", false],
      ["Secret-", false],
      ["", false],
    ] as const)
      assert.deepEqual(tried(password, TEXT), [3, isRight], password);
  });

  const damaged: string[] = [
    "",
    "Secret-1",
    TEXT.slice(0, -1),
    `${TEXT}0`,
    `${TEXT}$`,
    TEXT.replace("60", "0"),
    TEXT.replace("60", "060"),
    TEXT.replace("60", "1e3"),
    TEXT.replace("60", "99999999"),
    TEXT.replace("$09", "$9"),
    TEXT.replace("$09", "$xx"),
    TEXT.replace("$xsp1", "$xsp2"),
  ];
  for (const text of damaged)
    it(`is not ${text === "" ? "nothing" : text.slice(0, 24)}`, () => {
      assert.equal(fitnessOf(text), Fitness.Broken);
      assert.deepEqual(tried("Secret-1", text), [1, false]);
    });

  const counts: [iterations: string, fitness: Fitness][] = [
    ["60", Fitness.Weak],
    ["999", Fitness.Weak],
    ["1000", Fitness.Fit],
    ["20000", Fitness.Fit],
    ["20001", Fitness.Slow],
    ["1000000", Fitness.Slow],
    ["1000001", Fitness.Broken],
  ];
  for (const [iterations, fitness] of counts)
    it(`of ${iterations} iterations has fitness ${fitness}`, () =>
      assert.equal(fitnessOf(TEXT.replace("60", iterations)), fitness));
});

describe("a board's passwords", () => {
  const made = (octet: number, password: string, kept: string): [goes: number, text: string] =>
    finished(secretBox(octet).passwords.make(textOctets(password), kept));
  const [, kept] = made(1, "Secret-1", "");

  it("have a salt of chance, and no other text where one has it already", () => {
    const box = secretBox(1);
    const texts = [1, 2].map(() => finished(box.passwords.make(textOctets("Secret-1"), ""))[1]);
    assert.notEqual(texts[0].split("$")[3], texts[1].split("$")[3]);
    assert.deepEqual(made(2, "Secret-1", texts[0]), [100, texts[0]]);
  });

  it("have a new text where the one they have is of fewer iterations", () => {
    assert.match(made(1, "Secret-1", TEXT)[1], /^\$xsp1\$2000\$/);
  });

  it("are made in goes of twenty iterations", () => {
    assert.deepEqual([made(1, "Secret-1", "")[0], made(1, "Secret-2", kept)[0]], [100, 200]);
  });

  it("are proved on any board, also one whose key is not to be had", () => {
    const { passwords } = secretBox(2, () => "board.key is damaged");
    assert.equal(passwords.fitnessOf(kept), Fitness.Fit);
    assert.deepEqual(tried("Secret-1", kept), [100, true]);
    assert.deepEqual(tried("Secret-2", finished(passwords.make(textOctets("Secret-2"), kept))[1]), [
      100,
      true,
    ]);
  });
});
