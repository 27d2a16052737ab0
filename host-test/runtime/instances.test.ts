/** A node with two VPN instances whose addresses are equal, and with the public network. */
import assert from "node:assert/strict";
import { AssociationKind } from "../../src/core/settings.js";
import { Happening } from "../../src/core/happening.js";
import { MAXSTRAT, type Association } from "../../src/core/association.js";
import { Verdict } from "../../src/core/verdict.js";
import { type NtpNode } from "../../src/runtime/node.js";
import { type Host } from "../sim/host.js";
import { type Lan } from "../sim/network.js";
import { type Server } from "../sim/server.js";
import { World } from "../sim/world.js";

const BINDINGS = `ntp-service enable
ip vpn-instance red
ip vpn-instance blue
interface eth1
ip binding vpn-instance red
quit
interface eth2
ip binding vpn-instance blue
quit`;

/** The same addresses in three LANs: a server of another stratum in each, and one host that is in all. */
class Town {
  readonly world = new World(12);
  readonly lans: readonly Lan[] = [this.world.lan(), this.world.lan(), this.world.lan()];
  readonly servers: readonly Server[];
  readonly host: Host;

  constructor() {
    this.servers = this.lans.map((lan, i) =>
      this.world.server({ address: "192.0.2.1", stratum: 2 + i, lan }),
    );
    this.host = this.world.host({
      name: "host",
      interfaces: this.lans.map((lan, i) => ({ name: `eth${i}`, addresses: ["192.0.2.2/24"], lan })),
    });
  }

  start(...lines: readonly string[]): NtpNode {
    return this.host.start({ config: [BINDINGS, ...lines].join("\n") });
  }

  /** A node in one of the LANs, as others are. */
  neighbour(lan: number, ...lines: readonly string[]): Host {
    const interfaces = [{ name: "eth0", addresses: ["192.0.2.3/24"], lan: this.lans[lan] }];
    const host = this.world.host({ name: `neighbour ${lan}`, interfaces });
    host.start({ config: ["ntp-service enable", ...lines].join("\n") });
    return host;
  }
}

function inUse({ status }: NtpNode): Association[] {
  return status.associations.filter(({ isInUse }) => isInUse);
}

describe("VPN instances", () => {
  it("ask each its own server of an address that all have", () => {
    const town = new Town();
    const server = "ntp-service unicast-server 192.0.2.1";
    const node = town.start(`${server} vpn-instance blue`, server, `${server} vpn-instance red`);
    town.world.run(60);
    const strata = inUse(node).map(({ settings, stratum }) => [settings!.instance, stratum]);
    assert.deepEqual(strata.sort(), [["", 2], ["blue", 4], ["red", 3]]); // prettier-ignore
    for (const { verdicts, received } of inUse(node))
      assert.equal(received, verdicts[Verdict.Sampled], "nothing but samples");
  });

  it("take no part in each other's losses", () => {
    const town = new Town();
    const server = "ntp-service unicast-server 192.0.2.1 maxpoll 6";
    const node = town.start(server, `${server} vpn-instance red`);
    town.world.run(60);
    town.servers[1].isUp = () => false;
    town.world.run(900);
    const reach = inUse(node).map(one => [one.settings!.instance, one.reach]);
    assert.deepEqual(reach.sort(), [["", 255], ["red", 0]]); // prettier-ignore
  });

  it("answer each where it was asked, from the address that all have", () => {
    const town = new Town();
    town.start("ntp-service refclock-master 5");
    const neighbours = [0, 1, 2].map(lan => town.neighbour(lan, "ntp-service unicast-server 192.0.2.2"));
    town.world.run(60);
    assert.deepEqual(
      neighbours.map(({ node }) => node!.status.system.stratum),
      [6, 6, 6],
    );
  });

  it("have passive peers of their own", () => {
    const town = new Town();
    const node = town.start();
    for (const lan of [1, 2])
      town.neighbour(lan, "ntp-service refclock-master 5", "ntp-service unicast-peer 192.0.2.2");
    town.world.run(120);
    const peers = inUse(node).map(({ settings }) => [settings!.kind, settings!.instance]);
    const passive = AssociationKind.SymmetricPassive;
    assert.deepEqual(peers.sort(), [[passive, "blue"], [passive, "red"]]); // prettier-ignore
    assert.ok(inUse(node).every(({ stratum, reach }) => stratum === 5 && reach !== 0));
  });

  it("follow broadcasts of the same address each by itself", () => {
    const town = new Town();
    const hear = (name: string): string => `interface ${name}\nntp-service broadcast-client\nquit`;
    const node = town.start(hear("eth1"), hear("eth2"));
    for (const [lan, stratum] of [
      [1, 7],
      [2, 8],
    ])
      town.neighbour(
        lan,
        `ntp-service refclock-master ${stratum}`,
        "interface eth0\nntp-service broadcast-server",
      );
    town.world.run(200);
    const heard = inUse(node).map(({ settings, stratum }) => [settings!.instance, stratum]);
    assert.deepEqual(heard.sort(), [["blue", 8], ["red", 7]]); // prettier-ignore
  });

  it("know nothing of each other's addresses", () => {
    const world = new World(12);
    const [red, blue] = [world.lan(), world.lan()];
    const lone = (name: string, address: string, lan: Lan): Host =>
      world.host({ name, interfaces: [{ name: "eth0", addresses: [address], lan }] });
    const speaker = lone("speaker", "10.0.0.1/24", red);
    const follower = lone("follower", "10.0.0.5/24", red);
    const host = world.host({
      name: "host",
      interfaces: [
        { name: "eth1", addresses: ["10.0.0.2/24"], lan: red },
        { name: "eth2", addresses: ["10.0.0.1/24"], lan: blue },
      ],
    });
    const start = (one: Host, ...lines: readonly string[]): NtpNode =>
      one.start({ config: ["ntp-service enable", ...lines].join("\n") });
    start(speaker, "ntp-service refclock-master 2", "interface eth0\nntp-service broadcast-server");
    start(follower, "ntp-service unicast-server 10.0.0.1");
    const hear = "interface eth1\nntp-service broadcast-client\nquit";
    const node = start(host, BINDINGS, hear, "ntp-service unicast-server 10.0.0.5 vpn-instance red");
    world.run(400);
    // The speaker has the address that is the host's own in blue, and the follower names it as its source.
    const heard = inUse(node).map(({ settings, stratum }) => [settings!.kind, stratum]);
    assert.deepEqual(heard.sort(), [[AssociationKind.Client, 3], [AssociationKind.BroadcastClient, 2]]); // prettier-ignore
    for (const { verdicts } of inUse(node)) assert.equal(verdicts[Verdict.Loop], 0);
  });

  it("without an interface that is up ask nobody, and say why", () => {
    const town = new Town();
    const told: string[] = [];
    const node = town.start("ntp-service unicast-server 192.0.2.1 vpn-instance red");
    node.listen((happening, _association, _value, why) => {
      if (happening === Happening.CannotAsk) told.push(why);
    });
    town.world.run(60);
    assert.equal(node.status.system.stratum, 4);
    town.host.change("eth1", { isUp: false });
    town.world.run(2000);
    assert.deepEqual(told, ["no interface of VPN instance red has an IPv4 address to ask from"]);
    assert.equal(inUse(node)[0].reach, 0);
    town.host.change("eth1", { isUp: true });
    town.world.run(2000);
    assert.notEqual(inUse(node)[0].reach, 0);
    assert.ok(node.status.system.stratum < MAXSTRAT);
  });
});
