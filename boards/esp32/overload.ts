/** Tells of datagrams that came faster than they were taken. */
import { type TimerPort } from "ntp/runtime/timers";
import { SECOND } from "ntp/time/fixed";

const LOOK = 64 * SECOND;

class Queue {
  /** How many were dropped since the start. */
  static dropped(): number {
    return native("xs_esp32_udp_dropped").call(this) as number;
  }
}

/** Looks until the node stops. */
export function watchOverload(timers: TimerPort, tell: (line: string) => void): void {
  let told = Queue.dropped();
  const look = (): void => {
    const dropped = Queue.dropped();
    if (dropped !== told)
      tell(`${dropped - told} datagrams were dropped: they came faster than they are handled`);
    told = dropped;
    timers.after(LOOK, look);
  };
  timers.after(LOOK, look);
}
