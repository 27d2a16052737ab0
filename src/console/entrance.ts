/** How whoever comes gets a session: at once, or behind a login. */
import { marked } from "./error-mark.js";
import { type LineTaker } from "./line-taker.js";
import { type ConsoleHost, type Terminal } from "./operator.js";
import { Session } from "./session.js";
import { type TimerPort } from "../runtime/timers.js";
import { NO_LINE, OWN_TERMINAL, UserLine, UserLines } from "./user-lines.js";

export interface Entrance {
  readonly timers: TimerPort;
  readonly line: UserLine;
  /** Within so many seconds there must be a session; 0: it may take for ever. */
  readonly loginSec: number;
  /** Without a key for so many seconds a session ends; 0: never. */
  readonly idleSec: number;
  /** As `Terminal.setScreenLength`. */
  readonly screenLength: number | undefined;
  open(terminal: Terminal): LineTaker;
}

/** Of who sits at the device, or at the computer that it runs on: no password. */
export function openEntrance(
  host: ConsoleHost,
  idleSec: number,
  line = new UserLine(OWN_TERMINAL.name, OWN_TERMINAL.from),
): Entrance {
  line.isLoggedIn = true;
  return {
    timers: host.timers,
    line,
    loginSec: 0,
    idleSec,
    screenLength: undefined,
    open: terminal => new Session(host, terminal, line),
  };
}

/** The same for up to `most` others at once beside the device's own terminal; a string: why there is none. */
export function nearbyEntrances(host: ConsoleHost, idleSec: number, most: number): () => Entrance | string {
  const lines = new UserLines("con", 1, most);
  return () => {
    const line = lines.take("");
    return line
      ? openEntrance(host, idleSec, line)
      : marked(NO_LINE, host.node.configuration.running.dialect);
  };
}
