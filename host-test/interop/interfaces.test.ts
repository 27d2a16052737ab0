/** What the sockets of a real node make of its interfaces: which packets they take, and what changes while it runs. */
import assert from "node:assert/strict";
import { type Host, type Lab, type Port } from "./lab.js";
import { openLab } from "./open-lab.js";
import { type Console, knowsDevices, startNode, type Udp, UDPS } from "./our-node.js";

const MASTER = ["ntp-service enable", "ntp-service refclock-master 3"];

/** Longer than it takes the node to see what has become of its interfaces. */
const NOTICED_SEC = 20;

/** Sends a request and prints the address that it is answered from. */
const ASK = `
  const [address, family] = process.argv.slice(1);
  const socket = require("node:dgram").createSocket(family === "ipv6" ? "udp6" : "udp4");
  const request = Buffer.alloc(48);
  request[0] = 0x23;
  socket.on("message", (_, sender) => console.log(sender.address) || process.exit());
  socket.on("error", () => {});
  socket.send(request, 123, address, () => {});
  setTimeout(() => console.log("silence") || process.exit(), 1000);`;

async function ask(host: Host, address: string): Promise<string> {
  const family = address.includes(":") ? "ipv6" : "ipv4";
  const asking = host.lab.start(host, "ask", {
    command: [process.execPath, "-e", ASK, address, family],
    env: {},
  });
  await asking.ended;
  return asking.output.trim();
}

/** Asks until it is answered. */
async function untilAnswered(host: Host, address: string): Promise<string> {
  for (let left = NOTICED_SEC; left > 0; left--) {
    const from = await ask(host, address);
    if (from !== "silence") return from;
  }
  return "silence";
}

for (const udp of UDPS)
  describe(`interop: the interfaces of a node, by ${udp}`, function () {
    this.timeout(120_000);
    let lab: Lab;
    let count = 0;

    before(async function () {
      lab = await openLab(this, ["ip"]);
    });
    after(() => lab?.close());

    /** A node with two links, and who is at the other end of the first. */
    async function start(
      configuration: readonly string[] = MASTER,
      kind: Udp = udp,
    ): Promise<{ node: Console; server: Host; client: Host; ports: [Port, Port] }> {
      const [server, client, other] = ["server", "client", "other"].map(name => lab.host(`${name}${count}`));
      count++;
      const [near] = lab.link(server, client);
      const [second] = lab.link(server, other);
      const node = startNode(server, { udp: kind, configuration });
      await node.ask("display version");
      return { node, server, client, ports: [near, second] };
    }

    const isRefused = knowsDevices(udp);
    for (const family of ["ipv4", "ipv6"] as const)
      it(`${isRefused ? "refuses" : "cannot but take"} what comes in by another interface, over ${family}`, async () => {
        const { client, ports } = await start();
        const [near, second] = ports.map(port => port[family]);
        const way = family === "ipv6" ? "-6 " : "";
        client.shell(`ip ${way}route add ${second} via ${near}`);
        assert.equal(await untilAnswered(client, near), near, "its own address");
        assert.equal(await ask(client, second), isRefused ? "silence" : second);
      });

    it("serves at an address that comes while it runs, and again after a link was down", async () => {
      const { server, client, ports } = await start();
      const [{ device, ipv4 }] = ports;
      assert.equal(await untilAnswered(client, ipv4), ipv4);
      server.shell(`ip addr add 10.99.0.1/24 dev ${device}`);
      client.shell("ip addr add 10.99.0.2/24 dev eth0");
      assert.equal(await untilAnswered(client, "10.99.0.1"), "10.99.0.1");
      server.shell(`ip link set ${device} down`);
      assert.equal(await ask(client, ipv4), "silence");
      server.shell(`ip link set ${device} up`);
      assert.equal(await untilAnswered(client, ipv4), ipv4);
    });

    it("does not hear its own broadcasts and groups, where another does", async () => {
      const roles = ["broadcast-server", "broadcast-client", "multicast-server", "multicast-client"];
      const configuration = [...MASTER, "interface eth0", ...roles.map(role => `ntp-service ${role}`)];
      const { node, client } = await start(configuration);
      const listening = ["ntp-service enable", "interface eth0", "ntp-service broadcast-client"];
      const other = startNode(client, { udp, configuration: listening });
      await other.untilStatus(90, status => status["Clock status"] === "synchronized");
      const sessions = (await node.ask("display ntp-service sessions")).join("\n");
      assert.match(sessions, /Total sessions: 1/, "the local clock");
    });
  });
