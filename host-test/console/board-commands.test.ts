/** What the board tells of itself, safe mode, and a new start. */
import assert from "node:assert/strict";
import { Dialect } from "../../src/config/dialect.js";
import { type ConsoleHost } from "../../src/console/operator.js";
import { Session } from "../../src/console/session.js";
import { type BoardPort, LastEnd } from "../../src/runtime/board-port.js";
import { BootWatch } from "../../src/runtime/boot-watch.js";
import { SECOND } from "../../src/time/fixed.js";
import { FakeNode, hostOf } from "./fake-node.js";

const BOARD: BoardPort = {
  name: "A board",
  lastEnd: LastEnd.Unknown,
  memory: () => [
    { name: "XS slots", total: 4000, used: 1000 },
    { name: "Heap", total: 0, used: 0 },
  ],
  load: () => ({
    batches: 7,
    longestBatch: SECOND / 1000,
    alarms: 3,
    longestAlarm: SECOND / 500,
    latestAlarm: SECOND / 250,
    dropped: undefined,
  }),
};

/** A store in which two starts are counted that did not last. */
function brokenStore() {
  const texts = new Map([["starts", "2"]]);
  return {
    texts,
    read: (name: string) => texts.get(name),
    write: (name: string, text: string) => void texts.set(name, text),
    remove: (name: string) => void texts.delete(name),
  };
}

function open(more: Partial<ConsoleHost>, dialect = Dialect.Comware) {
  let said = "";
  const session = new Session(hostOf(new FakeNode(dialect), more), {
    isInteractive: true,
    write: text => void (said += text),
  });
  const take = (): string[] => {
    const lines = said.split("\n").slice(0, -1);
    said = "";
    return lines;
  };
  const type = (line: string): string[] => {
    session.execute(line);
    return take();
  };
  return { take, type };
}

const SHOWN: { line: string; dialect: Dialect; lines: string[] }[] = [
  {
    line: "display memory",
    dialect: Dialect.Comware,
    lines: [
      "Memory statistics are measured in octets:",
      "                     Total       Used       Free  FreeRatio",
      "XS slots:             4000       1000       3000      75.0%",
      "Heap:                    0          0          0       0.0%",
    ],
  },
  {
    line: "display memory-usage",
    dialect: Dialect.Vrp,
    lines: [
      " Memory utilization statistics at 2036-02-07 06:28:16",
      " XS slots Total Memory Is: 4000 bytes",
      " XS slots Total Memory Used Is: 1000 bytes",
      " XS slots Memory Using Percentage Is: 25.0%",
      " Heap Total Memory Is: 0 bytes",
      " Heap Total Memory Used Is: 0 bytes",
      " Heap Memory Using Percentage Is: 0.0%",
    ],
  },
  {
    line: "display process",
    dialect: Dialect.Comware,
    lines: [
      "Batches of datagrams taken: 7, the longest in 1.000 ms",
      "Alarms that rang: 3, the longest took 2.000 ms, the latest came 4.000 ms late",
      "Datagrams dropped before they were taken: not known",
    ],
  },
];

describe("commands about the board", () => {
  for (const { line, dialect, lines } of SHOWN)
    it(`${line} in ${dialect === Dialect.Vrp ? "vrp" : "comware"}`, () =>
      assert.deepEqual(open({ board: BOARD }, dialect).type(line), lines));

  it("display version names it", () =>
    assert.equal(open({ board: BOARD }).type("display version")[1], "Board: A board"));

  for (const line of ["display memory", "display task", "reboot"])
    it(`${line} says so where the board cannot`, () =>
      assert.match(open({}).type(line).join("\n"), /^% This (board does not tell|device cannot)/));

  it("safe mode is told to who comes, and left by the next start once that is wanted", () => {
    const store = brokenStore();
    const { take, type } = open({ bootWatch: new BootWatch(store, LastEnd.Unknown) });
    assert.match(take().join("\n"), /2 starts in a row did not last[^]*reset safe-mode/);
    assert.match(type("save")[0], /will be replaced/);
    type("n");
    assert.deepEqual(type("reset safe-mode"), ["The next start takes the saved configuration."]);
    assert.equal(store.texts.size, 0);
  });

  it("nothing of it is told where the configuration was taken", () => {
    const { take, type } = open({
      bootWatch: new BootWatch({ ...brokenStore(), read: () => "1" }, LastEnd.Unknown),
    });
    assert.deepEqual(take(), []);
    assert.deepEqual(type("reset safe-mode"), ["The device is not in safe mode."]);
  });

  it("reboot asks first, and is no start that did not last", () => {
    const store = { ...brokenStore(), read: () => "1" };
    let restarts = 0;
    const board = { ...BOARD, restart: () => void restarts++ };
    const { type } = open({ board, bootWatch: new BootWatch(store, LastEnd.Unknown) });
    assert.match(type("reboot")[0], /reboot/);
    type("n");
    assert.deepEqual([restarts, store.texts.size], [0, 1]);
    type("reboot force");
    assert.deepEqual([restarts, store.texts.size], [1, 0]);
  });
});
