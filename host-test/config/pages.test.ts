/**
 * Every configuration command that the vendors' pages print, by page and line, with each of its parameters: it is
 * read and prints as it reads. "003" is H3C's guide, the others are Huawei's.
 */
import assert from "node:assert/strict";
import { INTERFACE_SETTINGS, SYSTEM_SETTINGS } from "../../src/config/all-settings.js";
import { Dialect } from "../../src/config/dialect.js";
import { grammarOf } from "../../src/config/grammar.js";
import { Mistake } from "../../src/config/mistake.js";
import { read } from "../../src/config/reading.js";
import { Form, View, write } from "../../src/config/setting.js";
import { contextOf, DIALECTS, wordsOf } from "./context.js";

const GRAMMARS = {
  [View.System]: grammarOf(SYSTEM_SETTINGS),
  [View.Interface]: grammarOf(INTERFACE_SETTINGS),
} as const;

type Row = readonly [page: string, line: number, typed: string];

const SYSTEM: readonly Row[] = [
  ["000", 79, "ntp-service max-dynamic-sessions 10"],
  ["002", 36, "ntp-service source-interface vlan-interface 2"],
  ["002", 36, "ntp-service ipv6 source-interface Vlan-interface2"],
  ["002", 36, "ntp-service source-interface vlan-interface 2 vpn-instance vpn1"],
  ["002", 36, "ntp-service ipv6 source-interface vlan-interface 2 vpn-instance vpn1"],
  ["002", 44, "ntp-service unicast-server 192.0.2.1 version 3 source-interface vlan-interface 2"],
  ["002", 44, "ntp-service unicast-server 192.0.2.1 vpn-instance vpn1 preference maxpoll 10 minpoll 6"],
  ["002", 44, "ntp-service unicast-server 192.0.2.1 burst iburst preempt port 123"],
  ["002", 45, "ntp-service unicast-server ipv6 3000::34 source-interface vlan-interface 2 vpn-instance vpn1"],
  [
    "002",
    45,
    "ntp-service unicast-server ipv6 3000::34 preference maxpoll 10 minpoll 6 burst iburst preempt",
  ],
  ["003", 396, "ntp-service enable"],
  ["003", 430, "ntp-service unicast-server a.example vpn-instance vpn1 maxpoll 10 minpoll 6 priority"],
  ["003", 430, "ntp-service unicast-server 192.0.2.1 source vlan-interface 2 version 4"],
  ["003", 435, "ntp-service ipv6 unicast-server a.example vpn-instance vpn1 maxpoll 10 minpoll 6"],
  ["003", 435, "ntp-service ipv6 unicast-server 3000::34 priority source vlan-interface 2"],
  ["003", 469, "ntp-service unicast-peer a.example vpn-instance vpn1 maxpoll 10 minpoll 6 priority"],
  ["003", 469, "ntp-service unicast-peer 192.0.2.1 source vlan-interface 2 version 4"],
  ["003", 474, "ntp-service ipv6 unicast-peer a.example vpn-instance vpn1 maxpoll 10 minpoll 6"],
  ["003", 475, "ntp-service ipv6 unicast-peer 3000::36 priority source vlan-interface 2"],
  ["003", 638, "ntp-service refclock-master 127.127.1.0 2"],
  ["003", 1146, "ntp-service source vlan-interface 2"],
  ["003", 1146, "ntp-service source 192.0.2.7"],
  ["003", 1151, "ntp-service ipv6 source vlan-interface 2"],
  ["003", 1235, "ntp-service max-dynamic-sessions 50"],
  ["003", 1257, "ntp-service dscp 48"],
  ["003", 1261, "ntp-service ipv6 dscp 56"],
  ["003", 1289, "ntp-service time-offset-threshold log 200"],
  ["003", 1289, "ntp-service time-offset-threshold trap 60000 log 128"],
  ["003", 1368, "clock protocol ntp"],
  ["004", 36, "ntp-service source-interface vlan-interface 2 vpn-instance vpn1"],
  ["004", 44, "ntp-service unicast-peer 192.0.2.1 version 3 source-interface vlan-interface 2 preempt"],
  [
    "004",
    44,
    "ntp-service unicast-peer 192.0.2.1 vpn-instance vpn1 preference maxpoll 10 minpoll 6 port 123",
  ],
  ["004", 45, "ntp-service unicast-peer ipv6 3000::36 source-interface vlan-interface 2 vpn-instance vpn1"],
  ["004", 45, "ntp-service unicast-peer ipv6 3000::36 preference maxpoll 10 minpoll 6 preempt port 123"],
  ["004", 87, "ntp-service ipv6 source-interface vlan-interface 2 vpn-instance vpn1"],
  ["003", 669, "ntp-service acl peer acl 2000"],
  ["003", 669, "ntp-service ipv6 acl peer acl 2000"],
  ["003", 684, "ntp-service access peer acl 2000"],
  ["003", 684, "ntp-service access query acl 2001"],
  ["003", 684, "ntp-service access server acl 2002"],
  ["003", 684, "ntp-service access synchronization acl 2999"],
  ["003", 688, "ntp-service ipv6 peer acl 2000"],
  ["003", 688, "ntp-service ipv6 query acl 2001"],
  ["003", 688, "ntp-service ipv6 server acl 2002"],
  ["003", 688, "ntp-service ipv6 synchronization acl 2999"],
  ["003", 696, "ntp-service noquery enable"],
];

const INTERFACE: readonly Row[] = [
  ["000", 41, "ntp-service multicast-server"],
  ["000", 41, "ntp-service multicast-server 224.0.1.2 ttl 8 version 3 port 123"],
  ["000", 41, "ntp-service multicast-server ipv6 ff0e::101 ttl 8 port 123"],
  ["000", 93, "ntp-service multicast-client"],
  ["000", 93, "ntp-service multicast-client 224.0.1.2"],
  ["000", 93, "ntp-service multicast-client ipv6 ff0e::101"],
  ["001", 33, "ntp manycast-server"],
  ["001", 33, "ntp manycast-server 224.0.1.2"],
  ["001", 36, "ntp manycast-server ipv6 ff0e::101"],
  ["001", 64, "ntp manycast-client"],
  ["001", 64, "ntp manycast-client 224.0.1.2 ttl 8 port 123"],
  ["001", 67, "ntp manycast-client ipv6 ff0e::101 ttl 8 port 123"],
  ["003", 506, "ntp-service broadcast-client"],
  ["003", 528, "ntp-service broadcast-server"],
  ["003", 528, "ntp-service broadcast-server version 3"],
  ["003", 563, "ntp-service multicast-client 224.0.1.1"],
  ["003", 567, "ntp-service ipv6 multicast-client ff24::1"],
  ["003", 591, "ntp-service multicast-server 224.0.1.1 ttl 8 version 3"],
  ["003", 596, "ntp-service ipv6 multicast-server ff24::1 ttl 8"],
  ["003", 1181, "undo ntp-service inbound enable"],
  ["003", 1185, "undo ntp-service ipv6 inbound enable"],
];

/** Of keys, to a node whose weak algorithms are allowed. */
const KEYS: readonly Row[] = [
  ["000", 14, "ntp-service authentication-keyid 1 authentication-mode md5 secret"],
  ["000", 14, "ntp-service authentication-keyid 1 authentication-mode hmac-sha256 secret"],
  ["000", 14, "ntp-service authentication-keyid 1 authentication-mode aes-128-cmac 0123456789abcdef"],
  [
    "000",
    14,
    "ntp-service authentication-keyid 1 authentication-mode aes-256-cmac 0123456789abcdef0123456789abcdef",
  ],
  ["000", 26, "undo crypto weak-algorithm disable"],
  ["000", 27, "ntp-service authentication-password complexity-check enable"],
  ["002", 14, "ntp-service authentication-keyid 1 authentication-mode hmac-sha256 secret"],
  ["002", 44, "ntp-service unicast-server 192.0.2.1 version 3 authentication-keyid 1 burst"],
  ["002", 45, "ntp-service unicast-server ipv6 3000::34 authentication-keyid 1 source-interface lo"],
  ["003", 430, "ntp-service unicast-server 192.0.2.1 vpn-instance vpn1 authentication-keyid 1 maxpoll 10"],
  ["003", 435, "ntp-service ipv6 unicast-server 3000::34 vpn-instance vpn1 authentication-keyid 1 minpoll 6"],
  ["003", 469, "ntp-service unicast-peer 192.0.2.1 vpn-instance vpn1 authentication-keyid 1 priority"],
  ["003", 474, "ntp-service ipv6 unicast-peer a.example vpn-instance vpn1 authentication-keyid 1"],
  ["003", 744, "ntp-service authentication enable"],
  ["003", 751, "ntp-service authentication-keyid 1 authentication-mode hmac-sha-1 simple secret acl 2000"],
  [
    "003",
    751,
    "ntp-service authentication-keyid 1 authentication-mode hmac-sha-256 simple secret ipv6 acl 2000",
  ],
  ["003", 751, "ntp-service authentication-keyid 1 authentication-mode hmac-sha-384 simple secret"],
  ["003", 751, "ntp-service authentication-keyid 1 authentication-mode hmac-sha-512 simple secret"],
  ["003", 758, "ntp-service reliable authentication-keyid 1"],
  ["003", 768, "ntp-service unicast-server a.example vpn-instance vpn1 authentication-keyid 1"],
  ["003", 772, "ntp-service ipv6 unicast-server 3000::34 vpn-instance vpn1 authentication-keyid 1"],
  ["003", 867, "ntp-service unicast-peer 192.0.2.1 vpn-instance vpn1 authentication-keyid 1"],
  ["003", 871, "ntp-service ipv6 unicast-peer 3000::36 authentication-keyid 1"],
  ["003", 2571, "ntp-service authentication-keyid 42 authentication-mode md5 simple aNiceKey"],
  ["003", 2576, "ntp-service reliable authentication-keyid 42"],
  ["003", 2582, "ntp-service unicast-server 1.0.1.11 authentication-keyid 42"],
  ["003", 2714, "ntp-service authentication-keyid 88 authentication-mode md5 simple 123456"],
  ["004", 14, "ntp-service authentication-keyid 1 authentication-mode hmac-sha256 secret"],
  ["004", 44, "ntp-service unicast-peer 192.0.2.1 version 3 authentication-keyid 1 preempt"],
  ["004", 45, "ntp-service unicast-peer ipv6 3000::36 authentication-keyid 1 preempt"],
];

const KEYS_ON_INTERFACES: readonly Row[] = [
  ["000", 41, "ntp-service multicast-server 224.0.1.2 authentication-keyid 1 ttl 8"],
  ["000", 41, "ntp-service multicast-server ipv6 ff0e::101 authentication-keyid 1"],
  ["001", 64, "ntp manycast-client authentication-keyid 1 ttl 8"],
  ["001", 67, "ntp manycast-client ipv6 ff0e::101 authentication-keyid 1"],
  ["003", 528, "ntp-service broadcast-server authentication-keyid 1 version 3"],
  ["003", 591, "ntp-service multicast-server 224.0.1.1 authentication-keyid 1 ttl 8"],
  ["003", 993, "ntp-service broadcast-server authentication-keyid 1"],
  ["003", 1095, "ntp-service multicast-server 224.0.1.1 authentication-keyid 1"],
  ["003", 1100, "ntp-service ipv6 multicast-server ff24::1 authentication-keyid 1"],
  ["003", 2828, "ntp-service broadcast-server authentication-keyid 88"],
];

/** Only Huawei takes a secret itself after `cipher`: on an H3C, cipher text follows. */
const CIPHER: Row = [
  "000",
  14,
  "ntp-service authentication-keyid 1 authentication-mode hmac-sha256 cipher secret",
];

const TABLES: readonly (readonly [view: View.System | View.Interface, rows: readonly Row[]])[] = [
  [View.System, [...SYSTEM, ...KEYS]],
  [View.Interface, [...INTERFACE, ...KEYS_ON_INTERFACES]],
];

describe("the vendors' pages", () => {
  for (const [view, rows] of TABLES) {
    for (const [page, line, typed] of rows)
      it(`${page}, line ${line}: ${typed}`, () => {
        for (const { dialect } of DIALECTS) {
          const reading = read(GRAMMARS[view], wordsOf(typed), contextOf(dialect));
          assert.ok(!(reading instanceof Mistake), JSON.stringify(reading));
          const { row, values, isUndone } = reading;
          // What is so initially is not printed.
          if (row.form === Form.Scalar && Object.keys(values).length === 0) continue;
          const printed = write({ setting: row, values, isOn: !isUndone }, dialect);
          assert.deepEqual(read(GRAMMARS[view], wordsOf(printed), contextOf(dialect)), reading, printed);
        }
      });
  }

  const [page, line, typed] = CIPHER;
  it(`${page}, line ${line}: ${typed}`, () => {
    const readIn = (dialect: Dialect) => read(GRAMMARS[View.System], wordsOf(typed), contextOf(dialect));
    assert.ok(!(readIn(Dialect.Vrp) instanceof Mistake));
    const mistake = readIn(Dialect.Comware);
    assert.ok(mistake instanceof Mistake);
    assert.match(mistake.advice, /no cipher text of this device/);
  });
});
