/**
 * News: the samples of those that are followed, of all of them together in the order in which they were taken,
 * each but once. Allocates nothing.
 */
import { type Instant } from "../time/moment.js";
import { type Association } from "./association.js";
import { type Selection } from "./selection.js";

export class News {
  /** Whose the sample is, and which of its filter's stages. */
  association: Association | undefined = undefined;
  stage = 0;

  /** Finds the oldest that was not found before; false: there is none. */
  next(selection: Selection): boolean {
    this.association = undefined;
    for (let i = 0; i < selection.followed; i++) {
      const association = selection.follows(i);
      const stage = oldestUnseen(association);
      if (stage < 0) continue;
      if (this.association !== undefined && this.#at.since(association.filter.stageAt(stage)) <= 0) continue;
      this.association = association;
      this.stage = stage;
    }
    if (this.association === undefined) return false;
    const { path, filter } = this.association;
    if (!path.isBegun) path.begin(filter);
    path.seenAt.copy(this.#at);
    return true;
  }

  get #at(): Instant {
    return this.association!.filter.stageAt(this.stage);
  }
}

function oldestUnseen({ filter, path }: Association): number {
  let oldest = -1;
  for (let i = 0; i < filter.stageCount; i++) {
    if (path.isBegun && filter.stageAt(i).since(path.seenAt) <= 0) break;
    if (!filter.isEmpty(i)) oldest = i;
  }
  return oldest;
}
