/** `Date` follows the node's clock, to the microsecond: slewed, or set where it is far off. */
import { Leap } from "ntp/core/association";
import { RealTime } from "ntp/firmware/real-time";
import { type NodeStatus } from "ntp/runtime/node";
import { type TimerPort } from "ntp/runtime/timers";
import { UNIX_EPOCH } from "ntp/time/calendar";
import { SECOND, type Q32 } from "ntp/time/fixed";
import { Timestamp } from "ntp/time/moment";

const LOOK = 16 * SECOND;

/** Beyond this it is set; the system's slews make 1/64 of the time that passes, at most. */
const FAR: Q32 = SECOND / 8;

const MICROSECONDS = 1_000_000;

class System {
  /** The first two words are seconds since 1970 and microseconds. */
  static setRealTime(from: ArrayBuffer): void {
    return native("xs_esp32_set_real_time").call(this, from) as void;
  }

  static slewRealTime(microseconds: number): void {
    return native("xs_esp32_slew_real_time").call(this, microseconds) as void;
  }
}

export class SystemTime {
  readonly #status: NodeStatus;
  readonly #timers: TimerPort;
  readonly #realTime = new RealTime();
  readonly #buffer = new ArrayBuffer(2 * Uint32Array.BYTES_PER_ELEMENT);
  readonly #words = new Uint32Array(this.#buffer);
  readonly #wanted = new Timestamp();
  readonly #shown = new Timestamp();
  readonly #look = (): void => this.#follow();

  /** Follows until the node stops. */
  constructor(status: NodeStatus, timers: TimerPort) {
    this.#status = status;
    this.#timers = timers;
    this.#follow();
  }

  #follow(): void {
    this.#timers.after(LOOK, this.#look);
    if (this.#status.system.leap === Leap.Unsynchronized) return;
    this.#status.time(this.#wanted);
    this.#realTime.read(this.#shown);
    const behind = this.#wanted.since(this.#shown);
    if (Math.abs(behind) < FAR) return System.slewRealTime(Math.round((behind / SECOND) * MICROSECONDS));
    const words = this.#words;
    words[0] = this.#wanted.seconds - UNIX_EPOCH;
    words[1] = Math.floor((this.#wanted.fraction / SECOND) * MICROSECONDS);
    System.setRealTime(this.#buffer);
  }
}
