import assert from "node:assert/strict";
import { ALL_SETTINGS } from "../../src/config/all-settings.js";
import { readConfiguration } from "../../src/config/configuration-text.js";
import { Configuration } from "../../src/config/configuration.js";
import { Dialect } from "../../src/config/dialect.js";
import { grammarOf } from "../../src/config/grammar.js";
import { Fault, Mistake } from "../../src/config/mistake.js";
import { read } from "../../src/config/reading.js";
import { AssociationKind, type AssociationSettings } from "../../src/core/settings.js";
import { Family } from "../../src/wire/address.js";
import { contextOf, DIALECTS, wordsOf } from "./context.js";

const COMWARE: AssociationSettings = {
  kind: AssociationKind.Client,
  host: "192.0.2.1",
  family: Family.IPv4,
  port: 123,
  version: 4,
  minPollLog2: 6,
  maxPollLog2: 6,
  burst: false,
  iburst: false,
  prefer: false,
  preempt: false,
  source: "",
  instance: "",
  keyId: 0,
  isDynamic: false,
};
const VRP: AssociationSettings = { ...COMWARE, version: 3, maxPollLog2: 10 };

function serverOf(line: string, dialect: Dialect, port?: number): AssociationSettings {
  const configuration = readConfiguration([line], contextOf(dialect));
  assert.ok(configuration instanceof Configuration, line);
  const { associations } = configuration.settings(port);
  assert.equal(associations.length, 1);
  return associations[0];
}

function mistakeOf(line: string, dialect: Dialect): Mistake {
  const mistake = read(grammarOf(ALL_SETTINGS), wordsOf(line), contextOf(dialect));
  assert.ok(mistake instanceof Mistake, line);
  return mistake;
}

/** Every order of `items`. */
function* orders<T>(items: readonly T[]): Generator<T[]> {
  if (items.length === 0) yield [];
  for (let i = 0; i < items.length; i++)
    for (const rest of orders([...items.slice(0, i), ...items.slice(i + 1)])) yield [items[i], ...rest];
}

describe("ntp-service unicast-server and unicast-peer", () => {
  const rows: { line: string; comware: Partial<AssociationSettings>; vrp?: Partial<AssociationSettings> }[] =
    [
      { line: "ntp-service unicast-server 192.0.2.1", comware: {} },
      { line: "ntp unicast-server 192.0.2.1 version 2", comware: { version: 2 } },
      { line: "ntp unicast-server 192.0.2.1 priority", comware: { prefer: true } },
      { line: "ntp unicast-server 192.0.2.1 preference", comware: { prefer: true } },
      { line: "ntp unicast-server 192.0.2.1 preferred", comware: { prefer: true } },
      { line: "ntp unicast-server 192.0.2.1 source lo", comware: { source: "lo" } },
      { line: "ntp unicast-server 192.0.2.1 source-interface lo", comware: { source: "lo" } },
      {
        line: "ntp unicast-server 192.0.2.1 source vlan-interface 2",
        comware: { source: "Vlan-interface2" },
      },
      {
        line: "ntp unicast-server 192.0.2.1 source eth0 burst",
        comware: { source: "Vlan-interface2", burst: true },
      },
      { line: "ntp unicast-server 192.0.2.1 maxpoll 17", comware: { maxPollLog2: 17 } },
      {
        line: "ntp unicast-server 192.0.2.1 burst iburst preempt",
        comware: { burst: true, iburst: true, preempt: true },
      },
      { line: "ntp unicast-server 192.0.2.1 port 1025", comware: { port: 1025 } },
      { line: "ntp unicast-server NTP.Example.org", comware: { host: "ntp.example.org" } },
      {
        line: "ntp-service ipv6 unicast-server 3000:0:0::34",
        comware: { host: "3000::34", family: Family.IPv6 },
        vrp: { version: 4 },
      },
      {
        line: "ntp-service unicast-server ipv6 3000::34 preference",
        comware: { host: "3000::34", family: Family.IPv6, prefer: true },
        vrp: { version: 4 },
      },
      {
        line: "ntp unicast-server ip 3000::34",
        comware: { host: "3000::34", family: Family.IPv6 },
        vrp: { version: 4 },
      },
      { line: "ntp unicast-server ip", comware: { host: "ip" } },
      { line: "ntp unicast-server domain a.example burst", comware: { host: "a.example", burst: true } },
      { line: "ntp unicast-server domains", comware: { host: "domains" } },
      ...["FE80::1%7", "fe80::1%eth1", "fe80::1%vlan3"].map(zoned => ({
        line: `ntp ipv6 unicast-server ${zoned}`,
        comware: { host: "fe80::1%7", family: Family.IPv6 },
        vrp: { version: 4 },
      })),
      {
        line: "ntp ipv6 unicast-server a.example",
        comware: { host: "a.example", family: Family.IPv6 },
        vrp: { version: 4 },
      },
    ];
  for (const { line, comware, vrp } of rows)
    it(line, () => {
      assert.deepEqual(serverOf(line, Dialect.Comware), { ...COMWARE, ...comware });
      assert.deepEqual(serverOf(line, Dialect.Vrp), { ...VRP, ...comware, ...vrp });
    });

  it("takes its options in every order", () => {
    const options = ["version 1", "source-interface lo", "preference", "maxpoll 12", "minpoll 5", "iburst"];
    const expected = {
      ...VRP,
      version: 1,
      source: "lo",
      prefer: true,
      maxPollLog2: 12,
      minPollLog2: 5,
      iburst: true,
    };
    let count = 0;
    for (const order of orders(options)) {
      assert.deepEqual(serverOf(`ntp unicast-server 192.0.2.1 ${order.join(" ")}`, Dialect.Vrp), expected);
      count++;
    }
    assert.equal(count, 720);
  });

  it("is asked at the node's own port where its line names none", () => {
    assert.equal(serverOf("ntp unicast-server a", Dialect.Comware, 10_123).port, 10_123);
    assert.equal(serverOf("ntp unicast-server a port 123", Dialect.Comware, 10_123).port, 123);
  });

  const spoken = [
    { dialect: Dialect.Comware, line: "ntp-service ipv6 unicast-server 3000::34 source lo priority" },
    { dialect: Dialect.Vrp, line: "ntp-service unicast-server ipv6 3000::34 source-interface lo preference" },
  ];
  for (const { dialect, line } of spoken)
    it(`prints as ${line}`, () => {
      for (const typed of spoken) {
        const configuration = readConfiguration([typed.line], contextOf(dialect)) as Configuration;
        assert.deepEqual(configuration.lines(), [line, "#"]);
      }
    });

  const refused = [
    { line: "ntp unicast-peer 224.0.1.1", at: 2, advice: /^A multicast address/ },
    { line: "ntp unicast-peer 255.255.255.255", at: 2, advice: /^A broadcast address/ },
    { line: "ntp unicast-peer 127.127.1.0", at: 2, advice: /^A reference clock's address/ },
    { line: "ntp unicast-peer ipv6 ff0e::101", at: 3, advice: /^A multicast address/ },
    { line: "ntp unicast-peer 192.0.2.1 source eth9", at: 4, advice: /no such interface/ },
    { line: "ntp unicast-peer 192.0.2.1 vpn-instance vpn9", at: 4, advice: /; there are vpn1, VPN-2\.$/ },
    { line: "ntp unicast-peer 192.0.2.1 maxpoll 5", at: 4, advice: /below minpoll, which is 6/ },
    { line: "ntp unicast-peer 224.0.1.1", at: 2, advice: /is no peer's address\.$/ },
    { line: "ntp unicast-peer 0.0.0.0", at: 2, advice: /no host/ },
    { line: "ntp unicast-peer ipv6 ::", at: 3, advice: /no host/ },
    { line: "ntp unicast-peer 127.0.0.1", at: 2, advice: /^A loopback address is no peer's address/ },
    { line: "ntp unicast-peer 127.9.9.9", at: 2, advice: /^A loopback address is no peer's address/ },
    { line: "ntp ipv6 unicast-peer ::1", at: 3, advice: /^A loopback address is no peer's address/ },
    { line: "ntp unicast-server 224.0.1.1", at: 2, advice: /^A multicast address/ },
    { line: "ntp unicast-server 224.0.1.1", at: 2, advice: /is no server's address\.$/ },
    { line: "ntp unicast-server 239.255.255.255", at: 2, advice: /^A multicast address/ },
    { line: "ntp unicast-server 255.255.255.255", at: 2, advice: /^A broadcast address/ },
    { line: "ntp unicast-server 127.127.1.0", at: 2, advice: /^A reference clock's address/ },
    { line: "ntp unicast-server 127.127.20.3", at: 2, advice: /^A reference clock's address/ },
    { line: "ntp unicast-server 0.0.0.0", at: 2, advice: /no host/ },
    { line: "ntp unicast-server 0.0.0.9", at: 2, advice: /no host/ },
    { line: "ntp unicast-server 0.255.255.255", at: 2, advice: /no host/ },
    { line: "ntp ipv6 unicast-server ::ffff:192.0.2.1", at: 3, advice: /written as 192\.0\.2\.1, without/ },
    { line: "ntp unicast-server ::ffff:c000:201", at: 2, advice: /written as 192\.0\.2\.1, without/ },
    { line: "ntp unicast-server 3000::34", at: 2, advice: /IPv6 address goes after ipv6\.$/ },
    { line: "ntp ipv6 unicast-server 192.0.2.1", at: 3, advice: /IPv4 address goes without ipv6\.$/ },
    { line: "ntp ipv6 unicast-server ff02::101", at: 3, advice: /^A multicast address/ },
    { line: "ntp unicast-server ipv6 ::", at: 3, advice: /no host/ },
    { line: "ntp unicast-server 192.0.2.256", at: 2, advice: /^This is no IPv4 address/ },
    { line: "ntp unicast-server 192.0.2", at: 2, advice: /^This is no IPv4 address/ },
    { line: "ntp unicast-server a..b", at: 2, advice: /^A name is made of/ },
    { line: "ntp ipv6 unicast-server 3000::34::1", at: 3, advice: /^This is no IPv6 address/ },
    { line: `ntp unicast-server ${"a".repeat(254)}`, at: 2, advice: /253 characters at most/ },
    { line: "ntp ipv6 unicast-server fe80::1", at: 3, advice: /interface it is on: fe80::1%N, / },
    { line: "ntp ipv6 unicast-server fe80::1%0", at: 3, advice: /interface it is on: fe80::1%N, / },
    { line: "ntp ipv6 unicast-server fe80::1%lo", at: 3, advice: /^No interface lo with a link-local/ },
    { line: "ntp ipv6 unicast-server fe80::1%eth9", at: 3, advice: /^No interface eth9 with a link-local/ },
    { line: "ntp ipv6 unicast-server 3000::1%2", at: 3, advice: /^This is no IPv6 address/ },
    { line: "ntp unicast-server -a", at: 2, advice: /^A name is made of/ },
    { line: "ntp unicast-server 192.0.2.1 source eth9", at: 4, advice: /no such interface/ },
    { line: "ntp unicast-server 192.0.2.1 source vlan-interface 9", at: 4, advice: /no such interface/ },
    { line: "ntp unicast-server 192.0.2.1 port 122", at: 4, advice: /INTEGER<123,1025-65535>/ },
    { line: "ntp unicast-server 192.0.2.1 port 1024", at: 4, advice: /INTEGER<123,1025-65535>/ },
    { line: "ntp unicast-server 192.0.2.1 port 65536", at: 4, advice: /INTEGER<123,1025-65535>/ },
    { line: "ntp unicast-server 192.0.2.1 minpoll 3", at: 4, advice: /INTEGER<4-17>/ },
    { line: "ntp unicast-server 192.0.2.1 minpoll 7", at: 4, advice: /above maxpoll, which is 6/ },
    { line: "ntp unicast-server 192.0.2.1 minpoll 9 maxpoll 8", at: 4, advice: /above maxpoll, which is 8/ },
    { line: "ntp unicast-server 192.0.2.1 maxpoll 8 minpoll 9", at: 6, advice: /above maxpoll, which is 8/ },
    { line: "ntp unicast-server 192.0.2.1 maxpoll 5", at: 4, advice: /below minpoll, which is 6/ },
  ];
  for (const { line, at, advice } of refused)
    it(`refuses ${line}`, () => {
      const mistake = mistakeOf(line, Dialect.Comware);
      assert.equal(mistake.fault, Fault.WrongParameter);
      assert.equal(mistake.at, at);
      assert.match(mistake.advice, advice);
    });

  const slips = [
    { line: "ntp ipv6 unicast-peer ipv6", at: 3, word: "ipv6" },
    { line: "ntp unicast-peer ipv6 IPv6 3000::36", at: 3, word: "ipv6" },
    { line: "ntp ipv6 unicast-server unicast-server", at: 3, word: "unicast-server" },
    { line: "ntp unicast-server version 3", at: 2, word: "version" },
    { line: "ntp unicast-server source-interface lo", at: 2, word: "source-interface" },
    { line: "ntp unicast-server vpn-instance vpn1 192.0.2.1", at: 2, word: "vpn-instance" },
    { line: "ntp unicast-server burst", at: 2, word: "burst" },
    { line: "ntp unicast-peer domain domain", at: 3, word: "domain" },
  ];
  for (const { line, at, word } of slips)
    it(`takes no word of its own for a host: ${line}`, () => {
      const mistake = mistakeOf(line, Dialect.Comware);
      assert.deepEqual([mistake.fault, mistake.at], [Fault.WrongParameter, at]);
      assert.equal(mistake.advice, `This command means something else by ${word}: a host goes here.`);
    });

  const names = [
    { line: "ntp unicast-server version.example", host: "version.example" },
    { line: "ntp unicast-server ntp", host: "ntp" },
    { line: "ntp unicast-server ver", host: "ver" },
    { line: "ntp unicast-peer burst", host: "burst" },
  ];
  for (const { line, host } of names)
    it(`takes ${host} for a host: ${line}`, () => assert.equal(serverOf(line, Dialect.Comware).host, host));

  it("a server may be on this host", () => {
    for (const line of [
      "ntp unicast-server 127.0.0.1",
      "ntp unicast-server 127.1.2.3",
      "ntp ipv6 unicast-server ::1",
    ])
      assert.equal(serverOf(line, Dialect.Vrp).host, line.split(" ").at(-1));
  });

  const peers: { line: string; comware: Partial<AssociationSettings>; vrp?: Partial<AssociationSettings> }[] =
    [
      { line: "ntp-service unicast-peer 192.0.2.1", comware: {} },
      {
        line: "ntp-service unicast-peer 192.0.2.1 version 2 preference maxpoll 17 minpoll 5 preempt port 1025",
        comware: { version: 2, prefer: true, maxPollLog2: 17, minPollLog2: 5, preempt: true, port: 1025 },
      },
      { line: "ntp unicast-peer 192.0.2.1 source-interface vlan 2", comware: { source: "Vlan-interface2" } },
      { line: "ntp unicast-peer domain a.example", comware: { host: "a.example" } },
      {
        line: "ntp-service ipv6 unicast-peer 3000:0::36",
        comware: { host: "3000::36", family: Family.IPv6 },
        vrp: { version: 4 },
      },
      {
        line: "ntp-service unicast-peer ipv6 3000::36 priority",
        comware: { host: "3000::36", family: Family.IPv6, prefer: true },
        vrp: { version: 4 },
      },
    ];
  for (const { line, comware, vrp } of peers)
    it(line, () => {
      const kind = AssociationKind.SymmetricActive;
      assert.deepEqual(serverOf(line, Dialect.Comware), { ...COMWARE, kind, ...comware });
      assert.deepEqual(serverOf(line, Dialect.Vrp), { ...VRP, kind, ...comware, ...vrp });
    });

  it("a peer is not asked in bursts", () => {
    for (const word of ["burst", "iburst"])
      for (const line of [`ntp unicast-peer a ${word}`, `ntp unicast-peer ipv6 a ${word}`]) {
        const { at, fault } = mistakeOf(line, Dialect.Vrp);
        assert.deepEqual([at, fault], [line.split(" ").length - 1, Fault.Unrecognized]);
      }
  });

  it("has no version over IPv6", () => {
    const { at, fault } = mistakeOf("ntp ipv6 unicast-server 3000::34 version 4", Dialect.Comware);
    assert.deepEqual([at, fault], [4, Fault.Unrecognized]);
  });

  it("keeps to VRP's poll ranges in VRP", () => {
    for (const line of ["minpoll 2", "minpoll 7", "maxpoll 9", "maxpoll 18"])
      assert.equal(mistakeOf(`ntp unicast-server a ${line}`, Dialect.Vrp).at, 4, line);
    const { minPollLog2, maxPollLog2 } = serverOf("ntp unicast-server a minpoll 3 maxpoll 17", Dialect.Vrp);
    assert.deepEqual([minPollLog2, maxPollLog2], [3, 17]);
  });

  it("takes any port in a computer's build", () => {
    for (const { dialect } of DIALECTS)
      for (const port of [1, 122, 1024, 65_535]) {
        const context = { ...contextOf(dialect), takesAnyPort: true };
        assert.ok(readConfiguration([`ntp unicast-server a port ${port}`], context) instanceof Configuration);
      }
    const context = { ...contextOf(Dialect.Comware), takesAnyPort: true };
    for (const port of [0, 65_536])
      assert.ok(
        !(readConfiguration([`ntp unicast-server a port ${port}`], context) instanceof Configuration),
      );
  });
});
