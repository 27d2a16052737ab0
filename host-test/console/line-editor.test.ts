/** Keys typed, and what a terminal then shows: the screen is a small model of one. */
import assert from "node:assert/strict";
import { type Offer } from "../../src/config/offers.js";
import { LineEditor } from "../../src/console/line-editor.js";
import { type LineTaker } from "../../src/console/line-taker.js";
import { Pager } from "../../src/console/pager.js";
import { textWidth } from "../../src/console/text-width.js";

const UP = "\x1b[A";
const DOWN = "\x1b[B";
const RIGHT = "\x1b[C";
const LEFT = "\x1b[D";

/** A terminal's last line and its cursor, for what an editor writes: text, "\r", "\n", erase, cursor back. */
class Screen {
  readonly lines: string[] = [];
  /** One string a column; the second column of a wide character is empty. */
  #cells: string[] = [];
  #column = 0;

  write(text: string): void {
    for (const [, back, erase, character] of text.matchAll(/\x1b\[(\d+)D|(\x1b\[K)|([\s\S])/gu)) {
      if (back !== undefined) this.#column -= Number(back);
      else if (erase !== undefined) this.#cells.length = this.#column;
      else if (character === "\r") this.#column = 0;
      else if (character === "\n") this.#endLine();
      else this.#put(character);
    }
  }

  /** With "|" for the cursor. */
  get line(): string {
    const cells = [...this.#cells];
    cells.splice(this.#column, 0, "|");
    return cells.join("");
  }

  #endLine(): void {
    this.lines.push(this.#cells.join(""));
    this.#cells = [];
    this.#column = 0;
  }

  #put(character: string): void {
    const width = textWidth(character);
    if (width === 0) {
      this.#cells[this.#column - 1] += character;
      return;
    }
    this.#cells[this.#column] = character;
    for (let i = 1; i < width; i++) this.#cells[this.#column + i] = "";
    this.#column += width;
  }
}

class Taker implements LineTaker {
  prompt = ">";
  isOver = false;
  isHidden = false;
  cancelled = 0;
  readonly lines: string[] = [];
  words: readonly string[] = ["display", "dscp", "interface"];

  /** Of the line "wait": ends it. */
  done: () => void = () => {};

  execute(line: string, done: () => void): void {
    this.lines.push(line);
    if (line === "quit") this.isOver = true;
    if (line === "wait") this.done = done;
    else done();
  }

  cancel(): void {
    this.cancelled++;
  }

  close(): void {
    this.isOver = true;
  }

  help(text: string): string[] {
    return [`help for ${JSON.stringify(text)}`];
  }

  offers(text: string): Offer[] {
    const partial = text.slice(text.search(/\S*$/));
    const words = this.words.filter(word => word.startsWith(partial));
    const offers = words.map(word => ({ word, help: `about ${word}`, isLiteral: true }));
    return partial === "" ? [...offers, { word: "<cr>", help: "", isLiteral: false }] : offers;
  }
}

interface Open {
  readonly screen: Screen;
  readonly taker: Taker;
  readonly editor: LineEditor;
  type(text: string): void;
}

function open(ended = (): void => {}): Open {
  const screen = new Screen();
  const taker = new Taker();
  const editor = new LineEditor(taker, new Pager(text => screen.write(text)), ended);
  editor.start();
  return { screen, taker, editor, type: text => editor.key(text) };
}

describe("the line editor", () => {
  const rows: { name: string; keys: string; line: string }[] = [
    { name: "starts with the prompt", keys: "", line: ">|" },
    { name: "echoes", keys: "abc", line: ">abc|" },
    { name: "inserts within", keys: `ac${LEFT}b`, line: ">ab|c" },
    { name: "moves to the ends with Ctrl-A and Ctrl-E", keys: "abc\x01x\x05y", line: ">xabcy|" },
    {
      name: "moves to the ends with Home and End",
      keys: "abc\x1b[Hx\x1b[Fy\x1b[1~z\x1b[4~w",
      line: ">zxabcyw|",
    },
    { name: "moves with Ctrl-B and Ctrl-F", keys: "abc\x02\x02\x02x\x06y", line: ">xay|bc" },
    { name: "knows the keys of application mode", keys: `abc\x1bOD\x1bOH`, line: ">|abc" },
    { name: "stays within the line", keys: `a${LEFT}${LEFT}${LEFT}${RIGHT}${RIGHT}${RIGHT}b`, line: ">ab|" },
    { name: "erases before the cursor", keys: `abc${LEFT}\x7f`, line: ">a|c" },
    { name: "erases with Ctrl-H", keys: "abc\b", line: ">ab|" },
    { name: "erases nothing before the start", keys: "\x7f\x7fa\x01\x7f", line: ">|a" },
    { name: "deletes under the cursor", keys: "abc\x01\x1b[3~\x04", line: ">|c" },
    { name: "takes no control character of eight bits", keys: "a\x80\x9b\x9fb\xa0", line: ">ab\xa0|" },
    { name: "deletes nothing at the end", keys: "a\x1b[3~\x04", line: ">a|" },
    { name: "erases the line before the cursor with Ctrl-U", keys: `abc${LEFT}\x15`, line: ">|c" },
    { name: "erases to the end with Ctrl-K", keys: `abc${LEFT}${LEFT}\x0b`, line: ">a|" },
    { name: "erases a word with Ctrl-W", keys: "one two  \x17", line: ">one |" },
    { name: "erases a word within", keys: `one two${LEFT}\x17`, line: ">one |o" },
    { name: "drops the line with Ctrl-C", keys: "abc\x03x", line: ">x|" },
    { name: "redraws with Ctrl-L", keys: "abc\x0c", line: ">abc|" },
    { name: "ignores what it does not know", keys: "a\x1b[15~\x1b[1;5C\x00\x07\x1bxb", line: ">ab|" },
    { name: "gives up a sequence without end", keys: `a\x1b[${"1;".repeat(10)}b`, line: ">a;1;b|" },
    { name: "goes back in the history", keys: `one\rtwo\r${UP}`, line: ">two|" },
    {
      name: "goes further back, no farther than there is",
      keys: `one\rtwo\r${UP}${UP}${UP}${UP}`,
      line: ">one|",
    },
    {
      name: "comes back to the line under way",
      keys: `one\rtwo\rx${UP}${UP}${DOWN}${DOWN}${DOWN}`,
      line: ">x|",
    },
    { name: "goes with Ctrl-P and Ctrl-N", keys: "one\rtwo\r\x10\x10\x0e", line: ">two|" },
    {
      name: "remembers a line once in a row, and no empty one",
      keys: `one\rtwo\rtwo\r\r  \r${UP}${UP}`,
      line: ">one|",
    },
    { name: "forgets what was changed in an old line", keys: `one\r${UP}x${DOWN}${UP}`, line: ">one|" },
    { name: "completes the only word", keys: "i\t", line: ">interface |" },
    { name: "completes within a line", keys: `x i y${LEFT}${LEFT}\t`, line: ">x interface | y" },
    { name: "completes nothing that is wrong", keys: "foo\t", line: ">foo|" },
    {
      name: "moves by words with Ctrl",
      keys: "one two  three\x1b[1;5D\x1b[1;5Dx\x1b[1;5Cy",
      line: ">one xtwoy|  three",
    },
    { name: "moves by words with Alt", keys: "one two\x1bbx\x1bb\x1bb\x1bfy", line: ">oney| xtwo" },
    { name: "erases a word with Alt", keys: "one two\x1b\x7f", line: ">one |" },
    { name: "takes a question mark behind Ctrl-V", keys: "a\x16?b\x16\x03c", line: ">a?bc|" },
    { name: "begins a sequence anew with escape", keys: `ab\x1b${LEFT}c`, line: ">ac|b" },
    { name: "takes Enter of the keypad", keys: "one\x1bOM", line: ">|" },
    { name: "leaves a mark on its character", keys: `ne\u0301e${LEFT}${LEFT}\x7f`, line: ">|e\u0301e" },
    { name: "erases a character with its mark", keys: "ne\u0301\x7f", line: ">n|" },
    { name: "keeps characters of several octets whole", keys: `時計🕰${LEFT}\x7f`, line: ">時|🕰" },
    { name: "erases a character beyond the basic plane in one", keys: "a🕰\x7f", line: ">a|" },
    { name: "counts wide characters as two columns", keys: `時計${LEFT}${LEFT}a`, line: ">a|時計" },
    {
      name: "remembers twenty lines",
      keys: `${Array.from({ length: 25 }, (_, i) => `l${i}\r`).join("")}${UP.repeat(30)}`,
      line: ">l5|",
    },
  ];
  for (const { name, keys, line } of rows) {
    it(name, () => {
      const { screen, type } = open();
      type(keys);
      // The model of a wide character is two cells.
      assert.equal(screen.line, line);
    });
    it(`${name}: key by key`, () => {
      const { screen, type } = open();
      for (const key of keys) type(key);
      assert.equal(screen.line, line);
    });
  }

  const narrow: { keys: string; line: string }[] = [
    { keys: "12345678", line: ">12345678|" },
    { keys: "123456789", line: ">23456789|" },
    { keys: "123456789\x7f", line: ">12345678|" },
    { keys: "1234567890ab\x01", line: ">|12345678" },
    { keys: `1234567890ab${LEFT}`, line: ">4567890a|" },
    { keys: `1234567890ab${LEFT.repeat(9)}x`, line: ">123x|4567" },
    { keys: "時計時計時", line: ">計時計時|" },
  ];
  for (const { keys, line } of narrow)
    it(`shows ${line} of ${JSON.stringify(keys)} on ten columns`, () => {
      const { screen, editor, type } = open();
      editor.pager.columns = 10;
      type(keys);
      assert.equal(screen.line, line);
    });

  it("hands over whole lines; both halves of a line end are one", () => {
    const { taker, screen, type } = open();
    type("one\r\ntwo\nthree\r");
    type("\nfour\r\r");
    assert.deepEqual(taker.lines, ["one", "two", "three", "four", ""]);
    assert.deepEqual(screen.lines, [">one", ">two", ">three", ">four", ">"]);
  });

  it("takes nothing more, and shows no prompt, once the session is over", () => {
    const { taker, screen, type } = open();
    type("quit\rmore\r");
    assert.deepEqual(taker.lines, ["quit"]);
    assert.equal(screen.line, "|");
  });

  it("makes room for what others print, and goes on with the line", () => {
    const { taker, editor, screen, type } = open();
    type(`abc${LEFT}`);
    editor.interrupt(() => screen.write("one\ntwo\n"));
    assert.deepEqual(screen.lines, ["one", "two"]);
    assert.equal(screen.line, ">ab|c");
    type("x\r");
    assert.deepEqual(taker.lines, ["abxc"]);
  });

  it("shows no line to go on with while one is carried out, or when the session is over", () => {
    const { taker, editor, screen, type } = open();
    const print = (): void => editor.interrupt(() => screen.write("news\n"));
    taker.execute = (line, done) => {
      taker.isOver = line === "quit";
      print();
      done();
    };
    type("go\r");
    assert.deepEqual(screen.lines, [">go", "news"]);
    assert.equal(screen.line, ">|");
    type("quit\r");
    print();
    assert.deepEqual(screen.lines.slice(2), [">quit", "news", "news"]);
    assert.equal(screen.line, "|");
  });

  it("Ctrl-Z returns to the user view", () => {
    const { taker, type } = open();
    type("abc\x1a");
    assert.deepEqual(taker.lines, ["return"]);
  });

  it("Ctrl-D on an empty line quits, on another it deletes", () => {
    const { taker, screen, type } = open();
    type("ab\x04\x01\x04\r");
    assert.deepEqual(taker.lines, ["b"]);
    type("\x04");
    assert.deepEqual(taker.lines, ["b", "quit"]);
    assert.deepEqual(screen.lines, [">b", ">quit"]);
  });

  it("Ctrl-C lets go of what was asked, too", () => {
    const { taker, type } = open();
    type("a\x03");
    assert.equal(taker.cancelled, 1);
    assert.deepEqual(taker.lines, []);
  });

  it("? helps at once with what is before the cursor, and goes on with the line", () => {
    const { taker, screen, type } = open();
    type("d?");
    assert.deepEqual(screen.lines, [">d?", 'help for "d"']);
    assert.equal(screen.line, ">d|");
    type(`xy${LEFT}${LEFT}?`);
    assert.deepEqual(screen.lines.slice(2), [">d?", 'help for "d"']);
    assert.equal(screen.line, ">d|xy");
    type("\r");
    assert.deepEqual(taker.lines, ["dxy"]);
  });

  it("Tab goes as far as is certain, then lists the choice", () => {
    const { taker, screen, type } = open();
    taker.words = ["source", "source-interface"];
    type("s\t");
    assert.equal(screen.line, ">source|");
    assert.deepEqual(screen.lines, []);
    type("\t");
    assert.deepEqual(screen.lines.slice(1), [
      "  source            about source",
      "  source-interface  about source-interface",
    ]);
    assert.equal(screen.line, ">source|");
  });
  it("shows no prompt while a command takes its time, and keeps what is typed for after it", () => {
    const { taker, editor, screen, type } = open();
    type("wait\rone\rtw");
    assert.equal(screen.line, "|");
    editor.interrupt(() => screen.write("news\n"));
    assert.deepEqual(taker.lines, ["wait"]);
    taker.done();
    assert.deepEqual(screen.lines, [">wait", "news", ">one"]);
    assert.equal(screen.line, ">tw|");
    assert.deepEqual(taker.lines, ["wait", "one"]);
  });

  it("one slow command typed ahead of another", () => {
    const { taker, screen, type } = open();
    type("wait\rwait\rone\r");
    taker.done();
    assert.deepEqual(taker.lines, ["wait", "wait"]);
    taker.done();
    assert.deepEqual(taker.lines, ["wait", "wait", "one"]);
    assert.equal(screen.line, ">|");
  });

  it("Ctrl-C stops a command under way, and what was typed for after it", () => {
    const { taker, screen, type } = open();
    taker.cancel = () => taker.done();
    type("wait\rone\r");
    type("\x03x");
    assert.deepEqual(taker.lines, ["wait"]);
    assert.deepEqual(screen.lines, [">wait", "^C"]);
    assert.equal(screen.line, ">x|");
  });

  it("keeps a long paste for after a command", () => {
    const { taker, type } = open();
    const lines = Array.from({ length: 400 }, (_, i) => `rule ${i} permit source 192.0.2.1`);
    type(`wait\r${lines.join("\r")}\r`);
    taker.done();
    assert.deepEqual(taker.lines, ["wait", ...lines]);
  });

  const TOO_MUCH = "% Too many lines wait for this command: the rest of them is dropped.";
  it("takes neither Ctrl-D nor Ctrl-Z for a password", () => {
    const { taker, type } = open();
    taker.isHidden = true;
    type("\x04\x1asecret\x1a\r");
    assert.deepEqual(taker.lines, ["secret"]);
  });

  const much: { name: string; isHidden: boolean; kept: number }[] = [
    { name: "what is typed ahead", isHidden: false, kept: 268 },
    { name: "the same before a login", isHidden: true, kept: 67 },
  ];
  for (const { name, isHidden, kept } of much)
    it(`bounds ${name}, drops whole lines, and says so`, () => {
      const { taker, screen, type } = open();
      taker.isHidden = isHidden;
      type(`wait\r${`${"x".repeat(60)}\r`.repeat(kept)}${"y".repeat(60)}`);
      assert.deepEqual(screen.lines.slice(1), [TOO_MUCH]);
      taker.done();
      taker.isHidden = false;
      type("y\rz\r");
      assert.deepEqual(taker.lines, ["wait", ...new Array<string>(kept).fill("x".repeat(60)), "z"]);
      assert.deepEqual(screen.lines.at(-1), ">z");
    });

  it("tells of the end, also of one that was typed ahead", () => {
    let ends = 0;
    const { taker, type } = open(() => ends++);
    type("wait\rquit\rmore\r");
    assert.equal(ends, 0);
    taker.done();
    assert.equal(ends, 1);
    assert.deepEqual(taker.lines, ["wait", "quit"]);
  });
});
