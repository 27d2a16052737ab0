/** A command whose values take their time: a password's hash. */
import assert from "node:assert/strict";
import { Dialect } from "../../src/config/dialect.js";
import { grammarOf } from "../../src/config/grammar.js";
import { Mistake } from "../../src/config/mistake.js";
import { read, type Reading } from "../../src/config/reading.js";
import { type Setting } from "../../src/config/setting.js";
import { VTY_SETTINGS, vtyOf } from "../../src/config/vty-settings.js";
import { prepare } from "../../src/console/preparing.js";
import { Session } from "../../src/console/session.js";
import { contextOf, wordsOf } from "../config/context.js";
import { FakeNode, FakeTimers, hostOf } from "./fake-node.js";

function open() {
  const node = new FakeNode(Dialect.Comware);
  const session = new Session(hostOf(node, { timers: node.timers }), {
    isInteractive: false,
    write: assert.fail,
  });
  for (const line of ["system-view", "line vty 0 4"]) session.execute(line);
  return { node, session, password: () => vtyOf(node.configuration.running).password };
}

describe("a password that is set", () => {
  it("is hashed while other things go on, and its console waits", () => {
    const { node, session, password } = open();
    let isDone = false;
    session.execute("set authentication password simple Secret-1", () => (isDone = true));
    assert.deepEqual([session.isBusy, isDone, password(), node.timers.length], [true, false, "", 1]);
    node.timers.pass(0);
    assert.deepEqual([session.isBusy, isDone, node.timers.length], [false, true, 0]);
    assert.match(password(), /^\$xsp1\$2000\$/);
  });

  it("stays what it was where that is stopped", () => {
    const { node, session, password } = open();
    session.execute("set authentication password simple Secret-1");
    session.cancel();
    node.timers.pass(0);
    assert.deepEqual([session.isBusy, password()], [false, ""]);
  });

  it("is at once what it is where it is given as its hash", () => {
    const { node, session, password } = open();
    const text = `$xsp1$2000$${"0".repeat(32)}$${"1".repeat(64)}`;
    session.execute(`set authentication password hash ${text}`);
    assert.deepEqual([password(), node.timers.length], [text, 0]);
  });

  it("leaves nothing of itself in what is kept of its command", () => {
    const words = wordsOf("set authentication password simple Secret-1");
    const reading = read(grammarOf(VTY_SETTINGS), words, contextOf(Dialect.Vrp));
    assert.ok(!(reading instanceof Mistake) && reading.preparation);
    const kept: Reading<Setting>[] = [];
    const timers = new FakeTimers();
    prepare(reading, timers, prepared => kept.push(prepared));
    timers.pass(0);
    assert.deepEqual(Object.keys(kept[0]).sort(), ["isUndone", "row", "values"]);
    assert.equal(kept[0].values["form"], "hash");
  });
});
