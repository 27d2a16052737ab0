/**
 * The log: the latest lines in a ring of fixed size. Who sends them on goes by their numbers, so that a line
 * is kept once, and what was overwritten before it could be sent is known to be missing.
 */
import { Timestamp } from "../time/moment.js";
import { NTP } from "./event.js";
import { Severity } from "./severity.js";

/** Longer texts are cut: a line fits into a datagram, and the ring into a board. */
export const MOST_TEXT = 240;

/** One line, which belongs to the ring, and another takes its place there in time. */
export class LogEntry {
  severity = Severity.Debugging;
  /** "NTP": what the mnemonic is of. */
  module = NTP;
  /** "NTP_STRATUM_CHANGE" */
  mnemonic = "";
  text = "";
  /** What the clock showed. */
  readonly time = new Timestamp();
  /** Whether a source had set the clock by then. */
  isTimeKnown = false;
}

/** Told of each line when it has been written. */
export type LogListener = (entry: LogEntry) => void;

/** A ring of lines, each known by its number. */
export class Log {
  /** Made as they are first needed. */
  private readonly entries: LogEntry[] = [];
  private listeners: readonly LogListener[] = [];
  /** The number of the next line. */
  private endNumber = 0;
  /** The number of the first that is shown. */
  private startNumber = 0;
  private overwrittenCount = 0;

  /** `capacity`: how many lines are kept. */
  constructor(readonly capacity: number) {}

  /** The number that the next line will have; the first has 0. */
  get end(): number {
    return this.endNumber;
  }

  /** The number of the oldest line that is still there and was not cleared away. */
  get start(): number {
    return Math.max(this.startNumber, this.oldest);
  }

  /** The number of the oldest line that is still there. */
  get oldest(): number {
    return Math.max(0, this.endNumber - this.capacity);
  }

  /** How many lines were overwritten since it was last cleared. */
  get overwritten(): number {
    return this.overwrittenCount;
  }

  /** Line `number`, which is still there. */
  at(number: number): LogEntry {
    return this.entries[number % this.capacity];
  }

  write(
    severity: Severity,
    mnemonic: string,
    text: string,
    time: Timestamp,
    isTimeKnown: boolean,
    module = NTP,
  ): void {
    if (this.endNumber - this.start === this.capacity) this.overwrittenCount++;
    if (this.entries.length < this.capacity) this.entries.push(new LogEntry());
    const entry = this.at(this.endNumber);
    this.endNumber++;
    entry.severity = severity;
    entry.module = module;
    entry.mnemonic = mnemonic;
    entry.text = text.slice(0, MOST_TEXT);
    entry.time.copy(time);
    entry.isTimeKnown = isTimeKnown;
    // Who is told may forget itself meanwhile.
    const listeners = this.listeners;
    for (let i = 0; i < listeners.length; i++) listeners[i](entry);
  }

  /** `display logbuffer` shows nothing of what was written before; log hosts still get it. */
  clear(): void {
    this.startNumber = this.endNumber;
    this.overwrittenCount = 0;
  }

  listen(listener: LogListener): void {
    this.listeners = [...this.listeners, listener];
  }

  /** `listener` is told nothing more. */
  forget(listener: LogListener): void {
    this.listeners = this.listeners.filter(one => one !== listener);
  }
}
