/**
 * Hearing: the discipline hears the samples of all that are followed, in the order in which they were taken,
 * each but once. Allocates nothing.
 *
 * In place of the RFC's combining of offsets (section 11.2.3): each source's time is ours plus a bias, and
 * all of them together steer the clock. So a change of system peer is no jump, and the noise of many is less
 * than that of one; the mean of what they say, weighted as the RFC does, is where the clock slowly goes.
 */
import { type Association } from "./association.js";
import { SampleFate } from "./discipline-action.js";
import { type Discipline } from "./discipline.js";
import { type Selection } from "./selection.js";
import { Ways } from "./stage.js";

/** What part of the way to the mean of all sources the clock goes with each sample. */
const CENTRING = 8;

export class Hearing {
  private readonly associations: readonly Association[];
  private readonly selection: Selection;
  private readonly discipline: Discipline;
  /** Whose sample is next, and which of its filter's stages. */
  private next: Association | undefined = undefined;
  private stage = 0;
  /** Whose sample was refused, of those heard last; undefined: nobody's. */
  refused: Association | undefined = undefined;

  /** `associations`: the whole pool, for good. */
  constructor(associations: readonly Association[], selection: Selection, discipline: Discipline) {
    this.associations = associations;
    this.selection = selection;
    this.discipline = discipline;
  }

  /** Hands on what is new, `peer` being whom the system follows. */
  listen(peer: Association): void {
    let isTaken = false;
    this.refused = undefined;
    while (this.findNext()) {
      const { path, filter } = this.next!;
      if (!path.isBegun) path.begin(filter);
      path.weigh(filter);
      path.isPeer = this.next === peer;
      path.isReference = path.isPeer && (this.selection.followed === 1 || path.isSettled);
      const at = filter.stageAt(this.stage);
      path.ways = filter.stageWays(this.stage);
      path.seenAt.copy(at);
      const fate = this.discipline.take(
        path,
        filter.stageOffset(this.stage),
        filter.stageDelay(this.stage),
        at,
      );
      if (fate === SampleFate.Taken) isTaken = true;
      if (fate === SampleFate.Refused) this.refused = this.next;
    }
    if (isTaken) this.centre();
  }

  /** Finds the oldest sample not heard before, of those who are followed. */
  private findNext(): boolean {
    const selection = this.selection;
    const { followed } = selection;
    this.next = undefined;
    for (let i = 0; i < followed; i++) {
      const association = selection.follows(i);
      const stage = oldestUnheard(association);
      if (stage < 0) continue;
      const at = association.filter.stageAt(stage);
      if (this.next !== undefined && at.since(this.next.filter.stageAt(this.stage)) >= 0) continue;
      this.next = association;
      this.stage = stage;
    }
    return this.next !== undefined;
  }

  /** The clock goes to where its sources are in the mean. */
  private centre(): void {
    const by = Math.round(this.selection.bias() / CENTRING);
    if (by === 0) return;
    this.discipline.recentre(by);
    for (let i = 0; i < this.associations.length; i++) this.associations[i].path.bias -= by;
  }
}

function oldestUnheard({ filter, path }: Association): number {
  let oldest = -1;
  for (let i = 0; i < filter.stageCount; i++) {
    if (path.isBegun && filter.stageAt(i).since(path.seenAt) <= 0) break;
    if (filter.stageWays(i) !== Ways.None) oldest = i;
  }
  return oldest;
}
