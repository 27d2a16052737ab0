/**
 * What a node has learned of its crystal outlives a restart: it keeps better time before its first sample,
 * needs fewer of them, and knows at once how far it may run off without. `crystal-text.ts` has its form.
 */
import { Crystal, FREQUENCY_DOUBT, FREQUENCY_KNOWN } from "../core/crystal.js";
import { type Engine } from "../core/engine.js";
import { Happening } from "../core/happening.js";
import { DAY } from "../time/calendar.js";
import { FINE, PPM, SECOND, type Q32, type Rate } from "../time/fixed.js";
import { Instant, Timestamp } from "../time/moment.js";
import { durationText } from "../time/duration-text.js";
import { crystalText, readCrystal } from "./crystal-text.js";
import { type StorePort } from "./ports.js";

/** Under which name it is stored. */
export const DRIFT = "drift";

/** Flash wears out; and a frequency is known well enough to be relied on only after a while. */
const WRITE_EVERY = 3600 * SECOND;

/** What is not worth a write, unless the last one is a day old. */
const WORTH = Math.round(0.05 * PPM);

/** How long a board has been off that does not know, in seconds. */
const UNKNOWN_OFF_SEC = 30 * DAY;

/** What of a node is stored. */
export type Learned = Pick<Engine, "clock" | "remember">;

/** Told what became of what was stored; the arguments are a `Listener`'s. */
export type TellDrift = (
  happening: Happening.DriftRead | Happening.DriftRefused,
  value: number,
  why: string,
) => void;

/** The stored knowledge of this board's crystal. */
export class Drift {
  private readonly store: StorePort;
  private readonly learned: Learned;
  private readonly time = new Timestamp();
  /** When it was last stored, or first offered. */
  private readonly since = new Instant();
  private readonly writtenAt = new Instant();
  private isOffered = false;
  private isWritten = false;
  private stored: Rate | undefined = undefined;

  constructor(store: StorePort, learned: Learned) {
    this.store = store;
    this.learned = learned;
  }

  /**
   * What an earlier run ended with, doubted for the time since then, `time` being what the board believes;
   * undefined where there was none, or it is no frequency.
   */
  read(time: Timestamp, tell: TellDrift): Crystal | undefined {
    const text = this.store.read(DRIFT);
    const crystal = new Crystal();
    const refuse = (why: string): void => tell(Happening.DriftRefused, 0, why);
    if (text === undefined || !readCrystal(text, crystal, this.time, refuse)) return undefined;
    this.stored = crystal.frequency;
    const offSec = offSeconds(this.time, time);
    crystal.frequencyError = doubted(crystal, offSec ?? UNKNOWN_OFF_SEC);
    tell(Happening.DriftRead, crystal.frequency, ageText(offSec));
    return crystal;
  }

  /**
   * Stores what is known once that has been offered for an hour, and from then on every hour in which the
   * frequency changed, and every day. Storage that fails costs the next start its knowledge, nothing else.
   */
  keep(now: Instant): void {
    if (this.isOffered && now.since(this.since) < WRITE_EVERY) return;
    const isFirst = !this.isOffered;
    this.since.copy(now);
    this.isOffered = true;
    if (isFirst) return;
    if (!this.isWorthless(now)) this.write(now);
  }

  /**
   * The node stops: what was known when it was last awake is stored, if it was ever offered and writes are
   * cheap.
   */
  stop(now: Instant): void {
    if (this.isOffered && this.store.isWornByWrites === false) this.write(now);
  }

  private write(now: Instant): void {
    const crystal = new Crystal();
    this.learned.remember(crystal);
    this.stored = crystal.frequency;
    this.writtenAt.copy(now);
    this.isWritten = true;
    this.learned.clock.read(now, this.time);
    try {
      this.store.write(DRIFT, crystalText(crystal, this.time));
    } catch {
      return;
    }
  }

  private isWorthless(now: Instant): boolean {
    const isOld = this.isWritten && now.since(this.writtenAt) >= DAY * SECOND;
    const { frequency } = this.learned.clock;
    return !isOld && this.stored !== undefined && Math.abs(frequency - this.stored) < WORTH;
  }
}

/** Seconds from `then` to `time`; undefined where one of them is not known. */
function offSeconds(then: Timestamp, time: Timestamp): number | undefined {
  const off: Q32 = time.since(then);
  return then.isZero() || off < 0 ? undefined : off / SECOND;
}

function ageText(offSec: number | undefined): string {
  return offSec === undefined ? "of unknown age" : `${durationText(offSec)} old`;
}

/** A crystal walks on while the board is off, and is colder when it starts. */
function doubted({ frequencyError, walk }: Crystal, offSec: number): Rate {
  const walked = (walk / FINE) * Math.sqrt(offSec);
  const squares = frequencyError * frequencyError + walked * walked + FREQUENCY_DOUBT * FREQUENCY_DOUBT;
  return Math.min(Math.ceil(Math.sqrt(squares)), FREQUENCY_KNOWN);
}
