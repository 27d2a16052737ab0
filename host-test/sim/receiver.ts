/**
 * A GPS receiver, simulated second by second: what its pulse and its text do, well and badly, and what the clock
 * makes of it, measured against the true time.
 */
import { Civil } from "../../src/time/calendar.js";
import { PPM, SECOND, type Q32 } from "../../src/time/fixed.js";
import { Instant, Timestamp } from "../../src/time/moment.js";
import { GpsClock } from "../../src/refclock/gps-clock.js";
import {
  type Condition,
  type LeapKnowledge,
  type ReceiverOptions,
  type ReferenceSink,
} from "../../src/refclock/reference-clock.js";
import { payload, sentence, ubxFrame } from "../support/receiver-words.js";
import { seeded } from "../support/random.js";

const BAUD = 9600;
const OCTET_SEC = 10 / BAUD;

/** Octets are handed on so many at a time. */
const CHUNK = 16;

/** 6 January 1980, in seconds since 1900. */
const GPS_EPOCH = 2_524_953_600;
const WEEK = 604_800;

/** How a receiver is; each can be changed while it runs. */
export interface Habits {
  hasPower: boolean;
  hasFix: boolean;
  hasPulse: boolean;
  hasText: boolean;
  textDelayMs: number;
  textJitterMs: number;
  /** What text names is not the second, but so much after it. */
  fractionMs: number;
  pulseJitterUs: number;
  /** The pulse is this much late. */
  pulseLateUs: number;
  /** Edges that are none, in seconds after the second. */
  spikes: readonly number[];
  /** The text names a second this much later than the true one. */
  shiftSec: number;
  /** TIM-TP names the coming pulse; its name is this much later than the true one. */
  hasTimTp: boolean;
  timTpShiftSec: number;
  /** NAV-TIMELS: where its leap seconds come from, 0 the factory, 2 GPS; undefined: it does not say. */
  leapSource: number | undefined;
  /** NAV-TIMELS announces a leap second. */
  announcesLeap: boolean;
  /** MON-HW: 2 good, 3 short, 4 open; undefined: it does not say. */
  antenna: number | undefined;
}

/** As a u-blox on a table: text 300 ms late, the pulse good. */
export const GOOD: Readonly<Habits> = {
  hasPower: true,
  hasFix: true,
  hasPulse: true,
  hasText: true,
  textDelayMs: 300,
  textJitterMs: 10,
  fractionMs: 0,
  pulseJitterUs: 2,
  pulseLateUs: 0,
  spikes: [],
  shiftSec: 0,
  hasTimTp: false,
  timTpShiftSec: 0,
  leapSource: undefined,
  announcesLeap: false,
  antenna: undefined,
};

/** A sample, held against the true time. */
export interface Measured {
  /** In the run, from 0. */
  readonly second: number;
  /** Of what it says against the true time, in microseconds. */
  readonly offsetUs: number;
  readonly errorUs: number;
}

export class SimReceiver {
  readonly habits: Habits = { ...GOOD };
  readonly samples: Measured[] = [];
  /** With the second of the run in which it began. */
  readonly conditions: [second: number, condition: Condition][] = [];
  readonly leaps: LeapKnowledge[] = [];
  sent = 0;
  readonly clock: GpsClock;
  /** Of the run, from 0. */
  second = 0;

  readonly #start: number;
  readonly #rate: number;
  readonly #leapAt: number;
  readonly #random: (below: number) => number;
  readonly #at = new Instant();

  /**
   * The first second is `start`, since 1900; the counter is `counterPpm` fast; second `leapAt` of the run is a
   * leap second.
   */
  constructor(
    options: Partial<ReceiverOptions>,
    start: number,
    seed: number,
    counterPpm = 30,
    leapAt = Infinity,
  ) {
    const sink: ReferenceSink = {
      sample: (at, time, error) => this.#measure(at, time, error),
      leapKnown: ({ taiOffsetSec, change, changeAt }) => this.leaps.push({ taiOffsetSec, change, changeAt }),
      changed: condition => this.conditions.push([this.second, condition]),
      send: () => this.sent++,
    };
    this.#start = start;
    this.#rate = Math.round(counterPpm * PPM);
    this.#leapAt = leapAt;
    this.#random = seeded(seed);
    const plain = { hasPulses: true, baud: BAUD, textDelay: undefined, pulseDelay: 0, taiOffsetSec: 37 };
    this.clock = new GpsClock({ ...plain, ...options }, sink);
  }

  /** So many seconds go by; `change` is called at the beginning of each. */
  run(seconds: number, change: (second: number, habits: Habits) => void = () => {}): void {
    for (let i = 0; i < seconds; i++) {
      change(this.second, this.habits);
      if (this.habits.hasPower) this.#speak();
      this.clock.passed(this.#instant(0.99));
      this.second++;
    }
  }

  /** Other sources say the time, `offSec` wrong, give or take `error`. */
  suggest(offSec: number, error: Q32): void {
    const time = new Timestamp();
    time.set(this.#name(this.second) + offSec, 0);
    this.clock.suggest(this.#instant(0), time, error);
  }

  #speak(): void {
    const { habits } = this;
    const { clock } = this;
    if (habits.hasPulse)
      clock.pulsed(this.#instant((habits.pulseLateUs + this.#jitter(habits.pulseJitterUs)) * 1e-6));
    if (habits.hasTimTp) this.#say(0.02, this.#timTp());
    for (const spike of habits.spikes) clock.pulsed(this.#instant(spike));
    if (!habits.hasText) return;
    const delay = (habits.textDelayMs + habits.fractionMs + this.#jitter(habits.textJitterMs)) / 1000;
    const parts = [...this.#sentences(), ...this.#frames()];
    this.#say(
      delay,
      parts.flatMap(part => [...part]),
    );
  }

  #sentences(): Uint8Array[] {
    const { hasFix, shiftSec, fractionMs } = this.habits;
    const civil = new Civil();
    const isLeap = this.second === this.#leapAt;
    civil.set(this.#name(this.second) + shiftSec - (isLeap ? 1 : 0));
    const two = (value: number): string => String(value % 100).padStart(2, "0");
    const time = `${two(civil.hour)}${two(civil.minute)}${isLeap ? 60 : two(civil.second)}.${two(fractionMs / 10)}`;
    const date = `${two(civil.day)}${two(civil.month)}${two(civil.year)}`;
    const place = hasFix ? "4404.1306,N,12118.8515,W" : ",,,";
    return [
      sentence(`GNRMC,${time},${hasFix ? "A" : "V"},${place},,,${date},,,${hasFix ? "A" : "N"}`),
      sentence(`GNGGA,${time},${place},${hasFix ? "1,08" : "0,00"},0.98,,M,,M,,`),
    ];
  }

  #frames(): Uint8Array[] {
    const { leapSource, announcesLeap, antenna } = this.habits;
    const frames: Uint8Array[] = [];
    if (leapSource !== undefined)
      frames.push(
        ubxFrame(
          0x0126,
          payload(24, view => {
            view.setUint8(8, leapSource);
            view.setInt8(9, 18);
            view.setInt8(11, announcesLeap ? 1 : 0);
            view.setInt32(12, announcesLeap ? this.#leapAt - this.second + 1 : 0, true);
            view.setUint8(23, 3);
          }),
        ),
      );
    if (antenna !== undefined)
      frames.push(
        ubxFrame(
          0x0a09,
          payload(60, view => view.setUint8(20, antenna)),
        ),
      );
    return frames;
  }

  #timTp(): number[] {
    const seconds = this.#name(this.second + 1) + this.habits.timTpShiftSec - GPS_EPOCH;
    const write = (view: DataView): void => {
      view.setUint32(0, (seconds % WEEK) * 1000, true);
      view.setUint16(12, Math.floor(seconds / WEEK), true);
      view.setUint8(14, 3);
    };
    return [...ubxFrame(0x0d01, payload(16, write))];
  }

  /** Octets, the first of them complete `fromSec` after the second. */
  #say(fromSec: number, octets: number[]): void {
    for (let i = 0; i < octets.length; i += CHUNK) {
      const chunk = Uint8Array.from(octets.slice(i, i + CHUNK));
      this.clock.heard(chunk, chunk.length, this.#instant(fromSec + (i + chunk.length - 1) * OCTET_SEC));
    }
  }

  /** UTC in seconds since 1900; the leap second has the number of the one after it. */
  #name(second: number): number {
    return this.#start + second - (second > this.#leapAt ? 1 : 0);
  }

  /** What the counter reads `sec` after the second. */
  #instant(sec: number): Instant {
    const elapsed = this.second * SECOND + Math.round(sec * SECOND);
    this.#at.set(1000, 0);
    this.#at.add(elapsed + Math.round((elapsed / SECOND) * this.#rate));
    return this.#at;
  }

  #measure(at: Instant, time: Timestamp, error: Q32): void {
    const origin = new Instant();
    origin.set(1000, 0);
    const elapsed = at.since(origin) / (1 + this.#rate / SECOND);
    const second = Math.round(elapsed / SECOND);
    const truth = new Timestamp();
    truth.set(this.#name(second), 0);
    truth.add(Math.round(elapsed - second * SECOND));
    const us = SECOND / 1e6;
    this.samples.push({ second, offsetUs: time.since(truth) / us, errorUs: error / us });
  }

  /** The sum of two dice, from -`most` to `most`. */
  #jitter(most: number): number {
    const die = (): number => this.#random(1001) / 1000 - 0.5;
    return (die() + die()) * most;
  }
}
