/** Primitives of the right lengths, and nothing else: what is metered over them is ours alone. */
import { HashFunction, type Primitives } from "../../src/crypto/primitives.js";

const LENGTHS = {
  [HashFunction.Md5]: [64, 16],
  [HashFunction.Sha1]: [64, 20],
  [HashFunction.Sha256]: [64, 32],
  [HashFunction.Sha384]: [128, 48],
  [HashFunction.Sha512]: [128, 64],
} as const;

export const HOLLOW: Primitives = {
  hash: name => ({
    blockLength: LENGTHS[name][0],
    digestLength: LENGTHS[name][1],
    begin: () => {},
    update: () => {},
    finish: () => {},
  }),
  aes: () => ({ encrypt: () => {} }),
};
