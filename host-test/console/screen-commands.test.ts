/** How many rows are a page, as a terminal is told by the commands about it. */
import assert from "node:assert/strict";
import { Dialect } from "../../src/config/dialect.js";
import { Session } from "../../src/console/session.js";
import { FakeNode, hostOf } from "./fake-node.js";

/** What a terminal is set to by `line`, typed in the user view, and what is said. */
function typed(line: string): { set: (number | undefined)[]; said: string } {
  const set: (number | undefined)[] = [];
  let said = "";
  const session = new Session(hostOf(new FakeNode(Dialect.Comware)), {
    isInteractive: true,
    write: text => void (said += text),
    setScreenLength: rows => void set.push(rows),
  });
  session.execute(line);
  return { set, said };
}

describe("rows of a page", () => {
  const rows: { line: string; set: number | undefined }[] = [
    { line: "screen-length 40", set: 40 },
    { line: "screen-length 512 temporary", set: 512 },
    { line: "screen-length 0", set: 0 },
    { line: "screen-length disable", set: 0 },
    { line: "undo screen-length", set: undefined },
    { line: "undo screen-length temporary", set: undefined },
    { line: "undo screen-length disable", set: undefined },
  ];
  for (const { line, set } of rows) it(line, () => assert.deepEqual(typed(line), { set: [set], said: "" }));

  for (const line of ["screen-length", "screen-length 513", "screen-length many"])
    it(`${line} is a mistake`, () => {
      const { set, said } = typed(line);
      assert.deepEqual(set, []);
      assert.match(said, /% (Incomplete command|Wrong parameter) found at '\^' position\./);
    });

  it("are nothing to a pipe", () => {
    const session = new Session(hostOf(new FakeNode(Dialect.Comware)), {
      isInteractive: false,
      write: assert.fail,
    });
    session.execute("screen-length 40");
  });
});
