/** Whether a GPS receiver can be relied on just now, and why not. Allocates nothing. */
import { PHI, SECOND, type Q32 } from "../time/fixed.js";
import { Instant } from "../time/moment.js";
import { type GpsStatus } from "./gps-status.js";
import { type GpsWords } from "./gps-words.js";
import { TEXT_ERROR } from "./label-window.js";
import { type PulseTrain } from "./pulse-train.js";
import { type ReceiverLeap } from "./receiver-leap.js";
import { Antenna, Condition, Fix, type ReceiverOptions } from "./reference-clock.js";
import { type SecondCount } from "./second-count.js";

/** Nothing for so long: it is gone. */
const SILENCE: Q32 = 3 * SECOND;

/** A fix that has just been found, or found again, is watched for so long: its pulse is still moving. */
const SETTLING: Q32 = 5 * SECOND;

/** At the start pulses are waited for as long as this before text alone has to do. */
const FIRST_PULSES: Q32 = 30 * SECOND;

/** After this long without a pulse a clock left alone is no better than text (RFC 5905 PHI). */
const TEXT_IS_BETTER: Q32 = Math.round((TEXT_ERROR / PHI) * SECOND);

/** So many names in a row that others do not agree with. */
const DOUBT = 3;

/** Two marks that are nearer to each other are one. */
const ONE_MARK: Q32 = SECOND / 2;

export class GpsHealth {
  readonly #hasPulses: boolean;
  readonly #status: GpsStatus;
  readonly #words: GpsWords;
  readonly #leap: ReceiverLeap;
  readonly #train: PulseTrain;
  readonly #count: SecondCount;

  /** From when on text alone makes samples, though there should be pulses; set at the first word. */
  readonly #textFrom = new Instant();
  #isTextDue = false;
  readonly #sampledAt = new Instant();
  #hasSampled = false;
  #isByPulse = false;
  /** When samples were kept from being made last. */
  readonly #obstacleAt = new Instant();
  #contradictions = 0;
  #hadAntenna = false;

  constructor(
    options: ReceiverOptions,
    status: GpsStatus,
    words: GpsWords,
    leap: ReceiverLeap,
    train: PulseTrain,
    count: SecondCount,
  ) {
    this.#hasPulses = options.hasPulses;
    this.#status = status;
    this.#words = words;
    this.#leap = leap;
    this.#train = train;
    this.#count = count;
  }

  /** Other sources do not agree with the name of a second. */
  contradicted(): void {
    this.#contradictions++;
  }

  /** The name of a second is believed. */
  agreed(): void {
    this.#contradictions = 0;
  }

  /** Whether text alone may make a sample at `at`. */
  allowsText(at: Instant): boolean {
    return !this.#hasPulses || (this.#isTextDue && at.since(this.#textFrom) >= 0);
  }

  /** Whether the mark at `at` may make a sample, and has made none. */
  allowsSample(at: Instant): boolean {
    if (this.#hasSampled && at.since(this.#sampledAt) < ONE_MARK) return false;
    return this.impediment(at) === undefined;
  }

  /** The mark at `at` has made a sample. */
  sampled(at: Instant): void {
    this.#sampledAt.copy(at);
    this.#hasSampled = true;
    this.#isByPulse = at.equals(this.#train.last);
    if (this.#isByPulse) this.waitForPulses(at, TEXT_IS_BETTER);
  }

  /** The condition at `at`. */
  judge(at: Instant): Condition {
    if (this.#status.antenna === Antenna.Good) this.#hadAntenna = true;
    if (this.#words.isHeard && !this.#isTextDue) this.waitForPulses(at, FIRST_PULSES);
    const obstacle = this.obstacle(at);
    if (obstacle !== undefined) {
      this.#obstacleAt.copy(at);
      return obstacle;
    }
    if (this.#hasSampled && at.since(this.#sampledAt) <= SILENCE)
      return this.#isByPulse ? Condition.Locked : Condition.TextOnly;
    return at.since(this.#obstacleAt) <= SILENCE ? Condition.Settling : Condition.SecondInDoubt;
  }

  /** What keeps samples from being made; undefined: nothing does, for as long as seconds are named. */
  private obstacle(at: Instant): Condition | undefined {
    if (!this.#words.isHeard || at.since(this.#words.heardAt) > SILENCE) return Condition.Silent;
    const impediment = this.impediment(at);
    if (impediment !== undefined) return impediment;
    if (this.#contradictions >= DOUBT || this.#count.isInDoubt) return Condition.SecondInDoubt;
    if (!this.#count.isSettled) return Condition.Settling;
    const isBeating = this.#train.isSteady && at.since(this.#train.last) <= SILENCE;
    if (!this.#hasPulses || isBeating || this.allowsText(at)) return undefined;
    return this.#hasSampled ? Condition.PulseLost : Condition.Settling;
  }

  private waitForPulses(at: Instant, duration: Q32): void {
    this.#isTextDue = true;
    this.#textFrom.copy(at);
    this.#textFrom.add(duration);
  }

  /** What stands against any sample; undefined: nothing. */
  private impediment(at: Instant): Condition | undefined {
    const { antenna, fix } = this.#status;
    if (this.#hadAntenna && (antenna === Antenna.Open || antenna === Antenna.Short))
      return Condition.AntennaLost;
    if (fix === Fix.None) return Condition.NoFix;
    if (!this.#leap.isKnown) return Condition.LeapUnknown;
    return at.since(this.#words.fixedAt) < SETTLING ? Condition.Settling : undefined;
  }
}
