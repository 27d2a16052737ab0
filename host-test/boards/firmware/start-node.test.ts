import assert from "node:assert/strict";
import { type Board } from "../../../boards/firmware/board.js";
import { startNode } from "../../../boards/firmware/start-node.js";
import { LastEnd } from "../../../src/runtime/board-port.js";
import { type Ports } from "../../../src/runtime/ports.js";
import { World } from "../../sim/world.js";

const CONFIG = "ntp-service enable\nntp-service refclock gps serial gps";

/** A board whose serial lines throw what is no refusal, at each start. */
class Broken implements Board {
  readonly ports: Ports = {
    ...portsOf(),
    serial: {
      open: () => {
        throw new Error("in use");
      },
    },
  };
  readonly config = CONFIG;
  readonly dialect = "comware";
  readonly port = undefined;
  readonly capacity = 8;
  readonly consolePort = undefined;
  readonly self = { name: "Broken", lastEnd: LastEnd.Unknown, memory: () => [] };
  readonly told: string[] = [];

  constructor(readonly giveUp: Board["giveUp"]) {}

  tell(line: string): void {
    this.told.push(line);
  }
}

function portsOf(): Ports {
  return new World(1).host({ addresses: ["192.0.2.1"] });
}

/** Which of four starts in a row lead to a node. */
function fourStarts(board: Broken): boolean[] {
  return [1, 2, 3, 4].map(() => startNode(board, line => board.tell(line)) !== undefined);
}

describe("the start of a board's node", () => {
  it("leaves aside what keeps it from starting, the third time", () => {
    const board = new Broken(() => {});
    assert.deepEqual(fourStarts(board), [false, false, true, true]);
    assert.equal(board.told.filter(line => line === "in use").length, 2);
    assert.match(board.told.join(), /safe mode/);
  });

  it("is not counted where the board has it forgotten", () => {
    const board = new Broken(forget => forget());
    assert.deepEqual(fourStarts(board), [false, false, false, false]);
  });
});
