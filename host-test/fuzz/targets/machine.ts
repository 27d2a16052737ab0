/** A machine in a world of its own, for targets that need a whole node. */
import { type NodeOptions, createNode } from "../../../src/runtime/create-node.js";
import { type NtpNode } from "../../../src/runtime/node.js";
import { SECOND } from "../../../src/time/fixed.js";
import { Instant } from "../../../src/time/moment.js";
import { type Host } from "../../sim/host.js";
import { World } from "../../sim/world.js";

/** Nothing here runs for so long; to find out when a far alarm is due takes the simulator long. */
const FAR = 3600 * SECOND;

/** With two interfaces of both families, and a server at 192.0.2.7. */
export function machine(): Host {
  const world = new World(1);
  world.names.set("time.example", ["192.0.2.7", "2001:db8::7"]);
  world.server({ address: "192.0.2.7" });
  const host = world.host({
    interfaces: [
      { name: "Vlan-interface2", addresses: ["192.0.2.1/24", "2001:db8::1/64"] },
      { name: "GigabitEthernet1/0/1", addresses: ["198.51.100.1/24", "fe80::1/64"] },
      { name: "lo", addresses: ["127.0.0.1/8"] },
    ],
  });
  const { alarm, counter } = host;
  const { set } = alarm;
  const now = new Instant();
  alarm.set = (at, ring) => {
    counter.read(now);
    if (at.since(now) < FAR) set(at, ring);
    else alarm.clear();
  };
  return host;
}

/** A small node on it. */
export function nodeOn(ports: Host, options: Omit<NodeOptions, "ports"> = {}): NtpNode {
  return createNode({ capacity: 8, ...options, ports });
}
