import assert from "node:assert/strict";
import { isPoor, secretOctets, tooSimple } from "../../src/config/secret-text.js";
import { toHex } from "../support/hex.js";
import { textOctets } from "../support/primitives-contract.js";

describe("a secret's text", () => {
  const read: { text: string; octets: string }[] = [
    { text: "aNiceKey", octets: "614e6963654b6579" },
    { text: "!~", octets: "217e" },
    { text: "hex", octets: "686578" },
    { text: "hex:00ff", octets: "00ff" },
    { text: "hex:AbCd", octets: "abcd" },
    { text: "x".repeat(255), octets: "78".repeat(255) },
    { text: `hex:${"01".repeat(255)}`, octets: "01".repeat(255) },
  ];
  for (const { text, octets } of read)
    it(`of ${text.slice(0, 20)}`, () => assert.equal(toHex(secretOctets(text) as Uint8Array), octets));

  const refused: { text: string; why: RegExp }[] = [
    { text: "Größe", why: /ASCII/ },
    { text: "a\x7f", why: /ASCII/ },
    { text: "時計", why: /ASCII/ },
    { text: "x".repeat(256), why: /255/ },
    { text: "hex:", why: /pairs/ },
    { text: "hex:0", why: /pairs/ },
    { text: "hex:0g", why: /pairs/ },
    { text: `hex:${"01".repeat(256)}`, why: /255/ },
  ];
  for (const { text, why } of refused)
    it(`not ${text.slice(0, 20)}, and says why without it`, () => {
      const reason = secretOctets(text);
      assert.ok(typeof reason === "string");
      assert.match(reason, why);
      assert.ok(!reason.includes(text) || text === "hex:");
    });

  const rows: { text: string; complex: boolean; poor: boolean }[] = [
    { text: "Aa1!Aa1!Aa1!", complex: true, poor: false },
    { text: "Aa1!Aa1!Aa1", complex: false, poor: false },
    { text: "Aa1xAa1xAa1x", complex: false, poor: false },
    { text: "aa1!aa1!aa1!", complex: false, poor: false },
    { text: "AA1!AA1!AA1!", complex: false, poor: false },
    { text: "Aab!Aab!Aab!", complex: false, poor: false },
    { text: "aNiceKey", complex: false, poor: false },
    { text: "aNiceKe", complex: false, poor: true },
    { text: "nicesecret", complex: false, poor: true },
    { text: "123456", complex: false, poor: true },
    { text: "1234567a", complex: false, poor: false },
    { text: `hex:${"0a".repeat(16)}`, complex: true, poor: true },
    { text: "hex:000102030405060708090a0b0c0d0e", complex: false, poor: true },
    { text: "hex:00612233445566778899aabbccddeeff", complex: true, poor: false },
  ];
  for (const { text, complex, poor } of rows)
    it(`${text}: ${complex ? "" : "not "}complex, ${poor ? "" : "not "}poor`, () => {
      assert.equal(tooSimple(text) === undefined, complex);
      assert.equal(isPoor(secretOctets(text) as Uint8Array), poor);
    });

  it("is as good in hexadecimal as in letters, to who only advises", () =>
    assert.equal(isPoor(textOctets("1234567a")), false));
});
