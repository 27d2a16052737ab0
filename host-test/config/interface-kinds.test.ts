import assert from "node:assert/strict";
import { Cursor } from "../../src/config/cursor.js";
import { Dialect } from "../../src/config/dialect.js";
import { EVERY_INTERFACE, WHICH_INTERFACE } from "../../src/config/interface-kinds.js";
import { contextOf, wordsOf } from "./context.js";

const CONTEXT = contextOf(Dialect.Comware);

describe("which interfaces a display means", () => {
  for (const { line, value, taken = 1 } of [
    { line: "all", value: EVERY_INTERFACE },
    { line: "ALL", value: EVERY_INTERFACE },
    { line: "al", value: EVERY_INTERFACE },
    { line: "Vlan-interface2", value: "Vlan-interface2" },
    { line: "vlan-interface 2", value: "Vlan-interface2", taken: 2 },
    { line: "eth0", value: "Vlan-interface2" },
    { line: "eth9", value: undefined, taken: 0 },
    { line: "alla", value: undefined, taken: 0 },
    { line: "", value: undefined, taken: 0 },
  ])
    it(`"${line}": ${value ?? "none"}`, () => {
      const cursor = new Cursor(wordsOf(line), CONTEXT, []);
      assert.equal(WHICH_INTERFACE.read(cursor), value);
      assert.equal(cursor.at, taken);
    });

  it("are offered, all first", () => {
    const offers = WHICH_INTERFACE.offers(CONTEXT);
    assert.deepEqual(offers.slice(0, 2), [EVERY_INTERFACE, "Vlan-interface2"]);
  });
});
