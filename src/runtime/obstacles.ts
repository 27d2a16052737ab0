/** What is in the way at present, found anew for each who asks: nothing of it is taken from a log. */
import { type Association } from "../core/association.js";
import { type Loop } from "./loop.js";
import { type Obstacles } from "./node.js";

export class PresentObstacles implements Obstacles {
  readonly #loop: Loop;

  constructor(loop: Loop) {
    this.#loop = loop;
  }

  of(association: Association): string {
    const { departures, engine, interfaces } = this.#loop;
    return departures.obstacle(association, engine.settings, interfaces);
  }

  ofSender(index: number): string {
    const { departures, engine, interfaces } = this.#loop;
    return departures.senderObstacle(index, engine.settings, interfaces);
  }

  ofSearch(index: number): string {
    return this.#loop.departures.searchObstacle(index);
  }

  ofService(): readonly string[] {
    return this.#loop.listeners.errors.map(({ message }) => message);
  }
}
