import assert from "node:assert/strict";
import { LastEnd } from "../../src/runtime/board-port.js";
import { BootWatch } from "../../src/runtime/boot-watch.js";
import { FakeTimers } from "../console/fake-node.js";

/** How a start goes: it breaks off at once, lasts a minute, is ended before that, or is told to forget. */
type Start = "breaks" | "lasts" | "ended" | "forgets";

const ROWS: { name: string; starts: Start[]; lastEnd?: LastEnd; isSafe: boolean; writes: number }[] = [
  { name: "the first", starts: [], isSafe: false, writes: 0 },
  { name: "after one that broke off", starts: ["breaks"], isSafe: false, writes: 1 },
  { name: "after two that broke off", starts: ["breaks", "breaks"], isSafe: true, writes: 2 },
  {
    name: "after one that lasted between them",
    starts: ["breaks", "lasts", "breaks"],
    isSafe: false,
    writes: 3,
  },
  {
    name: "after one that was ended in time",
    starts: ["breaks", "ended", "breaks"],
    isSafe: false,
    writes: 3,
  },
  {
    name: "after many without the configuration, which write nothing",
    starts: ["breaks", "breaks", "breaks", "lasts", "ended", "breaks"],
    isSafe: true,
    writes: 2,
  },
  { name: "after it was told to", starts: ["breaks", "breaks", "forgets"], isSafe: false, writes: 2 },
  {
    name: "after power cuts, which a board knows from crashes",
    starts: ["breaks", "breaks"],
    lastEnd: LastEnd.Wanted,
    isSafe: false,
    writes: 2,
  },
  {
    name: "after crashes, where a board knows them",
    starts: ["breaks", "breaks"],
    lastEnd: LastEnd.Broken,
    isSafe: true,
    writes: 2,
  },
];

class Store {
  readonly texts = new Map<string, string>();
  writes = 0;
  read(name: string): string | undefined {
    return this.texts.get(name);
  }
  write(name: string, text: string): void {
    this.writes++;
    this.texts.set(name, text);
  }
  remove(name: string): void {
    this.texts.delete(name);
  }
}

function play(store: Store, start: Start): void {
  const watch = new BootWatch(store, LastEnd.Unknown);
  const timers = new FakeTimers();
  watch.begin();
  watch.started(timers);
  timers.pass(start === "lasts" ? 61 : 59);
  if (start === "ended") watch.ended();
  if (start === "forgets") watch.forget();
}

describe("the watch over starts", () => {
  for (const { name, starts, lastEnd = LastEnd.Unknown, isSafe, writes } of ROWS)
    it(`${isSafe ? "leaves the configuration aside" : "lets it be taken"}: ${name}`, () => {
      const store = new Store();
      for (const start of starts) play(store, start);
      const { reason } = new BootWatch(store, lastEnd);
      assert.equal(
        reason,
        isSafe ? "2 starts in a row did not last: it is left aside (safe mode)" : undefined,
      );
      assert.equal(store.writes, writes);
    });

  it("keeps nobody from starting by a store that fails, or holds nonsense", () => {
    const fail = (): never => {
      throw new Error("full");
    };
    const failing = new BootWatch({ read: fail, write: fail, remove: fail }, LastEnd.Unknown);
    failing.begin();
    failing.ended();
    assert.equal(failing.reason, undefined);
    for (const text of ["", "many", "-3", "1e9x"]) {
      const store = new Store();
      store.texts.set("starts", text);
      assert.equal(new BootWatch(store, LastEnd.Unknown).reason, undefined, text);
    }
  });
});
