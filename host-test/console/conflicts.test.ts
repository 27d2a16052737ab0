/** What cannot be: the caret stands under the word, the reason is told, and nothing is changed. */
import assert from "node:assert/strict";
import { Dialect } from "../../src/config/dialect.js";
import { FakeNode } from "./fake-node.js";
import { Screen } from "./screen.js";

const NO_INTERFACE = /^There is no such interface; there are Vlan-interface2, lo, /;
const NO_INSTANCE = /^There is no such VPN instance; ip vpn-instance has to declare it first\.$/;
const NO_GROUP = /^This is no multicast address\.$/;
const ACL = /^Expected: (acl )?INTEGER<2000-2999>/;
const WRONG = "Wrong parameter found at '^' position.";
const KEY = "authentication-keyid 1 authentication-mode sha1 simple aNiceKey1";

/** "^" marks where the caret stands, and is no part of the line; `vrp`: the reason there, if it is another one. */
const ROWS: { view?: string; line: string; fault?: string; why: RegExp; vrp?: RegExp }[] = [
  { line: "interface ^eth9", why: NO_INTERFACE },
  { line: "ntp-service source ^eth9", why: NO_INTERFACE },
  { line: "ntp-service source-interface ^eth9", why: NO_INTERFACE },
  { line: "ntp-service unicast-server a source-interface ^eth9", why: NO_INTERFACE },
  ...["server", "peer"].flatMap(role => [
    {
      line: `ntp-service unicast-${role} ^224.0.1.1`,
      why: new RegExp(`^A multicast address is no ${role}'s address`),
    },
    {
      line: `ntp-service unicast-${role} ^255.255.255.255`,
      why: new RegExp(`^A broadcast address is no ${role}'s address`),
    },
    {
      line: `ntp-service unicast-${role} ^127.127.1.0`,
      why: new RegExp(`^A reference clock's address is no ${role}'s address`),
    },
    { line: `ntp-service unicast-${role} ^0.0.0.0`, why: /^This address means no host\.$/ },
    {
      line: `ntp-service unicast-${role} ipv6 ^ff02::101`,
      why: new RegExp(`^A multicast address is no ${role}'s address`),
    },
    { line: `ntp-service unicast-${role} a vpn-instance ^v9`, why: NO_INSTANCE },
    {
      line: `ntp-service unicast-${role} a minpoll 6 maxpoll ^5`,
      why: /^Maxpoll is below minpoll, which is 6\.$/,
      vrp: /^Expected: maxpoll INTEGER<10-17>\.$/,
    },
    {
      line: `ntp-service unicast-${role} a minpoll ^12`,
      why: /^Minpoll is above maxpoll, which is 6\.$/,
      vrp: /^Expected: minpoll INTEGER<3-6>\.$/,
    },
  ]),
  { line: "ntp-service source-interface lo vpn-instance ^v9", why: NO_INSTANCE },
  { line: "acl ^1999", why: ACL },
  { line: "acl basic ^3000", why: ACL },
  { line: "acl ipv6 number ^3000", fault: "Not supported by this device.", why: ACL },
  { line: "ntp-service access peer acl ^1999", why: ACL },
  { line: "ntp-service ipv6 access query acl ^3000", why: ACL },
  { line: `ntp-service ${KEY} acl ^3000`, why: ACL },
  { line: `ntp-service ${KEY.replace(" 1 ", " ^0 ")}`, why: /^Expected: INTEGER<1-4294967295> / },
  { line: "ntp-service refclock-master ^127.127.1.4", why: /^Expected: 127\.127\.1\.<0-3> / },
  { line: "ntp-service refclock-master ^16", why: /INTEGER<1-15> / },
  { view: "lo", line: "ip binding vpn-instance ^v9", why: NO_INSTANCE },
  { view: "lo", line: "ntp-service multicast-server ^192.0.2.1", why: NO_GROUP },
  { view: "lo", line: "ntp-service multicast-client ^255.255.255.255", why: NO_GROUP },
  { view: "lo", line: "ntp-service multicast-client ipv6 ^3000::1", why: NO_GROUP },
  { view: "lo", line: "ntp-service manycast-server ^240.0.0.1", why: NO_GROUP },
  { view: "lo", line: "ntp-service multicast-server ttl ^256", why: /^Expected: ttl INTEGER<1-255>\.$/ },
];

describe("conflicts", () => {
  for (const dialect of [Dialect.Comware, Dialect.Vrp])
    for (const { view, line, fault = WRONG, why, vrp = why } of ROWS)
      it(`${line.replace("^", "")}${dialect === Dialect.Vrp ? ", in vrp" : ""}`, () => {
        const screen = new Screen(new FakeNode(dialect));
        screen.type("system-view", view === undefined ? "" : `interface ${view}`);
        const caret = screen.session.prompt.length + line.indexOf("^");
        const [, mark, told, ...reason] = screen.type(line.replace("^", ""));
        assert.equal(mark, `${" ".repeat(caret)}^`);
        assert.equal(told, `${dialect === Dialect.Vrp ? "Error:" : "%"} ${fault}`);
        assert.match(reason.map(each => each.trim()).join(" "), dialect === Dialect.Vrp ? vrp : why);
        assert.deepEqual(screen.node.configuration.running.lines(), []);
        assert.equal(screen.session.prepared.isChanged, false);
      });

  const used = [
    "ntp-service unicast-server a authentication-keyid 42",
    "ntp-service unicast-peer a authentication-keyid 42",
  ];
  for (const dialect of [Dialect.Comware, Dialect.Vrp])
    for (const line of used)
      it(`a key that there is not is taken and warned of${dialect === Dialect.Vrp ? ", in vrp" : ""}: ${line}`, () => {
        const screen = new Screen(new FakeNode(dialect));
        const shown = screen.type("system-view", line, "commit");
        assert.ok(shown.includes("Warning: Key 42 is used and has no secret here."), shown.join("\n"));
        assert.deepEqual(screen.node.configuration.running.lines(), [line, "#"]);
      });
});
