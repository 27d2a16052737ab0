/** Servers far away, late, dead and dying, and names that have more than one of them. */
import assert from "node:assert/strict";
import { type Host, type Lab, type Port } from "./lab.js";
import { openLab } from "./open-lab.js";
import { type Console, startNode, type Udp, UDPS } from "./our-node.js";
import { chronydServer } from "./peers.js";

const PATIENCE_MS = 180_000;

/** From a continent away, each way. */
const FAR_MS = 70;
const FAR_PORT = 1123;
const FAR_SEC = 20;

/** The fast start has been in vain by then. */
const LATE_MS = 12_000;
/** A poll of 16 s and the fast start that follows its answer, on a machine that is busy. */
const LATE_SEC = 40;

/** A fast start in vain, and one that is not. */
const NEXT_ADDRESS_SEC = 40;

/** Eight polls of 8 s until the reach register is empty, then a fast start. */
const MOVED_SEC = 120;

/** Whom the lab knows by this name differs from client to client. */
const nameFor = (client: Host): string => `${client.name}.example`;

interface Scenario {
  readonly name: string;
  play(client: Host, servers: Servers, udp: Udp): Promise<number>;
}

/** Two hosts that can serve, and their ends of the links to the client. */
interface Servers {
  readonly hosts: readonly [Host, Host];
  readonly ports: readonly [Port, Port];
}

const SCENARIOS: readonly Scenario[] = [
  {
    name: "a server far away is followed from the fast start on",
    async play(client, { hosts, ports }, udp) {
      await chronydServer(hosts[0]);
      delayRequests(hosts[0], ports[0]);
      const node = startNode(client, { udp, configuration: follow(`${ports[0].ipv4} port ${FAR_PORT}`) });
      return untilFollowing(node, ports[0], FAR_SEC);
    },
  },
  {
    name: "a server that comes late is found",
    async play(client, { hosts, ports }, udp) {
      const node = startNode(client, { udp, configuration: follow(`${ports[0].ipv4} minpoll 4`) });
      await node.status();
      await new Promise(done => setTimeout(done, LATE_MS));
      assert.equal((await node.status())["Clock status"], "unsynchronized");
      await chronydServer(hosts[0]);
      return untilFollowing(node, ports[0], LATE_SEC);
    },
  },
  {
    name: "a name whose first address is dead",
    async play(client, { hosts, ports }, udp) {
      await chronydServer(hosts[1]);
      client.lab.name(nameFor(client), [ports[0].ipv4, ports[1].ipv4]);
      const node = startNode(client, { udp, configuration: follow(nameFor(client)) });
      return untilFollowing(node, ports[1], NEXT_ADDRESS_SEC);
    },
  },
  {
    name: "a server that dies is left for the name's other address",
    async play(client, { hosts, ports }, udp) {
      const [dying] = await Promise.all(hosts.map(chronydServer));
      client.lab.name(nameFor(client), [ports[0].ipv4, ports[1].ipv4]);
      const configuration = follow(`${nameFor(client)} minpoll 3`);
      const node = startNode(client, { udp, configuration, options: ["--dialect", "vrp"] });
      await untilFollowing(node, ports[0], NEXT_ADDRESS_SEC);
      await dying.stop();
      return untilFollowing(node, ports[1], MOVED_SEC);
    },
  },
];

describe("interop: servers far away, and that come and go", () => {
  let lab: Lab;
  const outcomes = new Map<string, Promise<number>>();

  before(async function () {
    lab = await openLab(this, ["ip", "chronyd"]);
    for (const udp of UDPS)
      for (const { name, play } of SCENARIOS) {
        const id = `c${outcomes.size}`;
        const client = lab.host(id);
        const hosts = [lab.host(`${id}-first`), lab.host(`${id}-second`)] as const;
        const ports = [lab.link(hosts[0], client)[0], lab.link(hosts[1], client)[0]] as const;
        const outcome = play(client, { hosts, ports }, udp);
        outcome.catch(() => {}); // its own test awaits it
        outcomes.set(`${name} (${udp})`, outcome);
      }
  });
  after(() => lab?.close());

  for (const udp of UDPS)
    for (const { name } of SCENARIOS)
      it(`${name} (${udp})`, async function () {
        this.timeout(PATIENCE_MS);
        const seconds = await outcomes.get(`${name} (${udp})`)!;
        console.log(`      after ${seconds.toFixed(1)} s`);
      });
});

function follow(server: string): string[] {
  return ["ntp-service enable", "clock protocol ntp", `ntp-service unicast-server ${server}`];
}

/** Answers how long it took; in either dialect the reference is the server's address. */
function untilFollowing(node: Console, server: Port, seconds: number): Promise<number> {
  return node.untilStatus(
    seconds,
    status => (status["Reference clock ID"] ?? status["reference clock ID"]) === server.ipv4,
  );
}

/** A relay before the server that holds what it passes on, there and back. */
function delayRequests(server: Host, { ipv4 }: Port): void {
  const relay = `
    const { createSocket } = require("node:dgram");
    const front = createSocket("udp4");
    front.on("message", (request, { address, port }) => {
      const back = createSocket("udp4");
      back.on("message", answer => {
        setTimeout(() => front.send(answer, port, address), ${FAR_MS});
        back.close();
      });
      setTimeout(() => back.send(request, 123, "${ipv4}"), ${FAR_MS});
    });
    front.bind(${FAR_PORT}, "${ipv4}");`;
  server.lab.start(server, "relay", { command: [process.execPath, "-e", relay], env: {} });
}
