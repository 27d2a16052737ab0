/** What who listens on the way may have seen of honest packets: the last few, and whom each came from. */
import { Endpoint } from "../../../src/wire/address.js";
import { Datagram } from "../../../src/wire/datagram.js";
import { type Chance } from "../../sim/chance.js";

const MOST = 64;

/** One packet; an honest one, as it was. */
export interface Overheard {
  readonly datagram: Datagram;
  readonly from: Endpoint;
}

export class Ear {
  readonly #kept: Overheard[] = [];
  #next = 0;

  get isEmpty(): boolean {
    return this.#kept.length === 0;
  }

  keep({ bytes, length }: Datagram, from: Endpoint): void {
    if (this.#kept.length < MOST) this.#kept.push({ datagram: new Datagram(), from: new Endpoint() });
    const place = this.#kept[this.#next];
    this.#next = (this.#next + 1) % MOST;
    place.datagram.bytes.set(bytes.subarray(0, length));
    place.datagram.length = length;
    place.from.copy(from);
  }

  one(chance: Chance): Overheard {
    return this.#kept[chance.below(this.#kept.length)];
  }
}
