/** Lines out of characters. */
import assert from "node:assert/strict";
import { type LineTaker } from "../../src/console/line-taker.js";
import { PlainConsole } from "../../src/console/plain-console.js";

function open(isHidden = false) {
  const lines: string[] = [];
  const told: string[] = [];
  let done = (): void => {};
  const taker: LineTaker = {
    prompt: "",
    isHidden,
    isOver: false,
    execute(line, tell) {
      lines.push(line);
      if (line === "wait") done = tell;
      else tell();
    },
    cancel: () => told.push("cancelled"),
    close: () => told.push("closed"),
    offers: () => [],
    help: () => [],
  };
  const console_ = new PlainConsole(
    taker,
    text => told.push(text),
    () => told.push("ended"),
  );
  return { console_, lines, told, done: () => done() };
}

describe("a console of lines", () => {
  const rows: { text: string; lines: string[] }[] = [
    { text: "a\nb\n", lines: ["a", "b"] },
    { text: "a\r\nb\r\n", lines: ["a", "b"] },
    { text: "a\r\0b\r\0", lines: ["a", "b"] },
    { text: "a\rb\r", lines: ["a", "b"] },
    { text: "\n\r\n", lines: ["", ""] },
    { text: "a\nb", lines: ["a", "b"] },
  ];
  for (const { text, lines } of rows)
    it(JSON.stringify(text), () => {
      const opened = open();
      for (const character of text) opened.console_.take(character);
      opened.console_.end();
      assert.deepEqual([opened.lines, opened.told], [lines, ["closed", "ended"]]);
    });

  const waiting: { name: string; isHidden: boolean; text: string }[] = [
    { name: "lines", isHidden: false, text: "a\n".repeat(1001) },
    { name: "characters", isHidden: false, text: `${"a".repeat(4096)}\n`.repeat(5) },
    { name: "characters before the login", isHidden: true, text: `${"a".repeat(4096)}\n`.repeat(2) },
  ];
  for (const { name, isHidden, text } of waiting)
    it(`ends where too many ${name} wait`, () => {
      const { console_, lines, told } = open(isHidden);
      console_.take(`wait\n${text}b\n`);
      assert.deepEqual(lines, ["wait"]);
      assert.deepEqual(told, ["% Too many lines wait for this command.\n", "closed", "ended"]);
    });

  it("lets as much wait again once it has been carried out", () => {
    const { console_, lines, told, done } = open();
    for (let i = 1; i <= 3; i++) {
      console_.take(`wait\n${`${"a".repeat(4000)}\n`.repeat(4)}`);
      done();
    }
    assert.deepEqual([lines.length, told], [15, []]);
  });

  it("waits for the last command, and ends without a word if it is closed before", () => {
    const [one, other] = [open(), open()];
    for (const { console_ } of [one, other]) {
      console_.take("wait\nb\n");
      console_.end();
    }
    one.done();
    assert.deepEqual(
      [one.lines, one.told],
      [
        ["wait", "b"],
        ["closed", "ended"],
      ],
    );
    other.console_.close();
    other.done();
    assert.deepEqual([other.lines, other.told], [["wait"], ["closed"]]);
  });
});
