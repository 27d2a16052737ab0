/** Lines through a pipe, some of which take their time. */
import assert from "node:assert/strict";
import { type LineTaker } from "../../src/console/line-taker.js";
import { LineQueue } from "../../src/console/line-queue.js";

class Taker implements LineTaker {
  readonly prompt = "";
  readonly isHidden = false;
  isOver = false;
  readonly log: string[] = [];
  /** Ends the line "wait". */
  done: () => void = () => {};

  execute(line: string, done: () => void): void {
    this.log.push(line);
    if (line === "quit") this.isOver = true;
    if (line === "wait") this.done = done;
    else done();
  }

  cancel(): void {
    this.log.push("cancelled");
  }

  close(): void {
    this.log.push("closed");
  }

  endInput(): void {
    this.log.push("no more");
  }

  offers(): never[] {
    return [];
  }

  help(): string[] {
    return [];
  }
}

describe("lines of a pipe", () => {
  it("keeps nothing once it is closed", () => {
    const taker = new Taker();
    const queue = new LineQueue(taker, () => {});
    queue.close();
    queue.add("a");
    assert.deepEqual([queue.length, queue.characters], [0, 0]);
  });

  const rows: { name: string; lines: string[]; log: string[] }[] = [
    { name: "one after another", lines: ["a", "b"], log: ["a", "b", "no more", "closed", "ended"] },
    { name: "none", lines: [], log: ["no more", "closed", "ended"] },
    {
      name: "wait for what takes its time",
      lines: ["wait", "b"],
      log: ["wait", "|", "b", "no more", "closed", "ended"],
    },
    {
      name: "the end waits too",
      lines: ["a", "wait"],
      log: ["a", "wait", "|", "no more", "closed", "ended"],
    },
    { name: "nothing after the end", lines: ["quit", "b"], log: ["quit", "closed", "ended"] },
    {
      name: "nor after a slow one",
      lines: ["wait", "quit", "b"],
      log: ["wait", "|", "quit", "closed", "ended"],
    },
  ];
  for (const { name, lines, log } of rows)
    it(name, () => {
      const taker = new Taker();
      const queue = new LineQueue(taker, () => taker.log.push("ended"));
      for (const line of lines) queue.add(line);
      queue.end();
      if (lines.includes("wait")) {
        taker.log.push("|");
        taker.done();
      }
      queue.end();
      assert.deepEqual(taker.log, log);
    });

  it("takes ten thousand lines at once", () => {
    const taker = new Taker();
    const queue = new LineQueue(taker, () => taker.log.push("ended"));
    queue.add("wait");
    for (let i = 0; i < 10_000; i++) queue.add("a");
    assert.equal(queue.length, 10_000);
    taker.done();
    assert.deepEqual([queue.length, taker.log.length], [0, 10_001]);
  });

  it("closed, stops what runs and drops what waits", () => {
    const taker = new Taker();
    const queue = new LineQueue(taker, () => taker.log.push("ended"));
    queue.add("wait");
    queue.add("b");
    queue.close();
    taker.done();
    assert.deepEqual([taker.log, queue.length], [["wait", "closed"], 0]);
  });
});
