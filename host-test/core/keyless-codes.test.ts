import assert from "node:assert/strict";
import { type Codes } from "../../src/core/codes.js";
import { KeyMode } from "../../src/core/key-mode.js";
import { KeylessCodes } from "../../src/core/keyless-codes.js";
import { octets, toHex } from "../support/hex.js";
import { PurePrimitives } from "../support/pure-primitives.js";

describe("the codes of a node without keys", () => {
  const codes = new KeylessCodes(new PurePrimitives());

  it("make reference ids", () =>
    assert.equal(toHex(codes.md5(octets("616263"))), "900150983cd24fb0d6963f7d28e17f72"));

  it("refuse every key", () =>
    assert.throws(() => (codes as Codes).signer(KeyMode.Md5, octets("61")), /without keys/));
});
