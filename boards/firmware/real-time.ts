/** The time that the board's system has, which `Date` shows. */
import { UNIX_EPOCH } from "ntp/time/calendar";
import { SECOND } from "ntp/time/fixed";
import { type Timestamp } from "ntp/time/moment";

const NANOSECONDS = 1e9;

class System {
  /** Sets the first two words to seconds since 1970 and nanoseconds. */
  static readRealTime(into: ArrayBuffer): void {
    return native("xs_board_read_real_time").call(this, into) as void;
  }
}

export class RealTime {
  readonly #buffer = new ArrayBuffer(2 * Uint32Array.BYTES_PER_ELEMENT);
  readonly #words = new Uint32Array(this.#buffer);

  read(into: Timestamp): void {
    System.readRealTime(this.#buffer);
    into.set(this.#words[0] + UNIX_EPOCH, Math.floor((this.#words[1] / NANOSECONDS) * SECOND));
  }
}
