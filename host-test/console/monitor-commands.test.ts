import assert from "node:assert/strict";
import { Dialect } from "../../src/config/dialect.js";
import { Session } from "../../src/console/session.js";
import { Happening } from "../../src/core/happening.js";
import { Topic } from "../../src/report/debugging.js";
import { Loss } from "../../src/core/loss.js";
import { FakeNode, serverAt } from "./fake-node.js";

const SERVER = serverAt("192.0.2.1");

class Console {
  readonly node: FakeNode;
  readonly session: Session;
  #text = "";

  constructor(dialect = Dialect.Comware) {
    this.node = new FakeNode(dialect);
    const { configuration, reports } = this.node;
    reports.configure(configuration.settingsOf(configuration.running).reports);
    const host = { node: this.node, version: "1.2.3", takesAnyPort: false, timers: this.node.timers };
    const write = (text: string): void => void (this.#text += text);
    this.session = new Session(host, { isInteractive: false, write });
  }

  type(...lines: string[]): string[] {
    for (const line of lines) this.session.execute(line);
    return this.take();
  }

  /** What appears where a source answers, and another is lost. */
  happen(): string[] {
    this.node.reports.take(Happening.AssociationUp, SERVER, 0, "");
    this.node.reports.take(Happening.Holdover, SERVER, Loss.Unreachable, "");
    return this.take().map(line => line.slice(Math.max(0, line.indexOf("NTP/"))));
  }

  take(): string[] {
    const lines = this.#text.split("\n").slice(0, -1);
    this.#text = "";
    return lines;
  }
}

const UP = "NTP/6/NTP_SOURCE_UP: 192.0.2.1 answers";
const HELD =
  "NTP/4/NTP_HOLDOVER: holds the time without a source: 192.0.2.1 was the last one (Peer reachability lost)";

describe("what appears on a terminal by itself", () => {
  const rows: [lines: string[], appears: string[]][] = [
    [[], []],
    [["terminal monitor"], [UP, HELD]],
    [["terminal monitor", "terminal logging level warnings"], [HELD]],
    [["terminal monitor", "terminal logging level 3"], []],
    [
      ["terminal monitor", "terminal logging level 3", "undo terminal logging level"],
      [UP, HELD],
    ],
    [
      ["terminal monitor", "terminal monitor"],
      [UP, HELD],
    ],
    [["terminal monitor", "undo terminal monitor"], []],
    [["debugging ntp-service event", "terminal debugging"], []],
    [
      ["debugging ntp-service event", "terminal monitor"],
      [UP, HELD],
    ],
    [
      ["debugging ntp-service event", "terminal monitor", "terminal debugging", "terminal logging level 4"],
      ["NTP/7/debug_NTP_event:", "192.0.2.1 answers", "NTP/7/debug_NTP_event:", HELD.slice(20), HELD],
    ],
    [
      ["terminal monitor", "terminal debugging", "debugging ntp-service all", "undo debugging all"],
      [UP, HELD],
    ],
    [
      ["terminal monitor", "terminal debugging", "debugging ntp event", "undo debugging ntp all"],
      [UP, HELD],
    ],
  ];
  for (const [lines, appears] of rows)
    it(lines.join(", ") || "nothing, at first", () => {
      const screen = new Console();
      screen.type(...lines);
      const told = screen.happen();
      assert.deepEqual(told, appears);
    });

  it("says what was switched, and what debugging is on", () => {
    const screen = new Console();
    assert.deepEqual(screen.type("terminal monitor"), ["The current terminal is enabled to display logs."]);
    assert.deepEqual(screen.type("display debugging"), []);
    assert.deepEqual(
      screen.type("debugging ntp-service packet", "debugging ntp-service validity", "display debugging"),
      ["NTP packet debugging is on", "NTP validity debugging is on"],
    );
    assert.deepEqual(screen.type("undo debugging all", "display debugging"), [
      "All possible debugging has been turned off",
    ]);
  });

  it("has packets looked at only while debugging is on, and a terminal shows it", () => {
    const screen = new Console();
    const { node } = screen;
    const steps: [line: string, isSeen: boolean][] = [
      ["debugging ntp-service packet", false],
      ["terminal debugging", false],
      ["terminal monitor", true],
      ["undo terminal debugging", false],
      ["terminal debugging", true],
      ["undo terminal monitor", false],
      ["terminal monitor", true],
      ["undo debugging ntp-service packet", false],
      ["debugging ntp-service validity", true],
      ["quit", false],
    ];
    for (const [line, isSeen] of steps) {
      screen.type(line);
      assert.equal(node.watch, isSeen ? node.reports.debugging : undefined, line);
    }
    assert.ok(node.reports.debugging.isOn(Topic.Validity));
  });

  for (const [name, end] of [
    ["has ended", (screen: Console) => void screen.type("quit")],
    ["is gone", (screen: Console) => screen.session.close()],
  ] as const)
    it(`is nothing on one that ${name}`, () => {
      const screen = new Console();
      screen.type("terminal monitor");
      end(screen);
      assert.deepEqual(screen.happen(), []);
    });
});
