/** By which socket each kind of packet leaves, on a machine with two LANs; and what is told where there is no way. */
import assert from "node:assert/strict";
import { Association } from "../../src/core/association.js";
import { Link, LinkKind } from "../../src/core/link.js";
import {
  AssociationKind,
  NO_SETTINGS,
  type AssociationSettings,
  type NodeSettings,
} from "../../src/core/settings.js";
import { Departures } from "../../src/runtime/departures.js";
import { type Listener } from "../../src/runtime/listener.js";
import { Listeners } from "../../src/runtime/listeners.js";
import { formatAddress } from "../../src/wire/address-text.js";
import { type Endpoint, Family } from "../../src/wire/address.js";
import { Datagram } from "../../src/wire/datagram.js";
import { NO_ROUTES, Tallies } from "../../src/runtime/tallies.js";
import { type Host } from "../sim/host.js";
import { type Flight, type Lan, type Machine, type Receiver } from "../sim/network.js";
import { World } from "../sim/world.js";
import { endpoint, server } from "../support/engine-rig.js";

const IPV4 = { group: "224.0.1.1", family: Family.IPv4, port: 123, version: 4, hops: 2, keyId: 0 };
const IPV6 = { ...IPV4, family: Family.IPv6 };

/** Tells where what arrives came from. */
class Ear implements Receiver, Machine {
  readonly local: Endpoint;
  readonly heard: string[] = [];

  constructor(
    world: World,
    readonly name: string,
    readonly lan: Lan,
    readonly isShared: boolean,
  ) {
    this.local = endpoint(name);
    world.network.bind(this);
  }

  get machine(): Machine {
    return this;
  }

  take({ from }: Flight): boolean {
    this.heard.push(`${formatAddress(from)} ${from.port === 123 ? 123 : "random"}`);
    return false;
  }
}

class Bench {
  readonly world = new World(1);
  readonly lans: readonly [Lan, Lan, Lan] = [this.world.lan(), this.world.lan(), this.world.lan()];
  readonly host: Host;
  readonly told: string[] = [];
  readonly association = new Association(0);
  readonly tallies = new Tallies(NO_ROUTES);
  readonly listeners: Listeners;
  readonly departures: Departures;
  settings: NodeSettings = NO_SETTINGS;

  constructor() {
    const [lan0, lan1] = this.lans;
    this.host = this.world.host({
      interfaces: [
        { name: "lo", addresses: ["127.0.0.1/8", "::1/128"], lan: this.world.lan() },
        { name: "Lan0", addresses: ["10.0.0.1/24", "2001:db8::1/64", "fe80::1/64"], lan: lan0 },
        { name: "Lan1", addresses: ["10.0.1.1/24", "2001:db8:1::1/64", "fe80::1/64"], lan: lan1 },
        { name: "Loop0", addresses: ["203.0.113.1/32"], lan: this.world.lan() },
      ],
    });
    const reception = {
      received: () => {},
      refused: (link: Link, why: string) => this.departures.refused(link, why),
      cannotAsk: (_: Association, why: string) => void this.told.push(`ask: ${why}`),
      cannotSend: (why: string) => void this.told.push(`send: ${why}`),
    };
    this.listeners = new Listeners(this.host.udp, reception, this.tallies);
    this.departures = new Departures(
      this.host.udp,
      this.listeners,
      reception,
      [this.association],
      this.tallies,
    );
  }

  open(more: Partial<NodeSettings>): void {
    this.settings = { ...NO_SETTINGS, enabled: true, ...more };
    this.listeners.reconcile(this.settings, this.host.interfaceList, 123);
  }

  /** Sends to `to` from `link`; answers from where it was heard, in which of the LANs. */
  send(link: Link, to: string): string {
    const far = endpoint(to);
    const isShared = to.startsWith("224.") || to.startsWith("ff") || to.startsWith("255.");
    const ears = this.lans.map(lan => new Ear(this.world, to, lan, isShared));
    const departure = this.departures.choose(link, far, this.settings, this.host.interfaceList);
    if (departure) this.departures.depart(link, departure, new Datagram(), far);
    this.world.run(1);
    for (const ear of ears) this.world.network.unbind(ear);
    return ears.flatMap(({ heard }, i) => heard.map(from => `${from} in LAN ${i}`)).join(", ");
  }

  /** Sends what an association sends. */
  ask(more: Partial<AssociationSettings>, to: string): string {
    this.association.mobilize(server("", more));
    this.association.address.copy(endpoint(to));
    const sent = this.send(this.association.link, to);
    this.departures.close(this.association.link);
    return sent;
  }
}

const link = (kind: LinkKind, interfaceName = ""): Link =>
  Object.assign(new Link(kind, undefined, 0), { interfaceName });

describe("departures", () => {
  const senders = [
    { name: "a broadcast", sender: IPV4, to: "255.255.255.255", from: "10.0.1.1 123 in LAN 1" },
    { name: "a group", sender: IPV4, to: "224.0.1.1", from: "10.0.1.1 123 in LAN 1" },
    { name: "a group of IPv6, with a global address", sender: IPV6, to: "ff05::101", from: "2001:db8:1::1 123 in LAN 1" }, // prettier-ignore
    { name: "a group of a link, with an address of it", sender: IPV6, to: "ff02::101", from: "fe80::1%3 123 in LAN 1" }, // prettier-ignore
  ];
  for (const { name, sender, to, from } of senders)
    it(`of a sender: ${name}`, () => {
      const bench = new Bench();
      bench.open({ senders: [{ ...sender, interfaceName: "Lan1" }] });
      assert.equal(bench.send(link(LinkKind.Sender), to), from);
      assert.deepEqual(bench.told, []);
    });

  it("of a sender past as many routers as it is told", () => {
    const bench = new Bench();
    bench.world.route(bench.lans[1], bench.lans[2]);
    const heard = [2, 1, 2].map(hops => {
      bench.open({ senders: [{ ...IPV4, hops, interfaceName: "Lan1" }] });
      return bench.send(link(LinkKind.Sender), "224.0.1.1");
    });
    const near = "10.0.1.1 123 in LAN 1";
    assert.deepEqual(heard, [`${near}, 10.0.1.1 123 in LAN 2`, near, `${near}, 10.0.1.1 123 in LAN 2`]);
  });

  it("of a search: a random port, and as many routers as this round may pass", () => {
    const bench = new Bench();
    bench.world.route(bench.lans[1], bench.lans[2]);
    bench.open({ searches: [{ ...IPV4, interfaceName: "Lan1" }] });
    const search = link(LinkKind.Search);
    assert.equal(bench.send(search, "224.0.1.1"), "10.0.1.1 random in LAN 1");
    const [one] = bench.world.network.receivers.filter(({ local }) => local.port !== 123);
    search.hops = 2;
    assert.equal(
      bench.send(search, "224.0.1.1"),
      "10.0.1.1 random in LAN 1, 10.0.1.1 random in LAN 2",
      "in the same round",
    );
    assert.ok(bench.world.network.receivers.includes(one));
    bench.departures.close(search);
    assert.ok(bench.world.network.receivers.every(({ local }) => local.port === 123));
  });

  it("of an answer to one who asked in a group: the interface's own address", () => {
    const bench = new Bench();
    bench.open({});
    assert.equal(bench.send(link(LinkKind.Group, "Lan1"), "10.0.1.9"), "10.0.1.1 123 in LAN 1");
    assert.equal(bench.send(link(LinkKind.Group, "Lan1"), "fe80::9%3"), "fe80::1%3 123 in LAN 1");
  });

  const peer = AssociationKind.SymmetricActive;
  const red = { bindings: [{ interfaceName: "Lan1", instance: "red" }] };
  const source = { instance: "red", family: Family.IPv4, source: "Loop0" } as const;
  const asked: readonly {
    name: string;
    settings?: Partial<NodeSettings>;
    own: Partial<AssociationSettings>;
    to: string;
    from: string;
  }[] = [
    { name: "to a peer in the subnet", own: { kind: peer }, to: "10.0.1.9", from: "10.0.1.1 123 in LAN 1" },
    { name: "to a peer elsewhere", own: { kind: peer }, to: "198.51.100.9", from: "10.0.0.1 123 in LAN 0" },
    { name: "to a peer of the link", own: { kind: peer }, to: "fe80::9%3", from: "fe80::1%3 123 in LAN 1" },
    {
      name: "to a peer from its own source, out of the way to it",
      settings: { source4: "Lan0", associations: [server("10.0.1.9", { kind: peer, source: "Loop0" })] },
      own: { kind: peer, source: "Loop0" },
      to: "10.0.1.9",
      from: "203.0.113.1 123 in LAN 1",
    },
    {
      name: "to a peer from the node's source",
      settings: { source4: "Loop0", associations: [server("10.0.1.9", { kind: peer })] },
      own: { kind: peer },
      to: "10.0.1.9",
      from: "203.0.113.1 123 in LAN 1",
    },
    {
      name: "to a peer in a VPN instance, though the subnet is another's",
      settings: red,
      own: { kind: peer, instance: "red" },
      to: "10.0.0.9",
      from: "10.0.1.1 123 in LAN 1",
    },
    {
      name: "to a peer, though the subnet is a VPN instance's",
      settings: red,
      own: { kind: peer },
      to: "10.0.1.9",
      from: "10.0.0.1 123 in LAN 0",
    },
    { name: "to a server in the subnet", own: {}, to: "10.0.1.9", from: "10.0.1.1 random in LAN 1" },
    {
      name: "to a server in a VPN instance",
      settings: red,
      own: { instance: "red" },
      to: "10.0.0.9",
      from: "10.0.1.1 random in LAN 1",
    },
    {
      name: "to a server, though the subnet is a VPN instance's",
      settings: red,
      own: {},
      to: "10.0.1.9",
      from: "10.0.0.1 random in LAN 0",
    },
    {
      name: "to a server of the link, from an address of it",
      own: { source: "Lan1" },
      to: "fe80::9%3",
      from: "fe80::1%3 random in LAN 1",
    },
  ];
  for (const { name, settings = {}, own, to, from } of asked)
    it(name, () => {
      const bench = new Bench();
      bench.open(settings);
      assert.equal(bench.ask(own, to), from);
      assert.deepEqual(bench.told, []);
    });

  const silent: readonly {
    name: string;
    settings?: Partial<NodeSettings>;
    own: Partial<AssociationSettings>;
    to: string;
    why: string;
  }[] = [
    { name: "an instance without an interface", own: { instance: "blue" }, to: "10.0.0.9", why: "no interface of VPN instance blue has an IPv4 address to ask from" }, // prettier-ignore
    { name: "the same of a peer", own: { kind: peer, instance: "blue" }, to: "10.0.0.9", why: "no interface of VPN instance blue has an IPv4 address to ask from" }, // prettier-ignore
    { name: "a source in no instance", settings: red, own: { instance: "red", source: "Lan0" }, to: "10.0.0.9", why: "Lan0 is not in VPN instance red" }, // prettier-ignore
    { name: "a source in an instance", settings: red, own: { kind: peer, source: "Lan1" }, to: "10.0.0.9", why: "Lan1 is in a VPN instance" }, // prettier-ignore
    { name: "an instance's source that is not in it", settings: { ...red, instanceSources: [source] }, own: { instance: "red" }, to: "10.0.0.9", why: "Loop0 is not in VPN instance red" }, // prettier-ignore
    { name: "a global server from a link's address alone", own: { source: "Loop0" }, to: "2001:db8::9", why: "Loop0 has no IPv6 address to ask from" }, // prettier-ignore
    { name: "a peer where NTP is not heard", settings: { deaf4: ["Lan0"] }, own: { kind: peer }, to: "10.0.0.9", why: "NTP is not heard on Lan0, which leads there" }, // prettier-ignore
  ];
  for (const { name, settings = {}, own, to, why } of silent)
    it(`tells once why nothing goes to ${name}`, () => {
      const bench = new Bench();
      bench.open(settings);
      bench.association.mobilize(server("", own));
      bench.association.address.copy(endpoint(to));
      for (let i = 0; i < 2; i++) assert.equal(bench.send(bench.association.link, to), "");
      assert.deepEqual(bench.told, [`ask: ${why}`]);
    });

  it("tells why nothing goes to a peer, again when it went meanwhile", () => {
    const bench = new Bench();
    bench.open({});
    bench.association.mobilize(server("", { kind: peer }));
    bench.association.address.copy(endpoint("10.0.0.9"));
    const { link: way } = bench.association;
    for (const refusal of ["ENETUNREACH", "ENETUNREACH", undefined, "ENETUNREACH"]) {
      bench.host.refusal = refusal;
      bench.send(way, "10.0.0.9");
    }
    assert.deepEqual(bench.told, ["ask: ENETUNREACH", "ask: ENETUNREACH"]);
  });

  const mute = [
    { name: "a sender", kind: LinkKind.Sender },
    { name: "a search", kind: LinkKind.Search },
  ];
  for (const { name, kind } of mute)
    it(`tells once why ${name} is silent, again when it was not meanwhile`, () => {
      const bench = new Bench();
      const place = { ...IPV4, interfaceName: "Lan1" };
      const send = (): string => {
        bench.open({ senders: [place], searches: [place] });
        const sent = bench.send(way, "224.0.1.1");
        bench.departures.close(link(LinkKind.Search));
        return sent;
      };
      const way = link(kind);
      bench.host.change("Lan1", { isUp: false });
      assert.deepEqual([send(), send()], ["", ""]);
      bench.host.change("Lan1", { isUp: true });
      assert.notEqual(send(), "");
      bench.host.refusal = "EPERM";
      assert.deepEqual([send(), send()], ["", ""]);
      assert.deepEqual(bench.told, ["send: Lan1 is down, or has no address", "send: EPERM"]);
    });

  for (const { name, kind } of mute)
    it(`tells why ${name} is silent, again when the configuration is another`, () => {
      const bench = new Bench();
      const place = { ...IPV4, interfaceName: "Lan1" };
      bench.host.change("Lan1", { isUp: false });
      bench.open({ senders: [place], searches: [place] });
      bench.send(link(kind), "224.0.1.1");
      bench.departures.forget();
      for (let i = 0; i < 2; i++) bench.send(link(kind), "224.0.1.1");
      const why = "send: Lan1 is down, or has no address";
      assert.deepEqual(bench.told, [why, why]);
    });

  it("lets a passive peer hear from the address that it asked, as long as there is one", () => {
    const bench = new Bench();
    bench.open({});
    const passive = { kind: AssociationKind.SymmetricPassive, source: "Lan0" };
    const asked0 = bench.listeners.own("Lan1", endpoint("10.0.1.9"), bench.host.interfaceList)!;
    bench.association.mobilize(server("", passive));
    bench.association.address.copy(endpoint("10.0.1.9"));
    bench.association.heardOn = asked0;
    assert.equal(bench.send(bench.association.link, "10.0.1.9"), "10.0.1.1 123 in LAN 1");
    bench.open({ dscp4: 1, associations: [server("10.0.1.9", { kind: peer, source: "Lan0" })] });
    assert.ok(!asked0.isOpen);
    assert.equal(bench.send(bench.association.link, "10.0.1.9"), "10.0.0.1 123 in LAN 1");
  });

  it("no longer uses the address that a peer knows when it is in another VPN instance", () => {
    const bench = new Bench();
    bench.open({});
    bench.association.mobilize(server("", { kind: AssociationKind.SymmetricPassive }));
    bench.association.address.copy(endpoint("10.0.1.9"));
    bench.association.heardOn = bench.listeners.at(endpoint("10.0.1.1"), "Lan1");
    bench.open(red);
    assert.equal(bench.send(bench.association.link, "10.0.1.9"), "10.0.0.1 123 in LAN 0");
  });

  const routed = [
    {
      name: "as the routes say, where no subnet does",
      settings: {},
      instance: "",
      from: "10.0.1.1 123 in LAN 1",
    },
    { name: "in its VPN instance, whatever the routes say", settings: red, instance: "", from: "10.0.0.1 123 in LAN 0" }, // prettier-ignore
  ];
  for (const { name, settings, instance, from } of routed)
    it(`leaves ${name}`, () => {
      const bench = new Bench();
      const route = (_: Endpoint, into: Endpoint): boolean => {
        into.copy(endpoint("10.0.1.1"));
        return true;
      };
      Object.assign(bench.host.udp, { route });
      bench.open(settings);
      assert.equal(bench.ask({ kind: peer, instance }, "198.51.100.9"), from);
    });

  const answers = [
    { name: "the address that was asked", settings: {}, from: "10.0.1.1 123" },
    { name: "the source, where that is wanted", settings: { answersFromSource: true, source4: "Loop0" }, from: "203.0.113.1 123" }, // prettier-ignore
    { name: "the address that was asked, where there is no source", settings: { answersFromSource: true }, from: "10.0.1.1 123" }, // prettier-ignore
    { name: "the address that was asked, where the source is another instance's", settings: { ...red, answersFromSource: true, source4: "Loop0" }, from: "10.0.1.1 123" }, // prettier-ignore
  ];
  for (const { name, settings, from } of answers)
    it(`answers from ${name}`, () => {
      const bench = new Bench();
      bench.open(settings);
      const asked1 = bench.listeners.at(endpoint("10.0.1.1"), "Lan1") as Listener;
      const ear = new Ear(bench.world, "10.0.1.9", bench.lans[1], false);
      assert.ok(asked1.answersBy.answer(new Datagram(), ear.local));
      bench.world.run(1);
      assert.deepEqual(ear.heard, [from]);
    });
});
