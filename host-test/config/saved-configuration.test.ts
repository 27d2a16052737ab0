import assert from "node:assert/strict";
import { Dialect } from "../../src/config/dialect.js";
import { SavedConfiguration, STARTUP_CONFIGURATION } from "../../src/config/saved-configuration.js";
import { Seal } from "../../src/config/stored-text.js";
import { MemoryStore } from "../console/fake-node.js";

/** What a power cut leaves of a text that is written over another one. */
const CUTS: { name: string; leave(text: string, length: number, before: string): string }[] = [
  { name: "the text ends there", leave: (text, length) => text.slice(0, length) },
  {
    name: "the text before goes on",
    leave: (text, length, before) => text.slice(0, length) + before.slice(length),
  },
];

/** Its power goes after so many characters written, a text removed being one. */
class CutStore extends MemoryStore {
  left = Infinity;
  writes = 0;
  #leave = CUTS[0].leave;

  copy(left: number, leave: (typeof CUTS)[0]["leave"]): CutStore {
    const copy = new CutStore();
    for (const name of this.names) copy.write(name, this.read(name)!);
    copy.left = left;
    copy.#leave = leave;
    return copy;
  }

  override write(name: string, text: string): void {
    this.writes++;
    this.#spend(text.length, left => super.write(name, this.#leave(text, left, this.read(name) ?? "")));
    super.write(name, text);
  }

  override remove(name: string): void {
    this.#spend(1, () => {});
    super.remove(name);
  }

  #spend(length: number, cut: (left: number) => void): void {
    if (this.left < length) {
      cut(this.left);
      this.left = 0;
      throw new Error("power cut");
    }
    this.left -= length;
  }
}

function linesIn(store: MemoryStore): readonly string[] | undefined {
  return new SavedConfiguration(store).read()?.lines;
}

function stored(...steps: ((saved: SavedConfiguration, store: MemoryStore) => void)[]): CutStore {
  const store = new CutStore();
  for (const step of steps) step(new SavedConfiguration(store), store);
  return store;
}

const OLD = ["sysname Old", "ntp-service enable"];
const NEW = ["sysname New", "#"];

const save =
  (lines: readonly string[]) =>
  (saved: SavedConfiguration): void =>
    saved.write(lines, Dialect.Vrp);
const erase = (saved: SavedConfiguration): void => saved.erase();
const byHand = (_: SavedConfiguration, store: MemoryStore): void =>
  store.write(STARTUP_CONFIGURATION, OLD.join("\n"));

describe("the saved configuration", () => {
  const before: { name: string; store: CutStore; old: readonly string[] | undefined }[] = [
    { name: "nothing", store: stored(), old: undefined },
    { name: "one", store: stored(save(OLD)), old: OLD },
    { name: "two", store: stored(save(["sysname Older"]), save(OLD)), old: OLD },
    { name: "three", store: stored(save(NEW), save(["sysname Older"]), save(OLD)), old: OLD },
    { name: "one of a person", store: stored(byHand), old: OLD },
    {
      name: "one of a person over a saved one",
      store: stored(save(NEW), save(["sysname A"]), byHand),
      old: OLD,
    },
    {
      name: "one after it was erased",
      store: stored(save(NEW), save(["sysname A"]), erase, save(OLD)),
      old: OLD,
    },
  ];
  const changes: {
    name: string;
    change(saved: SavedConfiguration): void;
    result: readonly string[] | undefined;
  }[] = [
    { name: "saved", change: save(NEW), result: NEW },
    { name: "erased", change: erase, result: undefined },
  ];
  for (const { name: cutName, leave } of CUTS)
    for (const { name, store, old } of before)
      for (const { name: changeName, change, result } of changes)
        it(`${name}, ${changeName}, the power cut anywhere: the old one or the new one; ${cutName}`, () => {
          for (let left = 0; ; left++) {
            const cut = store.copy(left, leave);
            let isDone = true;
            try {
              change(new SavedConfiguration(cut));
            } catch {
              isDone = false;
            }
            const found = linesIn(cut);
            if (isDone) return assert.deepEqual(found, result);
            const isOld = JSON.stringify(found ?? []) === JSON.stringify(old ?? []);
            if (!isOld) assert.deepEqual(found, result, `after ${left} characters`);
            // What was interrupted can be done again.
            cut.left = Infinity;
            change(new SavedConfiguration(cut));
            assert.deepEqual(linesIn(cut), result, `again, after ${left} characters`);
          }
        });

  it("is written once, and not where it is the same", () => {
    const store = stored(save(OLD));
    assert.equal(store.writes, 1);
    save(OLD)(new SavedConfiguration(store));
    assert.equal(store.writes, 1);
    new SavedConfiguration(store).write(OLD, Dialect.Comware);
    assert.equal(store.writes, 2);
    const handmade = stored(byHand, save(OLD));
    assert.deepEqual([handmade.writes, handmade.names], [1, [STARTUP_CONFIGURATION]]);
  });

  it("says what it is", () => {
    const store = stored(save(OLD), save(NEW));
    const { name, seal, dialect, version, number } = new SavedConfiguration(store).read()!;
    assert.deepEqual([name, seal, dialect, version, number], ["startup-2.cfg", Seal.Whole, "vrp", 1, 2]);
    assert.match(
      store.read(name)!,
      /^# checksum [0-9a-f]{8}: xs-ntp configuration, version 1, dialect vrp, number 2, 2 lines\nsysname New\n#\n$/,
    );
  });

  it("damaged it is read where there is no other, kept until the next save, and named", () => {
    const store = stored(save(OLD));
    const damaged = store.read(STARTUP_CONFIGURATION)!.replace("enable", "enabel");
    store.write(STARTUP_CONFIGURATION, damaged);
    const saved = new SavedConfiguration(store);
    assert.deepEqual(saved.read()?.lines, ["sysname Old", "ntp-service enabel"]);
    assert.deepEqual(saved.broken(), [STARTUP_CONFIGURATION]);
    assert.equal(store.read(STARTUP_CONFIGURATION), damaged);
    saved.write(NEW, Dialect.Vrp);
    assert.deepEqual([saved.read()?.lines, saved.broken(), store.names], [NEW, [], ["startup-2.cfg"]]);
  });

  it("one that cannot be read is passed over where there is another, or else what storage threw is thrown", () => {
    const store = stored(save(OLD), save(NEW));
    const read = store.read.bind(store);
    const fail = (failing: string) => (name: string) => {
      if (name === failing || failing === "") throw new Error("no such luck");
      return read(name);
    };
    Object.assign(store, { read: fail("startup-2.cfg") });
    assert.deepEqual(linesIn(store), OLD);
    Object.assign(store, { read: fail("") });
    assert.throws(() => linesIn(store), /no such luck/);
  });
});
