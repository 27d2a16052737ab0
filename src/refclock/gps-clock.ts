/**
 * A GPS receiver as a reference clock: the pulse marks the second, the text names it, and a sample is made of
 * the two when all agree. Where anything is in doubt there is none: the clock's own holdover is better than a
 * second too many.
 */
import { SECOND, type Q32 } from "../time/fixed.js";
import { Instant, Timestamp } from "../time/moment.js";
import { type NamedSecond } from "../wire/named-second.js";
import { SETUP_FRAMES, SETUP_LENGTH, writeSetup } from "../wire/ubx-setup.js";
import { Advice, Opinion } from "./advice.js";
import { GpsHealth } from "./gps-health.js";
import { GpsStatus } from "./gps-status.js";
import { GpsWords, type WordSink } from "./gps-words.js";
import { LabelWindow } from "./label-window.js";
import { PulseTrain } from "./pulse-train.js";
import { ReceiverLeap } from "./receiver-leap.js";
import { ReceiverLine } from "./receiver-line.js";
import {
  Condition,
  Fix,
  type Receiver,
  type ReceiverOptions,
  type ReferenceSink,
} from "./reference-clock.js";
import { missedRollovers, ROLLOVER } from "./rollover.js";
import { SecondCount } from "./second-count.js";

/** Text names a pulse that came at most so long before it; what TIM-TP names comes at most so long after. */
const LATEST_TEXT: Q32 = 2 * SECOND;
const NEXT_PULSE: Q32 = SECOND + SECOND / 8;

/** Seconds over which names can be counted on: by a beat known to 1 ppm, and by a counter good to 500 ppm. */
const COUNTABLE_BY_BEAT = 50_000;
const COUNTABLE_BY_COUNTER = 500;

/** A good receiver's pulse is nearer than this to its second, whatever jitter is too small to be seen. */
const PULSE_ERROR: Q32 = Math.round(SECOND / 1e7);
const JITTERS = 3;

/** So near a leap second, seconds, what names a pulse ahead may count otherwise than the text. */
const NEAR_LEAP = 2;

export class GpsClock implements Receiver, WordSink {
  readonly status: GpsStatus;

  readonly #options: ReceiverOptions;
  readonly #sink: ReferenceSink;
  readonly #leap: ReceiverLeap;
  readonly #train = new PulseTrain();
  readonly #window: LabelWindow;
  readonly #count = new SecondCount();
  readonly #advice = new Advice();
  readonly #words: GpsWords;
  readonly #line: ReceiverLine;
  readonly #health: GpsHealth;
  readonly #setup = new Uint8Array(SETUP_LENGTH);
  #isStarted = false;

  /** The second that the next pulse marks, as said at `#comingAt`; undefined: it was not said. */
  #coming: number | undefined;
  readonly #comingAt = new Instant();
  /** The leap second that was named last: the second after it has the same number. */
  #leapName = 0;
  /** The second that text alone marks. */
  readonly #textMark = new Instant();
  readonly #time = new Timestamp();

  constructor(options: ReceiverOptions, sink: ReferenceSink) {
    this.#options = options;
    this.#sink = sink;
    this.#leap = new ReceiverLeap(options.taiOffsetSec);
    this.#window = new LabelWindow(options.textDelay);
    this.status = new GpsStatus(this.#leap, this.#train, this.#window);
    this.#words = new GpsWords(this.status, this.#leap, this);
    this.#line = new ReceiverLine(options.baud, this.status.counts, this.#words);
    this.#health = new GpsHealth(options, this.status, this.#words, this.#leap, this.#train, this.#count);
  }

  start(): void {
    this.#isStarted = true;
    for (let i = 0; i < SETUP_FRAMES; i++) this.#sink.send(this.#setup, writeSetup(i, this.#setup));
  }

  heard(octets: Uint8Array, length: number, at: Instant): void {
    this.#line.heard(octets, length, at);
    this.judge(at);
  }

  pulsed(at: Instant): void {
    const { counts } = this.status;
    counts.pulses++;
    if (!this.#train.take(at)) counts.refusedPulses++;
    else if (this.#train.isSteady) this.nameAhead(at);
    this.judge(at);
  }

  passed(at: Instant): void {
    this.#words.passed(at);
    this.judge(at);
  }

  suggest(at: Instant, time: Timestamp, error: Q32): void {
    this.#advice.take(at, time, error);
  }

  named(second: NamedSecond, burstAt: Instant): void {
    const { counts, fix } = this.status;
    counts.labels++;
    if (fix === Fix.None) return;
    const seconds = this.unrolled(second.seconds, burstAt);
    const sincePulse = burstAt.since(this.#train.last);
    const isMarked = this.#train.isSteady && sincePulse >= 0 && sincePulse < LATEST_TEXT;
    const isGood = isMarked
      ? this.nameMarked(second, seconds, sincePulse)
      : this.nameUnmarked(second, seconds, burstAt);
    if (!isGood) counts.refusedLabels++;
  }

  coming(seconds: number, at: Instant): void {
    const { change, changeAt } = this.#leap;
    const isNearLeap = change !== 0 && Math.abs(seconds - changeAt) <= NEAR_LEAP;
    this.#coming = isNearLeap ? undefined : seconds;
    this.#comingAt.copy(at);
  }

  leapChanged(): void {
    this.#sink.leapKnown(this.#leap);
  }

  private nameAhead(at: Instant): void {
    const seconds = this.#coming;
    this.#coming = undefined;
    if (seconds === undefined || this.status.fix === Fix.None) return;
    if (at.since(this.#comingAt) > NEXT_PULSE) return;
    const name = this.unrolled(seconds, at);
    if (!this.isContradicted(at, name) && this.isBelieved(at, name)) this.sampleOfPulse(at, name);
  }

  /** Whether the text, which came `sincePulse` after the last pulse, may name it. */
  private nameMarked(second: NamedSecond, seconds: number, sincePulse: Q32): boolean {
    const early = Math.round((second.fraction - sincePulse + this.#window.delay) / SECOND);
    if (!this.#window.accepts(sincePulse - second.fraction + early * SECOND, 0)) return false;
    const { last } = this.#train;
    const name = seconds + early;
    if (this.isContradicted(last, name)) return false;
    if (!this.isBelieved(last, name)) return !this.#count.isSettled;
    if (second.isLeap) this.#leapName = name;
    else this.sampleOfPulse(last, name);
    return true;
  }

  /** Whether the text, of a burst that began at `burstAt`, may name a second that no pulse marks. */
  private nameUnmarked(second: NamedSecond, seconds: number, burstAt: Instant): boolean {
    const doubt = this.#advice.error(burstAt);
    const { burstDoubt } = this.#line;
    if (doubt !== undefined) {
      const delay = this.#advice.since(seconds, burstAt) - second.fraction;
      if (!this.#window.accepts(delay, doubt, burstDoubt)) {
        this.#health.contradicted();
        return false;
      }
    }
    const mark = this.#textMark;
    mark.copy(burstAt);
    mark.add(-this.#window.delay - second.fraction);
    if (this.isContradicted(mark, seconds)) return false;
    if (!this.isBelieved(mark, seconds)) return !this.#count.isSettled;
    if (second.isLeap) this.#leapName = seconds;
    else if (this.#health.allowsText(burstAt)) this.sample(mark, seconds, 0, this.#window.error + burstDoubt);
    return true;
  }

  /** Whether others say that the mark at `at` is not second `name`. */
  private isContradicted(at: Instant, name: number): boolean {
    const opinion = this.#advice.opinion(name, at);
    if (opinion === Opinion.Differs) this.#health.contradicted();
    if (opinion === Opinion.Agrees && this.#leap.agreed()) this.leapChanged();
    return opinion === Opinion.Differs;
  }

  /** Whether the mark at `at` is believed to be second `name`, as the receiver says. */
  private isBelieved(at: Instant, name: number): boolean {
    const { change, changeAt } = this.#leap;
    const isPastChange = change !== 0 && name >= changeAt && name - changeAt <= NEAR_LEAP;
    const allowed = this.#leapName === name ? -1 : isPastChange ? -change : 0;
    const { isSteady, period } = this.#train;
    const countable = isSteady ? COUNTABLE_BY_BEAT : COUNTABLE_BY_COUNTER;
    const isBelieved = this.#count.told(at, name, isSteady ? period : SECOND, countable, allowed);
    if (isBelieved) this.#health.agreed();
    return isBelieved;
  }

  private sampleOfPulse(at: Instant, name: number): void {
    this.sample(at, name, this.#options.pulseDelay, PULSE_ERROR + JITTERS * this.#train.jitter);
  }

  /** Each mark makes one sample, however often it is named. */
  private sample(at: Instant, name: number, delay: Q32, error: Q32): void {
    if (!this.#health.allowsSample(at)) return;
    this.#health.sampled(at);
    this.status.counts.samples++;
    this.#time.set(name, 0);
    this.#time.add(delay);
    this.#sink.sample(at, this.#time, error);
  }

  private unrolled(seconds: number, at: Instant): number {
    const missed = missedRollovers(seconds, this.#advice.near(at));
    this.status.rollovers = missed;
    return seconds + missed * ROLLOVER;
  }

  private judge(at: Instant): void {
    const { status } = this;
    const before = status.condition;
    const condition = this.#health.judge(at);
    if (condition === before) return;
    status.condition = condition;
    this.#sink.changed(condition);
    if (before === Condition.Silent && this.#isStarted) this.start();
  }
}
