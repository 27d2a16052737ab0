/** Who is told of what happens to a node; sessions that strangers make are told of at a bounded rate. */
import { type Association } from "../core/association.js";
import { type Happening } from "../core/happening.js";
import { SessionFlood } from "../report/session-flood.js";
import { type Instant } from "../time/moment.js";
import { type Listener } from "./node.js";

/** Takes in what happened. */
export interface Ear {
  readonly take: Listener;
}

export class Ears {
  // Objects that are there anyway: a function of its own for each takes slots of its own.
  private readonly ears: Ear[] = [];
  private readonly flood = new SessionFlood();

  add(ear: Ear): void {
    this.ears.push(ear);
  }

  tell(
    happening: Happening,
    association: Association | undefined,
    value: number,
    why: string,
    now: Instant,
  ): void {
    const told = this.flood.valueOf(happening, association, value, now);
    if (told === undefined) return;
    for (let i = 0; i < this.ears.length; i++) this.ears[i].take(happening, association, told, why);
  }
}
