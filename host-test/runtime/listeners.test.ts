/** Which sockets a configuration opens on which interfaces, and what comes in by them. */
import assert from "node:assert/strict";
import { LinkKind } from "../../src/core/link.js";
import { AssociationKind, HearingKind, NO_SETTINGS, type NodeSettings } from "../../src/core/settings.js";
import { type Listener } from "../../src/runtime/listener.js";
import { Listeners } from "../../src/runtime/listeners.js";
import { type Interface, type SocketHandler, type UdpPort } from "../../src/runtime/ports.js";
import { Instant } from "../../src/time/moment.js";
import { formatAddress } from "../../src/wire/address-text.js";
import { Family } from "../../src/wire/address.js";
import { Datagram } from "../../src/wire/datagram.js";
import { NO_ROUTES, Tallies } from "../../src/runtime/tallies.js";
import { type InterfaceOptions } from "../sim/host.js";
import { SimSocket } from "../sim/socket.js";
import { World } from "../sim/world.js";
import { endpoint, server } from "../support/engine-rig.js";

const LAN0: InterfaceOptions = { name: "Lan0", addresses: ["192.0.2.1/24", "2001:db8::1/64", "fe80::1/64"] };
const LAN1: InterfaceOptions = { name: "Lan1", addresses: ["198.51.100.1/24"] };

const broadcast = { kind: HearingKind.Broadcast, family: Family.IPv4, group: "" };
const multicast = { kind: HearingKind.Multicast, family: Family.IPv4, group: "224.0.1.1" };
const manycast = { kind: HearingKind.Manycast, family: Family.IPv4, group: "224.0.1.1" };
const sender = { group: "224.0.1.1", family: Family.IPv4, port: 123, version: 4, hops: 1, keyId: 0 };

/** The sockets of a node, with the interfaces that it may change. */
class Sockets {
  readonly world = new World(1);
  readonly host;
  readonly heard: string[] = [];
  readonly listeners: Listeners;

  constructor(interfaces: readonly InterfaceOptions[] = [LAN0, LAN1], ignoresDevices?: true) {
    const lans = new Map(interfaces.map(({ name }) => [name, this.world.lan()]));
    this.host = this.world.host({
      interfaces: interfaces.map(one => ({ lan: lans.get(one.name)!, ...one })),
    });
    const udp: UdpPort = { ...this.host.udp, ignoresDevices };
    this.listeners = new Listeners(
      udp,
      {
        received: (link, _, from) => void this.heard.push(`${link.interfaceName} ${formatAddress(from)}`),
        refused: () => {},
      },
      new Tallies(NO_ROUTES),
    );
  }

  /** Opens what `more` asks for; answers the messages of what cannot be. */
  open(more: Partial<NodeSettings>): string[] {
    const settings = { ...NO_SETTINGS, enabled: true, ...more };
    return this.listeners.reconcile(settings, this.host.interfaceList, 123).map(({ message }) => message);
  }

  get list(): string[] {
    const sockets = this.world.network.receivers as SimSocket[];
    return sockets.map(({ device, local }) => `${device} ${formatAddress(local)}`).sort();
  }
}

const OWN = ["Lan0 192.0.2.1", "Lan0 2001:db8::1", "Lan0 fe80::1%1", "Lan1 198.51.100.1"];

describe("listeners", () => {
  const group6 = { ...multicast, family: Family.IPv6, interfaceName: "Lan0" };
  const rows: readonly { name: string; settings: Partial<NodeSettings>; more?: string[]; less?: string[] }[] =
    [
      { name: "its own addresses alone where nothing is said", settings: {} },
      { name: "none where the service is off", settings: { enabled: false }, less: OWN },
      {
        name: "everyone, and everyone of the subnet, for a broadcast client",
        settings: { hearings: [{ ...broadcast, interfaceName: "Lan0" }] },
        more: ["Lan0 255.255.255.255", "Lan0 192.0.2.255"],
      },
      {
        name: "a group once, for a client and a server of it",
        settings: { hearings: [multicast, manycast].map(one => ({ ...one, interfaceName: "Lan0" })) },
        more: ["Lan0 224.0.1.1"],
      },
      {
        name: "a group on each interface that wants it",
        settings: { hearings: ["Lan0", "Lan1"].map(interfaceName => ({ ...multicast, interfaceName })) },
        more: ["Lan0 224.0.1.1", "Lan1 224.0.1.1"],
      },
      {
        name: "an IPv6 group; one of a link by the number of its interface",
        settings: {
          hearings: [
            { ...group6, group: "ff05::101" },
            { ...group6, group: "ff02::101" },
          ],
        },
        more: ["Lan0 ff02::101%1", "Lan0 ff05::101"],
      },
      {
        name: "no group of a family in which the interface has no address",
        settings: { hearings: [{ ...group6, group: "ff05::101", interfaceName: "Lan1" }] },
      },
      {
        name: "no group and no broadcast where it is deaf",
        settings: { deaf4: ["Lan1"], hearings: [broadcast, multicast].map(one => ({ ...one, interfaceName: "Lan1" })) }, // prettier-ignore
        less: ["Lan1 198.51.100.1"],
      },
      {
        name: "its own address where it is deaf but sends",
        settings: { deaf4: ["Lan1"], senders: [{ ...sender, interfaceName: "Lan1" }] },
      },
      {
        name: "the source of a peer on every interface of the same family",
        settings: { associations: [server("203.0.113.9", { kind: AssociationKind.SymmetricActive, source: "Lan1" })] }, // prettier-ignore
        more: ["Lan0 198.51.100.1"],
      },
      {
        name: "the source that answers leave from",
        settings: { answersFromSource: true, source4: "Lan0" },
        more: ["Lan1 192.0.2.1"],
      },
      {
        name: "no source of what is only asked",
        settings: { source4: "Lan0", associations: [server("203.0.113.9")] },
      },
      {
        name: "no source in another VPN instance",
        settings: {
          answersFromSource: true,
          source4: "Lan0",
          bindings: [{ interfaceName: "Lan1", instance: "red" }],
        },
      },
    ];
  for (const { name, settings, more = [], less = [] } of rows)
    it(`hears at ${name}`, () => {
      const sockets = new Sockets();
      assert.deepEqual(sockets.open(settings), []);
      assert.deepEqual(sockets.list, [...OWN.filter(one => !less.includes(one)), ...more].sort());
      sockets.listeners.close();
      assert.deepEqual(sockets.list, []);
    });

  it("binds no source to other devices where sockets ignore devices", () => {
    const sockets = new Sockets([LAN0, LAN1], true);
    sockets.open({ answersFromSource: true, source4: "Lan0" });
    assert.deepEqual(sockets.list, OWN);
  });

  const groups: Partial<NodeSettings> = { hearings: [{ ...multicast, interfaceName: "Lan1" }] };
  const changes = [
    { name: "nothing has changed", change: {}, keeps: true },
    { name: "its address is another", change: { addresses: ["198.51.100.7/24"] }, keeps: false },
    {
      name: "another address has come",
      change: { addresses: ["198.51.100.1/24", "203.0.113.1/24"] },
      keeps: true,
    },
  ];
  for (const { name, change, keeps } of changes)
    it(`${keeps ? "keeps" : "joins"} the group ${keeps ? "" : "again "}where ${name}`, () => {
      const sockets = new Sockets();
      const socket = (): unknown => sockets.world.network.receivers.find(({ isShared }) => isShared);
      sockets.open(groups);
      const first = socket();
      sockets.host.change("Lan1", change);
      sockets.open(groups);
      assert.ok(first instanceof SimSocket && socket() instanceof SimSocket);
      assert.equal(socket() === first, keeps);
    });

  it("leaves the group of an interface that goes down, and joins it when that comes back", () => {
    const sockets = new Sockets();
    sockets.open(groups);
    sockets.host.change("Lan1", { isUp: false });
    sockets.open(groups);
    assert.deepEqual(sockets.list, OWN.slice(0, 3));
    sockets.host.change("Lan1", { isUp: true });
    sockets.open(groups);
    assert.ok(sockets.list.includes("Lan1 224.0.1.1"));
  });

  it("tells why a group cannot be joined, and serves all the same", () => {
    const sockets = new Sockets();
    sockets.host.unbindable.set("224.0.1.1", "ENOBUFS");
    assert.deepEqual(sockets.open(groups), ["224.0.1.1 cannot be bound: ENOBUFS"]);
    assert.deepEqual(sockets.list, OWN);
    sockets.host.unbindable.clear();
    assert.deepEqual(sockets.open(groups), []);
    assert.ok(sockets.list.includes("Lan1 224.0.1.1"));
  });

  it("a link knows its interface, its instance and what it is for", () => {
    const lan0: Interface = { name: "Lan0", device: "eth7", addresses: [endpoint("192.0.2.1")], isUp: true };
    const opened: SocketHandler[] = [];
    const udp: UdpPort = {
      open: (_, handler) => {
        opened.push(handler);
        return { send: () => true, setHops: () => {}, close: () => {} };
      },
      route: () => false,
    };
    const hearings = [multicast, manycast].map(one => ({ ...one, interfaceName: "Lan0" }));
    const bindings = [{ interfaceName: "Lan0", instance: "red" }];
    const listeners = new Listeners(udp, { received: () => {}, refused: () => {} }, new Tallies(NO_ROUTES));
    listeners.reconcile({ ...NO_SETTINGS, enabled: true, hearings, bindings }, [lan0], 123);
    const [service, group] = opened as Listener[];
    const { kind, interfaceName, instance, followsServers, answersClients } = group;
    assert.deepEqual([kind, interfaceName, instance], [LinkKind.Group, "Lan0", "red"]);
    assert.ok(followsServers && answersClients);
    assert.deepEqual([service.kind, service.instance, service.device], [LinkKind.Service, "red", "eth7"]);
    listeners.reconcile(
      { ...NO_SETTINGS, enabled: true, hearings: hearings.slice(1), bindings },
      [lan0],
      123,
    );
    assert.equal(opened.length, 2, "the socket stays");
    assert.ok(!group.followsServers && group.answersClients);
  });

  describe("does not hear", () => {
    const sentTo = [
      { name: "what it sent to all itself", kind: LinkKind.Broadcast, from: "192.0.2.1", isHeard: false },
      { name: "what another of its interfaces sent to all", kind: LinkKind.Group, from: "198.51.100.1", isHeard: false }, // prettier-ignore
      { name: "… but what others sent to all", kind: LinkKind.Broadcast, from: "192.0.2.9", isHeard: true },
      { name: "… but what it asks itself", kind: LinkKind.Service, from: "192.0.2.1", isHeard: true },
      {
        name: "… but who has its address in another instance",
        kind: LinkKind.Group,
        from: "10.0.0.1",
        isHeard: true,
      },
    ];
    for (const { name, kind, from, isHeard } of sentTo)
      it(name, () => {
        const other: InterfaceOptions = { name: "Lan2", addresses: ["10.0.0.1/24"] };
        const sockets = new Sockets([LAN0, LAN1, other]);
        const hearings = [broadcast, multicast].map(one => ({ ...one, interfaceName: "Lan0" }));
        sockets.open({ hearings, bindings: [{ interfaceName: "Lan2", instance: "blue" }] });
        const wanted = { [LinkKind.Broadcast as number]: "255.255.255.255", [LinkKind.Group]: "224.0.1.1" };
        const local = wanted[kind] ?? "192.0.2.1";
        const socket = sockets.world.network.receivers.find(one => formatAddress(one.local) === local)!;
        const flight = {
          datagram: new Datagram(),
          from: endpoint(from),
          arrivedAt: new Instant(),
          isStamped: true,
        };
        (socket as SimSocket).take(flight as never);
        assert.deepEqual(sockets.heard, isHeard ? [`Lan0 ${from}`] : []);
      });

    it("anything where it is deaf and only sends", () => {
      const sockets = new Sockets();
      sockets.open({ deaf4: ["Lan1"], senders: [{ ...sender, interfaceName: "Lan1" }] });
      const socket = sockets.world.network.receivers.find(
        one => formatAddress(one.local) === "198.51.100.1",
      )!;
      const flight = { datagram: new Datagram(), from: endpoint("198.51.100.9"), arrivedAt: new Instant(), isStamped: true }; // prettier-ignore
      (socket as SimSocket).take(flight as never);
      assert.deepEqual(sockets.heard, []);
    });
  });
});
