/** Starts the node of a board, watched: whether starts last is counted. */
import { explain } from "ntp/config/explain";
import { Happening } from "ntp/core/happening";
import { happeningText } from "ntp/report/happening-text";
import { BootWatch } from "ntp/runtime/boot-watch";
import { ConfigurationError, createNode } from "ntp/runtime/create-node";
import { type Listener, type NtpNode } from "ntp/runtime/node";
import { type Board } from "./board.js";

/** In place of a configuration that is left aside. */
const NOTHING_SERVED = "undo ntp-service enable";

export interface Start {
  readonly node: NtpNode;
  readonly bootWatch: BootWatch;
}

/** `tell`: for what happens to the node. Undefined where it cannot be: the board has been told, and given up. */
export function startNode(board: Board, tell: (line: string) => void): Start | undefined {
  const bootWatch = new BootWatch(board.ports.store, board.self.lastEnd);
  bootWatch.begin();
  const node = create(board, tell, bootWatch.reason);
  if (!node) {
    board.giveUp(() => bootWatch.ended());
    return undefined;
  }
  bootWatch.started(node.timers);
  return { node, bootWatch };
}

/** `aside`: why the configuration is left aside; undefined: it is not. */
function create(board: Board, tell: (line: string) => void, aside: string | undefined): NtpNode | undefined {
  const { ports, dialect, port, capacity } = board;
  const config = aside === undefined ? board.config : NOTHING_SERVED;
  const listener: Listener = (...happened) => {
    const text = happeningText(...happened);
    if (text !== undefined) tell(text);
  };
  try {
    const node = createNode({ ports, config, dialect, port, capacity, listener });
    if (aside !== undefined) node.tell(Happening.SavedTrouble, 0, aside);
    return node;
  } catch (error) {
    if (error instanceof ConfigurationError)
      for (const problem of error.problems) board.tell(`configuration: ${explain(problem)}`);
    else board.tell((error as Error).message);
    return undefined;
  }
}
