/** What is in the way of packets, as a node says it when it is asked; and how soon the cure is noticed. */
import assert from "node:assert/strict";
import { readConfiguration } from "../../src/config/configuration-text.js";
import { Configuration } from "../../src/config/configuration.js";
import { Dialect } from "../../src/config/dialect.js";
import { createNode } from "../../src/runtime/create-node.js";
import { Happening } from "../../src/core/happening.js";
import { type NtpNode } from "../../src/runtime/node.js";
import { type Host } from "../sim/host.js";
import { World } from "../sim/world.js";

const MASTER = "ntp-service enable\nntp-service refclock-master 2";

class Bench {
  readonly world = new World(1);
  readonly host: Host;
  readonly node: NtpNode;
  /** What the node says that it cannot do. */
  readonly told: string[] = [];

  /** `config`: of a node that has two interfaces and one without an address; `prepare` its machine first. */
  constructor(config: string, prepare: (host: Host) => void = () => {}) {
    const { world } = this;
    createNode({ ports: world.host({ addresses: ["192.0.2.1/24", "2001:db8::1/64"] }), config: MASTER });
    this.host = world.host({
      name: "bench",
      interfaces: [
        { name: "Lan0", addresses: ["192.0.2.2/24", "2001:db8::2/64"] },
        { name: "Lan1", addresses: ["198.51.100.2/24"], lan: world.lan() },
        { name: "Loop0", addresses: [], lan: world.lan() },
      ],
    });
    prepare(this.host);
    this.node = createNode({
      ports: this.host,
      config: `ntp-service enable\n${config}`,
      listener: (happening, _association, _value, why) => {
        const isOfThese = happening >= Happening.CannotServe && happening <= Happening.CannotSend;
        if (isOfThese) this.told.push(why);
      },
    });
  }

  /** Of the first association. */
  get obstacle(): string {
    return this.node.status.obstacles.of(this.node.status.associations[0]);
  }
}

const NOT_READY = "192.0.2.2 cannot be bound: EADDRNOTAVAIL";

describe("obstacles", () => {
  const sources: {
    name: string;
    config: string;
    prepare?: (host: Host) => void;
    is: string;
    cure: (bench: Bench) => void;
  }[] = [
    {
      name: "a source without an address",
      config: "ntp-service unicast-server 192.0.2.1 source Loop0",
      is: "Loop0 has no IPv4 address to ask from",
      cure: ({ host }) => host.change("Loop0", { addresses: ["192.0.2.3/24"] }),
    },
    {
      name: "the same of a peer",
      config: "ntp-service unicast-peer 192.0.2.1 source Loop0",
      is: "Loop0 has no IPv4 address to ask from",
      cure: ({ host }) => host.change("Loop0", { addresses: ["192.0.2.3/32"] }),
    },
    {
      name: "a source that is down",
      config: "ntp-service unicast-server 192.0.2.1 source Lan0",
      prepare: host => host.change("Lan0", { isUp: false }),
      is: "Lan0 is down, or has no address",
      cure: ({ host }) => host.change("Lan0", { isUp: true }),
    },
    {
      name: "a VPN instance without an interface that is up",
      config:
        "ip vpn-instance red\ninterface Lan0\n ip binding vpn-instance red\n" +
        "ntp-service unicast-server 192.0.2.1 vpn-instance red",
      prepare: host => host.change("Lan0", { isUp: false }),
      is: "no interface of VPN instance red has an IPv4 address to ask from",
      cure: ({ host }) => host.change("Lan0", { isUp: true }),
    },
    {
      name: "a machine that knows no way",
      config: "ntp-service unicast-server 192.0.2.1",
      prepare: host => void (host.refusal = "ENETUNREACH"),
      is: "ENETUNREACH",
      cure: ({ host }) => {
        host.refusal = undefined;
        host.changed();
      },
    },
    {
      name: "an address that is not ready",
      config: "ntp-service unicast-server 192.0.2.1 source Lan0",
      prepare: host => void host.unbindable.set("192.0.2.2", "EADDRNOTAVAIL"),
      is: NOT_READY,
      cure: ({ host, world }) => {
        host.unbindable.clear();
        world.run(2);
      },
    },
    {
      name: "a peer's service socket that cannot be had",
      config: "ntp-service unicast-peer 192.0.2.1",
      prepare: host => void host.unbindable.set("192.0.2.2", "EADDRNOTAVAIL"),
      is: NOT_READY,
      cure: ({ host, world }) => {
        host.unbindable.clear();
        world.run(2);
      },
    },
  ];
  const misdirected: { config: string; is: string }[] = [
    { config: "ntp-service unicast-server 192.0.2.2", is: "that is this node itself" },
    { config: "ntp-service ipv6 unicast-peer 2001:db8::2", is: "that is this node itself" },
    { config: "ntp-service unicast-server 192.0.2.255", is: "that means everyone in the subnet of Lan0" },
    { config: "ntp-service unicast-server 192.0.2.1", is: "" },
    { config: "ntp-service unicast-server 192.0.2.2 port 10123", is: "" },
    {
      config: "ip vpn-instance red\nntp-service unicast-server 192.0.2.2 vpn-instance red",
      is: "no interface of VPN instance red has an IPv4 address to ask from",
    },
  ];
  for (const { config, is } of misdirected)
    it(`an address that is no other host's: ${JSON.stringify(config)}`, () => {
      const bench = new Bench(config);
      bench.world.run(10);
      assert.equal(bench.obstacle, is);
    });

  const banned: { name: string; list: string; acl: string; is: string }[] = [
    {
      name: "forbids its server",
      list: "acl basic 2000\n rule deny source 192.0.2.1 0",
      acl: "acl 2000",
      is: "key 5 may not be used by 192.0.2.1",
    },
    {
      name: "does not exist",
      list: "",
      acl: "acl 2001",
      is: "key 5 may not be used by 192.0.2.1",
    },
    { name: "permits it", list: "acl basic 2000\n rule permit source 192.0.2.1 0", acl: "acl 2000", is: "" },
    { name: "is of the other family", list: "", acl: "ipv6 acl 2000", is: "" },
  ];
  for (const { name, list, acl, is } of banned)
    for (const kind of ["server", "peer"])
      it(`a key's list that ${name} (${kind})`, () => {
        const bench = new Bench(
          [
            list,
            "ntp-service authentication enable",
            `ntp-service authentication-keyid 5 authentication-mode sha1 simple aNiceKey ${acl}`,
            "ntp-service reliable authentication-keyid 5",
            `ntp-service unicast-${kind} 192.0.2.1 authentication-keyid 5`,
          ]
            .filter(line => line !== "")
            .join("\n"),
        );
        bench.world.run(10);
        assert.equal(bench.obstacle, is);
      });

  for (const { name, config, prepare, is, cure } of sources)
    it(`${name} is one, and once it is none the source is asked at once`, () => {
      const bench = new Bench(config, prepare);
      bench.world.run(100);
      assert.equal(bench.obstacle, is);
      const [source] = bench.node.status.associations;
      assert.equal(source.sent, 0);
      cure(bench);
      bench.world.run(2.1);
      assert.equal(bench.obstacle, "");
      assert.ok(source.sent > 0);
    });

  it("a source is asked at once when the configuration takes it away, too", () => {
    const server = "ntp-service enable\nntp-service unicast-server 192.0.2.1";
    const bench = new Bench(`ntp-service source Loop0\n${server}`);
    bench.world.run(100);
    assert.equal(bench.obstacle, "Loop0 has no IPv4 address to ask from");
    const context = { dialect: Dialect.Comware, interfaces: bench.host.interfaceList, takesAnyPort: true };
    const other = readConfiguration(`ntp-service source Lan0\n${server}`.split("\n"), context);
    assert.ok(other instanceof Configuration);
    bench.node.configuration.apply(other);
    bench.world.run(0.1);
    assert.ok(bench.node.status.associations[0].sent > 0);
  });

  it("is told as it is now, not as it was at the last request", () => {
    const bench = new Bench("ntp-service unicast-server 192.0.2.1 source Lan0");
    bench.world.run(100);
    assert.equal(bench.obstacle, "");
    bench.host.change("Lan0", { addresses: ["2001:db8::2/64"] });
    assert.equal(bench.obstacle, "Lan0 has no IPv4 address to ask from");
    bench.host.change("Lan0", { addresses: ["192.0.2.2/24"] });
    assert.equal(bench.obstacle, "");
  });

  it("a source that only does not answer is not asked more for every change of an interface", () => {
    const bench = new Bench("ntp-service unicast-server 192.0.2.77");
    bench.world.run(100);
    const { sent } = bench.node.status.associations[0];
    for (let i = 0; i < 10; i++) {
      bench.host.changed();
      bench.world.run(1);
    }
    assert.equal(bench.node.status.associations[0].sent, sent);
  });

  it("nor one where nobody listens", () => {
    const bench = new Bench("ntp-service unicast-server 192.0.2.1", host => (host.refusal = "ECONNREFUSED"));
    bench.world.run(100);
    assert.equal(bench.obstacle, "ECONNREFUSED");
    bench.host.refusal = undefined;
    bench.host.changed();
    bench.world.run(2.1);
    assert.equal(bench.node.status.associations[0].sent, 0);
  });

  it("nor one that asked for patience", () => {
    const bench = new Bench("ntp-service unicast-server 192.0.2.1", host => (host.refusal = "ENETUNREACH"));
    bench.world.run(100);
    const [source] = bench.node.status.associations;
    source.rateFloorLog2 = 7;
    bench.host.refusal = undefined;
    bench.host.changed();
    bench.world.run(2.1);
    assert.equal(source.sent, 0);
  });

  it("however often interfaces change, it is tried every 2 s at most", () => {
    const bench = new Bench("ntp-service unicast-server 192.0.2.1", host => (host.refusal = "ENETUNREACH"));
    bench.world.run(100);
    const { udp } = bench.host;
    const { open } = udp;
    let tries = 0;
    Object.assign(udp, { open: (...how: Parameters<typeof open>) => (tries++, open(...how)) });
    for (let i = 0; i < 100; i++) {
      bench.host.changed();
      bench.world.run(0.1);
    }
    assert.ok(tries >= 4 && tries <= 6, `${tries}`);
  });

  const senders = [
    { name: "a sender", config: "ntp-service multicast-server", of: "ofSender" },
    { name: "a search", config: "ntp-service manycast-client", of: "ofSearch" },
  ] as const;
  for (const { name, config, of } of senders)
    it(`an interface that is down is one to ${name}`, () => {
      const bench = new Bench(`interface Lan1\n ${config} 224.0.1.1\nntp-service refclock-master 2`);
      const { obstacles } = bench.node.status;
      bench.world.run(100);
      assert.equal(obstacles[of](0), "");
      bench.host.change("Lan1", { isUp: false });
      bench.world.run(1100);
      assert.equal(obstacles[of](0), "Lan1 is down, or has no address");
    });

  it("a machine that knows no way is one to a sender", () => {
    const bench = new Bench("interface Lan1\n ntp-service broadcast-server\nntp-service refclock-master 2");
    bench.host.refusal = "ENETUNREACH";
    bench.world.run(100);
    assert.equal(bench.node.status.obstacles.ofSender(0), "ENETUNREACH");
  });

  const patience = [
    { name: "a server asked from it", config: "ntp-service unicast-server 192.0.2.1 source Lan0" },
    { name: "a peer asked from it", config: "ntp-service unicast-peer 192.0.2.1" },
    {
      name: "a sender",
      config: "ntp-service refclock-master\ninterface Lan0\n ntp-service broadcast-server",
    },
  ];
  for (const { name, config } of patience)
    it(`nothing is told of an address that is soon ready: ${name}`, () => {
      const bench = new Bench(config, host => host.unbindable.set("192.0.2.2", "EADDRNOTAVAIL"));
      bench.world.run(3.5);
      bench.host.unbindable.clear();
      bench.world.run(100);
      assert.deepEqual(bench.told, []);
    });

  it("nothing is told of an address that is not ready now and then", () => {
    const bench = new Bench(patience[0].config, host => host.unbindable.set("192.0.2.2", "EADDRNOTAVAIL"));
    bench.world.run(3.5);
    bench.host.unbindable.clear();
    bench.world.run(200);
    bench.host.unbindable.set("192.0.2.2", "EADDRNOTAVAIL");
    bench.world.run(70);
    assert.equal(bench.obstacle, NOT_READY);
    assert.deepEqual(bench.told, []);
  });

  it("an address that is not ready for long is told of, once by each whom it hinders", () => {
    const bench = new Bench(patience[0].config, host => host.unbindable.set("192.0.2.2", "EADDRNOTAVAIL"));
    bench.world.run(300);
    assert.deepEqual(bench.told, [NOT_READY, NOT_READY]);
  });
});
