import assert from "node:assert/strict";
import { SYSTEM_SETTINGS } from "../../src/config/all-settings.js";
import { change, readConfiguration } from "../../src/config/configuration-text.js";
import { Configuration } from "../../src/config/configuration.js";
import { Dialect } from "../../src/config/dialect.js";
import { factsOf } from "../../src/config/facts.js";
import { explain } from "../../src/config/explain.js";
import { grammarOf } from "../../src/config/grammar.js";
import { Mistake } from "../../src/config/mistake.js";
import { read } from "../../src/config/reading.js";
import { sourceIn } from "../../src/core/instances.js";
import { Family } from "../../src/wire/address.js";
import { contextOf, wordsOf } from "./context.js";

const DECLARED = ["ip vpn-instance vpn1", "ip vpn-instance VPN-2"];

function configurationOf(lines: readonly string[], dialect = Dialect.Comware): Configuration {
  const found = readConfiguration([...DECLARED, ...lines], contextOf(dialect));
  assert.ok(found instanceof Configuration, JSON.stringify(found));
  return found;
}

function problemsOf(lines: readonly string[]): string[] {
  const found = readConfiguration(lines, contextOf(Dialect.Comware));
  return found instanceof Configuration ? [] : found.map(explain);
}

describe("VPN instances", () => {
  it("equal addresses in two instances are two servers, and undo takes the one that it names", () => {
    const lines = [
      "ntp-service unicast-server 10.1.1.1",
      "ntp-service unicast-server 10.1.1.1 vpn-instance vpn1 source lo",
      "ntp-service unicast-server 10.1.1.1 vpn-instance VPN-2",
    ];
    const both = [...lines, "ntp-service unicast-peer 10.1.1.1 vpn-instance vpn1"];
    const instancesOf = (typed: readonly string[]): string[] =>
      configurationOf(typed)
        .settings()
        .associations.map(({ host, instance }) => `${host} ${instance}`);
    assert.deepEqual(instancesOf(both), ["10.1.1.1 ", "10.1.1.1 vpn1", "10.1.1.1 VPN-2", "10.1.1.1 vpn1"]);
    assert.deepEqual(configurationOf(both).lines().slice(4), [...both, "#"]);
    assert.deepEqual(instancesOf([...lines, "undo ntp unicast-server 10.1.1.1 vpn-instance vpn1"]), [
      "10.1.1.1 ",
      "10.1.1.1 VPN-2",
    ]);
    assert.deepEqual(instancesOf([...lines, "undo ntp unicast-server 10.1.1.1"]), [
      "10.1.1.1 vpn1",
      "10.1.1.1 VPN-2",
    ]);
  });

  it("an interface is in one, or in none again", () => {
    const bound = ["interface eth0", "ip binding vpn-instance vpn1"];
    const bindingsOf = (lines: readonly string[]): unknown => configurationOf(lines).settings().bindings;
    assert.deepEqual(bindingsOf(bound), [{ interfaceName: "Vlan-interface2", instance: "vpn1" }]);
    assert.deepEqual(bindingsOf([...bound, "ip binding vpn-instance VPN-2"]), [
      { interfaceName: "Vlan-interface2", instance: "VPN-2" },
    ]);
    for (const undo of ["undo ip binding vpn-instance", "undo ip binding vpn-instance vpn1"])
      assert.deepEqual(bindingsOf([...bound, undo]), []);
  });

  it("each has its own source, beside the public one's", () => {
    const lines = [
      "ntp-service source 192.0.2.7",
      "ntp-service source Vlan-interface2 vpn-instance vpn1",
      "ntp-service ipv6 source Vlan-interface3 vpn-instance vpn1",
    ];
    const configuration = configurationOf(lines);
    assert.deepEqual(configuration.lines().slice(4), [...lines, "#"]);
    const settings = configuration.settings();
    assert.equal(sourceIn(settings, "", Family.IPv4), "192.0.2.7");
    assert.equal(sourceIn(settings, "", Family.IPv6), "");
    assert.equal(sourceIn(settings, "vpn1", Family.IPv4), "Vlan-interface2");
    assert.equal(sourceIn(settings, "vpn1", Family.IPv6), "Vlan-interface3");
    assert.equal(sourceIn(settings, "VPN-2", Family.IPv4), "");
    const without = configurationOf([...lines, "undo ntp source", "undo ntp ipv6 source vpn-instance vpn1"]);
    assert.deepEqual(without.lines().slice(4), [lines[1], "#"]);
  });

  it("answers leave from a configured source in VRP alone", () => {
    for (const line of ["ntp source-interface lo", "ntp ipv6 source-interface lo"]) {
      assert.equal(configurationOf([line], Dialect.Vrp).settings().answersFromSource, true);
      assert.equal(configurationOf([line], Dialect.Comware).settings().answersFromSource, false);
    }
    assert.equal(configurationOf([], Dialect.Vrp).settings().answersFromSource, false);
  });

  it("with an instance goes all that was said of it", () => {
    const configuration = configurationOf([
      "ntp-service source lo vpn-instance vpn1",
      "ntp-service unicast-server a vpn-instance vpn1",
      "ntp-service unicast-server a vpn-instance VPN-2",
      "ntp-service unicast-server a",
      "ntp-service ipv6 unicast-peer a vpn-instance vpn1",
      "interface lo",
      "ip binding vpn-instance vpn1",
      "ntp-service multicast-client",
      "interface eth0",
      "ip binding vpn-instance VPN-2",
      "undo ip vpn-instance vpn1",
    ]);
    assert.deepEqual(configuration.lines(), [
      "ip vpn-instance VPN-2",
      "#",
      "ntp-service unicast-server a vpn-instance VPN-2",
      "ntp-service unicast-server a",
      "#",
      "interface Vlan-interface2",
      " ip binding vpn-instance VPN-2",
      "#",
      "interface lo",
      " ntp-service multicast-client",
      "#",
    ]);
    assert.deepEqual(factsOf(configuration).instances, ["VPN-2"]);
  });

  const undone = [
    { undo: "undo ip vpn-instance vpn1", gone: 4 },
    { undo: "undo ip vpn-instance VPN-2", gone: 1 },
    { undo: "undo ip vpn-instance vpn3", gone: 0 },
    { undo: "undo ntp unicast-server a", gone: 1 },
    { undo: "undo ntp unicast-server b", gone: 0 },
  ];
  for (const { undo, gone } of undone)
    it(`it is known how many lines go with "${undo}": ${gone}`, () => {
      const configuration = configurationOf([
        "ntp-service source lo vpn-instance vpn1",
        "ntp-service unicast-server a vpn-instance vpn1",
        "ntp-service unicast-server a",
        "interface lo",
        "ip binding vpn-instance vpn1",
      ]);
      const context = { ...contextOf(Dialect.Comware), ...factsOf(configuration) };
      const reading = read(grammarOf(SYSTEM_SETTINGS), wordsOf(undo), context);
      assert.ok(!(reading instanceof Mistake));
      const printed = (): number =>
        configuration.lines().filter(line => !/^(#|interface )/.test(line)).length;
      const before = printed();
      assert.equal(change(configuration, reading, ""), gone);
      assert.equal(before - printed(), gone);
    });

  const refused: { name: string; lines: string[]; problem: string }[] = [
    {
      name: "a server's that is not declared",
      lines: ["ntp unicast-server 10.1.1.1 vpn-instance vpn1"],
      problem:
        'line 1, word 5 "vpn1": Wrong parameter. There is no such VPN instance; ip vpn-instance has to declare it first.',
    },
    {
      name: "an interface's that is not declared",
      lines: [...DECLARED, "interface lo", "ip binding vpn-instance vpn3"],
      problem:
        'line 4, word 4 "vpn3": Wrong parameter. There is no such VPN instance; there are vpn1, VPN-2.',
    },
    {
      name: "one in other letters",
      lines: [...DECLARED, "ntp unicast-peer 10.1.1.1 vpn-instance VPN1"],
      problem:
        'line 3, word 5 "VPN1": Wrong parameter. There is no such VPN instance; there are vpn1, VPN-2.',
    },
    {
      name: "one that is gone again",
      lines: [...DECLARED, "undo ip vpn-instance vpn1", "ntp source lo vpn-instance vpn1"],
      problem: 'line 4, word 5 "vpn1": Wrong parameter. There is no such VPN instance; there are VPN-2.',
    },
    {
      name: "the public one by its name",
      lines: ["ip vpn-instance _public_"],
      problem: 'line 1, word 3 "_public_": Wrong parameter. _public_ is what is in no VPN instance.',
    },
    {
      name: "a name that is missing",
      lines: [...DECLARED, "ntp unicast-server 10.1.1.1 vpn-instance"],
      problem: "line 3, at the end: Incomplete command. Expected: vpn-instance STRING<1-31>.",
    },
  ];
  for (const { name, lines, problem } of refused)
    it(`refuses ${name}`, () => assert.deepEqual(problemsOf(lines), [problem]));
});
