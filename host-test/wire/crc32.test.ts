import assert from "node:assert/strict";
import { crc32 } from "../../src/wire/crc32.js";

describe("CRC-32", () => {
  const rows: [text: string, crc: number][] = [
    ["", 0],
    ["123456789", 0xcbf43926], // the check value that catalogues of CRCs give
    ["ü", 0x63d969d5],
    ["時", 0xf11ba65f],
    ["🕰", 0x963afba5],
    ["\ud800", 0x8b7233c9],
  ];
  for (const [text, crc] of rows) it(JSON.stringify(text), () => assert.equal(crc32(text), crc));
});
