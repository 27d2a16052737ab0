/** The harness on XS, tried with tests whose outcome is known. */
import assert from "node:assert/strict";
import { resolve } from "node:path";
import { BUILD, Machine } from "./machine.js";
import { describeOnXs } from "./support.js";

describeOnXs("harness", () => {
  let machine: Machine;

  before(async () => {
    machine = new Machine();
    await machine.import(resolve(BUILD, "host-test/xs/mocha.js"));
    await machine.import(resolve(BUILD, "host-test/xs/fixture.js"));
  });
  after(() => machine.close());

  const outcomes = [
    { title: "outer › passes", outcome: /^$/ },
    { title: "outer › fails", outcome: /^AssertionError: one and two: 1 is not 2\n/ },
    { title: "outer › inner › fails later", outcome: /^TypeError: later\n/ },
    {
      title: "shows the order of hooks",
      outcome: /: before beforeEach afterEach beforeEach afterEach beforeEach afterEach after: failed/,
    },
  ];

  it("tells the titles", async () => {
    const { text } = await machine.command("list");
    assert.deepEqual(
      JSON.parse(text),
      outcomes.map(({ title }) => title),
    );
  });
  outcomes.forEach(({ title, outcome }, index) =>
    it(`tells what became of "${title}"`, async () => {
      assert.match((await machine.command(String(index))).text, outcome);
    }),
  );

  it("says which module cannot be imported, and why", async () => {
    await assert.rejects(machine.import("/nowhere.js"), /\/nowhere\.js on XS: .*no module/);
  });
  it("passes an exception on", async () => {
    const bare = new Machine();
    await assert.rejects(bare.command("list"), /no function/);
    bare.close();
  });
  it("says that the machine has ended", async () => {
    const short = new Machine();
    const asked = short.import(resolve(BUILD, "host-test/xs/mocha.js"));
    short.close();
    await assert.rejects(asked, /the XS machine ended: SIGTERM/);
    await assert.rejects(short.command("list"), /the XS machine ended: SIGTERM/);
  });
});
