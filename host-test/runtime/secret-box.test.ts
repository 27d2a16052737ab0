import assert from "node:assert/strict";
import { CIPHER_TEXT, Locked } from "../../src/config/secrets.js";
import { octets, toHex } from "../support/hex.js";
import { secretBox } from "../config/context.js";
import { textOctets } from "../support/primitives-contract.js";

const SECRET = textOctets("aNiceKey");
const USE = "key 42 md5";

describe("a box of secrets", () => {
  const box = secretBox(1);
  const text = box.seal(SECRET, USE);

  it("opens what it made, and makes the same of the same", () => {
    assert.equal(toHex(box.open(text, USE) as Uint8Array), toHex(SECRET));
    assert.equal(secretBox(1).seal(SECRET, USE), text);
    for (let length = 1; length <= 255; length++) {
      const secret = new Uint8Array(length).map((_, i) => i * length);
      assert.deepEqual(box.open(box.seal(secret, USE), USE), secret);
    }
  });

  it("makes words that show nothing of the secret, and differ with the use", () => {
    assert.match(text, /^\$xs1\$[0-9a-f]{8}\$[0-9a-f]{48}$/);
    assert.ok(text.startsWith(CIPHER_TEXT));
    assert.ok(!text.includes(toHex(SECRET)));
    assert.notEqual(box.seal(SECRET, "key 43 md5"), text);
  });

  it("knows another board's by its mark", () => {
    assert.equal(secretBox(2).open(text, USE), Locked.Foreign);
    assert.notEqual(secretBox(2).seal(SECRET, USE).slice(0, 13), text.slice(0, 13));
  });

  const strange: { name: string; made: string; is: Locked }[] = [
    { name: "a secret", made: "aNiceKey", is: Locked.NoCipherText },
    { name: "nothing", made: "", is: Locked.NoCipherText },
    { name: "a later form", made: text.replace("xs1", "xs2"), is: Locked.NoCipherText },
    { name: "its beginning", made: CIPHER_TEXT, is: Locked.Damaged },
    { name: "a mark alone", made: text.slice(0, 13), is: Locked.Damaged },
    { name: "one cut short", made: text.slice(0, -2), is: Locked.Damaged },
    { name: "one cut within an octet", made: text.slice(0, -1), is: Locked.Damaged },
    { name: "one with more behind", made: `${text}00`, is: Locked.Damaged },
    { name: "one with a third part", made: `${text}$00`, is: Locked.Damaged },
    { name: "one without a secret in it", made: text.slice(0, 14 + 32), is: Locked.Damaged },
    { name: "one in capitals", made: text.toUpperCase().replace("$XS1$", CIPHER_TEXT), is: Locked.Foreign },
    {
      name: "one whose digit is another",
      made: text.replace(/.$/, last => (last === "0" ? "1" : "0")),
      is: Locked.Damaged,
    },
    { name: "one whose digit is none", made: text.replace(/.$/, "g"), is: Locked.Damaged },
    { name: "a mark of another length", made: text.replace("$xs1$", "$xs1$0"), is: Locked.Damaged },
  ];
  for (const { name, made, is } of strange)
    it(`says what is wrong with ${name}`, () => assert.equal(box.open(made, USE), is));

  it("opens nothing for another use", () => assert.equal(box.open(text, "key 42 sha1"), Locked.Damaged));

  it("opens what it made a version ago: the form stays", () => {
    const made = "$xs1$01d54e06$49c47eb819e931d1b239e4ca4be677a11df7a74d39192324";
    assert.equal(toHex(secretBox(1).open(made, USE) as Uint8Array), toHex(octets("614e6963654b6579")));
  });

  it("is shut while the board's key is not to be had, and not for longer", () => {
    let key: Uint8Array | string = "board.key is damaged";
    const shut = secretBox(1, () => key);
    assert.equal(shut.trouble, "board.key is damaged");
    assert.equal(shut.open(text, USE), Locked.Closed);
    assert.equal(shut.open("aNiceKey", USE), Locked.NoCipherText);
    assert.throws(() => shut.seal(SECRET, USE), /^Error: board\.key is damaged$/);
    key = new Uint8Array(32).fill(1);
    assert.equal(shut.trouble, "");
    assert.deepEqual(shut.open(text, USE), SECRET);
  });

  it("fetches the board's key when the first secret comes, and once", () => {
    let fetched = 0;
    const lazy = secretBox(1, () => {
      fetched++;
      return new Uint8Array(32);
    });
    assert.equal(lazy.open("aNiceKey", USE), Locked.NoCipherText);
    assert.equal(fetched, 0);
    lazy.open(lazy.seal(SECRET, USE), USE);
    assert.equal(fetched, 1);
  });
});
