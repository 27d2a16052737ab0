/** Lines that are shown again. */
import assert from "node:assert/strict";
import { History } from "../../src/console/history.js";

const SECRET = "ntp-service authentication-keyid 1 authentication-mode md5 simple topsecret";

describe("the history", () => {
  it("has nothing at first", () => {
    const history = new History();
    assert.deepEqual([history.older("x"), history.newer("x")], [undefined, undefined]);
  });

  it("goes back to the first line and forth to the draft", () => {
    const history = new History();
    for (const line of ["one", "two", "two", "", " "]) history.add(line);
    const seen = [history.older("draft"), history.older("two"), history.older("one")];
    assert.deepEqual(seen, ["two", "one", undefined]);
    assert.deepEqual(
      [history.newer("one"), history.newer("two"), history.newer("")],
      ["two", "draft", undefined],
    );
    history.older("draft");
    history.restart();
    assert.equal(history.older(""), "two");
  });

  it("keeps twenty lines, and no secret", () => {
    const history = new History();
    history.add(SECRET);
    assert.equal(history.older("")?.includes("topsecret"), false);
    for (let i = 0; i < 20; i++) history.add(`l${i}`);
    let oldest: string | undefined;
    for (let line = history.older(""); line !== undefined; line = history.older("")) oldest = line;
    assert.equal(oldest, "l0");
  });
});
