/**
 * Ranking: the associations that are judged together, sorted by some quantity. From one time to the next they
 * hardly change their order, so that of last time is kept and mended by insertion: n steps where nothing has
 * moved, and no more than n for each that has come or gone. Allocates nothing.
 */

/** The round of who is not in `order`. */
const ABSENT = 0;

export class Ranking {
  /** How many there are, of those in `order`; valid after `sort`. */
  count = 0;
  /** Places in the pool, by their keys, of equals the lower first; valid after `sort`. */
  readonly order: number[];
  /** By place; not to be written to. */
  readonly key: number[];

  /** The round in which each was added last. */
  private readonly addedIn: number[];
  private round = ABSENT + 1;

  /** `capacity`: the size of the pool. */
  constructor(capacity: number) {
    this.order = new Array<number>(capacity).fill(0);
    this.key = this.order.slice();
    this.addedIn = new Array<number>(capacity).fill(ABSENT);
  }

  /** Begins a new round. */
  clear(): void {
    this.round++;
  }

  /** Adds the one at `place`, once a round. Throws where there is no such place. */
  add(place: number, key: number): void {
    const addedIn = this.addedIn;
    if (place >= addedIn.length) throw new RangeError("no such place in the pool");
    if (addedIn[place] === ABSENT) this.order[this.count++] = place;
    addedIn[place] = this.round;
    this.key[place] = key;
  }

  /** Sorts those of this round, leaving out the others. Answers how many there are. */
  sort(): number {
    const { order, key } = this;
    const addedIn = this.addedIn;
    const round = this.round;
    const before = this.count;
    let count = 0;
    for (let i = 0; i < before; i++) {
      const place = order[i];
      if (addedIn[place] !== round) {
        addedIn[place] = ABSENT;
        continue;
      }
      const own = key[place];
      let to = count++;
      for (; to > 0; to--) {
        const other = order[to - 1];
        if (key[other] < own || (key[other] === own && other < place)) break;
        order[to] = other;
      }
      order[to] = place;
    }
    return (this.count = count);
  }
}
