import assert from "node:assert/strict";
import { BOARD_KEY, readBoardKey } from "../../src/runtime/board-key.js";
import { toHex } from "../support/hex.js";

const failure = (code: string): Error => Object.assign(new Error(code), { code });

/** What is stored, and how often it was written. */
class Store {
  writes = 0;
  constructor(
    public text: string | undefined,
    readonly failing = "",
  ) {}
  read(name: string): string | undefined {
    assert.equal(name, BOARD_KEY);
    if (this.failing === "read") throw failure("EACCES");
    return this.text;
  }
  write(name: string, text: string): void {
    assert.equal(name, BOARD_KEY);
    if (this.failing === "write") throw failure("EROFS");
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

/** The key, in hexadecimal, or why there is none. */
function read(store: Store, chance = counting()): string {
  const key = readBoardKey(store, chance);
  return typeof key === "string" ? key : toHex(key);
}

const never = { next: (): number => assert.fail("drawn again") };

describe("the board's key", () => {
  it("is drawn at first, and then the stored one", () => {
    const store = new Store(undefined);
    assert.equal(read(store), DRAWN);
    assert.equal(store.text, `${DRAWN}\n`);
    assert.equal(read(store, never), DRAWN);
    assert.equal(store.writes, 1);
  });

  for (const spelled of [DRAWN.toUpperCase(), ` ${DRAWN}\r\n`])
    it(`is taken from ${JSON.stringify(spelled)}`, () => {
      const store = new Store(spelled);
      assert.equal(read(store, never), DRAWN);
      assert.equal(store.text, spelled);
    });

  for (const damaged of ["", "00", `${DRAWN}00`, DRAWN.slice(1), DRAWN.slice(2), `${DRAWN.slice(1)}x`])
    it(`is not drawn anew in place of "${damaged}"`, () => {
      const store = new Store(damaged);
      assert.equal(read(store, never), "board.key is damaged");
      assert.equal(store.text, damaged);
    });

  it("is none where it cannot be stored", () =>
    assert.equal(read(new Store(undefined, "write")), "board.key cannot be stored: EROFS"));

  it("is not written over where it cannot be read", () => {
    const store = new Store("what is there", "read");
    assert.equal(read(store, never), "board.key cannot be read: EACCES");
    assert.equal(store.text, "what is there");
  });

  it("has its trouble told where the store has no word for it", () => {
    const store = {
      read: () => undefined,
      write: () => {
        throw new Error("full");
      },
      remove: () => {},
    };
    assert.equal(readBoardKey(store, counting()), "board.key cannot be stored");
  });
});
