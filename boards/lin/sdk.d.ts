/** What the SDK has and the published declarations of it have not. */

declare function Native(destructor: string): new () => object;
declare function native(name: string): (...args: unknown[]) => unknown;

declare module "crypt" {
  export const Digest: unknown;
  export const BlockCipher: unknown;
}
