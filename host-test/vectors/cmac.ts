/** AES-CMAC's examples, typed from RFC 4493 section 4 (AES-128) and NIST SP 800-38B appendix D.3 (AES-256). */

export interface CmacVector {
  readonly name: string;
  readonly key: string;
  /** Octets of `CMAC_MESSAGE`. */
  readonly length: number;
  readonly mac: string;
}

export const CMAC_MESSAGE =
  "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51" +
  "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";

const KEY_128 = "2b7e151628aed2a6abf7158809cf4f3c";
const KEY_256 = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4";

export const CMAC_VECTORS: readonly CmacVector[] = [
  { name: "RFC 4493 example 1", key: KEY_128, length: 0, mac: "bb1d6929e95937287fa37d129b756746" },
  { name: "RFC 4493 example 2", key: KEY_128, length: 16, mac: "070a16b46b4d4144f79bdd9dd04a287c" },
  { name: "RFC 4493 example 3", key: KEY_128, length: 40, mac: "dfa66747de9ae63030ca32611497c827" },
  { name: "RFC 4493 example 4", key: KEY_128, length: 64, mac: "51f0bebf7e3b9d92fc49741779363cfe" },
  { name: "SP 800-38B example 9", key: KEY_256, length: 0, mac: "028962f61b7bf89efc6b551f4667d983" },
  { name: "SP 800-38B example 10", key: KEY_256, length: 16, mac: "28a7023f452e8f82bd4bf28d8c37c35c" },
  { name: "SP 800-38B example 11", key: KEY_256, length: 40, mac: "aaf3d8f1de5640c232f5b169b9c911e6" },
  { name: "SP 800-38B example 12", key: KEY_256, length: 64, mac: "e1992190549f6ed5696a2c056c315410" },
];
