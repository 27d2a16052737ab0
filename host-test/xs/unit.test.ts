/** The unit tests that need no Node, run again on XS, as built: what tsc makes is what a board gets. */
import assert from "node:assert/strict";
import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { BUILD, Machine } from "./machine.js";
import { builtTests, imports, type BuiltTest } from "./portable.js";
import { describeOnXs, worker } from "./support.js";

/** A machine on which `test` is declared and can be run, one `it` at a time. */
async function machineWith(test: BuiltTest): Promise<Machine> {
  const machine = new Machine();
  await machine.import(resolve(BUILD, "host-test/xs/mocha.js"));
  await machine.import(test.path);
  return machine;
}

/** The tests that a file declares on XS, or why it cannot. */
async function titlesOf(test: BuiltTest): Promise<string[] | Error> {
  let machine: Machine | undefined;
  try {
    machine = await machineWith(test);
    return JSON.parse((await machine.command("list")).text) as string[];
  } catch (error) {
    return error as Error;
  } finally {
    machine?.close();
  }
}

const tests = builtTests();
const portable = tests.filter(test => test.needs === undefined);
const declared = new Map<BuiltTest, string[] | Error>();
if ("path" in worker) for (const test of portable) declared.set(test, await titlesOf(test));

describeOnXs("unit tests", () => {
  for (const floor of new Set(tests.map(test => test.floor))) {
    const here = portable.filter(test => test.floor === floor);
    const count = here.reduce((sum, test) => sum + lengthOf(declared.get(test)), 0);
    const others = tests.filter(test => test.floor === floor && test.needs !== undefined);
    const left = others.map(test => `; ${test.name} needs Node (${test.needs})`).join("");
    it(`${floor}: ${count} tests of ${here.length} files${left}`, () => assert.ok(count > 0));
  }

  for (const test of portable)
    describe(test.name, () => {
      const titles = declared.get(test)!;
      let machine: Machine;

      it("is one copy of each module, by the names XS knows them by", () => {
        const files = [...imports(test.path).keys()].map(name => realpathSync(name));
        assert.deepEqual(files, [...new Set(files)]);
      });
      if (titles instanceof Error) {
        it("can be imported", () => assert.fail(titles));
        return;
      }
      before(async () => {
        machine = await machineWith(test);
      });
      titles.forEach((title, index) =>
        it(title, async function () {
          this.timeout(300_000);
          const { text } = await machine.command(String(index));
          assert.equal(text, "", text);
        }),
      );
      after(() => machine.close());
    });
});

function lengthOf(titles: string[] | Error | undefined): number {
  return Array.isArray(titles) ? titles.length : 0;
}
