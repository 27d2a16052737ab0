/** Lines at a console of a real node, and keys at its line editor. The first octet says whose habits it has. */
import assert from "node:assert/strict";
import { type NtpNode } from "../../../src/runtime/node.js";
import { Pager } from "../../../src/console/pager.js";
import { LineEditor } from "../../../src/console/line-editor.js";
import { Session } from "../../../src/console/session.js";
import { type Host } from "../../sim/host.js";
import { type Rest } from "../rest.js";
import { type Target } from "../target.js";
import { machine, nodeOn } from "./machine.js";

const MOST_LINES = 20;

/** What a refusal begins with. */
const REFUSED = /^% /m;

export const CONSOLE: Target = {
  name: "console",
  promise: "a line ends in something done or in words; one that is refused changes no configuration",
  isText: true,
  mostOctets: 1000,
  shortRuns: 150,
  run(input: Rest): void {
    const how = input.octet();
    const host = machine();
    const node = nodeOn(host, { dialect: how & 1 ? "vrp" : "comware" });
    const isInteractive = (how & 2) > 0;
    const screen = new Screen(node, isInteractive);
    if (how & 4) screen.press(input.text());
    else screen.type(input.text().split("\n").slice(0, MOST_LINES), host);
    node.stop();
  },
};

class Screen {
  readonly #node: NtpNode;
  readonly #session: Session;
  #printed = "";

  constructor(node: NtpNode, isInteractive: boolean) {
    const write = (text: string): void => void (this.#printed += text);
    this.#node = node;
    this.#session = new Session(
      { node, version: "1", takesAnyPort: true, timers: node.timers },
      { isInteractive, write },
    );
  }

  type(lines: readonly string[], host: Host): void {
    const session = this.#session;
    let before = this.#configurations();
    for (const line of lines) {
      if (session.isOver) return;
      if (line === "") host.world.run(1);
      this.#printed = "";
      session.offers(line);
      session.execute(line);
      const after = this.#configurations();
      if (REFUSED.test(this.#printed)) assert.equal(after, before, line);
      before = after;
      assert.ok(session.prompt !== "" && !this.#printed.includes("undefined"), this.#printed);
    }
  }

  press(keys: string): void {
    const pager = new Pager(text => void (this.#printed += text));
    const editor = new LineEditor(this.#session, pager, () => {});
    editor.start();
    for (const part of keys.split("\0")) editor.key(part);
    assert.ok(this.#printed !== "");
  }

  #configurations(): string {
    const { running } = this.#node.configuration;
    const candidate = this.#session.prepared.isChanged ? this.#session.candidate.lines() : [];
    return [...running.lines(), "candidate", ...candidate].join("\n");
  }
}
