/**
 * A board in a room of 18 to 26 °C, with a server 2 ms away for a month, and then none for a day: what holdover is
 * judged by.
 */
import { constant, daily, ofTemperature, sum } from "../course.js";
import { exponential } from "../delay.js";
import { Probe } from "../probe.js";
import { World } from "../world.js";

export const DAY = 86_400;

/** For how many days there is a server. */
const WITH_SERVER = 30;

const SEED = 1;

export type Board = "plain" | "thermometer";

/** Runs it; the board has a thermometer, or none. */
export function runHoldover(board: Board, days = WITH_SERVER): Probe {
  const world = new World(SEED);
  const loss = days * DAY;
  const server = world.server({ address: "192.0.2.1", isUp: second => second < loss });
  const temperature = daily(22, 4);
  // Fastest at 25 °C, as tuning forks are.
  const frequency = sum(constant(12e-6), ofTemperature(temperature, 25, 0, -0.04e-6));
  const host = world.host({
    addresses: ["192.0.2.2"],
    hasThermometer: board === "thermometer",
    oscillator: { temperature, frequency, walk: 1e-9 },
  });
  world.link(host, server, { delay: exponential(2e-3, 1e-3) });
  const probe = new Probe(host);
  host.start({ config: "ntp-service enable\nntp-service unicast-server 192.0.2.1" });
  world.run(loss + DAY);
  return probe;
}
