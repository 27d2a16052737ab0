/**
 * A disciplined clock that hands the time on: it asks its servers, and answers whoever asks it.
 *
 *     const clock = new ServingClock({ ports, servers: ["0.pool.ntp.org", "1.pool.ntp.org"] });
 */
import { type ClientLoop, type ClientLoopOptions } from "./client-loop.js";
import { Clock } from "./clock.js";
import { ServingLoop } from "./serving-loop.js";

/** As `Clock`; besides it throws a SocketError where the NTP port is not to be had. */
export class ServingClock extends Clock {
  protected override createLoop(options: ClientLoopOptions): ClientLoop {
    return new ServingLoop(options);
  }
}
