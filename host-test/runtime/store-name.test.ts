/** Names of what is stored: none leads out of the store's folder. */
import assert from "node:assert/strict";
import { checkedStoreName } from "../../src/runtime/store-name.js";

describe("a name for the store", () => {
  for (const name of ["startup.cfg", "board.key", "a", "0", "a..b"])
    it(`may be ${name}`, () => assert.equal(checkedStoreName(name), name));

  for (const name of ["", ".", "..", ".key", "-a", "a/b", "../a", "a\\b", "A", "a b", "a\n", "ä", "a\0"])
    it(`may not be ${JSON.stringify(name)}`, () =>
      assert.throws(() => checkedStoreName(name), /not a name for the store/));
});
