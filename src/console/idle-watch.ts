/** Ends what nobody uses any more. */
import { type Timer, type TimerPort } from "../runtime/timers.js";
import { SECOND } from "../time/fixed.js";

export class IdleWatch {
  #timer: Timer | undefined = undefined;

  /** `idleSec`: 0: never; `ended`: told when it has been idle for so long. */
  constructor(
    readonly timers: TimerPort,
    readonly idleSec: number,
    readonly ended: () => void,
  ) {}

  /** Somebody is there: it begins anew. */
  touch(): void {
    this.stop();
    if (this.idleSec > 0) this.#timer = this.timers.after(this.idleSec * SECOND, this.ended);
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}
