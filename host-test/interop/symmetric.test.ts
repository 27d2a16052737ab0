/**
 * Our node and chronyd as peers, either or both of them active, over both families and kinds of socket; all
 * side by side.
 */
import assert from "node:assert/strict";
import { Capture, type Packet } from "./capture.js";
import { type Host, type Lab, type Port } from "./lab.js";
import { openLab } from "./open-lab.js";
import { type Console, startNode, type Udp, UDPS } from "./our-node.js";
import { chronydWith, type Measurement, NEAR_SEC, ntpdig, PEER_STRATUM, settle } from "./peers.js";
import { assertClean, assertMarked } from "./wire-rules.js";

/** Who leads is ahead of the machine's clock by this, if it is our node: chronyd has the machine's own. */
const AHEAD_SEC = 0.25;
const OUR_STRATUM = 2;
const SYNCHRONIZED_SEC = 150;
const PATIENCE_MS = 240_000;

/** What chronyd measures before it corrects the clock that it keeps for itself, although it steers none. */
const UNCORRECTED = 3;

/** Exchanges after which a peer is known well enough. */
const ENOUGH_PACKETS = 6;

/** Modes as tshark writes them. */
const ACTIVE = "1";
const PASSIVE = "2";

interface Kind {
  readonly name: string;
  /** Whether it has a `peer` line for the other. */
  readonly isOursActive: boolean;
  readonly isTheirsActive: boolean;
  readonly leader: "ours" | "theirs";
}

const KINDS: readonly Kind[] = [
  { name: "passive chronyd leads", isOursActive: true, isTheirsActive: false, leader: "theirs" },
  { name: "active chronyd leads", isOursActive: false, isTheirsActive: true, leader: "theirs" },
  { name: "chronyd leads, both active", isOursActive: true, isTheirsActive: true, leader: "theirs" },
  { name: "active chronyd follows", isOursActive: false, isTheirsActive: true, leader: "ours" },
  { name: "chronyd follows, both active", isOursActive: true, isTheirsActive: true, leader: "ours" },
];

interface Row {
  readonly name: string;
  readonly kind: Kind;
  readonly family: "ipv4" | "ipv6";
  readonly udp: Udp;
}

const ROWS: readonly Row[] = KINDS.flatMap(kind =>
  UDPS.flatMap(udp =>
    (["ipv4", "ipv6"] as const).map(family => ({
      name: `${kind.name}, ${family}, ${udp}`,
      kind,
      family,
      udp,
    })),
  ),
);

interface Ground {
  readonly ours: Host;
  readonly theirs: Host;
  readonly near: Port;
  readonly far: Port;
  readonly capture: Capture;
}

describe("interop: our node and chronyd as peers", () => {
  let lab: Lab;
  const outcomes = new Map<Row, Promise<string>>();
  const grounds = new Map<Row, Ground>();

  before(async function () {
    lab = await openLab(this, ["ip", "chronyd", "ntpdig", "tshark", "dumpcap"]);
    for (const [i, row] of ROWS.entries()) {
      const ours = lab.host(`ours${i}`);
      const theirs = lab.host(`theirs${i}`);
      const [near, far] = lab.link(ours, theirs);
      const capture = await Capture.start(theirs, [far.device]);
      const ground = { ours, theirs, near, far, capture };
      grounds.set(row, ground);
      const outcome = row.kind.leader === "theirs" ? follow(row, ground) : lead(row, ground);
      outcome.catch(() => {}); // its own test awaits it
      outcomes.set(row, outcome);
    }
  });
  after(() => lab?.close());

  for (const row of ROWS)
    it(row.name, async function () {
      this.timeout(PATIENCE_MS);
      console.log(`      ${row.name}: ${await outcomes.get(row)!}`);
    });

  it("what we send is clean, of the mode that we are in, from port to port 123", async function () {
    this.timeout(PATIENCE_MS);
    await Promise.allSettled(outcomes.values());
    for (const [{ name, kind, family, udp }, { capture, near }] of grounds) {
      const packets = (await capture.stop()).filter(({ "udp.dstport": port }) => port === "123");
      const ours = packets.filter(packet => source(packet) === near[family]);
      // Not ntpdig's answers.
      const spoken = ours.filter(
        ({ "udp.srcport": from, "ntp.flags.mode": mode }) => from === "123" && mode !== "4",
      );
      assert.ok(spoken.length >= ENOUGH_PACKETS, `${name}: ${spoken.length} packets`);
      for (const packet of spoken) {
        assertClean(packet);
        assertMarked(packet, udp);
        assert.equal(packet["ntp.flags.mode"], kind.isOursActive ? ACTIVE : PASSIVE, name);
      }
    }
  });
});

const source = (packet: Packet): string => packet["ip.src"] || packet["ipv6.src"];

/** Starts both. */
async function start(
  { kind, family, udp }: Row,
  { ours, theirs, near, far }: Ground,
): Promise<{ node: Console; measured: Awaited<ReturnType<typeof chronydWith>> }> {
  const isLeader = kind.leader === "ours";
  const directives = ["allow all"];
  if (!isLeader) directives.push(`local stratum ${PEER_STRATUM}`);
  if (kind.isTheirsActive) directives.push(`peer ${near[family]} minpoll 3 maxpoll 3`);
  const configuration = ["ntp-service enable"];
  if (isLeader) configuration.push(`ntp-service refclock-master ${OUR_STRATUM}`);
  const word = family === "ipv4" ? "unicast-peer" : "ipv6 unicast-peer";
  if (kind.isOursActive) configuration.push(`ntp-service ${word} ${far[family]} minpoll 4`);
  const oscillator = isLeader ? `0,${AHEAD_SEC}` : "30,0.18";
  const node = startNode(ours, { udp, configuration, oscillator });
  const measured = await chronydWith(theirs, directives);
  return { node, measured };
}

/** Chronyd leads: our node takes its time. */
async function follow(row: Row, ground: Ground): Promise<string> {
  const { family } = row;
  const { theirs, near, far } = ground;
  const { node } = await start(row, ground);
  const after = await node.untilStatus(SYNCHRONIZED_SEC, status => status["Clock status"] === "synchronized");
  const offset = await settle(await ntpdig(theirs, near[family]), 0);
  const status = await node.status();
  assert.equal(status["System peer"], far[family]);
  assert.equal(status["Clock stratum"], String(PEER_STRATUM + 1));
  assert.ok(Math.abs(offset) < NEAR_SEC, `${offset} s off`);
  return `synchronized after ${after.toFixed(1)} s, then ${(offset * 1000).toFixed(3)} ms off`;
}

/** Our node leads: chronyd makes out how far it is ahead. */
async function lead(row: Row, ground: Ground): Promise<string> {
  const { node, measured } = await start(row, ground);
  await node.untilStatus(SYNCHRONIZED_SEC, status => status["Clock status"] === "synchronized");
  const offset = await settle(() => Promise.resolve(nearest(measured(), AHEAD_SEC)), AHEAD_SEC);
  const status = await node.status();
  assert.equal(status["Clock stratum"], String(OUR_STRATUM));
  assert.equal(measured().at(-1)?.stratum, OUR_STRATUM);
  assert.ok(Math.abs(offset - AHEAD_SEC) < NEAR_SEC, `${offset} s`);
  return `chronyd finds us ${(offset * 1000).toFixed(3)} ms ahead`;
}

/** How far chronyd found us ahead when it came nearest to `wanted`; NaN where it found nothing yet. */
function nearest(measured: readonly Measurement[], wanted: number): number {
  const ahead = measured.slice(0, UNCORRECTED).map(({ offset }) => Math.abs(offset));
  return ahead.sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted)).at(0) ?? NaN;
}
