import assert from "node:assert/strict";
import { readConfiguration } from "../../src/config/configuration-text.js";
import { Configuration } from "../../src/config/configuration.js";
import { Dialect } from "../../src/config/dialect.js";
import { listed, withoutSecret } from "../../src/config/secret-words.js";
import { CIPHER_TEXT } from "../../src/config/secrets.js";
import { textOctets } from "../support/primitives-contract.js";
import { SECRETS } from "./context.js";

const TARGET = "snmp-agent target-host trap address udp-domain";

function read(lines: readonly string[], dialect = Dialect.Vrp): Configuration | string[] {
  const context = { dialect, interfaces: [], takesAnyPort: true, secrets: SECRETS };
  const result = readConfiguration(lines, context);
  return result instanceof Configuration ? result : result.map(({ line }) => String(line));
}

function accepted(lines: readonly string[], dialect = Dialect.Vrp): Configuration {
  const configuration = read(lines, dialect);
  assert.ok(configuration instanceof Configuration, String(configuration));
  return configuration;
}

const COMMUNITY = "public";
const OCTETS = textOctets(COMMUNITY);

const TYPED = [
  { line: `${TARGET} 192.0.2.9 params securityname public`, host: "192.0.2.9", port: 162 },
  {
    line: `${TARGET} 192.0.2.9 udp-port 10162 params securityname public v2c`,
    host: "192.0.2.9",
    port: 10162,
  },
  { line: `${TARGET} 2001:DB8::9 params securityname simple public v2c`, host: "2001:db8::9", port: 162 },
  { line: `${TARGET} ipv6 2001:db8::9 params securityname cipher public`, host: "2001:db8::9", port: 162 },
];

describe("hosts of notifications", () => {
  for (const dialect of [Dialect.Comware, Dialect.Vrp])
    for (const { line, host, port } of TYPED)
      it(`takes "${line}" in dialect ${dialect}, and reads back what it prints`, () => {
        const configuration = accepted([line], dialect);
        const hosts = [{ host, port, community: OCTETS }];
        assert.deepEqual(configuration.settings(123, SECRETS).reports.trapHosts, hosts);
        const printed = configuration.lines().filter(one => one.startsWith("snmp-agent"));
        assert.match(printed[0], / params securityname cipher \$/);
        assert.ok(!printed[0].includes(COMMUNITY));
        assert.deepEqual(accepted(printed, dialect).settings(123, SECRETS).reports.trapHosts, hosts);
      });

  it("are left out where their secrets cannot be opened", () =>
    assert.deepEqual(accepted([TYPED[0].line]).settings(123).reports.trapHosts, []));

  for (const line of [
    `${TARGET} 224.0.1.1 params securityname public`,
    `${TARGET} 255.255.255.255 params securityname public`,
    `${TARGET} host.example params securityname public`,
    `${TARGET} 192.0.2.9`,
    `${TARGET} 192.0.2.9 udp-port 0 params securityname public`,
    `${TARGET} 192.0.2.9 params securityname ${"x".repeat(33)}`,
  ])
    it(`refuses "${line}"`, () => assert.deepEqual(read([line]), ["1"]));

  it("are eight at most, any of which may be changed", () => {
    const lines = Array.from(
      { length: 8 },
      (_, i) => `${TARGET} 192.0.2.${i + 1} params securityname public`,
    );
    accepted([...lines, lines[0]]);
    assert.deepEqual(read([...lines, `${TARGET} 192.0.2.9 params securityname public`]), ["9"]);
  });

  it("may have a community name of any octets", () => {
    const configuration = accepted([`${TARGET} 192.0.2.9 params securityname hex:ff00`]);
    const [{ community }] = configuration.settings(123, SECRETS).reports.trapHosts;
    assert.deepEqual(community, Uint8Array.of(0xff, 0));
  });

  it("are told apart by address and port, and go with undo by these", () => {
    const ports = (lines: readonly string[]): number[] =>
      accepted(lines)
        .settings(123, SECRETS)
        .reports.trapHosts.map(({ port }) => port);
    const [first, second] = TYPED.map(({ line }) => line);
    assert.deepEqual(ports([first, second, first.replace("public", "other")]), [162, 10162]);
    assert.deepEqual(ports([first, second, `undo ${TARGET} 192.0.2.9`]), [10162]);
    assert.deepEqual(ports([first, second, `undo ${TARGET} 192.0.2.9 udp-port 10162`]), [162]);
  });

  it("have a community name that no history and no listing repeats", () => {
    for (const { line } of TYPED) {
      assert.ok(!withoutSecret(line).includes(COMMUNITY), line);
      assert.ok(!listed(line).includes(COMMUNITY), line);
    }
    const printed = `${TARGET} 192.0.2.9 params securityname cipher ${CIPHER_TEXT}abc v2c`;
    assert.equal(listed(printed), printed);
  });
});

describe("which notifications", () => {
  it("are sent unless they are turned off, and no heartbeat unless one is wanted", () => {
    const { traps, heartbeatSec } = accepted([]).settings().reports;
    assert.deepEqual([traps, heartbeatSec], [true, 0]);
    const { reports } = accepted([
      "undo snmp-agent trap enable",
      "ntp-service heartbeat-interval 60",
    ]).settings();
    assert.deepEqual([reports.traps, reports.heartbeatSec], [false, 60]);
  });
});
