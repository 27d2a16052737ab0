/** What an ESP32 tells of itself, and the watchdog that starts it anew where XS hangs. */
import Timer from "timer";
import { type Load } from "ntp/firmware/load";
import { type BoardPort, type LastEnd } from "ntp/runtime/board-port";

/** No handler takes a tenth of it; the garbage of a full heap is collected in less than a second. */
const WATCHDOG_MS = 30_000;
const FEED_MS = 5000;

class Chip {
  static lastEnd(): LastEnd {
    return native("xs_esp32_last_end").call(this) as LastEnd;
  }

  static restart(): void {
    return native("xs_esp32_restart").call(this) as void;
  }

  /** Fills two words: octets of the heap, and of it free. */
  static readHeap(into: ArrayBuffer): void {
    return native("xs_esp32_read_heap").call(this, into) as void;
  }

  static watch(milliseconds: number): void {
    return native("xs_esp32_watch").call(this, milliseconds) as void;
  }

  static feed(): void {
    return native("xs_esp32_feed").call(this) as void;
  }
}

/** `name`: which board it is. */
export function describe(name: string, load: Load): BoardPort {
  return {
    name,
    lastEnd: Chip.lastEnd(),
    memory() {
      const words = new Uint32Array(2);
      Chip.readHeap(words.buffer);
      const [total, free] = words;
      return [{ name: "Heap", total, used: total - free }];
    },
    load: () => load,
    restart: () => Chip.restart(),
  };
}

/** For good: the loop that runs the timers is the one that answers packets. */
export function keepAwake(): void {
  Chip.watch(WATCHDOG_MS);
  Timer.repeat(() => Chip.feed(), FEED_MS);
}
