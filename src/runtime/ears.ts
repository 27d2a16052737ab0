/** Who is told of what happens to a node; sessions that strangers make are told of at a bounded rate. */
import { type Association } from "../core/association.js";
import { type Happening } from "../core/happening.js";
import { SessionFlood } from "../report/session-flood.js";
import { type Instant } from "../time/moment.js";
import { type Listener } from "./node.js";

export class Ears {
  private readonly listeners: Listener[] = [];
  private readonly flood = new SessionFlood();

  add(listener: Listener): void {
    this.listeners.push(listener);
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
    for (let i = 0; i < this.listeners.length; i++) this.listeners[i](happening, association, told, why);
  }
}
