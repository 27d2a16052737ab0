/** What names sources of IPv6, computed over what the platform brings. */
import { HashFunction, type Primitives } from "../crypto/primitives.js";
import { type Digest } from "./address-refid.js";

const MD5_LENGTH = 16;

export class PlatformDigest implements Digest {
  protected readonly primitives: Primitives;
  private readonly digest = new Uint8Array(MD5_LENGTH);

  constructor(primitives: Primitives) {
    this.primitives = primitives;
  }

  md5(bytes: Uint8Array): Uint8Array {
    const hash = this.primitives.hash(HashFunction.Md5);
    hash.begin();
    hash.update(bytes, bytes.length);
    hash.finish(this.digest);
    return this.digest;
  }
}
