/**
 * Every configuration command, typed in either dialect as it is, with each word cut as short as it may be,
 * from within other views, and taken back.
 */
import assert from "node:assert/strict";
import { type DialectName } from "../../src/config/dialect.js";
import { needsOf } from "./needs.js";
import { PageDevice } from "./page-device.js";

const NAMES: readonly DialectName[] = ["comware", "vrp"];

const IN_SYSTEM: readonly string[] = [
  "sysname R1",
  "acl 2000",
  "acl number 2000",
  "acl basic 2000",
  "acl ipv6 2000",
  "acl ipv6 number 2000",
  "acl ipv6 basic 2000",
  "ip vpn-instance vpn1",
  "clock protocol none",
  "clock timezone Z add 02:00:00",
  "clock timezone Z minus 05:30",
  "ntp-service dscp 46",
  "ntp-service ipv6 dscp 46",
  "ntp-service source vlan-interface 2",
  "ntp-service source 1.0.1.12",
  "ntp-service ipv6 source vlan-interface 2",
  "ntp-service source-interface vlan-interface 2 vpn-instance vpn1",
  "ntp-service ipv6 source-interface vlan-interface 2 vpn-instance vpn1",
  "ntp-service max-distance 2",
  "ntp-service max-dynamic-sessions 5",
  "ntp-service refclock-master",
  "ntp-service refclock-master 3",
  "ntp-service refclock-master 127.127.1.2",
  "ntp-service refclock-master 127.127.1.2 3",
  ...["peer", "server", "synchronization", "query", "limited"].flatMap(right => [
    `ntp-service access ${right} acl 2000`,
    `ntp-service ${right} acl 2000`,
    `ntp-service acl ${right} acl 2000`,
    `ntp-service ipv6 ${right} acl 2001`,
    `ntp-service ipv6 access ${right} acl 2001`,
    `ntp-service ipv6 acl ${right} acl 2001`,
    `ntp-service access ${right} 2000`,
    `ntp-service ipv6 access ${right} 2001`,
  ]),
  "ntp-service server disable",
  "ntp-service ipv6 server disable",
  "ntp-service noquery enable",
  "ntp-service kod-enable",
  "ntp-service discard min-interval 2 avg-interval 6",
  "ntp-service authentication enable",
  "ntp-service authentication-password complexity-check enable",
  ...["hmac-sha-1", "hmac-sha-256", "hmac-sha256", "hmac-sha-384", "hmac-sha-512", "sha1", "sha512"].map(
    mode => `ntp-service authentication-keyid 7 authentication-mode ${mode} simple Aa1+Bb2-Cc3= acl 2000`,
  ),
  "ntp-service authentication-keyid 7 authentication-mode md5 simple Aa1+Bb2-Cc3= ipv6 acl 2001",
  "ntp-service authentication-keyid 7 authentication-mode aes-128-cmac hex:00112233445566778899aabbccddeeff",
  "ntp-service reliable authentication-keyid 42",
  "ntp-service trusted authentication-keyid 42",
  ...["server", "peer"].flatMap(what => [
    `ntp-service unicast-${what} 192.0.2.1 version 2 authentication-keyid 1 source vlan-interface 2 port 1234`,
    `ntp-service unicast-${what} time.example vpn-instance vpn1 priority maxpoll 11 minpoll 5 preempt`,
    `ntp-service unicast-${what} domain time.example preference`,
    `ntp-service ipv6 unicast-${what} 2001:db8::1 source-interface vlan-interface 2 preferred`,
    `ntp-service unicast-${what} ipv6 2001:db8::1 maxpoll 11`,
  ]),
  "ntp-service unicast-server 192.0.2.1 burst iburst",
  "ntp-service step-threshold 200",
  "ntp-service panic-threshold 0",
  "ntp-service slew-rate 100",
  "ntp-service leap insert 2027-06-30",
  "ntp-service leap-smear",
  "ntp-service rtc update-interval 12",
  "ntp-service broadcast-delay 5000",
];

const ON_INTERFACE: readonly string[] = [
  "ip binding vpn-instance vpn1",
  "ntp-service broadcast-server",
  "ntp-service broadcast-server authentication-keyid 1 version 2 port 1234",
  "ntp-service broadcast-client",
  "ntp-service inbound disable",
  "ntp-service ipv6 inbound disable",
  "ntp-service in-interface disable",
  "ntp-service ipv6 in-interface disable",
  ...["multicast-server", "multicast-client", "manycast-server", "manycast-client"].flatMap(mode => [
    `ntp-service ${mode}`,
    `ntp-service ${mode} 224.0.1.2`,
    `ntp-service ${mode} ipv6 ff24::2`,
    `ntp-service ipv6 ${mode} ff24::2`,
  ]),
  "ntp-service multicast-server 224.0.1.2 authentication-keyid 1 ttl 8 version 2 port 1234",
  "ntp-service ipv6 multicast-server ff24::2 authentication-keyid 1 ttl 8 port 1234",
  "ntp-service manycast-client 224.0.1.2 authentication-keyid 1 ttl 8 port 1234",
  "ntp-service manycast-client ipv6 ff24::2 authentication-keyid 1 ttl 8 port 1234",
];

const IN_ACL: readonly string[] = [
  "rule permit",
  "rule deny source any",
  "rule 7 permit source 192.0.2.1 0",
  "rule 7 deny source 192.0.2.0 0.0.0.255",
];

const IN_ACL6: readonly string[] = ["rule permit source any", "rule 7 deny source 2001:db8::/32"];

/** How each view is entered from the system view. */
const VIEWS: readonly (readonly [into: string, lines: readonly string[]])[] = [
  ["", IN_SYSTEM],
  ["interface vlan-interface 2", ON_INTERFACE],
  ["acl 2000", IN_ACL],
  ["acl ipv6 2000", IN_ACL6],
];

/** Views that a line of the system view may be typed in. */
const OTHERS = ["interface vlan-interface 3", "acl 2999", "acl ipv6 2999"];

/** What they are printed as, and what parts blocks. */
const IS_OTHER = /^acl .*2999$|^#$/;

for (const dialect of NAMES)
  describe(`every configuration command, in ${dialect}`, () => {
    let device: PageDevice;
    before(() => {
      device = new PageDevice(dialect);
    });
    after(() => device.stop());

    /** What `lines`, typed from the system view on, make of what `line` needs; and what is said to them. */
    function made(line: string, lines: readonly string[]): { has: string[]; complaints: string[] } {
      device.clear();
      device.configure("system", ...needsOf(line));
      const told = device.configure("system", ...lines);
      const has = device.lines.map(sealed).filter(text => !IS_OTHER.test(text));
      return { has, complaints: told.filter(text => !text.startsWith("Warning: ")) };
    }

    for (const [into, lines] of VIEWS)
      for (const line of lines)
        it(into === "" ? line : `${into}: ${line}`, () => {
          const way = into === "" ? [] : [into];
          const before = made(line, way).has;
          const whole = made(line, [...way, line]);
          assert.deepEqual(whole.complaints, []);
          assert.notDeepEqual(whole.has, before);

          const cut = shortest(device, way, line);
          assert.deepEqual(made(line, [...way, cut]), whole, cut);
          for (const other of into === "" ? OTHERS : [])
            assert.deepEqual(made(line, [other, line]), whole, `in the view of ${other}`);

          const undone = made(line, [...way, line, `undo ${line}`]);
          assert.deepEqual(undone, { has: before, complaints: [] }, `undo ${line}`);
        });
  });

/** Each word of `line` that is offered, cut until it is about to be no longer the only one. */
function shortest(device: PageDevice, way: readonly string[], line: string): string {
  device.type("return", "system-view", ...way);
  const words = line.split(" ");
  const cut = words.map((word, i) => {
    const before = words
      .slice(0, i)
      .map(each => `${each} `)
      .join("");
    // What has a digit is a value, or cannot be cut.
    if (/\d/.test(word) || !device.offered(before + word).includes(word)) return word;
    for (let length = 1; length < word.length; length++) {
      const start = word.slice(0, length);
      if (device.offered(before + start).join() === word) return start;
    }
    return word;
  });
  return cut.join(" ");
}

/** A secret is sealed differently each time. */
function sealed(line: string): string {
  return line.replace(/\$xs1\S+/, "…");
}
