/** Passwords as they are kept. */
import assert from "node:assert/strict";
import { isPasswordText, passwordTest, passwordText, SALT_LENGTH } from "../../src/runtime/password-box.js";
import { SecretBox } from "../../src/runtime/secret-box.js";
import { textOctets } from "../support/primitives-contract.js";
import { PurePrimitives } from "../support/pure-primitives.js";

const primitives = new PurePrimitives();
const salt = new Uint8Array(SALT_LENGTH).fill(9);
const TEXT = passwordText(primitives, textOctets("Secret-1"), salt, 60);

/** How many goes it takes, and the answer. */
function tried(password: string, text: string): [goes: number, isRight: boolean] {
  const test = passwordTest(primitives, textOctets(password), text);
  for (let goes = 1; ; goes++) {
    const isRight = test.advance();
    if (isRight !== undefined) return [goes, isRight];
  }
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
      assert.equal(isPasswordText(text), false);
      assert.deepEqual(tried("Secret-1", text), [1, false]);
    });

  it("is whole as it is made", () => assert.ok(isPasswordText(TEXT)));
});

describe("a board's passwords", () => {
  const boxOf = (octet: number): SecretBox => new SecretBox(() => new Uint8Array(32).fill(octet), primitives);

  it("have the same text on the same board, and another on another", () => {
    const texts = [1, 1, 2].map(octet => boxOf(octet).passwords.textOf(textOctets("Secret-1")));
    assert.deepEqual(texts[0], texts[1]);
    assert.notDeepEqual(texts[0], texts[2]);
  });

  it("are proved on any board", () => {
    const made = boxOf(1).passwords.textOf(textOctets("Secret-1"));
    assert.ok("text" in made);
    assert.ok(boxOf(2).passwords.isText(made.text));
    assert.deepEqual(tried("Secret-1", made.text), [100, true]);
  });

  it("cannot be made without the board's key, and it says why", () => {
    const box = new SecretBox(() => "board.key is damaged", primitives);
    assert.deepEqual(box.passwords.textOf(textOctets("a")), {
      why: "this device cannot keep passwords: board.key is damaged",
    });
  });
});
