/** The unit tests that need no Node, run again on XS, as built: what tsc makes is what a board gets. */
import assert from "node:assert/strict";
import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { BUILD, Machine } from "./machine.js";
import { builtTests, imports, type BuiltTest } from "./portable.js";
import { describeOnXs, worker } from "./support.js";

/** A test that is declared on a machine, by the index that the machine runs it by. */
interface Declared {
  readonly title: string;
  readonly index: number;
}

/** Test files of one floor on one machine, as on Node: what they share is loaded once. */
class Floor {
  readonly #machine = new Machine();
  readonly #declared = new Map<BuiltTest, readonly Declared[] | Error>();
  #count = 0;

  static async of(tests: readonly BuiltTest[]): Promise<Floor> {
    const floor = new Floor();
    await floor.#machine.import(resolve(BUILD, "host-test/xs/mocha.js"));
    for (const test of tests)
      floor.#declared.set(test, await floor.#import(test).catch((error: Error) => error));
    return floor;
  }

  get count(): number {
    return this.#count;
  }

  /** The tests that a file declares on XS, or why it cannot. */
  declaredBy(test: BuiltTest): readonly Declared[] | Error {
    return this.#declared.get(test)!;
  }

  /** What became of a test; "" where it passed. */
  async run({ index }: Declared): Promise<string> {
    return (await this.#machine.command(String(index))).text;
  }

  close(): void {
    this.#machine.close();
  }

  async #import(test: BuiltTest): Promise<readonly Declared[]> {
    await this.#machine.import(test.path);
    const titles = JSON.parse((await this.#machine.command("list")).text) as string[];
    const first = this.#count;
    this.#count = titles.length;
    return titles.slice(first).map((title, i) => ({ title, index: first + i }));
  }
}

/** Declares the tests of `name`, a folder of `src`. */
export async function describeUnitTests(name: string): Promise<void> {
  const tests = builtTests().filter(test => test.floor === name);
  const portable = tests.filter(test => test.needs === undefined);
  const floor = "path" in worker ? await Floor.of(portable) : undefined;

  describeOnXs(`unit tests of ${name}`, () => {
    const left = tests.filter(test => test.needs !== undefined);
    const others = left.map(test => `; ${test.name} needs Node (${test.needs})`).join("");
    it(`${floor!.count} tests of ${portable.length} files${others}`, () => assert.ok(floor!.count > 0));

    for (const test of portable) describeFile(test, floor!);
    after(() => floor!.close());
  });
}

function describeFile(test: BuiltTest, floor: Floor): void {
  describe(test.name, () => {
    it("is one copy of each module, by the names XS knows them by", () => {
      const files = [...imports(test.path).keys()].map(name => realpathSync(name));
      assert.deepEqual(files, [...new Set(files)]);
    });
    const declared = floor.declaredBy(test);
    if (declared instanceof Error) it("can be imported", () => assert.fail(declared));
    else
      for (const one of declared)
        it(one.title, async function () {
          this.timeout(300_000);
          const outcome = await floor.run(one);
          assert.equal(outcome, "", outcome);
        });
  });
}
