import assert from "node:assert/strict";
import {
  addressLength,
  Endpoint,
  Family,
  isPort,
  readAddress,
  writeAddress,
} from "../../src/wire/address.js";
import { fromHex, toHex } from "../support/hex.js";

const sample = (): Endpoint => {
  const endpoint = new Endpoint();
  endpoint.setIPv6(0xfe80_0001, 0x0203_0405, 0x8607_0809, 0xff0a_0b0c, 7);
  endpoint.port = 123;
  return endpoint;
};

/** Each changes one thing of `sample`. */
const CHANGES: { name: string; change(endpoint: Endpoint): void; isSameAddress: boolean }[] = [
  { name: "nothing", change: () => {}, isSameAddress: true },
  { name: "the port", change: endpoint => (endpoint.port = 124), isSameAddress: true },
  { name: "the zone", change: endpoint => (endpoint.zone = 8), isSameAddress: false },
  { name: "the family", change: endpoint => (endpoint.family = Family.IPv4), isSameAddress: false },
  { name: "the first word", change: endpoint => endpoint.word0++, isSameAddress: false },
  { name: "the second word", change: endpoint => endpoint.word1++, isSameAddress: false },
  { name: "the third word", change: endpoint => endpoint.word2++, isSameAddress: false },
  { name: "the last word", change: endpoint => endpoint.word3++, isSameAddress: false },
];

const OCTETS = [
  { name: "IPv4", family: Family.IPv4, hex: "fe01807f", words: [0, 0, 0, 0xfe01_807f] },
  {
    name: "IPv6",
    family: Family.IPv6,
    hex: "fe80010203848506f708090a0b0c8d0e",
    words: [0xfe80_0102, 0x0384_8506, 0xf708_090a, 0x0b0c_8d0e],
  },
];

describe("endpoint", () => {
  for (const { name, change, isSameAddress } of CHANGES)
    it(`with ${name} changed`, () => {
      const endpoint = sample();
      change(endpoint);
      assert.equal(endpoint.sameAddress(sample()), isSameAddress);
      assert.equal(sample().sameAddress(endpoint), isSameAddress);
      assert.equal(endpoint.equals(sample()), name === "nothing");
      const copy = new Endpoint();
      copy.copy(endpoint);
      assert.deepEqual(copy, endpoint);
    });

  it("starts as 0.0.0.0 and no port", () => {
    const { family, word0, word1, word2, word3, zone, port } = new Endpoint();
    assert.deepEqual([family, word0, word1, word2, word3, zone, port], [Family.IPv4, 0, 0, 0, 0, 0, 0]);
  });

  it("becomes an IPv4 address and keeps its port", () => {
    const endpoint = sample();
    endpoint.setIPv4(0xffff_ffff | 0);
    const { family, word0, word1, word2, word3, zone, port } = endpoint;
    assert.deepEqual(
      [family, word0, word1, word2, word3, zone, port],
      [Family.IPv4, 0, 0, 0, 0xffff_ffff, 0, 123],
    );
  });

  it("holds unsigned words, whatever it is given", () => {
    const endpoint = sample();
    endpoint.setIPv6(-1, -2, -3, -4, 0);
    const { family, word0, word1, word2, word3, zone, port } = endpoint;
    assert.deepEqual(
      [family, word0, word1, word2, word3, zone, port],
      [Family.IPv6, 0xffff_ffff, 0xffff_fffe, 0xffff_fffd, 0xffff_fffc, 0, 123],
    );
  });

  for (const { name, family, hex, words } of OCTETS)
    it(`of ${name} is read from its octets and written back`, () => {
      const bytes = new Uint8Array(20).fill(0xaa);
      const length = fromHex(hex, bytes.subarray(2));
      const endpoint = sample();
      readAddress(bytes, 2, family, endpoint);
      const { word0, word1, word2, word3, zone, port } = endpoint;
      assert.equal(endpoint.family, family);
      assert.deepEqual([word0, word1, word2, word3], words);
      assert.deepEqual([zone, port], [0, 123]);
      assert.equal(addressLength(endpoint), length);
      const written = new Uint8Array(20).fill(0xaa);
      writeAddress(endpoint, written, 2);
      assert.equal(toHex(written), toHex(bytes));
    });
});

describe("port", () => {
  for (const [port, is] of [
    [1, true],
    [65_535, true],
    [0, false],
    [-5, false],
    [1.5, false],
    [65_536, false],
    [NaN, false],
  ] as const)
    it(`${port} ${is ? "may" : "cannot"} be sent to`, () => assert.equal(isPort(port), is));
});
