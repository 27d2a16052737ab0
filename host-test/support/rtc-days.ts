/**
 * A board with a real-time clock: days with a server, then hours without, carried by it; then it is started
 * anew, and soon without a server again. As recordings.
 */
import { constant, daily, ofTemperature } from "../sim/course.js";
import { wireClock } from "../sim/wired-clock.js";
import { World } from "../sim/world.js";
import { KITS } from "./clock-drivers.js";

const HOUR = 3600;

/** Lines of a recording, and what the node decided. */
export interface Recorded {
  readonly recording: string[];
  readonly decisions: string[];
}

/** Of both starts. */
export function rtcDays(): readonly Recorded[] {
  const world = new World(21);
  const server = world.server({ address: "192.0.2.1" });
  const host = world.host({
    addresses: ["192.0.2.2"],
    oscillator: { frequency: ofTemperature(daily(25, 8), 20, 0.3e-6), walk: 1e-9 },
  });
  wireClock(host, KITS[0], constant(0.02e-6));
  return [34, 1].map(hours => {
    const recording: string[] = [];
    const decisions: string[] = [];
    server.isUp = () => true;
    const node = host.start({
      config: "ntp-service enable\nntp-service unicast-server 192.0.2.1 minpoll 8 maxpoll 8",
      record: line => void recording.push(line),
      decisions: line => void decisions.push(line),
    });
    world.run(hours * HOUR);
    server.isUp = () => false;
    world.run(5 * HOUR);
    node.stop();
    return { recording, decisions };
  });
}
