/**
 * What of `src` has been entered: in the run that has just been, and in all runs so far. How often is told apart as
 * AFL does it: 1, 2, 3, from 4, 8, 16, 32, 128 times.
 */
import { FUNCTION } from "./instrument.js";

/** Octets for all modules together. */
const ROOM = 0x1_0000;

/** Which bit stands for how many times. */
const BIT_OF = Uint8Array.from({ length: 256 }, (_, times) => {
  if (times < 4) return [0, 1, 2, 4][times];
  return [8, 16, 32, 64, 128][[8, 16, 32, 128, 256].findIndex(above => times < above)];
});

/** How many of what there is. */
export interface Share {
  readonly entered: number;
  readonly all: number;
}

export class Coverage {
  /** The texts that stand in the modules. */
  readonly words = new Set<string>();
  readonly #hits = new Uint8Array(ROOM);
  readonly #seen = new Uint8Array(ROOM);
  readonly #paths: string[] = [];
  #kinds = "";

  /** Gives counters to every module that is loaded from now on. */
  constructor() {
    const countersOf = (path: string, kinds: string, words: readonly string[]): Uint8Array => {
      const from = this.#kinds.length;
      this.#kinds += kinds;
      for (let i = 0; i < kinds.length; i++) this.#paths.push(path);
      for (const word of words) this.words.add(word);
      return this.#hits.subarray(from, this.#kinds.length);
    };
    Object.assign(globalThis, { countersOf });
  }

  /** A run begins. */
  begin(): void {
    this.#hits.fill(0, 0, this.#kinds.length);
  }

  /** Whether the run since `begin` went where none went before, or more often. */
  isNew(): boolean {
    const hits = this.#hits;
    const seen = this.#seen;
    let isNew = false;
    for (let i = 0; i < this.#kinds.length; i++) {
      if (hits[i] === 0) continue;
      const both = seen[i] | BIT_OF[hits[i]];
      if (both === seen[i]) continue;
      seen[i] = both;
      isNew = true;
    }
    return isNew;
  }

  /** The places that the run since `begin` entered. */
  entered(): number[] {
    const places: number[] = [];
    for (let i = 0; i < this.#kinds.length; i++) if (this.#hits[i] > 0) places.push(i);
    return places;
  }

  /** Of the functions of the modules that are loaded; in all runs. */
  functions(): Share {
    return this.#share(i => this.#kinds[i] === FUNCTION);
  }

  /** Of functions and of the blocks that decisions lead to; in all runs. */
  blocks(): Share {
    return this.#share(() => true);
  }

  /** The modules in which anything was entered in a run, each with its share of blocks. */
  modules(): Map<string, Share> {
    const shares = new Map<string, Share>();
    for (const path of new Set(this.#paths)) {
      const share = this.#share(i => this.#paths[i] === path);
      if (share.entered > 0) shares.set(path, share);
    }
    return shares;
  }

  #share(isMeant: (place: number) => boolean): Share {
    let entered = 0;
    let all = 0;
    for (let i = 0; i < this.#kinds.length; i++) {
      if (!isMeant(i)) continue;
      all++;
      if (this.#seen[i] > 0) entered++;
    }
    return { entered, all };
  }
}
