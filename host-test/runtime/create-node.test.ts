import assert from "node:assert/strict";
import { ConfigurationError, createNode } from "../../src/runtime/create-node.js";
import { readConfiguration } from "../../src/config/configuration-text.js";
import { Configuration } from "../../src/config/configuration.js";
import { STARTUP_CONFIGURATION } from "../../src/config/saved-configuration.js";
import { Dialect } from "../../src/config/dialect.js";
import { Session } from "../../src/console/session.js";
import { Happening } from "../../src/core/happening.js";
import { Topic } from "../../src/report/debugging.js";
import { SocketError } from "../../src/runtime/ports.js";
import { MILLISECOND } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { formatAddress } from "../../src/wire/address-text.js";
import { endpoint } from "../support/engine-rig.js";
import { constant } from "../sim/course.js";
import { type Host } from "../sim/host.js";
import { World } from "../sim/world.js";
import { type Listener, type NtpNode } from "../../src/runtime/node.js";

const MASTER = "ntp-service enable\nntp-service refclock-master 2";
const CLIENT = "ntp-service enable\nntp-service unicast-server 192.0.2.1";

function error(node: NtpNode, host: Host): number {
  const shown = new Timestamp();
  const right = new Timestamp();
  node.status.time(shown);
  host.trueTime(right);
  return shown.since(right);
}

/** What a node tells: in which second, what of these, and why. */
function hearing(
  world: World,
  only?: Happening.CannotAsk | Happening.CannotServe,
): { told: string[]; listener: Listener } {
  const told: string[] = [];
  const listener: Listener = (happening, _association, _value, why) => {
    if (why === "" || (only !== undefined && happening !== only)) return;
    const name = happening === Happening.CannotServe ? "CannotServe" : "CannotAsk";
    told.push(`${world.now.second} ${name} ${why}`);
  };
  return { told, listener };
}

describe("createNode", () => {
  it("keeps as many lines as vendors' boxes where it is as large, and fewer where it is small", () => {
    const lines = (capacity?: number, logCapacity?: number): number =>
      createNode({ ports: new World(1).host({ addresses: ["192.0.2.1"] }), capacity, logCapacity }).reports
        .log.capacity;
    assert.deepEqual(
      [lines(), lines(128), lines(64), lines(16), lines(8), lines(1)],
      [512, 512, 256, 64, 32, 32],
    );
    assert.equal(lines(8, 5), 5);
  });

  it("synchronizes a client to a server, over IPv4 and IPv6 (seed 1)", () => {
    for (const [server, client] of [
      ["192.0.2.1", "192.0.2.2"],
      ["2001:db8::1", "2001:db8::2"],
    ]) {
      const world = new World(1);
      createNode({ ports: world.host({ addresses: [server] }), config: MASTER });
      const host = world.host({
        addresses: [client],
        oscillator: { frequency: constant(30e-6) },
        bootOffset: 180 * MILLISECOND,
      });
      const family = server.includes(":") ? "ipv6 " : "";
      const config = `ntp-service enable\nntp-service ${family}unicast-server ${server}`;
      const node = createNode({ ports: host, config });
      world.run(10);
      assert.equal(node.status.system.stratum, 3);
      world.run(300);
      assert.ok(Math.abs(error(node, host)) < 0.2 * MILLISECOND, `${error(node, host) / MILLISECOND} ms`);
    }
  });

  it("starts from what was saved", () => {
    const world = new World(2);
    const host = world.host({ addresses: ["192.0.2.2"] });
    const first = createNode({ ports: host, config: CLIENT });
    first.configuration.save();
    first.stop();
    assert.ok(host.stored.get(STARTUP_CONFIGURATION)!.includes("unicast-server 192.0.2.1"));
    const second = createNode({ ports: host });
    assert.deepEqual(
      second.status.settings.associations.map(({ host: address }) => address),
      ["192.0.2.1"],
    );
  });

  it("starts with what it can of what was saved, and tells what it leaves out", () => {
    const host = new World(2).host({ addresses: ["192.0.2.2"] });
    const lines = Array.from({ length: 11 }, (_, i) => `foo ${i}`);
    host.stored.set(STARTUP_CONFIGURATION, [...lines, CLIENT].join("\n"));
    const told: string[] = [];
    const listener: Listener = (happening, _association, value, why) => {
      if (happening === Happening.LineDropped) told.push(`${value} ${why.slice(0, 12)}`);
      if (happening === Happening.SavedTrouble) told.push(why);
    };
    const node = createNode({ ports: host, listener });
    assert.equal(node.status.settings.associations.length, 1);
    assert.deepEqual(told, [
      ...lines.slice(0, 8).map((_, i) => `${i + 1} word 1 "foo"`),
      "3 more lines are left out, which the console lists",
    ]);
    const shown: string[] = [];
    const session = new Session(
      { node, version: "", takesAnyPort: true, timers: node.timers },
      { isInteractive: false, write: text => shown.push(text) },
    );
    session.execute("display configuration dropped");
    assert.deepEqual(
      shown.filter(text => !text.startsWith(" ")).join(""),
      lines.map((line, i) => `${i + 1}: ${line}\n`).join(""),
    );
    node.configuration.save();
    assert.doesNotMatch(host.stored.get("startup-2.cfg")!, /foo/);
    assert.ok(!host.stored.has(STARTUP_CONFIGURATION));
  });

  it("uses secrets it was given where they cannot be kept, and says so", () => {
    const host = new World(2).host({ addresses: ["192.0.2.2"] });
    const store = {
      read: () => undefined,
      write: () => {
        throw Object.assign(new Error("no"), { code: "EACCES" });
      },
      remove: () => {},
    };
    const told: string[] = [];
    const listener: Listener = (happening, _association, _value, why) => {
      if (happening === Happening.SecretsVolatile) told.push(why);
    };
    const config = `${CLIENT}\nntp-service authentication-keyid 1 authentication-mode sha1 simple aNiceKey`;
    const node = createNode({ ports: Object.assign(host, { store }), config, listener });
    const { configuration } = node;
    assert.equal(configuration.settingsOf(configuration.running).keys.length, 1);
    assert.deepEqual(told, ["board.key cannot be stored: EACCES"]);
  });

  it("starts empty where nothing was: asks no one, answers no one", () => {
    const world = new World(3);
    createNode({ ports: world.host({ addresses: ["192.0.2.2"] }) });
    world.run(100);
    assert.equal(world.network.receivers.length, 0);
  });

  it("takes nothing of a configuration with a mistake, and says where it is", () => {
    const world = new World(4);
    const host = world.host({ addresses: ["192.0.2.2"] });
    const config = `${CLIENT}\nntp-service unicast-server 192.0.2.3 version 9`;
    assert.throws(
      () => createNode({ ports: host, config }),
      (thrown: unknown) => {
        assert.ok(thrown instanceof ConfigurationError);
        assert.deepEqual(
          thrown.problems.map(({ line, word }) => [line, word]),
          [[3, "9"]],
        );
        assert.equal(thrown.message, 'the configuration has a mistake in line 3, at "9"');
        return true;
      },
    );
    assert.equal(world.network.receivers.length, 0);
  });

  it("throws where the port is taken, naming address and port, and leaves nothing open", () => {
    const world = new World(5);
    const host = world.host({ addresses: ["192.0.2.1"] });
    createNode({ ports: host, config: MASTER });
    const open = world.network.receivers.length;
    assert.throws(
      () => createNode({ ports: host, config: MASTER }),
      (thrown: unknown) =>
        thrown instanceof SocketError &&
        thrown.code === "EADDRINUSE" &&
        /192\.0\.2\.1 port 123/.test(thrown.message),
    );
    assert.equal(world.network.receivers.length, open);
  });

  it("refuses a change that needs a port another program has, whole, and goes on as it was", () => {
    const world = new World(14);
    createNode({ ports: world.host({ addresses: ["192.0.2.1"] }), config: MASTER });
    const host = world.host({ addresses: ["192.0.2.2"] });
    const node = createNode({ ports: host, config: CLIENT });
    const before = world.network.receivers.map(({ local }) => formatAddress(local));
    host.interfaceList[0] = {
      ...host.interfaceList[0],
      addresses: [endpoint("192.0.2.1", 0), endpoint("192.0.2.2", 0)],
    };
    host.changed();
    const next = node.configuration.running.copy();
    const typed = ["ntp-service dscp 10", "ntp-service unicast-server 192.0.2.7"];
    const context = { dialect: Dialect.Comware, interfaces: node.status.interfaces, takesAnyPort: true };
    const wanted = readConfiguration([...next.lines(), ...typed], context);
    assert.ok(wanted instanceof Configuration);
    assert.throws(() => node.configuration.apply(wanted), SocketError);
    assert.deepEqual(
      world.network.receivers.map(({ local }) => formatAddress(local)),
      before,
    );
    assert.equal(node.status.settings.dscp4, 48);
    assert.equal(node.status.settings.associations.length, 1);
    assert.deepEqual(node.configuration.running.lines(), next.lines());
  });

  it("closes everything when stopped", () => {
    const world = new World(6);
    const node = createNode({ ports: world.host({ addresses: ["192.0.2.2"] }), config: CLIENT });
    world.run(1);
    assert.equal(world.network.receivers.length, 2);
    node.stop();
    world.run(100);
    assert.equal(world.network.receivers.length, 0);
  });

  it("has the dialect's defaults", () => {
    const world = new World(7);
    const ports = world.host({ addresses: ["192.0.2.2"] });
    const node = createNode({
      ports,
      config: "ntp-service unicast-server 192.0.2.1",
      dialect: "vrp",
    });
    const [association] = node.status.settings.associations;
    assert.equal(node.status.settings.enabled, true);
    assert.deepEqual([association.version, association.maxPollLog2], [3, 10]);
  });
});

describe("what a node tells of itself", () => {
  it("sessions end with their lines, and who changed the configuration is said", () => {
    const world = new World(17);
    const node = createNode({ ports: world.host({ addresses: ["192.0.2.2"] }), config: CLIENT });
    const empty = new Configuration(Dialect.Comware);
    node.configuration.apply(empty, { by: "vty0", from: "192.0.2.7", at: 0 });
    const { log } = node.reports;
    const texts = Array.from({ length: log.end }, (_, i) => log.at(i).text);
    assert.deepEqual(texts.slice(-3), [
      "the session with 192.0.2.1 ends",
      "the NTP service is off",
      "the configuration was changed by vty0 (192.0.2.7)",
    ]);
  });

  it("each sample of its own clock, to those who debug", () => {
    const world = new World(18);
    const node = createNode({ ports: world.host({ addresses: ["192.0.2.1"] }), config: MASTER });
    world.run(10);
    const lines: string[] = [];
    node.reports.debugging.listen((_, told) => lines.push(...told));
    node.reports.debugging.switchOn(Topic.Refclock);
    world.run(3 * 64);
    assert.equal(lines.length, 3);
    assert.match(lines[0], /^LOCAL\(0\): offset 0\.0000 ms, dispersion \d\.\d{4} ms, stratum \d+$/);
    node.reports.debugging.switchOff(Topic.Refclock);
    world.run(64);
    assert.equal(lines.length, 3);
  });
});

describe("loop: sockets", () => {
  const ports = (world: World): string[] =>
    world.network.receivers.map(({ local }) => `${formatAddress(local)} ${local.port}`).sort();

  it("serves on every address of every interface, and follows their changes", () => {
    const world = new World(8);
    const host = world.host({ addresses: ["192.0.2.1", "2001:db8::1"] });
    createNode({ ports: host, config: MASTER });
    assert.deepEqual(ports(world), ["192.0.2.1 123", "2001:db8::1 123"]);
    const kept = world.network.receivers.find(({ local }) => formatAddress(local) === "192.0.2.1");
    host.interfaceList = [
      { ...host.interfaceList[0], addresses: [endpoint("192.0.2.1", 0), endpoint("192.0.2.8", 0)] },
      { name: "eth1", device: "eth1", addresses: [endpoint("198.51.100.1", 0)], isUp: false },
    ];
    host.changed();
    assert.deepEqual(ports(world), ["192.0.2.1 123", "192.0.2.8 123"]);
    assert.ok(world.network.receivers.includes(kept!));
  });

  it("is deaf where `undo inbound enable` says so, one family at a time", () => {
    const world = new World(9);
    const host = world.host({ addresses: ["192.0.2.1", "2001:db8::1"] });
    createNode({ ports: host, config: `${MASTER}\ninterface eth0\n undo ntp-service inbound enable` });
    assert.deepEqual(ports(world), ["2001:db8::1 123"]);
  });

  it("asks from a new port each time, from the configured source", () => {
    const world = new World(10);
    const host = world.host({ addresses: ["192.0.2.2"] });
    host.interfaceList.push({
      name: "LoopBack0",
      device: "lo1",
      addresses: [endpoint("203.0.113.5", 0)],
      isUp: true,
    });
    createNode({ ports: host, config: `${CLIENT} source LoopBack0` });
    const seen = new Set<string>();
    for (let i = 0; i < 6; i++) {
      world.run(0.5);
      for (const each of ports(world)) if (!each.endsWith(" 123")) seen.add(each);
      world.run(1.5);
    }
    assert.equal(seen.size, 4);
    assert.ok([...seen].every(each => each.startsWith("203.0.113.5 ")));
  });

  it("an association's own source wins over the node's", () => {
    const world = new World(11);
    const host = world.host({ addresses: ["192.0.2.2"] });
    host.interfaceList.push(
      { name: "LoopBack0", device: "lo1", addresses: [endpoint("203.0.113.5", 0)], isUp: true },
      { name: "LoopBack1", device: "lo2", addresses: [endpoint("203.0.113.6", 0)], isUp: true },
    );
    const config = `ntp-service source LoopBack1\n${CLIENT} source LoopBack0\nntp-service unicast-server 192.0.2.9`;
    createNode({ ports: host, config });
    const sources = ports(world).filter(each => !each.endsWith(" 123"));
    assert.deepEqual(sources.map(each => each.split(" ")[0]).sort(), ["203.0.113.5", "203.0.113.6"]);
  });

  it("sends nothing from a source that has no address", () => {
    const world = new World(12);
    const host = world.host({ addresses: ["192.0.2.2"] });
    host.interfaceList.push({ name: "LoopBack0", device: "lo1", addresses: [], isUp: true });
    createNode({ ports: host, config: `${CLIENT} source LoopBack0` });
    assert.deepEqual(ports(world), ["192.0.2.2 123"]);
  });

  it("tries again what could not be opened, and says so once", () => {
    const world = new World(15);
    const host = world.host({ addresses: ["192.0.2.1", "2001:db8::1"] });
    host.unbindable.set("2001:db8::1", "EADDRNOTAVAIL");
    const { told, listener } = hearing(world);
    const config = "ntp-service enable";
    const node = createNode({ ports: host, config, listener });
    const why = "2001:db8::1 cannot be bound: EADDRNOTAVAIL";
    assert.deepEqual(node.status.obstacles.ofService(), [why]);
    world.run(9);
    assert.deepEqual(ports(world), ["192.0.2.1 123"]);
    assert.deepEqual(told, [`4 CannotServe ${why}`]);
    host.unbindable.clear();
    world.run(2.1);
    assert.deepEqual(ports(world), ["192.0.2.1 123", "2001:db8::1 123"]);
    assert.deepEqual(node.status.obstacles.ofService(), []);
    const opened = [...world.network.receivers];
    world.run(60);
    assert.deepEqual(world.network.receivers, opened);
    assert.equal(told.length, 1);
  });

  it("tries again while it polls, and polls in time meanwhile", () => {
    const poll = (unbindable: readonly string[]): number[] => {
      const world = new World(16);
      createNode({ ports: world.host({ addresses: ["192.0.2.1"] }), config: MASTER });
      const host = world.host({ addresses: ["192.0.2.2", "192.0.2.3"] });
      for (const address of unbindable) host.unbindable.set(address, "EADDRNOTAVAIL");
      const node = createNode({ ports: host, config: CLIENT });
      const sentAt: number[] = [];
      for (let at = 0; at < 200; at++) {
        world.run(1);
        const { sent } = node.status.associations[0];
        while (sentAt.length < sent) sentAt.push(at);
      }
      host.unbindable.clear();
      world.run(2.1);
      assert.ok(ports(world).includes("192.0.2.3 123"), "not only when it polls");
      return sentAt;
    };
    const undisturbed = poll([]);
    assert.ok(undisturbed.length >= 7, `${undisturbed.length}`);
    assert.deepEqual(poll(["192.0.2.3"]).slice(0, 5), undisturbed.slice(0, 5));
    assert.equal(poll(["192.0.2.3"]).length, undisturbed.length);
  });

  it("goes on when a new address cannot be served at, and tells why", () => {
    const world = new World(17);
    createNode({ ports: world.host({ addresses: ["192.0.2.9"] }), config: MASTER });
    const host = world.host({ addresses: ["192.0.2.1"] });
    const { told, listener } = hearing(world);
    createNode({ ports: host, config: "ntp-service enable", listener });
    host.interfaceList[0] = {
      ...host.interfaceList[0],
      addresses: [endpoint("192.0.2.1", 0), endpoint("192.0.2.9", 0)],
    };
    world.run(5);
    host.changed();
    world.run(5);
    host.changed();
    assert.deepEqual(told, ["5 CannotServe 192.0.2.9 port 123 is taken"]);
    host.interfaceList[0] = { ...host.interfaceList[0], addresses: [endpoint("192.0.2.1", 0)] };
    host.changed();
    host.interfaceList[0] = {
      ...host.interfaceList[0],
      addresses: [endpoint("192.0.2.1", 0), endpoint("192.0.2.9", 0)],
    };
    host.changed();
    assert.equal(told.length, 2, "gone and come again, it is told again");
  });

  it("counts no request that could not leave, and says why until it can", () => {
    const world = new World(18);
    createNode({ ports: world.host({ addresses: ["192.0.2.1"] }), config: MASTER });
    const host = world.host({ addresses: ["192.0.2.2"] });
    host.refusal = "ENETUNREACH";
    const { told, listener } = hearing(world, Happening.CannotAsk);
    const node = createNode({ ports: host, config: CLIENT, listener });
    const [association] = node.status.associations;
    world.run(100);
    assert.equal(association.sent, 0);
    assert.deepEqual(told, ["0 CannotAsk ENETUNREACH"]);
    host.refusal = undefined;
    world.run(100);
    assert.ok(association.sent > 0 && association.reach !== 0);
    host.refusal = "ENETUNREACH";
    world.run(300);
    assert.equal(told.length, 2, "it worked in between");
  });

  it("tells which source has no address to ask from, once for each server", () => {
    const world = new World(19);
    const host = world.host({ addresses: ["192.0.2.2"] });
    host.interfaceList.push({ name: "LoopBack0", device: "lo1", addresses: [], isUp: true });
    const { told, listener } = hearing(world, Happening.CannotAsk);
    const config = `${CLIENT} source LoopBack0\nntp-service unicast-server 192.0.2.7 source LoopBack0`;
    const node = createNode({ ports: host, config, listener });
    world.run(100);
    const why = "CannotAsk LoopBack0 has no IPv4 address to ask from";
    assert.deepEqual(told, [`0 ${why}`, `0 ${why}`]);
    assert.equal(node.status.associations[0].sent, 0);
  });

  it("tells why no socket can be had to ask from", () => {
    const world = new World(20);
    const host = world.host({ addresses: ["192.0.2.2"] });
    const { told, listener } = hearing(world, Happening.CannotAsk);
    createNode({
      ports: host,
      config: "ntp-service enable\nntp-service ipv6 unicast-server 2001:db8::1",
      listener,
    });
    world.run(100);
    assert.deepEqual(told, ["0 CannotAsk no address of that family"]);
  });

  it("looks names up, and uses what is found", () => {
    const world = new World(13);
    world.names.set("time.example", ["2001:db8::9", "192.0.2.1"]);
    createNode({ ports: world.host({ addresses: ["192.0.2.1"] }), config: MASTER });
    const host = world.host({ addresses: ["192.0.2.2"] });
    const node = createNode({
      ports: host,
      config: "ntp-service enable\nntp-service unicast-server time.example",
    });
    world.run(10);
    assert.equal(node.status.system.stratum, 3);
  });
});
