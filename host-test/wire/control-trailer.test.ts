import assert from "node:assert/strict";
import { readControlTrailer } from "../../src/wire/control-trailer.js";
import { Datagram } from "../../src/wire/datagram.js";
import { Layout, Trailer } from "../../src/wire/trailer.js";

const ROWS: { name: string; count: number; length: number; layout: Layout; macAt?: number }[] = [
  { name: "a header", count: 0, length: 12, layout: Layout.Plain },
  { name: "less than a header", count: 0, length: 11, layout: Layout.Malformed },
  { name: "nothing", count: 0, length: 0, layout: Layout.Malformed },
  { name: "data that end with the datagram", count: 5, length: 17, layout: Layout.Plain },
  { name: "data filled up to four octets", count: 5, length: 20, layout: Layout.Plain },
  { name: "data filled up to eight octets", count: 5, length: 24, layout: Layout.Plain },
  { name: "more data than there are", count: 6, length: 17, layout: Layout.Malformed },
  { name: "more behind than fills up", count: 5, length: 28, layout: Layout.Malformed },
  { name: "a MAC of MD5 after eight octets", count: 22, length: 60, layout: Layout.Authenticated, macAt: 40 },
  { name: "a MAC of MD5 after four octets", count: 22, length: 56, layout: Layout.Authenticated, macAt: 36 },
  { name: "a MAC of SHA-1", count: 0, length: 40, layout: Layout.Authenticated, macAt: 16 },
  { name: "a MAC of SHA-512", count: 0, length: 84, layout: Layout.Authenticated, macAt: 16 },
  { name: "more than any MAC", count: 0, length: 92, layout: Layout.Malformed },
  { name: "as much as there can be", count: 468, length: 548, layout: Layout.Authenticated, macAt: 480 },
  { name: "more than there can be", count: 480, length: 560, layout: Layout.Malformed },
];

describe("the trailer of a control message", () => {
  for (const { name, count, length, layout, macAt = length } of ROWS)
    it(name, () => {
      const datagram = new Datagram();
      datagram.length = length;
      datagram.view.setUint16(10, count);
      datagram.view.setUint32(macAt, 7);
      const trailer = new Trailer();
      assert.equal(readControlTrailer(datagram, trailer), layout);
      assert.equal(trailer.layout, layout);
      if (layout === Layout.Authenticated)
        assert.deepEqual([trailer.macAt, trailer.macLength, trailer.keyId], [macAt, length - macAt, 7]);
      else assert.deepEqual([trailer.macLength, trailer.keyId], [0, 0]);
    });
});
