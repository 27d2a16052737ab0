/** UTF-8 octet by octet, well formed and not. */
import assert from "node:assert/strict";
import { Utf8Reader, utf8Octets } from "../../src/console/utf8.js";

describe("UTF-8", () => {
  const rows: { name: string; octets: number[]; text: string }[] = [
    { name: "ASCII", octets: [0x61, 0x00, 0x7f], text: "a\0\x7f" },
    { name: "two octets", octets: [0xc3, 0xa9, 0xc2, 0x80, 0xdf, 0xbf], text: "é\x80\u07ff" },
    { name: "three", octets: [0xe6, 0x99, 0x82, 0xe0, 0xa0, 0x80, 0xef, 0xbf, 0xbf], text: "時\u0800\uffff" },
    { name: "four", octets: [0xf0, 0x9f, 0x95, 0xb0, 0xf4, 0x8f, 0xbf, 0xbf], text: "🕰\u{10ffff}" },
    { name: "a cut character", octets: [0xe6, 0x99, 0x61], text: "\ufffda" },
    { name: "one cut by another", octets: [0xe6, 0xe6, 0x99, 0x82], text: "\ufffd時" },
    { name: "what continues nothing", octets: [0x80, 0xbf, 0x61], text: "\ufffd\ufffda" },
    { name: "a longer form", octets: [0xc0, 0xaf], text: "\ufffd\ufffd" },
    { name: "a longer form of three", octets: [0xe0, 0x80, 0xaf], text: "\ufffd\ufffd\ufffd" },
    { name: "half a character", octets: [0xed, 0xa0, 0x80], text: "\ufffd\ufffd\ufffd" },
    { name: "beyond Unicode", octets: [0xf4, 0x90, 0x80, 0x80], text: "\ufffd\ufffd\ufffd\ufffd" },
    { name: "no first octet", octets: [0xf5, 0xff, 0xfe], text: "\ufffd\ufffd\ufffd" },
  ];
  for (const { name, octets, text } of rows) {
    it(`reads ${name}`, () => {
      const reader = new Utf8Reader();
      assert.equal(octets.map(octet => reader.read(octet)).join(""), text);
    });
    if (!text.includes("\ufffd"))
      it(`writes ${name}`, () => assert.deepEqual(Array.from(utf8Octets(text)), octets));
  }

  it("writes no half of a character", () => {
    assert.deepEqual(Array.from(utf8Octets("a\ud800b")), [0x61, 0xef, 0xbf, 0xbd, 0x62]);
  });
});
