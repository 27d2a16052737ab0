/**
 * Chronyd's broadcasts heard by our node, and what our own nodes send to all and to groups, as Wireshark sees
 * it: over both families and kinds of socket, all side by side.
 */
import assert from "node:assert/strict";
import { Capture, type Packet } from "./capture.js";
import { type Host, type Lab } from "./lab.js";
import { openLab } from "./open-lab.js";
import { type Console, startNode, type Udp, UDPS } from "./our-node.js";
import { chronydWith, NEAR_SEC, ntpdig, PEER_STRATUM, settle } from "./peers.js";
import { assertClean, assertDisclosesNothing, assertMarked } from "./wire-rules.js";

/** What chronyd can be told at the shortest that RFC 5905 section 7.3 lets a poll interval be. */
const INTERVAL_SEC = 16;
const HEARD_SEC = 150;
const PATIENCE_MS = 240_000;

/** What a broadcast is taken to need where nobody answers, in seconds: our clock is ahead by so much. */
const ASSUMED_SEC = 0.004;

interface Kind {
  readonly name: string;
  readonly family: "ipv4" | "ipv6";
  /** Where chronyd sends to. */
  readonly to: string;
  readonly command: string;
  /** Whether it answers whoever asks. */
  readonly isAnswering: boolean;
}

const KINDS: readonly Kind[] = [
  {
    name: "broadcast to the subnet",
    family: "ipv4",
    to: "10.0.0.255",
    command: "broadcast-client",
    isAnswering: true,
  },
  {
    name: "broadcast, nobody answering",
    family: "ipv4",
    to: "10.0.0.255",
    command: "broadcast-client",
    isAnswering: false,
  },
  {
    name: "224.0.1.1",
    family: "ipv4",
    to: "224.0.1.1",
    command: "multicast-client 224.0.1.1",
    isAnswering: true,
  },
  {
    name: "ff05::101",
    family: "ipv6",
    to: "ff05::101",
    command: "ipv6 multicast-client ff05::101",
    isAnswering: true,
  },
];

interface Row {
  readonly name: string;
  readonly kind: Kind;
  readonly udp: Udp;
}

const ROWS: readonly Row[] = KINDS.flatMap(kind =>
  UDPS.map(udp => ({ name: `${kind.name}, ${udp}`, kind, udp })),
);

const ADDRESSES = {
  prefix4: 24,
  prefix6: 64,
  ipv4: ["10.0.0.1", "10.0.0.2"],
  ipv6: ["fd00::1", "fd00::2"],
} as const;

describe("interop: chronyd's broadcasts to our node", () => {
  let lab: Lab;
  const outcomes = new Map<Row, Promise<string>>();

  before(async function () {
    lab = await openLab(this, ["ip", "chronyd", "ntpdig"]);
    for (const [i, row] of ROWS.entries()) {
      const theirs = lab.host(`sender${i}`);
      const ours = lab.host(`listener${i}`);
      lab.link(theirs, ours, ADDRESSES);
      const outcome = listen(row, theirs, ours);
      outcome.catch(() => {}); // its own test awaits it
      outcomes.set(row, outcome);
    }
  });
  after(() => lab?.close());

  for (const row of ROWS)
    it(`are followed: ${row.name}`, async function () {
      this.timeout(PATIENCE_MS);
      console.log(`      ${row.name}: ${await outcomes.get(row)!}`);
    });
});

async function listen({ kind, udp }: Row, theirs: Host, ours: Host): Promise<string> {
  const { family, to, command, isAnswering } = kind;
  theirs.shell("ip route add 224.0.0.0/4 dev eth0");
  const directives = [`local stratum ${PEER_STRATUM}`, `broadcast ${INTERVAL_SEC} ${to}`];
  await chronydWith(theirs, isAnswering ? [...directives, "allow all"] : directives);
  const configuration = ["ntp-service enable", "interface eth0", `ntp-service ${command}`];
  const node = startNode(ours, { udp, configuration, oscillator: "30,0.18" });
  const after = await node.untilStatus(HEARD_SEC, status => status["Clock status"] === "synchronized");
  const wanted = isAnswering ? 0 : ASSUMED_SEC;
  const offset = await settle(await ntpdig(theirs, ADDRESSES[family][1]), wanted);
  const status = await node.status();
  assert.equal(status["System peer"], ADDRESSES[family][0]);
  assert.equal(status["Clock stratum"], String(PEER_STRATUM + 1));
  assert.ok(Math.abs(offset - wanted) < NEAR_SEC, `${offset} s off`);
  return `synchronized after ${after.toFixed(1)} s, then ${(offset * 1000).toFixed(3)} ms off`;
}

/**
 * From its own address and port 123; to a group past as many routers as it may, to all past none, whatever
 * its TTL.
 */
const SENT = [
  { command: "broadcast-server", to: "255.255.255.255", hops: undefined },
  { command: "multicast-server 224.0.1.1 ttl 7", to: "224.0.1.1", hops: "7" },
  { command: "ipv6 multicast-server ff05::101 ttl 9", to: "ff05::101", hops: "9" },
] as const;

const SEARCHES = [
  { client: "manycast-client 239.1.2.3 ttl 6", server: "manycast-server 239.1.2.3", to: "239.1.2.3" },
  {
    client: "ipv6 manycast-client ff02::123 ttl 6",
    server: "ipv6 manycast-server ff02::123",
    to: "ff02::123",
  },
] as const;

const SEARCH_HOPS = ["1", "2", "4", "6", "6"];

/** Until the search has gone as far as it may, and its interval doubled once. */
const SEARCHED_SEC = 60;

describe("interop: what our node sends to all and to groups", () => {
  let lab: Lab;
  const captures = new Map<Udp, Promise<Packet[]>>();

  before(async function () {
    lab = await openLab(this, ["ip", "tshark", "dumpcap"]);
    for (const udp of UDPS) {
      const capture = record(lab, udp);
      capture.catch(() => {}); // the tests await it
      captures.set(udp, capture);
    }
  });
  after(() => lab?.close());

  for (const udp of UDPS) {
    for (const { command, to, hops } of SENT)
      it(`${command} (${udp})`, async function () {
        this.timeout(PATIENCE_MS);
        const packets = (await captures.get(udp)!).filter(packet => target(packet) === to);
        assert.ok(packets.length > 0);
        for (const packet of packets) {
          assertClean(packet);
          assertMarked(packet, udp);
          const isOurs = [source(packet), packet["udp.srcport"], packet["udp.dstport"]];
          assert.deepEqual(isOurs, [ADDRESSES[familyOf(to)][0], "123", "123"]);
          assert.deepEqual(
            [packet["ntp.flags.mode"], packet["ntp.flags.li"], packet["ntp.stratum"]],
            ["5", "0", "2"],
          );
          if (hops !== undefined) assert.equal(hopsOf(packet), hops);
        }
      });

    for (const { client, to } of SEARCHES)
      it(`${client}, and who answers (${udp})`, async function () {
        this.timeout(PATIENCE_MS);
        const packets = await captures.get(udp)!;
        const searches = packets.filter(packet => target(packet) === to);
        assert.deepEqual(searches.slice(0, SEARCH_HOPS.length).map(hopsOf), SEARCH_HOPS);
        assertDisclosesNothing(searches);
        // What is of one link alone leaves from an address of that link.
        const [server, searcher] = to.startsWith("ff02:")
          ? [/^fe80:/, /^fe80:/]
          : [/^10.0.0.1$/, /^10.0.0.2$/];
        for (const search of searches) {
          assertClean(search);
          assertMarked(search, udp);
          assert.match(source(search), searcher);
          const port = search["udp.srcport"];
          const answers = packets.filter(
            packet => packet["udp.dstport"] === port && packet["ntp.flags.mode"] === "4",
          );
          assert.equal(answers.length, 1, "a search is answered once");
          assertClean(answers[0]);
          assertMarked(answers[0], udp);
          assert.match(source(answers[0]), server);
          assert.equal(answers[0]["udp.srcport"], "123");
        }
      });
  }
});

/** A node that sends and answers, and one that searches; all that the second one's host sees. */
async function record(lab: Lab, udp: Udp): Promise<Packet[]> {
  const servers = lab.host(`servers-${udp}`);
  const searcher = lab.host(`searcher-${udp}`);
  lab.link(servers, searcher, ADDRESSES);
  const capture = await Capture.start(searcher, ["eth0"]);
  const lines = [...SENT.map(({ command }) => command), ...SEARCHES.map(({ server }) => server)];
  const serving = started(servers, udp, ["ntp-service refclock-master 2"], lines);
  await serving.untilStatus(HEARD_SEC, status => status["Clock status"] === "synchronized");
  const searching = started(
    searcher,
    udp,
    [],
    SEARCHES.map(({ client }) => client),
  );
  await new Promise(done => setTimeout(done, SEARCHED_SEC * 1000));
  await searching.untilStatus(HEARD_SEC, status => status["Clock status"] === "synchronized");
  // Both are asked by now, the one of the link by an address that has its zone.
  const found = await searching.ask("display ntp-service ipv6 sessions");
  assert.match(found.join("\n"), /Source: +\[\d+\]fe80:[^]*Reachabilities: [1-9]/);
  return capture.stop();
}

function started(host: Host, udp: Udp, lines: readonly string[], ofInterface: readonly string[]): Console {
  const commands = ofInterface.map(command => `ntp-service ${command}`);
  return startNode(host, {
    udp,
    configuration: ["ntp-service enable", ...lines, "interface eth0", ...commands],
  });
}

const source = (packet: Packet): string => packet["ip.src"] || packet["ipv6.src"];
const target = (packet: Packet): string => packet["ip.dst"] || packet["ipv6.dst"];
const hopsOf = (packet: Packet): string => packet["ip.ttl"] || packet["ipv6.hlim"];
const familyOf = (address: string): "ipv4" | "ipv6" => (address.includes(":") ? "ipv6" : "ipv4");
