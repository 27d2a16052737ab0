import assert from "node:assert/strict";
import { readConfiguration } from "../../src/config/configuration-text.js";
import { Configuration } from "../../src/config/configuration.js";
import { Dialect } from "../../src/config/dialect.js";
import { LogFormat } from "../../src/report/settings.js";
import { Family } from "../../src/wire/address.js";
import { contextOf } from "./context.js";

function read(lines: readonly string[], dialect = Dialect.Comware): Configuration {
  const configuration = readConfiguration(lines, contextOf(dialect));
  assert.ok(configuration instanceof Configuration, JSON.stringify(configuration));
  return configuration;
}

const USUAL = {
  host: "192.0.2.9",
  family: Family.IPv4,
  port: 514,
  facility: 23,
  format: LogFormat.OfVendor,
};

describe("the time zone of what is reported", () => {
  const ROWS: readonly (readonly [line: string, offsetSec: number])[] = [
    ["sysname A", 0],
    ["clock timezone Z add 08:00", 28_800],
    ["clock timezone Z minus 03:30", -12_600],
  ];
  for (const [line, offsetSec] of ROWS)
    it(line, () => assert.equal(read([line]).settings().reports.zoneOffsetSec, offsetSec));
});

describe("limits of offsets that are told of", () => {
  const THRESHOLD = "ntp-service time-offset-threshold";
  const rows: [typed: readonly string[], log: number, trap: number, printed: readonly string[]][] = [
    [[], 0, 0, []],
    [[`${THRESHOLD} log 200`], 200, 0, [`${THRESHOLD} log 200`]],
    [[`${THRESHOLD} trap 128`], 0, 128, [`${THRESHOLD} trap 128`]],
    [[`${THRESHOLD} trap 60000 log 128`], 128, 60_000, [`${THRESHOLD} log 128 trap 60000`]],
    [[`${THRESHOLD} log 200`, `undo ${THRESHOLD}`], 0, 0, []],
  ];
  for (const dialect of [Dialect.Comware, Dialect.Vrp])
    for (const [typed, log, trap, printed] of rows)
      it(`dialect ${dialect}: ${typed.join("; ") || "none"}`, () => {
        const configuration = read(typed, dialect);
        const { offsetLogMs, offsetTrapMs } = configuration.settings().reports;
        assert.deepEqual([offsetLogMs, offsetTrapMs], [log, trap]);
        assert.deepEqual(
          configuration.lines().filter(line => line.startsWith("ntp-service time")),
          printed,
        );
      });

  for (const line of [THRESHOLD, `${THRESHOLD} log`, `${THRESHOLD} log 127`, `${THRESHOLD} trap 60001`])
    it(`not: ${line}`, () =>
      assert.ok(!(readConfiguration([line], contextOf(Dialect.Comware)) instanceof Configuration)));
});

describe("log hosts in a configuration", () => {
  const rows: [line: string, host: object][] = [
    ["info-center loghost 192.0.2.9", USUAL],
    ["info-center loghost 192.0.2.9 port 1514", { ...USUAL, port: 1514 }],
    ["info-center loghost 192.0.2.9 facility local0", { ...USUAL, facility: 16 }],
    ["info-center loghost 192.0.2.9 format rfc5424", { ...USUAL, format: LogFormat.Rfc5424 }],
    ["info-center loghost ipv6 2001:db8::9", { ...USUAL, host: "2001:db8::9", family: Family.IPv6 }],
  ];
  for (const [line, host] of rows)
    it(line, () => {
      const configuration = read([line]);
      assert.deepEqual(configuration.settings().reports.logHosts, [host]);
      assert.deepEqual(configuration.lines(), [line, "#"]);
    });

  for (const line of [
    "info-center loghost host.example",
    "info-center loghost 2001:db8::9",
    "info-center loghost ipv6 192.0.2.9",
    "info-center loghost 224.0.0.1",
    "info-center loghost 0.0.0.0",
    "info-center loghost 192.0.2.9 facility local8",
    "info-center loghost 192.0.2.9 port 0",
  ])
    it(`not: ${line}`, () =>
      assert.ok(!(readConfiguration([line], contextOf(Dialect.Comware)) instanceof Configuration)));

  it("are eight at most, of both families, and any of them can be changed", () => {
    const hosts = Array.from({ length: 7 }, (_, i) => `info-center loghost 192.0.2.${i + 1}`);
    const full = [...hosts, "info-center loghost ipv6 2001:db8::9"];
    assert.equal(read([...full, `${hosts[0]} port 1514`]).settings().reports.logHosts.length, 8);
    const refused = readConfiguration([...full, "info-center loghost 192.0.2.99"], contextOf(Dialect.Vrp));
    assert.ok(!(refused instanceof Configuration));
    assert.match(JSON.stringify(refused), /There are 8 log hosts/);
  });

  it("the information center is on, and may be off", () => {
    assert.equal(read([]).settings().reports.logs, true);
    const off = read(["undo info-center enable"], Dialect.Vrp);
    assert.equal(off.settings().reports.logs, false);
    assert.deepEqual(off.lines(), ["undo info-center enable", "#"]);
  });
});
