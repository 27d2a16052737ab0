/** A console as a person has it: keys in, a screen out, long output a page at a time. */
import assert from "node:assert/strict";
import { Dialect } from "../../src/config/dialect.js";
import { PersonConsole } from "../../src/console/person-console.js";
import { Session } from "../../src/console/session.js";
import { FakeNode, hostOf } from "./fake-node.js";

function open(rows: number) {
  let text = "";
  const ends: string[] = [];
  const screen = new PersonConsole(
    terminal => new Session(hostOf(new FakeNode(Dialect.Comware)), terminal),
    more => void (text += more),
    () => ends.push("ended"),
  );
  screen.resize(80, rows);
  screen.start();
  const type = (keys: string): string => {
    text = "";
    screen.key(keys);
    return text;
  };
  return { screen, ends, type };
}

const MORE = "  ---- More ----";

describe("a person's console", () => {
  it("stops after a page of a display, and goes on with the prompt", () => {
    const { type } = open(5);
    const page = type("display ntp-service status\r");
    assert.equal(page.split("\n").length, 1 + 4 + 1);
    assert.ok(page.endsWith(`\n${MORE}`));
    assert.match(type("\r"), /^\r\x1b\[K [^\n]*\n {2}---- More ----$/);
    assert.equal(type("q"), "\r\x1b[K<xs-ntp>");
  });

  it("stops after a page of help, and goes on with the line", () => {
    const { type } = open(5);
    type("system-view\r");
    assert.ok(type("ntp-service ?").endsWith(MORE));
    assert.equal(type("x"), "");
    assert.equal(type("q"), "\r\x1b[K\r[xs-ntp]ntp-service \x1b[K");
  });

  it("has no pages where they are switched off, and has them again", () => {
    const { type } = open(5);
    for (const [line, isPaged] of [
      ["screen-length disable", false],
      ["undo screen-length disable", true],
      ["screen-length 0 temporary", false],
      ["undo screen-length temporary", true],
      ["screen-length 100", false],
    ] as const) {
      type(`${line}\r`);
      assert.equal(type("display ntp-service status\r").endsWith(MORE), isPaged, line);
      if (isPaged) type("q");
    }
  });

  it("filters what a display prints, not what it complains of", () => {
    const { type } = open(24);
    assert.equal(
      type("display ntp-service status | include tratum\r"),
      "display ntp-service status | include tratum\n Clock stratum: 16\n<xs-ntp>",
    );
    assert.match(type("display ntp-service foo | include nothing\r"), /Unrecognized command found/);
    assert.match(type("display version | x\r"), /Expected: begin, exclude, include\./);
    assert.match(type("display version | ?"), /begin {2}.*\n {2}exclude.*\n {2}include/);
  });

  it("tells of its end", () => {
    const { ends, type } = open(24);
    type("quit\r");
    assert.deepEqual(ends, ["ended"]);
    assert.equal(type("x"), "");
  });
});
