/** What the real-time clock tells the engine: it comes in like all else, so recordings have it. */
import { type Engine } from "../core/engine.js";
import { type SecondRecord } from "../core/second-record.js";
import { type Q32 } from "../time/fixed.js";
import { type Instant } from "../time/moment.js";
import { Happened, type WriteLine } from "./recording.js";

export interface RtcInputs {
  /** It was found `ahead` of the clock's aim. */
  compared(ahead: Q32): void;
  /** It was set or trimmed. */
  moved(): void;
  /** So it was known to an earlier run. */
  known(record: SecondRecord): void;
}

/** Hands on to the engine of a loop, stamped. */
export class EngineRtc implements RtcInputs {
  private readonly loop: { readonly engine: Engine; read(): Instant };

  constructor(loop: { readonly engine: Engine; read(): Instant }) {
    this.loop = loop;
  }

  compared(ahead: Q32): void {
    this.loop.engine.compared(ahead, this.loop.read());
  }

  moved(): void {
    this.loop.engine.rtcMoved();
  }

  known(record: SecondRecord): void {
    this.loop.engine.carrier.restore(record, this.loop.read());
  }
}

/** All of `record`; every horizon has three. */
function numbersOf({ gain, gainAgeSec, runOffs }: SecondRecord): number[] {
  return [gain, gainAgeSec, ...runOffs.flatMap(({ count, byLast }) => [count, byLast.square, byLast.worst])];
}

/** Fills `record` from the text of those numbers; answers whether it has all. */
export function readKnown(text: string, record: SecondRecord): boolean {
  const numbers = text.split(" ").map(Number);
  const [gain, gainAgeSec, ...runOffs] = numbers;
  record.gain = gain;
  record.gainAgeSec = gainAgeSec;
  record.runOffs.forEach((runOff, i) => {
    [runOff.count, runOff.byLast.square, runOff.byLast.worst] = runOffs.slice(3 * i, 3 * i + 3);
    runOff.byMean.copy(runOff.byLast);
  });
  const isAll = runOffs.length === 3 * record.runOffs.length;
  return isAll && numbers.every((number, i) => Number.isFinite(number) || (i === 0 && Number.isNaN(number)));
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
    known(record: SecondRecord): void {
      write(`> ${Happened.RtcKnown} ${numbersOf(record).join(" ")}`);
      inputs.known(record);
    },
  };
}
