import assert from "node:assert/strict";
import { readConfiguration } from "../../src/config/configuration-text.js";
import { Configuration } from "../../src/config/configuration.js";
import { Dialect } from "../../src/config/dialect.js";
import { Edge, type ReferenceClockSettings } from "../../src/core/clock-settings.js";
import { contextOf, DIALECTS } from "./context.js";

const PLAIN: ReferenceClockSettings = {
  unit: 0,
  serial: "serial0",
  baud: 9600,
  pulse: "",
  edge: Edge.Rising,
  pulseDelayUs: 0,
  textDelayMs: undefined,
  taiOffsetSec: undefined,
  prefer: false,
};

const LINE = "ntp-service refclock gps";

describe("a receiver in the configuration", () => {
  const rows: { line: string; says: Partial<ReferenceClockSettings> }[] = [
    { line: "serial serial0", says: {} },
    { line: "3 serial ttyS1 baud 115200", says: { unit: 3, serial: "ttyS1", baud: 115_200 } },
    { line: "serial serial0 pps pps0", says: { pulse: "pps0" } },
    { line: "serial serial0 pps pps0 edge falling offset 25", says: { pulse: "pps0", edge: Edge.Falling, pulseDelayUs: 25 } },
    { line: "serial serial0 delay 130 leap-seconds 18", says: { textDelayMs: 130, taiOffsetSec: 37 } },
    { line: "serial serial0 priority", says: { prefer: true } },
  ]; // prettier-ignore
  for (const { line, says } of rows)
    for (const { dialect, name } of DIALECTS)
      it(`${name}: ${line}`, () => {
        const read = readConfiguration([`${LINE} ${line}`], contextOf(dialect));
        assert.ok(read instanceof Configuration);
        assert.deepEqual(read.settings().referenceClocks, [{ ...PLAIN, ...says }]);
        const printed = line.replace("priority", dialect === Dialect.Vrp ? "preference" : "priority");
        assert.ok(read.lines().includes(`${LINE} ${printed}`), read.lines().join("\n"));
      });

  it("is one of a unit, and goes by it", () => {
    const lines = [`${LINE} 2 serial b`, `${LINE} serial a`, `${LINE} 2 serial c`];
    const read = readConfiguration(lines, contextOf(Dialect.Comware));
    assert.ok(read instanceof Configuration);
    assert.deepEqual(
      read.settings().referenceClocks.map(({ unit, serial }) => [unit, serial]),
      [
        [0, "a"],
        [2, "c"],
      ],
    );
    const undone = readConfiguration([...lines, `undo ${LINE} 2`], contextOf(Dialect.Comware));
    assert.ok(undone instanceof Configuration);
    assert.deepEqual(
      undone.settings().referenceClocks.map(({ unit }) => unit),
      [0],
    );
  });

  const shared: { line: string; at: string | undefined }[] = [
    { line: "1 serial a", at: "a" },
    { line: "1 serial b pps p", at: "p" },
    { line: "1 serial b pps q", at: undefined },
    { line: "serial a baud 4800 pps p", at: undefined },
  ];
  for (const { line, at } of shared)
    it(`beside another one, ${at === undefined ? "takes" : `points at ${at} in`} ${line}`, () => {
      const second = `${LINE} ${line}`;
      const read = readConfiguration([`${LINE} serial a pps p`, second], contextOf(Dialect.Comware));
      if (at === undefined) return assert.ok(read instanceof Configuration);
      assert.ok(!(read instanceof Configuration));
      assert.equal(read[0].line, 2);
      assert.equal(second.slice(read[0].column).split(" ")[0], at, JSON.stringify(read[0]));
    });

  const wrong: { line: string; at: string }[] = [
    { line: "4 serial a", at: "4" },
    { line: "serial a baud 300", at: "300" },
    { line: "serial a edge falling", at: "falling" },
    { line: "serial a offset 3", at: "3" },
    { line: "serial a leap-seconds 17", at: "17" },
  ];
  for (const { line, at } of wrong)
    it(`points at ${at} in ${line}`, () => {
      const text = `${LINE} ${line}`;
      const read = readConfiguration([text], contextOf(Dialect.Comware));
      assert.ok(!(read instanceof Configuration));
      assert.equal(text.slice(read[0].column).split(" ")[0], at, JSON.stringify(read[0]));
    });
});
