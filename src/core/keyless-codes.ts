/** The codes of a node that nobody can give keys. */
import { type Codes, type Signer } from "./codes.js";
import { PlatformDigest } from "./platform-digest.js";

export class KeylessCodes extends PlatformDigest implements Codes {
  /** @throws Error whatever the key */
  signer(): Signer {
    throw new Error("a node without keys has been given one");
  }
}
