/** What can be seen of a GPS receiver, as its parts fill it in. */
import { type Q32 } from "../time/fixed.js";
import { type LabelWindow } from "./label-window.js";
import { type PulseTrain } from "./pulse-train.js";
import { type ReceiverLeap } from "./receiver-leap.js";
import {
  Antenna,
  Condition,
  Fix,
  type LeapKnowledge,
  type ReceiverCounts,
  type ReceiverStatus,
} from "./reference-clock.js";
import { Satellites } from "./satellites.js";

/** Its counters. */
export class GpsCounts implements ReceiverCounts {
  octets = 0;
  sentences = 0;
  frames = 0;
  badChecksums = 0;
  broken = 0;
  pulses = 0;
  refusedPulses = 0;
  labels = 0;
  refusedLabels = 0;
  samples = 0;
}

/** The status, of which some is asked of the parts that know it. */
export class GpsStatus implements ReceiverStatus {
  condition: Condition = Condition.Silent;
  fix: Fix = Fix.None;
  antenna: Antenna = Antenna.Unknown;
  used: number | undefined;
  readonly inView = new Satellites();
  dop: number | undefined;
  latitude: number | undefined;
  longitude: number | undefined;
  rollovers = 0;
  readonly counts = new GpsCounts();

  readonly #leap: ReceiverLeap;
  readonly #train: PulseTrain;
  readonly #window: LabelWindow;

  constructor(leap: ReceiverLeap, train: PulseTrain, window: LabelWindow) {
    this.#leap = leap;
    this.#train = train;
    this.#window = window;
  }

  get leap(): LeapKnowledge {
    return this.#leap;
  }

  get pulseJitter(): Q32 {
    return this.#train.jitter;
  }

  get labelDelay(): Q32 {
    return this.#window.delay;
  }

  get labelWindow(): Q32 {
    return this.#window.half;
  }

  get isDelayKnown(): boolean {
    return this.#window.isKnown;
  }
}
