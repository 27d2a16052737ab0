/** Long output, a page at a time. */
import assert from "node:assert/strict";
import { Key } from "../../src/console/keys.js";
import { NO_PAGES, Pager } from "../../src/console/pager.js";

const MORE = "  ---- More ----";
const ERASED = "\r\x1b[K";

/** A pager of `rows` rows, told to print as many lines as there are letters in "abcdefghij". */
function printed(rows: number, setUp: (pager: Pager) => void = () => {}) {
  let text = "";
  const pager = new Pager(more => void (text += more));
  pager.rows = rows;
  pager.columns = 10;
  setUp(pager);
  let ends = 0;
  pager.begin();
  for (const line of "abcdefghij") pager.print(line);
  pager.finish(() => ends++);
  const take = (): string => {
    const taken = text.replaceAll("\n", "").replaceAll(MORE, "+").replaceAll(ERASED, "-");
    text = "";
    return taken;
  };
  return { pager, take, ends: () => ends };
}

describe("the pager", () => {
  const rows: { name: string; rows: number; keys: [Key, string][]; shown: string; isOver: boolean }[] = [
    { name: "shows what fits at once", rows: 11, keys: [], shown: "abcdefghij", isOver: true },
    { name: "stops where more follows", rows: 4, keys: [], shown: "abc+", isOver: false },
    {
      name: "turns a page with a blank",
      rows: 4,
      keys: [[Key.Character, " "]],
      shown: "abc+-def+",
      isOver: false,
    },
    { name: "and with PageDown", rows: 4, keys: [[Key.PageDown, ""]], shown: "abc+-def+", isOver: false },
    { name: "and with Right", rows: 4, keys: [[Key.Right, ""]], shown: "abc+-def+", isOver: false },
    { name: "a line with Enter", rows: 4, keys: [[Key.Enter, ""]], shown: "abc+-d+", isOver: false },
    { name: "a line with Down", rows: 4, keys: [[Key.Down, ""]], shown: "abc+-d+", isOver: false },
    {
      name: "comes to the end",
      rows: 6,
      keys: [[Key.Character, " "]],
      shown: "abcde+-fghij",
      isOver: true,
    },
    { name: "ends with q", rows: 4, keys: [[Key.Character, "q"]], shown: "abc+-", isOver: true },
    { name: "ends with Ctrl-C", rows: 4, keys: [[Key.Cancel, ""]], shown: "abc+-", isOver: true },
    { name: "ends with Ctrl-Z", rows: 4, keys: [[Key.ToUserView, ""]], shown: "abc+-", isOver: true },
    {
      name: "knows no other key",
      rows: 4,
      keys: [
        [Key.Up, ""],
        [Key.Character, "x"],
      ],
      shown: "abc+",
      isOver: false,
    },
    { name: "shows a line at least", rows: 1, keys: [], shown: "a+", isOver: false },
  ];
  for (const { name, rows: height, keys, shown, isOver } of rows)
    it(name, () => {
      const { pager, take, ends } = printed(height);
      for (const [key, character] of keys) pager.press(key, character);
      assert.deepEqual([take(), ends(), pager.isWaiting], [shown, isOver ? 1 : 0, !isOver]);
    });

  it("tells by its answer that the user wants no more", () => {
    const { pager } = printed(4);
    assert.equal(pager.press(Key.Enter, ""), true);
    assert.equal(pager.press(Key.Character, "Q"), false);
  });

  it("keeps to a length of its own, or to none", () => {
    assert.equal(printed(4, pager => (pager.length = 6)).take(), "abcde+");
    assert.equal(printed(4, pager => (pager.length = NO_PAGES)).take(), "abcdefghij");
  });

  it("counts the rows of long lines", () => {
    let text = "";
    const pager = new Pager(more => void (text += more));
    pager.rows = 4;
    pager.columns = 10;
    pager.begin();
    for (const line of ["x".repeat(11), "", "時".repeat(6), "d"]) pager.print(line);
    assert.equal(text, `${"x".repeat(11)}\n\n${MORE}`);
  });

  it("waits for a slow command's next lines, and drops them once cut", () => {
    const { pager, take, ends } = printed(4);
    take();
    pager.press(Key.Character, "q");
    pager.print("late");
    assert.equal(take(), "-");
    assert.equal(ends(), 1);
    pager.begin();
    pager.print("new");
    assert.equal(take(), "new");
    let isShown = false;
    pager.finish(() => (isShown = true));
    assert.ok(isShown);
  });

  it("lets others print above its question", () => {
    const { pager, take } = printed(4);
    take();
    pager.interrupt(() => pager.write("news\n"));
    assert.equal(take(), "-news+");
  });
});
