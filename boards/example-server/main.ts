/** An application that hands the time on: it follows the pool's servers, and answers whoever asks it. */
import { openPorts } from "ntp/ports";
import { ServingClock } from "ntp/runtime/serving-clock";

const SERVERS: readonly string[] = Object.freeze(["0.pool.ntp.org", "1.pool.ntp.org", "2.pool.ntp.org"]);

export default function main(): ServingClock {
  return new ServingClock({ ports: openPorts(), servers: SERVERS });
}
