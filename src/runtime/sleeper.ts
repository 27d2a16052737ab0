/**
 * Keeps the time over deep sleep, from which a board starts anew: what the clock showed and claimed goes into
 * memory that outlives the sleep, with what is known of the counter that goes on. After it the clock begins
 * with the time that this makes, as wrong as the counter may have run off; and once a source has put it
 * right, the next sleep begins with what that shows of the counter.
 *
 *     const sleeper = new Sleeper(openSleep(), ports);
 *     const clock = new Clock({ ports: sleeper.ports, servers });
 *     … sleeper.sleepFor(clock, 600);
 */
import { SleepCounter } from "../core/sleep-counter.js";
import { MAXFREQ } from "../core/software-clock.js";
import { UNIX_EPOCH } from "../time/calendar.js";
import {
  clamp,
  FOREVER,
  half,
  MAXDISP,
  MILLISECOND,
  PHI,
  portion,
  scale,
  SECOND,
  toSeconds,
  type Q32,
  type Rate,
} from "../time/fixed.js";
import { Instant, Timestamp } from "../time/moment.js";
import { mayHaveLeapt } from "../time/month.js";
import { type BootClockPort, type Ports } from "./ports.js";
import { type KeptClock, type SleepPort } from "./sleep-port.js";
import { readSleep, SleepRecord, sleepText } from "./sleep-record.js";

const MILLISECONDS = 1000;

/** No board takes longer to start; who was woken earlier was not woken by the time. */
const LONGEST_START = 5 * SECOND;

/** A Q32 counts single units up to 24 days; a longer sleep is cut short. */
const LONGEST_SLEEP = FOREVER / 2;

export class Sleeper implements BootClockPort {
  /** The board's, with this as the clock that a node boots with. */
  readonly ports: Ports;
  private readonly sleep: SleepPort;
  private readonly otherwise: BootClockPort;
  private readonly record: SleepRecord;
  /** What the time was at this counter reading; the record's error and the sleeps' bound say how wrong. */
  private readonly woken = new Timestamp();
  private readonly wokenAt = new Instant();
  private readonly at = new Instant();
  private readonly counted = new Instant();
  private readonly time = new Timestamp();
  /** As of `woken`; FOREVER: no time was kept. */
  private error: Q32 = FOREVER;

  constructor(sleep: SleepPort, ports: Ports) {
    this.sleep = sleep;
    this.otherwise = ports.bootClock;
    this.ports = { ...ports, bootClock: this };
    this.record = new SleepRecord(new SleepCounter(sleep.tolerance));
    if (sleep.kept !== undefined && readSleep(sleep.kept, this.record)) this.wake();
    else ports.counter.read(this.wokenAt);
  }

  /** What the kept time may be wrong by now, in milliseconds; Infinity: none was kept. */
  get errorMilliseconds(): number {
    this.ports.counter.read(this.at);
    const error = this.errorAt(this.at);
    return error < FOREVER ? toSeconds(error) * MILLISECONDS : Infinity;
  }

  read(at: Instant, into: Timestamp): Q32 {
    if (this.error >= FOREVER) return this.otherwise.read(at, into);
    into.copy(this.woken);
    into.add(at.since(this.wokenAt));
    return this.errorAt(at);
  }

  /** Stops `clock` and sleeps for so many seconds, by what is known of the counter. The program ends here. */
  sleepFor(clock: KeptClock, seconds: number): void {
    this.keep(clock);
    this.record.wanted.set(0, 0);
    this.rest(clock, Math.round(seconds * SECOND));
  }

  /** The same until `milliseconds` since 1970: the application starts then, not the board. */
  sleepUntil(clock: KeptClock, milliseconds: number): void {
    const { time, wanted } = this.record;
    this.keep(clock);
    wanted.set(Math.floor(milliseconds / MILLISECONDS) + UNIX_EPOCH, 0);
    wanted.add(Math.round(((milliseconds % MILLISECONDS) / MILLISECONDS) * SECOND));
    this.rest(clock, wanted.since(time) - this.record.lead);
  }

  /** What the kept time has become. */
  private wake(): void {
    const { calibration, counted, counter, error, sleeps, time, wanted } = this.record;
    const sleep = this.sleep;
    sleep.read(this.counted);
    this.ports.counter.read(this.wokenAt);
    const passed = this.counted.since(counted);
    const calibrated = passed + scale(passed, half(calibration + sleep.calibration));
    const swing = sleep.calibration - calibration;
    this.woken.copy(time);
    this.woken.add(sleeps.add(calibrated, swing, counter.rate(sleeps.counted + calibrated)));
    if (error >= FOREVER) return;
    const bound = error + counter.bound(sleeps);
    sleeps.mayHaveLeapt ||= mayHaveLeapt(time, bound, this.woken, bound);
    this.error = error + counter.bound(sleeps);
    const late = this.woken.since(wanted);
    if (wanted.isZero() || Math.abs(late) > LONGEST_START) return;
    this.record.lead = clamp(this.record.lead + half(late), 0, LONGEST_START);
  }

  /** While the board is awake its own counter goes on, whose frequency nobody may know yet. */
  private errorAt(at: Instant): Q32 {
    return this.error + Math.abs(scale(at.since(this.wokenAt), MAXFREQ));
  }

  /** Takes in what the clock shows, and what that says of the sleeps before. */
  private keep(clock: KeptClock): void {
    const record = this.record;
    const { counter, sleeps, time } = record;
    const error = clock.time(time);
    this.sleep.read(record.counted);
    this.ports.counter.read(this.at);
    record.calibration = this.sleep.calibration;
    const behind = this.behind(clock.frequency);
    const isTime = this.error < FOREVER;
    if (!clock.isSynchronized && isTime && Math.abs(behind) < MILLISECOND) {
      record.error += this.errorAt(this.at) - this.error;
      return;
    }
    if (clock.isSynchronized && isTime)
      counter.learn(sleeps, behind, record.error + error + scale(this.awake(), PHI));
    sleeps.clear();
    record.error = error < MAXDISP ? error : FOREVER;
  }

  /** How far the time was behind that this start began with. */
  private behind(frequency: Rate): Q32 {
    const awake = this.awake();
    this.time.copy(this.woken);
    this.time.add(awake + scale(awake, frequency));
    return this.record.time.since(this.time);
  }

  private awake(): Q32 {
    return this.at.since(this.wokenAt);
  }

  /** Sleeps until so much more time has passed than at the record's. */
  private rest(clock: KeptClock, duration: Q32): void {
    const record = this.record;
    const { calibration, counted, counter, sleeps } = record;
    const wanted = clamp(duration, 0, LONGEST_SLEEP);
    const calibrated = portion(wanted, SECOND, SECOND + counter.rate(sleeps.counted + wanted));
    const until = new Instant();
    until.copy(counted);
    until.add(portion(calibrated, SECOND, SECOND + calibration));
    clock.stop();
    this.sleep.sleep(sleepText(record), until);
  }
}
