/** The firmware: a node and its consoles on whatever board it was built for. */
import { openBoard } from "ntp/board";
import { nearbyEntrances } from "ntp/console/entrance";
import { type ConsoleHost } from "ntp/console/operator";
import { type Listen, type Listening, serveTelnet } from "ntp/console/telnet-service";
import { type Board } from "ntp/firmware/board";
import { TelnetServer } from "ntp/firmware/telnet-server";
import { startNode } from "ntp/firmware/start-node";
import { serveStandard, type StandardConsole } from "ntp/firmware/standard-console";
import { serveTerminal } from "ntp/firmware/terminal-console";
import { VERSION } from "ntp/firmware/version";

/** A program may keep its connection for as long as it likes. */
const NEVER_IDLE = 0;

/** Consoles at once on the port of the command line. */
const MOST_NEARBY = 10;

export interface Firmware {
  stop(): void;
}

/** Starts it; undefined where it cannot be. */
export default function main(): Firmware | undefined {
  const board = openBoard();
  if (!board) return undefined;
  let standard: StandardConsole | undefined;
  const tell = (line: string): void => {
    if (standard) standard.beside(() => board.tell(line));
    else board.tell(line);
  };
  const started = startNode(board, tell);
  if (!started) return undefined;
  const { node, bootWatch } = started;
  const { timers } = node;
  const host = { node, version: VERSION, takesAnyPort: true, timers, board: board.self, bootWatch };
  const services = [serveTelnet(host, listenOn(board))];
  if (board.consolePort !== undefined) services.push(serveNearby(host, board.consolePort, listenOn(board)));
  if (board.openTerminal) services.push(serveTerminal(board.openTerminal, host));
  if (board.openStandard) {
    standard = serveStandard(board.openStandard, host, () => board.left?.());
    services.push(standard);
  }
  board.started?.(node);
  return {
    stop(): void {
      bootWatch.ended();
      for (const service of services) service.close();
      node.stop();
    },
  };
}

/** Consoles without a password, for programs and people of the computer that this runs on. */
function serveNearby(host: ConsoleHost, port: number, listen: Listen): Listening {
  const entrance = nearbyEntrances(host, NEVER_IDLE, MOST_NEARBY);
  return listen(port, remote => (remote.startsWith("127.") ? entrance() : ""));
}

function listenOn(board: Board): Listen {
  return (port, entranceFor) => {
    try {
      return new TelnetServer(port, entranceFor);
    } catch (error) {
      board.tell(`no Telnet on TCP port ${port}: ${(error as Error).message}`);
      return { close: () => {} };
    }
  };
}
