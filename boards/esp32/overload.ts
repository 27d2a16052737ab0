/** Tells of datagrams that came faster than they were taken. */
import { type TimerPort } from "ntp/runtime/timers";
import { SECOND } from "ntp/time/fixed";

const LOOK = 64 * SECOND;

/** Looks until the node stops. `countDropped`: since the start. */
export function watchOverload(
  countDropped: () => number,
  timers: TimerPort,
  tell: (line: string) => void,
): void {
  let told = countDropped();
  const look = (): void => {
    const dropped = countDropped();
    if (dropped !== told)
      tell(`${dropped - told} datagrams were dropped: they came faster than they are handled`);
    told = dropped;
    timers.after(LOOK, look);
  };
  timers.after(LOOK, look);
}
