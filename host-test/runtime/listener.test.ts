/** One socket at the NTP port: what it takes in, what it sends, and for whom. */
import assert from "node:assert/strict";
import { Link, LinkKind } from "../../src/core/link.js";
import { Listener } from "../../src/runtime/listener.js";
import { Cast, SocketError, type SocketOptions, type UdpPort } from "../../src/runtime/ports.js";
import { type WantedSocket } from "../../src/runtime/wanted-sockets.js";
import { Instant } from "../../src/time/moment.js";
import { formatAddress } from "../../src/wire/address-text.js";
import { Family, type Endpoint } from "../../src/wire/address.js";
import { Datagram } from "../../src/wire/datagram.js";
import { Tally } from "../../src/core/tally.js";
import { endpoint } from "../support/engine-rig.js";

const SERVICE: WantedSocket = {
  kind: LinkKind.Service,
  interfaceName: "Lan0",
  instance: "",
  device: "eth0",
  local: endpoint("192.0.2.1"),
  own: endpoint("192.0.2.1"),
  dscp: 46,
  isDeaf: false,
  followsServers: false,
  answersClients: false,
};
const GROUP: WantedSocket = {
  ...SERVICE,
  kind: LinkKind.Group,
  local: endpoint("224.0.1.1"),
  dscp: 0,
  followsServers: true,
};
const BROADCAST: WantedSocket = { ...GROUP, kind: LinkKind.Broadcast, local: endpoint("192.0.2.255") };

/** A socket whose platform writes down what it is asked for. */
class Bench {
  readonly opened: SocketOptions[] = [];
  readonly calls: string[] = [];
  readonly heard: string[] = [];
  readonly refused: string[] = [];
  readonly listener: Listener;
  readonly tally = new Tally();
  canSend = true;

  constructor(wanted: WantedSocket, ourselves: readonly Endpoint[] = []) {
    const udp: UdpPort = {
      open: options => {
        this.opened.push(options);
        return {
          send: (_, to) => (this.calls.push(`send ${formatAddress(to)}`), this.canSend),
          setHops: hops => void this.calls.push(`hops ${hops}`),
          close: () => void this.calls.push("close"),
        };
      },
      route: () => false,
    };
    this.listener = new Listener(wanted, udp, {
      received: (link, _, from) => void this.heard.push(`${link.interfaceName} ${formatAddress(from)}`),
      refused: (link, why) => void this.refused.push(`${link.kind} ${link.index} ${why}`),
    });
    this.listener.adopt(wanted, ourselves, this.tally);
  }

  receive(from: string): void {
    this.listener.received(new Datagram(), endpoint(from), new Instant());
  }
}

const TO = endpoint("192.0.2.9");

describe("a listener", () => {
  const kinds = [
    { name: "its own address", wanted: SERVICE, cast: Cast.Own },
    { name: "a broadcast address", wanted: BROADCAST, cast: Cast.Broadcast },
    { name: "a group", wanted: GROUP, cast: Cast.Group },
  ];
  for (const { name, wanted, cast } of kinds)
    it(`binds to ${name} and to the device`, () => {
      const { family, address, port, device, dscp, cast: opened } = new Bench(wanted).opened[0];
      assert.deepEqual([family, port, device, dscp, opened], [Family.IPv4, 123, "eth0", wanted.dscp, cast]);
      assert.equal(formatAddress(address!), formatAddress(wanted.local));
    });

  it("that cannot be bound says why", () => {
    const error = new SocketError("EADDRINUSE", "in use");
    const udp: UdpPort = {
      open: () => {
        throw error;
      },
      route: () => false,
    };
    const nobody = { received: () => {}, refused: () => {} };
    assert.throws(() => new Listener(SERVICE, udp, nobody), error);
  });

  const others: { name: string; wanted: WantedSocket; other: Partial<WantedSocket>; fits: boolean }[] = [
    { name: "the same", wanted: SERVICE, other: {}, fits: true },
    { name: "another name of its interface", wanted: SERVICE, other: { interfaceName: "Lan9" }, fits: true },
    {
      name: "another part to play",
      wanted: GROUP,
      other: { followsServers: false, answersClients: true },
      fits: true,
    },
    { name: "to be deaf", wanted: SERVICE, other: { isDeaf: true }, fits: true },
    { name: "another device", wanted: SERVICE, other: { device: "eth1" }, fits: false },
    { name: "another instance", wanted: SERVICE, other: { instance: "blue" }, fits: false },
    { name: "another mark on what it sends", wanted: SERVICE, other: { dscp: 0 }, fits: false },
    { name: "another address", wanted: SERVICE, other: { local: endpoint("192.0.2.2") }, fits: false },
    { name: "another port", wanted: SERVICE, other: { local: endpoint("192.0.2.1", 124) }, fits: false },
    { name: "another kind of socket", wanted: GROUP, other: { kind: LinkKind.Broadcast }, fits: false },
    {
      name: "another address of the interface that joined",
      wanted: GROUP,
      other: { own: endpoint("192.0.2.2") },
      fits: false,
    },
    {
      name: "another address of an interface that need not join",
      wanted: SERVICE,
      other: { own: endpoint("192.0.2.2") },
      fits: true,
    },
  ];
  for (const { name, wanted, other, fits } of others)
    it(`${fits ? "stays" : "does not stay"} where what is wanted is ${name}`, () =>
      assert.equal(new Bench(wanted).listener.fits({ ...wanted, ...other }), fits));

  const heard: { name: string; wanted: WantedSocket; from: string; isHeard: boolean }[] = [
    { name: "others", wanted: SERVICE, from: "192.0.2.9", isHeard: true },
    { name: "others in a group", wanted: GROUP, from: "192.0.2.9", isHeard: true },
    { name: "ourselves at our own address", wanted: SERVICE, from: "192.0.2.1", isHeard: true },
    { name: "ourselves in a group", wanted: GROUP, from: "192.0.2.1", isHeard: false },
    {
      name: "ourselves in a group, from another interface",
      wanted: GROUP,
      from: "198.51.100.1",
      isHeard: false,
    },
    { name: "ourselves among all", wanted: BROADCAST, from: "192.0.2.1", isHeard: false },
    {
      name: "others where it is deaf",
      wanted: { ...SERVICE, isDeaf: true },
      from: "192.0.2.9",
      isHeard: false,
    },
    {
      name: "others in a group where it is deaf",
      wanted: { ...GROUP, isDeaf: true },
      from: "192.0.2.9",
      isHeard: false,
    },
  ];
  for (const { name, wanted, from, isHeard } of heard)
    it(`${isHeard ? "hears" : "does not hear"} ${name}`, () => {
      const bench = new Bench(wanted, [endpoint("192.0.2.1"), endpoint("198.51.100.1")]);
      bench.receive(from);
      assert.deepEqual(bench.heard, isHeard ? [`Lan0 ${from}`] : []);
    });

  it("takes up what changes while it stays", () => {
    const bench = new Bench(GROUP);
    bench.receive("192.0.2.1");
    bench.listener.adopt(
      { ...GROUP, interfaceName: "Lan9", answersClients: true },
      [endpoint("192.0.2.1")],
      bench.tally,
    );
    bench.receive("192.0.2.1");
    bench.receive("192.0.2.9");
    assert.deepEqual(bench.heard, ["Lan0 192.0.2.1", "Lan9 192.0.2.9"]);
    assert.ok(bench.listener.answersClients && bench.listener.followsServers);
    bench.listener.adopt({ ...GROUP, isDeaf: true }, [], bench.tally);
    bench.receive("192.0.2.9");
    assert.equal(bench.heard.length, 2);
    assert.equal(bench.opened.length, 1);
  });

  it("tells the platform how far what it sends may go where that changes, one router at first", () => {
    const { listener, calls } = new Bench(SERVICE);
    for (const hops of [1, 16, 16, 255, 1]) listener.setHops(hops);
    assert.deepEqual(calls, ["hops 16", "hops 255", "hops 1"]);
  });

  describe("what could not be sent is told to", () => {
    const exchange = new Link(LinkKind.Exchange, Family.IPv4, 5);
    const sender = new Link(LinkKind.Sender, Family.IPv4, 2);
    const rows: { name: string; link: Link; canSend: boolean; refused: string[] }[] = [
      {
        name: "the association whose it was",
        link: exchange,
        canSend: false,
        refused: [`${LinkKind.Exchange} 5 ENETUNREACH`],
      },
      {
        name: "the sender whose it was",
        link: sender,
        canSend: false,
        refused: [`${LinkKind.Sender} 2 ENETUNREACH`],
      },
      {
        name: "nobody where an answer was",
        link: new Link(LinkKind.Group, Family.IPv4, -1),
        canSend: false,
        refused: [],
      },
      { name: "nobody where all was sent", link: exchange, canSend: true, refused: [] },
    ];
    for (const { name, link, canSend, refused } of rows)
      it(name, () => {
        const bench = new Bench(SERVICE);
        bench.canSend = canSend;
        assert.equal(bench.listener.sendingFor(link).send(new Datagram(), TO), canSend);
        bench.listener.failed("ENETUNREACH");
        assert.deepEqual(bench.refused, refused);
        assert.deepEqual(bench.calls, ["send 192.0.2.9"]);
      });

    it("whom it concerns, once", () => {
      const bench = new Bench(SERVICE);
      bench.canSend = false;
      bench.listener.sendingFor(exchange).send(new Datagram(), TO);
      bench.listener.failed("EPERM");
      bench.listener.failed("ECONNREFUSED");
      assert.deepEqual(bench.refused, [`${LinkKind.Exchange} 5 EPERM`]);
    });

    it("nobody where a client's answer was", () => {
      const bench = new Bench(SERVICE);
      bench.canSend = false;
      assert.equal(bench.listener.answer(new Datagram(), TO), false);
      bench.listener.failed("EHOSTUNREACH");
      assert.deepEqual(bench.refused, []);
    });
  });

  it("answers by itself what came in at a service port, and is open until it is closed", () => {
    const { listener, calls } = new Bench(SERVICE);
    assert.equal(listener.answersBy, listener);
    assert.equal(listener.isOpen, true);
    listener.close();
    assert.equal(listener.isOpen, false);
    assert.deepEqual(calls, ["close"]);
  });
});
