/** What is in the way at present, found anew for each who asks: nothing of it is taken from a log. */
import { type Association } from "../core/association.js";
import { KeyState } from "../core/authentication.js";
import { never } from "../time/never.js";
import { type Loop } from "./loop.js";
import { type Obstacles } from "./node.js";

export class PresentObstacles implements Obstacles {
  readonly #loop: Loop;

  constructor(loop: Loop) {
    this.#loop = loop;
  }

  of(association: Association): string {
    const { departures, engine, interfaces } = this.#loop;
    return (
      this.#wantOfKey(association.keyId) || departures.obstacle(association, engine.settings, interfaces)
    );
  }

  ofSender(index: number): string {
    const { departures, engine, interfaces } = this.#loop;
    return departures.senderObstacle(index, engine.settings, interfaces);
  }

  ofSearch(index: number): string {
    const { departures, engine } = this.#loop;
    return this.#wantOfKey(engine.settings.searches[index]?.keyId ?? 0) || departures.searchObstacle(index);
  }

  ofService(): readonly string[] {
    return this.#loop.listeners.errors.map(({ message }) => message);
  }

  /** Why what a key is to authenticate is not; empty: it is, or need not be. */
  #wantOfKey(keyId: number): string {
    const state = this.#loop.engine.authentication.stateOf(keyId);
    switch (state) {
      case KeyState.Unused:
      case KeyState.Trusted:
        return "";
      case KeyState.Untrusted:
        return `key ${keyId} is not trusted`;
      case KeyState.Missing:
        return `key ${keyId} is not configured`;
      default:
        return never(state);
    }
  }
}
