/** An application with a disciplined clock: it tells the time whenever it follows another source. */
import { openPorts, tell } from "ntp/ports";
import { Clock } from "ntp/runtime/clock";

const SERVERS: readonly string[] = Object.freeze(["0.pool.ntp.org", "1.pool.ntp.org", "2.pool.ntp.org"]);

export default function main(): Clock {
  const clock: Clock = new Clock({ ports: openPorts(), servers: SERVERS, onChange: () => tell(told()) });
  const told = (): string =>
    clock.isSynchronized
      ? `${new Date(clock.milliseconds).toISOString()}, wrong by ${clock.errorMilliseconds} ms at most`
      : "no source to follow";
  return clock;
}
