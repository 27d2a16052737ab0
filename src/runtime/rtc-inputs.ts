/** What the real-time clock tells the engine: it comes in like all else, so recordings have it. */
import { type Engine } from "../core/engine.js";
import { type Q32 } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";
import { Happened, type WriteLine } from "./recording.js";

export interface RtcInputs {
  /** It was found `ahead` of the clock's aim. */
  compared(ahead: Q32): void;
  /** It was set or trimmed. */
  moved(): void;
}

/** Hands on to the engine of a loop, stamped. */
export class EngineRtc implements RtcInputs {
  readonly #loop: { readonly engine: Engine; read(): Instant };

  constructor(loop: { readonly engine: Engine; read(): Instant }) {
    this.#loop = loop;
  }

  compared(ahead: Q32): void {
    this.#loop.engine.compared(ahead, this.#loop.read());
  }

  moved(): void {
    this.#loop.engine.rtcMoved();
  }
}

/** `inputs`, written down. */
export function recordingRtc(inputs: RtcInputs, write: WriteLine): RtcInputs {
  return {
    compared(ahead: Q32): void {
      write(`> ${Happened.Compared} ${ahead}`);
      inputs.compared(ahead);
    },
    moved(): void {
      write(`> ${Happened.RtcMoved}`);
      inputs.moved();
    },
  };
}
