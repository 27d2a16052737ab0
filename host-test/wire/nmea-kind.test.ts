import assert from "node:assert/strict";
import { kindNamed, SentenceKind } from "../../src/wire/nmea-kind.js";

const KINDS: readonly (readonly [name: string, kind: SentenceKind])[] = [
  ["RMC", SentenceKind.Rmc],
  ["GGA", SentenceKind.Gga],
  ["ZDA", SentenceKind.Zda],
  ["GSA", SentenceKind.Gsa],
  ["GSV", SentenceKind.Gsv],
  ["TXT", SentenceKind.Txt],
  ["GLL", SentenceKind.Other],
  ["CMR", SentenceKind.Other],
  ["rmc", SentenceKind.Other],
];

describe("the kind of a sentence", () => {
  for (const [name, kind] of KINDS)
    it(`${name} is ${kind}`, () => {
      const [a, b, c] = Array.from(name, letter => letter.charCodeAt(0));
      assert.equal(kindNamed((a << 16) | (b << 8) | c), kind);
    });
});
