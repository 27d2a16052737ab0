/** What is left of an input: choices are taken off its front. At the end every choice is 0. */
export class Rest {
  readonly #input: Uint8Array;
  #at = 0;

  constructor(input: Uint8Array) {
    this.#input = input;
  }

  get isOver(): boolean {
    return this.#at >= this.#input.length;
  }

  octet(): number {
    return this.#input[this.#at++] ?? 0;
  }

  /** 0 to `most` - 1; `most` up to 65536. */
  below(most: number): number {
    return (most > 256 ? this.octet() * 256 + this.octet() : this.octet()) % most;
  }

  one<T>(of: readonly T[]): T {
    return of[this.below(of.length)];
  }

  /** The next `length` octets, or as many as there are. */
  octets(length: number): Uint8Array {
    const taken = this.#input.subarray(this.#at, this.#at + length);
    this.#at += length;
    return taken;
  }

  /** All that is left, as text: UTF-8, with what is none replaced. */
  text(): string {
    return new TextDecoder().decode(this.octets(this.#input.length));
  }
}
