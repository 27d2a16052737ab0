/** Message authentication codes: what proves that who sent a message knows a key. */

/** Octets where they lie, as a datagram has them, and a view of the same. */
export interface Message {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/** The codes of one key. */
export interface Mac {
  /** Octets of the whole code: a multiple of 4, at most 64. */
  readonly length: number;
  /**
   * Writes the code of the first `length` octets of `message` to the start of `into`, which is another array
   * and holds as many octets as the code has.
   */
  compute(message: Message, length: number, into: Uint8Array): void;
}
