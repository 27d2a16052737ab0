/** The firmware: a node and its consoles on whatever board it was built for. */
import { openBoard } from "ntp/board";
import { explain } from "ntp/config/explain";
import { openEntrance, USUAL_IDLE_SEC } from "ntp/console/entrance";
import { happeningText } from "ntp/report/happening-text";
import { ConfigurationError, createNode } from "ntp/runtime/create-node";
import { type Listener, type NtpNode } from "ntp/runtime/node";
import { type Board } from "ntp/firmware/board";
import { TelnetServer } from "ntp/firmware/telnet-server";
import { VERSION } from "ntp/firmware/version";

export interface Firmware {
  stop(): void;
}

/** Starts it; undefined where it cannot be. */
export default function main(): Firmware | undefined {
  const board = openBoard();
  if (!board) return undefined;
  const node = startNode(board);
  if (!node) {
    board.giveUp();
    return undefined;
  }
  const server = board.consolePort === undefined ? undefined : openConsoles(board, node, board.consolePort);
  return {
    stop(): void {
      server?.close();
      node.stop();
    },
  };
}

function startNode(board: Board): NtpNode | undefined {
  const { ports, config, dialect, port, capacity } = board;
  const listener: Listener = (...happened) => {
    const text = happeningText(...happened);
    if (text !== undefined) board.tell(text);
  };
  try {
    return createNode({ ports, config, dialect, port, capacity, listener });
  } catch (error) {
    if (error instanceof ConfigurationError)
      for (const problem of error.problems) board.tell(`configuration: ${explain(problem)}`);
    else board.tell((error as Error).message);
    return undefined;
  }
}

function openConsoles(board: Board, node: NtpNode, port: number): TelnetServer | undefined {
  const host = { node, version: VERSION, takesAnyPort: true, timers: node.timers };
  try {
    return new TelnetServer(port, openEntrance(host, USUAL_IDLE_SEC));
  } catch (error) {
    board.tell(`no console on TCP port ${port}: ${(error as Error).message}`);
    return undefined;
  }
}
