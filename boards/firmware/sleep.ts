/** What a board that sleeps deeply provides for it. */
import { type SleepPort } from "ntp/runtime/sleep-port";
import { PPM } from "ntp/time/fixed";

class System {
  static kept(): string | undefined {
    return native("xs_board_sleep_kept").call(this) as string | undefined;
  }

  /** In ppm. */
  static tolerance(): number {
    return native("xs_board_sleep_tolerance").call(this) as number;
  }

  /** In 2^-32. */
  static calibration(): number {
    return native("xs_board_sleep_calibration").call(this) as number;
  }

  /** Sets the first two words to seconds and 2^-32 s. */
  static readCounter(into: ArrayBuffer): void {
    return native("xs_board_sleep_read_counter").call(this, into) as void;
  }

  /** `until`: two words, as of `readCounter`. */
  static sleep(text: string, until: ArrayBuffer): void {
    return native("xs_board_sleep").call(this, text, until) as void;
  }
}

/** To be called when the program begins: a counter of this kind is compared with the board's when that starts. */
export function openSleep(): SleepPort {
  const buffer = new ArrayBuffer(2 * Uint32Array.BYTES_PER_ELEMENT);
  const words = new Uint32Array(buffer);
  return {
    tolerance: Math.round(System.tolerance() * PPM),
    calibration: System.calibration(),
    kept: System.kept(),
    read(into) {
      System.readCounter(buffer);
      into.set(words[0], words[1]);
    },
    sleep(text, { seconds, fraction }) {
      words[0] = seconds;
      words[1] = fraction;
      System.sleep(text, buffer);
    },
  };
}
