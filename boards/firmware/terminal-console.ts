/** The console of who sits at the board, on a serial port: always there, and without a password. */
import { openEntrance } from "ntp/console/entrance";
import { type Link } from "ntp/console/link";
import { OctetConsole } from "ntp/console/octet-console";
import { type ConsoleHost } from "ntp/console/operator";
import { type Listening } from "ntp/console/telnet-service";
import { type LineHandler, type TerminalPort } from "./board.js";
import { OutletLink } from "./outlet-link.js";

/** Ten minutes, the vendors' default. */
const IDLE_SEC = 600;

/** Whoever has left comes to a new session. */
export function serveTerminal(
  openPort: (handler: LineHandler) => TerminalPort,
  host: ConsoleHost,
): Listening {
  const wire = new OutletLink();
  // What a session wrote last goes out although it is over.
  const link: Link = {
    get isFull() {
      return wire.isFull;
    },
    write: octets => wire.write(octets),
    close: () => {},
  };
  let isOpen = true;
  let session: OctetConsole | undefined;
  const begin = (): void => {
    if (isOpen) session = OctetConsole.serial(openEntrance(host, IDLE_SEC), link, begin);
  };
  wire.attach(
    openPort({
      received: octets => session?.receive(octets),
      missed: () => session?.missed(),
      writable: room => wire.flush(room),
    }),
  );
  begin();
  return {
    close(): void {
      isOpen = false;
      session?.close();
      wire.close();
    },
  };
}
