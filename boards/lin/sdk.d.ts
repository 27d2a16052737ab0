/** What the SDK has and the published declarations of it have not. */

declare function Native(destructor: string): new () => object;
declare function native(name: string): (...args: unknown[]) => unknown;

declare module "crypt" {
  export class Digest {
    constructor(type: "MD5" | "SHA1" | "SHA256" | "SHA384" | "SHA512");
    readonly blockSize: number;
    readonly outputSize: number;
    write(data: string | ArrayBuffer | ArrayBufferView): void;
    close(): ArrayBuffer;
    reset(): void;
  }

  export class BlockCipher {
    constructor(cipher: "AES", key: ArrayBuffer | ArrayBufferView);
    encrypt(data: ArrayBuffer | ArrayBufferView, result?: ArrayBuffer): ArrayBuffer;
  }
}
