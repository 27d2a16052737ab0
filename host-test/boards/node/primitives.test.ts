import assert from "node:assert/strict";
import { NodePrimitives } from "../../../boards/node/primitives.js";
import { createMac, KeyMode } from "../../../src/core/key-mode.js";
import { HashFunction } from "../../../src/crypto/primitives.js";
import { declareCaptures } from "../../support/captured-keys.js";
import { toHex } from "../../support/hex.js";
import { declareContract, messageOf } from "../../support/primitives-contract.js";
import { PurePrimitives } from "../../support/pure-primitives.js";
import { seeded } from "../../support/random.js";

describe("Node's primitives", () => {
  const primitives = new NodePrimitives();
  declareContract(primitives);

  describe("captured packets", () => declareCaptures(primitives));

  it("hands out one hash of a kind, whoever asks", () =>
    assert.equal(primitives.hash(HashFunction.Md5), primitives.hash(HashFunction.Md5)));

  for (let mode = KeyMode.Md5; mode <= KeyMode.Aes256Cmac; mode++)
    it(`make the codes that others make: key mode ${mode} (seed ${mode})`, () => {
      const random = seeded(mode + 1);
      const secret = new Uint8Array(mode === KeyMode.Aes128Cmac ? 16 : 32).map(() => random(256));
      const [ours, others] = [primitives, new PurePrimitives()].map(each => createMac(mode, secret, each));
      const codes = [new Uint8Array(ours.length), new Uint8Array(ours.length)];
      for (let i = 0; i < 50; i++) {
        const message = new Uint8Array(1 + random(1024)).map(() => random(256));
        ours.compute(messageOf(message), message.length, codes[0]);
        others.compute(messageOf(message), message.length, codes[1]);
        assert.equal(toHex(codes[0]), toHex(codes[1]));
      }
    });
});
