import assert from "node:assert/strict";
import { INTERFACE_SETTINGS, settingsIn, SYSTEM_SETTINGS } from "../../src/config/all-settings.js";
import { Dialect } from "../../src/config/dialect.js";
import { grammarOf } from "../../src/config/grammar.js";
import { orUnsupported } from "../../src/config/unsupported.js";
import { Fault, Mistake } from "../../src/config/mistake.js";
import { read } from "../../src/config/reading.js";
import { View } from "../../src/config/setting.js";
import { contextOf, wordsOf } from "./context.js";

const GRAMMAR = grammarOf([...SYSTEM_SETTINGS, ...INTERFACE_SETTINGS]);

function mistakeOf(line: string, view = View.System): Mistake {
  const words = wordsOf(line);
  const grammar = view === View.System ? GRAMMAR : grammarOf(settingsIn(view));
  const mistake = read(grammar, words, contextOf(Dialect.Comware));
  assert.ok(mistake instanceof Mistake, line);
  return orUnsupported(mistake, words, [""]);
}

describe("commands that are not supported", () => {
  const known = [
    { line: "CLOCK Summer-time x", at: 1 },
    { line: "display snmp-agent trap", at: 0 },
    { line: "undo clock summer-time", at: 2 },
    { line: "clock daylight-saving-time x", at: 1 },
  ];
  for (const { line, at } of known)
    it(`says so of "${line}"`, () => {
      const { fault, at: found, advice } = mistakeOf(line);
      assert.deepEqual([fault, found, advice], [Fault.NotYet, at, ""]);
    });

  const foreign: { line: string; at: number; view?: View }[] = [
    { line: "multicast routing", at: 0 },
    { line: "ip address 192.0.2.1 24", at: 1 },
    { line: "undo ip route-static 0.0.0.0 0", at: 2 },
    { line: "IPv6 mult routing", at: 0 },
    { line: "vlan", at: 0 },
    { line: "snmp-agent community read public", at: 1 },
    { line: "undo snmp-agent usm-user v3 x", at: 2 },
    { line: "info-center timestamp log date", at: 1 },
    { line: "info-center source ntp channel 1", at: 1 },
    { line: "display cpu-usage", at: 0 },
    { line: "display users all", at: 0 },
    { line: "reset arp all", at: 0 },
    { line: "schedule reboot", at: 0 },
    { line: "protocol inbound telnet", at: 0, view: View.Vty },
    { line: "user-role network-admin", at: 0, view: View.Vty },
    { line: "user privilege level 3", at: 0, view: View.Vty },
    { line: "authentication-mode scheme", at: 1, view: View.Vty },
    { line: "authentication-mode aaa", at: 1, view: View.Vty },
    { line: "user-interface maximum-vty 15", at: 1 },
    { line: "step 10", at: 0, view: View.Acl4 },
    { line: "rule permit source 127.0.0.1 0 logging", at: 5, view: View.Acl4 },
    { line: "undo acl name foo", at: 2 },
    { line: "info-center loghost 127.0.0.1 channel 2", at: 3 },
    { line: "info-center loghost source lo", at: 2 },
    { line: "snmp-agent trap enable bgp", at: 3 },
    { line: "snmp-agent trap enable feature-name bgp", at: 4 },
    { line: "snmp-agent trap enable feature-name ntp trap-name x", at: 5 },
  ];
  for (const { line, at, view } of foreign)
    it(`leaves "${line}" to others`, () => {
      const { fault, at: found, advice } = mistakeOf(line, view);
      assert.deepEqual([fault, found, advice], [Fault.NotHere, at, ""]);
    });

  const slips = [
    { line: "de ntp-service", fault: Fault.Unrecognized, at: 0 },
    { line: "ntp-service", fault: Fault.Incomplete, at: 1 },
    { line: "ntp-service kodenable", fault: Fault.Unrecognized, at: 1 },
    { line: "clock", fault: Fault.Incomplete, at: 1 },
    { line: "ip", fault: Fault.Incomplete, at: 1 },
    { line: "ip adress 192.0.2.1", fault: Fault.Unrecognized, at: 1 },
    { line: "snmp-agent comunity read x", fault: Fault.Unrecognized, at: 1 },
    { line: "info-center timestmap log", fault: Fault.Unrecognized, at: 1 },
    { line: "info-center loghost 192.0.2.1 chanel 2", fault: Fault.Unrecognized, at: 3 },
    { line: "vlans 3", fault: Fault.Unrecognized, at: 0 },
    { line: "ntp-service unicast-server a sync-interval 180", fault: Fault.Unrecognized, at: 3 },
    { line: "ntp-service unicast-server a version 9", fault: Fault.WrongParameter, at: 4 },
    { line: "ntp-service unicast-server a m 6", fault: Fault.Ambiguous, at: 3 },
  ];
  for (const { line, fault, at } of slips)
    it(`takes "${line}" for a slip`, () => {
      const mistake = mistakeOf(line);
      assert.deepEqual([mistake.fault, mistake.at], [fault, at]);
      assert.notEqual(mistake.advice, "");
    });
});
