/** A message authentication code under one key: what proves that who sent a message knows the key. */
export interface Mac {
  /** Octets of the whole code. */
  readonly length: number;
  /**
   * Writes the code of the first `length` octets of `bytes` to the start of `into`, which is another array
   * and holds as many octets as the code has.
   */
  compute(bytes: Uint8Array, length: number, into: Uint8Array): void;
}
