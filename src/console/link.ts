/** What carries a console's octets: a serial line, a connection. */

export interface Link {
  /** So much was written and has not left yet that the other end seems not to read: it is cut off. */
  readonly isFull: boolean;
  write(octets: Uint8Array): void;
  /** Ends it; what was written goes out first. */
  close(): void;
}
