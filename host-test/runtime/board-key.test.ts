import assert from "node:assert/strict";
import { BOARD_KEY, BOARD_KEY_LENGTH, readBoardKey } from "../../src/runtime/board-key.js";
import { toHex } from "../support/hex.js";

/** What is stored, and how often it was written. */
class Store {
  writes = 0;
  constructor(
    public text: string | undefined,
    readonly failing = "",
  ) {}
  read(name: string): string | undefined {
    assert.equal(name, BOARD_KEY);
    if (this.failing === "read") throw new Error("EACCES");
    return this.text;
  }
  write(name: string, text: string): void {
    assert.equal(name, BOARD_KEY);
    if (this.failing === "write") throw new Error("EROFS");
    this.text = text;
    this.writes++;
  }
  remove(): void {
    assert.fail("nothing removes the board's key");
  }
}

const counting = (): { next: () => number } => {
  let word = 0xfffffff0;
  return { next: () => word++ };
};

const DRAWN = "fffffff0fffffff1fffffff2fffffff3fffffff4fffffff5fffffff6fffffff7";

describe("the board's key", () => {
  it("is drawn at first, and then the stored one", () => {
    const store = new Store(undefined);
    assert.equal(toHex(readBoardKey(store, counting())), DRAWN);
    assert.equal(store.text, `${DRAWN}\n`);
    const never = { next: (): number => assert.fail("drawn again") };
    assert.equal(toHex(readBoardKey(store, never)), DRAWN);
    assert.equal(store.writes, 1);
  });

  for (const damaged of ["", "00", `${DRAWN}00`, DRAWN.slice(2), `${DRAWN.slice(1)}x`])
    it(`is drawn anew in place of "${damaged}"`, () => {
      const store = new Store(damaged);
      assert.equal(toHex(readBoardKey(store, counting())), DRAWN);
      assert.equal(store.text, `${DRAWN}\n`);
    });

  it("is good until the next start where it cannot be stored", () => {
    const key = readBoardKey(new Store(undefined, "write"), counting());
    assert.equal(key.length, BOARD_KEY_LENGTH);
    assert.notEqual(toHex(key), "00".repeat(BOARD_KEY_LENGTH));
  });

  it("is not written over where it cannot be read", () => {
    const store = new Store("what is there", "read");
    const key = readBoardKey(store, counting());
    assert.notEqual(toHex(key), "00".repeat(BOARD_KEY_LENGTH));
    assert.equal(store.text, "what is there");
  });
});
