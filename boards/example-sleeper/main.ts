/**
 * An application that sleeps: it is awake at every full ten minutes, has the time at once, asks servers when that
 * is no longer as good as wanted, and sleeps again.
 */
import Timer from "timer";
import { join, openPortsOffline, tell } from "ntp/ports";
import { Clock } from "ntp/runtime/clock";
import { Sleeper } from "ntp/runtime/sleeper";
import { openSleep } from "ntp/sleep";

const SERVERS: readonly string[] = Object.freeze(["0.pool.ntp.org", "1.pool.ntp.org", "2.pool.ntp.org"]);

const WANTED_MS = 100;
const PERIOD_MS = 600_000;

/** Who wakes a little early does not sleep on for that little. */
const EARLY_MS = PERIOD_MS / 10;

/** How often is looked whether a server has answered, and how often at most. */
const LOOK_MS = 500;
const LOOKS = 60;

export default function main(): Clock {
  const ports = openPortsOffline();
  const sleeper = new Sleeper(openSleep(), ports);
  const isDue = sleeper.errorMilliseconds > WANTED_MS;
  if (isDue) join(ports);
  const clock = new Clock({ ports: sleeper.ports, servers: isDue ? SERVERS : [] });
  tell(`${new Date(clock.milliseconds).toISOString()}, wrong by ${sleeper.errorMilliseconds} ms at most`);
  let looks = 0;
  const look = (): void => {
    if (clock.errorMilliseconds > WANTED_MS && looks++ < LOOKS) return;
    const next = Math.ceil((clock.milliseconds + EARLY_MS) / PERIOD_MS) * PERIOD_MS;
    sleeper.sleepUntil(clock, next);
  };
  Timer.repeat(look, LOOK_MS);
  look();
  return clock;
}
