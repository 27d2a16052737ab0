/** The question for a password, before there is a session. */
import assert from "node:assert/strict";
import { Dialect } from "../../src/config/dialect.js";
import { type LineTaker } from "../../src/console/line-taker.js";
import { Login, waitText } from "../../src/console/login.js";
import { FakeTimers } from "./fake-node.js";

function open({ waitSec = 0, goes = 1, isInteractive = false, dialect = Dialect.Comware } = {}) {
  const timers = new FakeTimers();
  const told: string[] = [];
  const state = { waitSec, isOthers: false };
  const note = (word: string) => (): void => void told.push(word);
  const session: LineTaker = {
    prompt: "<session>",
    isOver: false,
    isHidden: false,
    execute: (line, done) => (told.push(line), done()),
    cancel: note("cancel"),
    close: note("close"),
    offers: () => [{ word: "offer", help: "", isLiteral: true }],
    help: () => ["help"],
  };
  const login = new Login(
    { isInteractive, write: text => void told.push(text) },
    {
      timers,
      dialect,
      test: typed => {
        let left = goes;
        return { advance: () => (--left > 0 ? undefined : typed === "right") };
      },
      enter: () => !state.isOthers,
      left: note("left"),
      charge: note("charged"),
      passed: note("passed"),
      failed: note("failed"),
      waitSec: () => state.waitSec,
      open: () => session,
    },
  );
  const type = (line: string): string[] => {
    login.execute(line, note("done"));
    return told.splice(0);
  };
  return { login, timers, told, state, type, taken: () => told.splice(0) };
}

describe("a login", () => {
  it("prints its prompt to a program; a person sees it at the line", () => {
    assert.deepEqual(open().taken(), ["Login authentication\n\nPassword:\n"]);
    assert.deepEqual(open({ isInteractive: true }).taken(), ["Login authentication\n\n"]);
  });

  it("asks in secret until the password is right, then is the session", () => {
    const { login, type, taken } = open();
    taken();
    assert.deepEqual(
      [login.prompt, login.isHidden, login.offers(""), login.help("")],
      ["Password:", true, [], []],
    );
    assert.deepEqual(type("wrong"), ["charged", "% Login failed!\n", "left", "failed", "done"]);
    assert.deepEqual(type("right"), ["charged", "passed", "left", "done"]);
    assert.deepEqual([login.prompt, login.isHidden, login.help("")], ["<session>", false, ["help"]]);
    assert.equal(login.offers("")[0].word, "offer");
    assert.deepEqual(type("display version"), ["display version", "done"]);
    login.cancel();
    login.close();
    assert.deepEqual(taken(), ["cancel", "cancel", "close"]);
  });

  it("is over after three wrong ones", () => {
    const { login, type } = open();
    const ends = [1, 2, 3].map(() => (type("wrong"), login.isOver));
    assert.deepEqual(ends, [false, false, true]);
  });

  it("tries one that takes its time in goes, and stops at once", () => {
    const { login, timers, type, taken } = open({ goes: 3 });
    taken();
    assert.deepEqual(type("right"), ["charged"]);
    timers.pass(0);
    assert.deepEqual(taken(), ["passed", "left", "done"]);
    const other = open({ goes: 3 });
    other.taken();
    other.type("right");
    other.login.close();
    assert.deepEqual(
      [other.taken(), other.timers.length, login.isHidden],
      [["left", "failed", "done"], 0, false],
    );
  });

  it("waits while another's is tried", () => {
    const { state, timers, type, taken } = open();
    taken();
    state.isOthers = true;
    assert.deepEqual(type("right"), []);
    state.isOthers = false;
    timers.pass(1);
    assert.deepEqual(taken(), ["charged", "passed", "left", "done"]);
  });

  it("is over, and charges nothing, for one who has to wait", () => {
    const { login, type, taken } = open({ waitSec: 10 });
    taken();
    assert.deepEqual(type("right"), [`${waitText(10)}\n`, "done"]);
    assert.equal(login.isOver, true);
  });

  it("begins what is wrong as the vendor does", () => {
    const failed = open({ dialect: Dialect.Vrp });
    failed.taken();
    assert.deepEqual(failed.type("wrong"), ["charged", "Error: Login failed!\n", "left", "failed", "done"]);
    const waits = open({ dialect: Dialect.Vrp, waitSec: 10 });
    waits.taken();
    assert.match(waits.type("right")[0], /^Error: Too many failed logins/);
  });
});
