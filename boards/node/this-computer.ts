/** What a computer with Node tells of itself. */
import { totalmem } from "node:os";
import { type BoardPort, LastEnd } from "../../src/runtime/board-port.js";

export const THIS_COMPUTER: BoardPort = Object.freeze({
  name: `Node.js ${process.version} on ${process.platform} ${process.arch}`,
  lastEnd: LastEnd.Unknown,
  memory() {
    const { heapTotal, heapUsed, rss } = process.memoryUsage();
    return [
      { name: "Heap", total: heapTotal, used: heapUsed },
      { name: "Process", total: totalmem(), used: rss },
    ];
  },
});
