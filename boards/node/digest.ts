/** Digests by Node's own cryptography. */
import { createHash } from "node:crypto";
import { type DigestPort } from "../../src/runtime/ports.js";

export class Digest implements DigestPort {
  md5(bytes: Uint8Array): Uint8Array {
    return createHash("md5").update(bytes).digest();
  }
}
