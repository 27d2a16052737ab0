/** How whoever comes gets a session: at once, or behind a login. */
import { type LineTaker } from "./line-taker.js";
import { type ConsoleHost, type Terminal } from "./operator.js";
import { Session } from "./session.js";
import { type TimerPort } from "../runtime/timers.js";

export interface Entrance {
  readonly timers: TimerPort;
  /** Without a key for so many seconds a session ends; 0: never. */
  readonly idleSec: number;
  /** As `Terminal.setScreenLength`. */
  readonly screenLength: number | undefined;
  open(terminal: Terminal): LineTaker;
}

/** Of who sits at the device, or at the computer that it runs on: no password. */
export function openEntrance(host: ConsoleHost, idleSec: number): Entrance {
  return {
    timers: host.timers,
    idleSec,
    screenLength: undefined,
    open: terminal => new Session(host, terminal),
  };
}
