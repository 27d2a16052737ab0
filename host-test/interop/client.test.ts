/** Our node as client of real servers, over both families and both kinds of socket, all side by side. */
import assert from "node:assert/strict";
import { Capture, type Packet } from "./capture.js";
import { type Host, type Lab, type Port } from "./lab.js";
import { openLab } from "./open-lab.js";
import { type Console, startNode, type Udp, UDPS } from "./our-node.js";
import {
  chronydServer,
  NEAR_SEC,
  ntpdig,
  ntpdServer,
  openntpdServer,
  PEER_STRATUM,
  settle,
} from "./peers.js";
import { assertClean, assertMarked, assertDisclosesNothing, isRequest } from "./wire-rules.js";

/** A board's clock that is fast, and ahead to begin with. */
const WRONG_PPM = 30;
const WRONG_SEC = 0.18;
const SYNCHRONIZED_SEC = 30;
const PATIENCE_MS = 180_000;

interface Server {
  readonly name: string;
  readonly stratum: number;
  start(host: Host, upstream: string): Promise<unknown>;
}

interface Row {
  readonly name: string;
  readonly server: Server;
  readonly family: "ipv4" | "ipv6";
  readonly udp: Udp;
}

/** What a row has come to; its own `it` says what of it matters. */
interface Outcome {
  readonly serverAddress: string;
  readonly synchronizedAfterSec: number;
  readonly status: Record<string, string>;
  /** Of our node's clock, as ntpdig on the server's host measures it. */
  readonly offsetSec: number;
  /** What its own console says of that. */
  readonly toldMs: number;
}

const SERVERS: readonly Server[] = [
  { name: "chronyd", stratum: PEER_STRATUM, start: chronydServer },
  { name: "ntpd", stratum: PEER_STRATUM, start: host => ntpdServer(host) },
  { name: "openntpd", stratum: PEER_STRATUM + 1, start: openntpdServer },
];

const ROWS: readonly Row[] = SERVERS.flatMap(server =>
  UDPS.flatMap(udp =>
    (["ipv4", "ipv6"] as const).map(family => ({
      name: `${server.name}, ${family}, ${udp}`,
      server,
      family,
      udp,
    })),
  ),
);

describe("interop: our node as client", () => {
  let lab: Lab;
  const outcomes = new Map<Row, Promise<Outcome>>();
  const captures: Capture[] = [];
  /** By what kind of socket the node with this address sends. */
  const udpOf = new Map<string, Udp>();

  before(async function () {
    lab = await openLab(this, ["ip", "chronyd", "ntpd", "ntpdig", "openntpd", "tshark", "dumpcap"]);
    const hosts = new Map(SERVERS.map(server => [server, lab.host(server.name)]));
    const [first, , last] = [...hosts.values()];
    const [upstream] = lab.link(first, last);
    const links = new Map(ROWS.map(row => [row, layLink(lab, hosts.get(row.server)!, row)]));
    for (const [{ udp, family }, { near }] of links) udpOf.set(near[family], udp);
    for (const server of SERVERS) {
      const host = hosts.get(server)!;
      const rows = ROWS.filter(row => row.server === server);
      captures.push(
        await Capture.start(
          host,
          rows.map(row => links.get(row)!.far.device),
        ),
      );
      const isReady = server.start(host, upstream.ipv4);
      for (const row of rows) {
        const outcome = isReady.then(() => synchronize(row, host, links.get(row)!));
        outcome.catch(() => {}); // its own test awaits it
        outcomes.set(row, outcome);
      }
    }
  });
  after(() => lab?.close());

  for (const row of ROWS)
    it(`synchronizes to ${row.name}`, async function () {
      this.timeout(PATIENCE_MS);
      const { serverAddress, synchronizedAfterSec, status, offsetSec, toldMs } = await outcomes.get(row)!;
      console.log(
        `      ${row.name}: synchronized after ${synchronizedAfterSec.toFixed(1)} s, ` +
          `then ${(offsetSec * 1000).toFixed(3)} ms off, by its console ${toldMs} ms`,
      );
      assert.equal(status["Clock status"], "synchronized");
      assert.equal(status["System peer"], serverAddress);
      assert.equal(status["Clock stratum"], String(row.server.stratum + 1));
      assert.ok(Math.abs(offsetSec) < NEAR_SEC, `${offsetSec} s off`);
      assert.ok(Math.abs(toldMs) < NEAR_SEC * 1000, `${toldMs} ms`);
    });

  it("sends only what is clean and discloses nothing", async function () {
    this.timeout(PATIENCE_MS);
    await Promise.allSettled(outcomes.values());
    const packets: Packet[] = [];
    for (const capture of captures) packets.push(...(await capture.stop()));
    const ours = packets.filter(packet => udpOf.has(packet["ip.src"] || packet["ipv6.src"]));
    const requests = ours.filter(isRequest);
    console.log(`      ${packets.length} packets seen, ${ours.length} of ours, ${requests.length} requests`);
    assert.ok(requests.length >= 4 * ROWS.length, "every row starts with four");
    for (const packet of ours) {
      assertClean(packet);
      assertMarked(packet, udpOf.get(packet["ip.src"] || packet["ipv6.src"])!);
    }
    assertDisclosesNothing(requests);
  });
});

interface Link {
  readonly client: Host;
  readonly near: Port;
  readonly far: Port;
}

function layLink(lab: Lab, server: Host, row: Row): Link {
  const client = lab.host(row.name.replaceAll(", ", "-"));
  const [far, near] = lab.link(server, client);
  return { client, near, far };
}

async function synchronize(
  { family, udp }: Row,
  server: Host,
  { client, near, far }: Link,
): Promise<Outcome> {
  const word = family === "ipv4" ? "unicast-server" : "ipv6 unicast-server";
  const configuration = [
    "ntp-service enable",
    "clock protocol ntp",
    `ntp-service ${word} ${far[family]} minpoll 4`,
  ];
  const started = Date.now();
  const node = startNode(client, { udp, configuration, oscillator: `${WRONG_PPM},${WRONG_SEC}` });
  await node.untilStatus(SYNCHRONIZED_SEC, status => status["Clock status"] === "synchronized");
  const synchronizedAfterSec = (Date.now() - started) / 1000;
  const offsetSec = await settle(await ntpdig(server, near[family]), 0);
  const status = await node.status();
  const toldMs = await toldOffset(node, family);
  return { serverAddress: far[family], synchronizedAfterSec, status, offsetSec, toldMs };
}

/** The offset column of the table for IPv4, the line of the block for IPv6. */
async function toldOffset(node: Console, family: Row["family"]): Promise<number> {
  const command = family === "ipv4" ? "sessions" : "ipv6 sessions";
  const answer = (await node.ask(`display ntp-service ${command}`)).join("\n");
  const offset = /\](?:\S+ +){6}(\S+)|Offset: (\S+)/.exec(answer);
  assert.ok(offset, answer);
  return Number(offset[1] ?? offset[2]);
}
