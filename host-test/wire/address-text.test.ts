import assert from "node:assert/strict";
import { formatAddress, parseAddress } from "../../src/wire/address-text.js";
import { Endpoint, Family } from "../../src/wire/address.js";
import { seeded } from "../support/random.js";

/** `text` names these words and prints as `printed`. */
const ADDRESSES = [
  { text: "0.0.0.0", words: [0, 0, 0, 0] },
  { text: "192.0.2.1", words: [0, 0, 0, 0xc000_0201] },
  { text: "255.255.255.255", words: [0, 0, 0, 0xffff_ffff] },
  { text: "::", words: [0, 0, 0, 0] },
  { text: "::1", words: [0, 0, 0, 1] },
  { text: "1::", words: [0x1_0000, 0, 0, 0] },
  { text: "2001:db8::1", words: [0x2001_0db8, 0, 0, 1] },
  { text: "2001:DB8::ABCD", words: [0x2001_0db8, 0, 0, 0xabcd], printed: "2001:db8::abcd" },
  { text: "2001:0db8::0001", words: [0x2001_0db8, 0, 0, 1], printed: "2001:db8::1" },
  { text: "1:2:3:4:5:6:7:8", words: [0x1_0002, 0x3_0004, 0x5_0006, 0x7_0008] },
  { text: "1:2:3:4:5:6:7::", words: [0x1_0002, 0x3_0004, 0x5_0006, 0x7_0000], printed: "1:2:3:4:5:6:7:0" },
  { text: "::2:3:4:5:6:7:8", words: [2, 0x3_0004, 0x5_0006, 0x7_0008], printed: "0:2:3:4:5:6:7:8" },
  { text: "1::3:4:5:6:7:8", words: [0x1_0000, 0x3_0004, 0x5_0006, 0x7_0008], printed: "1:0:3:4:5:6:7:8" },
  { text: "1:0:0:4:0:0:0:8", words: [0x1_0000, 4, 0, 8], printed: "1:0:0:4::8" },
  { text: "1:0:0:4:5:0:0:8", words: [0x1_0000, 4, 0x5_0000, 8], printed: "1::4:5:0:0:8" },
  { text: "0:0:0:4:5:6:7:0", words: [0, 4, 0x5_0006, 0x7_0000], printed: "::4:5:6:7:0" },
  {
    text: "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    words: [0xffff_ffff, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff],
  },
  { text: "::ffff:192.0.2.1", words: [0, 0, 0xffff, 0xc000_0201] },
  { text: "::192.0.2.1", words: [0, 0, 0, 0xc000_0201], printed: "::c000:201" },
  { text: "64:ff9b::192.0.2.1", words: [0x64_ff9b, 0, 0, 0xc000_0201], printed: "64:ff9b::c000:201" },
  {
    text: "1:2:3:4:5:6:255.254.253.252",
    words: [0x1_0002, 0x3_0004, 0x5_0006, 0xfffe_fdfc],
    printed: "1:2:3:4:5:6:fffe:fdfc",
  },
  { text: "fe80::1%2", words: [0xfe80_0000, 0, 0, 1], zone: 2 },
  { text: "ff02::101%4294967295", words: [0xff02_0000, 0, 0, 0x101], zone: 4_294_967_295 },
  { text: "fe80::1%0", words: [0xfe80_0000, 0, 0, 1], printed: "fe80::1" },
];

const NO_ADDRESSES = [
  "",
  " ",
  "1",
  "1.2.3",
  "1.2.3.4.5",
  "1.2.3.256",
  "1.2.3.",
  ".1.2.3",
  "1..2.3",
  "01.2.3.4",
  "1.2.3.04",
  "1.2.3.4 ",
  " 1.2.3.4",
  "1.2.3.-4",
  "1.2.3.4%1",
  "0x1.2.3.4",
  "1e1.2.3.4",
  "1.2.3.4294967297",
  "١.2.3.4",
  ":",
  ":::",
  "1:",
  ":1",
  "1:2",
  "1:2:3:4:5:6:7",
  "1:2:3:4:5:6:7:8:9",
  "1:2:3:4:5:6:7:8:",
  ":1:2:3:4:5:6:7:8",
  "1:2:3:4:5:6:7:8::",
  "::1:2:3:4:5:6:7:8",
  "1:2:3:4::5:6:7:8",
  "1::2::3",
  "::1::2",
  "::1::",
  "1::2::",
  ":::1",
  "1:::",
  "::12345",
  "::g",
  "::-1",
  ":: 1",
  "::1.2.3",
  "::1.2.3.256",
  "1.2.3.4::",
  "::1.2.3.4:5",
  "1:2:3:4:5:6:7:1.2.3.4",
  "::ffff:01.2.3.4",
  "%1",
  "fe80::1%",
  "fe80::1%eth0",
  "fe80::1%01",
  "fe80::1%-1",
  "fe80::1%4294967296",
  "fe80::1%1%1",
  "fe80::1%:",
  "fe80::1%/",
  "2001:db8::1%1",
  "::1%1",
  "fe80:%1",
  "fe80%1::1",
  "[::1]",
  "::1/64",
];

describe("addresses as text", () => {
  for (const { text, words, zone = 0, printed = text } of ADDRESSES)
    it(`reads ${text}`, () => {
      const endpoint = new Endpoint();
      endpoint.setIPv6(9, 9, 9, 9, 9);
      endpoint.port = 123;
      assert.equal(parseAddress(text, endpoint), true);
      assert.deepEqual([endpoint.word0, endpoint.word1, endpoint.word2, endpoint.word3], words);
      assert.equal(endpoint.family, text.includes(":") ? Family.IPv6 : Family.IPv4);
      assert.equal(endpoint.zone, zone);
      assert.equal(endpoint.port, 123);
      assert.equal(formatAddress(endpoint), printed);
    });

  for (const text of NO_ADDRESSES)
    it(`refuses "${text}", and leaves no address behind`, () => {
      const endpoint = new Endpoint();
      endpoint.setIPv6(1, 2, 3, 4, 5);
      assert.equal(parseAddress(text, endpoint), false);
      assert.ok(endpoint.equals(new Endpoint()));
    });

  it("what is written reads back (seed 5)", () => {
    const random = seeded(5);
    const word = (): number => [0, random(0x1_0000), random(0x1_0000) * 0x1_0000, random(2 ** 32)][random(4)];
    const written = new Endpoint();
    const read = new Endpoint();
    for (let i = 0; i < 5_000; i++) {
      if (random(4) === 0) written.setIPv4(random(2 ** 32));
      else written.setIPv6(word(), word(), word(), word(), 0);
      const text = formatAddress(written);
      assert.ok(parseAddress(text, read), text);
      assert.ok(read.equals(written), text);
    }
  });

  it("no text makes it throw (seed 6)", () => {
    const random = seeded(6);
    const letters = "0123456789abcdefF.:%g ";
    const endpoint = new Endpoint();
    for (let i = 0; i < 20_000; i++) {
      let text = "";
      for (let length = random(24); length > 0; length--) text += letters[random(letters.length)];
      if (parseAddress(text, endpoint))
        assert.equal(parseAddress(formatAddress(endpoint), endpoint), true, text);
    }
  });
});
