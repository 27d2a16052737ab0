/**
 * The console of who started the program, on its standard input and output: a person's terminal, or through pipes
 * a command a line.
 */
import { openEntrance } from "ntp/console/entrance";
import { OctetConsole } from "ntp/console/octet-console";
import { type ConsoleHost, type Terminal } from "ntp/console/operator";
import { Session } from "ntp/console/session";
import { type Listening } from "ntp/console/telnet-service";
import { type StandardHandler, type StandardPort } from "./board.js";
import { OutletLink } from "./outlet-link.js";

const NEVER_IDLE = 0;

export interface StandardConsole extends Listening {
  /** Has `tell` write whole lines to standard error, beside the line that is being typed on the same terminal. */
  beside(tell: () => void): void;
}

/** `left`: told when the input has ended or the person has left, and what was printed is out. */
export function serveStandard(
  openPort: (handler: StandardHandler) => StandardPort,
  host: ConsoleHost,
  left: () => void,
): StandardConsole {
  // No more is read than while nothing waits to be written.
  const link = new OutletLink(Infinity);
  let isStopped = false;
  let session: Session | undefined;
  const usual = openEntrance(host, NEVER_IDLE);
  const open = (terminal: Terminal): Session => (session = new Session(host, terminal, usual.line));
  // What a program sends waits outside for as long as it does not read.
  const pace = (): void => port.listen(port.isTerminal || link.isIdle);
  const port = openPort({
    received(octets): void {
      console_.receive(octets);
      pace();
    },
    ended: () => console_.end(),
    writable(room): void {
      link.flush(room);
      pace();
    },
    resized: (columns, rows) => console_.resized(columns, rows),
  });
  const entrance = { ...usual, open };
  const console_ = port.isTerminal
    ? OctetConsole.serial(entrance, link, () => {})
    : OctetConsole.lines(entrance, link, () => {});
  link.attach({
    write: octets => port.write(octets),
    close(): void {
      port.close();
      if (!isStopped) left();
    },
  });
  port.tellSize();
  return {
    beside(tell): void {
      if (!port.isTold) tell();
      else if (!session?.monitor.showsLog) console_.interrupt(tell);
    },
    close(): void {
      isStopped = true;
      console_.close();
      link.cut();
    },
  };
}
