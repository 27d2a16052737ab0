import assert from "node:assert/strict";
import { type Commit, commitText, FIRST_COMMIT, LAST_COMMIT } from "../../src/config/commit.js";
import { CommitHistory, KEPT_COMMITS } from "../../src/config/commit-history.js";
import { Fate } from "../../src/config/differences.js";
import { MemoryStore } from "../console/fake-node.js";

function commitOf(id: number): Commit {
  const differences = [{ fate: Fate.Added, line: `sysname A${id}` }];
  return { id, by: "con0", at: 4_000_000_000, label: "", description: "", differences };
}

function add(history: CommitHistory): Commit {
  const commit = commitOf(history.nextId);
  history.add(commit);
  return commit;
}

/** Writes no more than `left` characters of one text. */
class CutStore extends MemoryStore {
  left = Infinity;
  override write(name: string, text: string): void {
    super.write(name, text.slice(0, this.left));
    if (text.length > this.left) throw new Error("power cut");
  }
}

describe("the history of commits", () => {
  it("keeps the last ones, the newest first, over a restart", () => {
    const store = new MemoryStore();
    const history = new CommitHistory(store);
    const commits = Array.from({ length: KEPT_COMMITS + 3 }, () => add(history)).reverse();
    assert.deepEqual(history.commits, commits.slice(0, KEPT_COMMITS));
    assert.deepEqual(new CommitHistory(store).commits, history.commits);
    assert.equal(new CommitHistory(store).nextId, FIRST_COMMIT + KEPT_COMMITS + 3);
    assert.equal(store.names.length, KEPT_COMMITS + 1);
  });

  it("a write that is cut off at any octet costs no other commit", () => {
    const store = new CutStore();
    const kept = new CommitHistory(store);
    for (let i = 0; i < KEPT_COMMITS + 4; i++) add(kept);
    for (let length = 0; length < commitText(commitOf(kept.nextId)).length - 1; length++) {
      store.left = length;
      assert.throws(() => add(new CommitHistory(store)), /power cut/);
      store.left = Infinity;
      const found = new CommitHistory(store);
      assert.deepEqual(found.commits, kept.commits, String(length));
      assert.deepEqual(found.damaged.length, 1);
      assert.equal(found.nextId, kept.nextId);
    }
  });

  it("what is no commit, or is under another's name, is left out and told", () => {
    const store = new MemoryStore();
    const history = new CommitHistory(store);
    for (let i = 0; i < 3; i++) add(history);
    const [latest, middle, first] = [...store.names].reverse();
    store.write(middle, store.read(latest)!);
    store.write(first, "sysname A\n");
    const found = new CommitHistory(store);
    assert.deepEqual(found.commits, history.commits.slice(0, 1));
    assert.deepEqual(found.damaged.sort(), [first, middle].sort());
  });

  it("storage that cannot be read is no reason to fail", () => {
    const store = new MemoryStore();
    add(new CommitHistory(store));
    const read = (): never => {
      throw new Error("no");
    };
    const found = new CommitHistory(Object.assign(store, { read }));
    assert.deepEqual(found.commits, []);
  });

  it("behind the last id comes the first", () => {
    const history = new CommitHistory(new MemoryStore());
    history.add(commitOf(LAST_COMMIT));
    assert.equal(history.nextId, FIRST_COMMIT);
  });
});
