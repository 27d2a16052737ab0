import assert from "node:assert/strict";
import { createMac, KeyMode, takesSecret } from "../../src/core/key-mode.js";
import { toHex } from "../support/hex.js";
import { messageOf, textOctets } from "../support/primitives-contract.js";
import { PurePrimitives } from "../support/pure-primitives.js";

interface Row {
  readonly name: string;
  readonly mode: KeyMode;
  /** The only length of a secret, in octets; undefined: any. */
  readonly exactly?: number;
  /** Of "a packet" under a secret of octets 0, 1, 2, … (16 of them if any number will do), by OpenSSL. */
  readonly code: string;
}

const ROWS: readonly Row[] = [
  { name: "md5", mode: KeyMode.Md5, code: "a92aa9ad091244ec790a8f3fe0e85f35" },
  { name: "sha1", mode: KeyMode.Sha1, code: "f79264a5b06446b686fc0cb62f408ac0a5965403" },
  {
    name: "sha256",
    mode: KeyMode.Sha256,
    code: "7adbb301ee540a235fcd873ef33a53082d5a7842ad5fdf1bb2141ad4aa90caa4",
  },
  {
    name: "sha384",
    mode: KeyMode.Sha384,
    code: "666a33fdb0fbf985e8754e3967815eb58e6548fb62de61a3f16600fe0b3d959e479d98920061fe9134fa4e9e0c9ac1eb",
  },
  {
    name: "sha512",
    mode: KeyMode.Sha512,
    code:
      "ace2ca5e8259b88ff8bea119447608abf80bc624305058299fd840da6d174ea1" +
      "351d27bb6569012db5c31501bc396e041f0861d88407b8a472bdd18ab30a8f56",
  },
  { name: "hmac-sha-1", mode: KeyMode.HmacSha1, code: "a6352794cab849f5427a475e36fb7e852662164d" },
  {
    name: "hmac-sha-256",
    mode: KeyMode.HmacSha256,
    code: "932ca038f1c5f10f220340510af99a7d9f0edfef9adab5650360b43e3685b877",
  },
  {
    name: "hmac-sha-384",
    mode: KeyMode.HmacSha384,
    code: "b96067f9296df961c3364152c48667014f96016b0767ce13680416b6ed1b58fd35fdd7c780ab700494fbeb9285d0d7b7",
  },
  {
    name: "hmac-sha-512",
    mode: KeyMode.HmacSha512,
    code:
      "0efceb72a896a8c57a9da2451dbd8816f27c2a1d0c1aea581236425d912ad835" +
      "57eb2194328c3a67e54ac22107585fc7635902e5699eb48fdcc5ba874ea9251d",
  },
  {
    name: "aes-128-cmac",
    mode: KeyMode.Aes128Cmac,
    exactly: 16,
    code: "5b98b72ae52ea14873606f9e52509a58",
  },
  {
    name: "aes-256-cmac",
    mode: KeyMode.Aes256Cmac,
    exactly: 32,
    code: "70a5569c737faac1635fef316b50ce14",
  },
];

describe("key mode", () => {
  const primitives = new PurePrimitives();
  for (const { name, mode, exactly, code: wanted } of ROWS) {
    it(`${name} is that and no other`, () => {
      const secret = new Uint8Array(exactly ?? 16).map((_, i) => i);
      const mac = createMac(mode, secret, primitives);
      const code = new Uint8Array(mac.length);
      mac.compute(messageOf(textOctets("a packet")), 8, code);
      assert.equal(toHex(code), wanted);
    });

    it(`${name} takes secrets of ${exactly ?? "any number of"} octets, but not of none`, () => {
      for (let length = 0; length <= 200; length++) {
        const isTaken = exactly === undefined ? length > 0 : length === exactly;
        assert.equal(takesSecret(mode, length), isTaken, `${length} octets`);
        if (!isTaken) assert.throws(() => createMac(mode, new Uint8Array(length), primitives), RangeError);
      }
    });
  }
});
