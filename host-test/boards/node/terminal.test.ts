/** A terminal's console: rows as wide as the terminal is, at the start and after it has become another. */
import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { type ReadStream, type WriteStream } from "node:tty";
import { openEditedConsole } from "../../../boards/node/terminal.js";
import { Dialect } from "../../../src/config/dialect.js";
import { FakeNode, hostOf } from "../../console/fake-node.js";

/** What the editor draws anew begins at the row's start and erases its end. */
const DRAWN = /\r(.*?)\x1b\[K/g;

/** Opens a console on a terminal of `columns`; `type` answers what is then written. */
function open(columns: number) {
  const input = Object.assign(new PassThrough(), { setRawMode: () => {} });
  const output = Object.assign(new PassThrough(), { columns });
  let text = "";
  output.write = (chunk: unknown): boolean => {
    text += String(chunk);
    return true;
  };
  const host = hostOf(new FakeNode(Dialect.Comware), { version: "1.2.3", takesAnyPort: true });
  const ends: string[] = [];
  const terminal = openEditedConsole(
    host,
    input as unknown as ReadStream,
    output as unknown as WriteStream,
    () => ends.push("ended"),
  );
  const type = (keys: string): string => {
    text = "";
    input.emit("data", keys);
    return text;
  };
  return { input, output, ends, terminal, type };
}

function widths(written: string): number[] {
  return Array.from(written.matchAll(DRAWN), ([, row]) => row.length);
}

describe("a console on a terminal", () => {
  it("keeps its row within the terminal, also when that becomes narrower or wider", () => {
    const { output, type } = open(40);
    assert.equal(Math.max(...widths(type("x".repeat(50)))), 39);
    output.columns = 20;
    output.emit("resize");
    assert.deepEqual(widths(type("y")), [19]);
    output.columns = 60;
    output.emit("resize");
    assert.deepEqual(widths(type("\x0c")), [8 + 51]);
  });

  it("breaks lists at its width, and takes 80 columns where it does not tell", () => {
    const { output, type } = open(40);
    type("system-view\r");
    const longest = (written: string): number =>
      Math.max(...written.split("\n").map(line => (line.includes("% ") ? 0 : line.length)));
    const narrow = longest(type("ntp foo\r"));
    assert.ok(narrow > 30 && narrow <= 40, `${narrow}`);
    output.columns = 0;
    output.emit("resize");
    const usual = longest(type("ntp foo\r"));
    assert.ok(usual > 60 && usual <= 80, `${usual}`);
  });

  it("shows the log by itself from terminal monitor on, until it is left", () => {
    const { terminal, type } = open(40);
    const rows: [keys: string, shows: boolean][] = [
      ["", false],
      ["terminal monitor\r", true],
      ["undo terminal monitor\r", false],
      ["terminal monitor\r", true],
      ["system-view immediately\rundo info-center enable\r", false],
      ["info-center enable\r", true],
      ["return\r\x04", false],
    ];
    for (const [keys, shows] of rows) {
      type(keys);
      assert.equal(terminal.showsLog, shows, keys);
    }
  });

  it("hears no more of the terminal once it is left", () => {
    const { output, ends, type } = open(40);
    type("\x04");
    assert.deepEqual(ends, ["ended"]);
    assert.equal(output.listenerCount("resize"), 0);
  });
});
