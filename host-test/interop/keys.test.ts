/**
 * Keys shared with the real programs: each kind of key that both know, in both directions, as client, server and
 * symmetric peer; and what a wrong secret comes to, or a key that one of both does not have or trust. All side by
 * side.
 */
import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { Capture, type Packet } from "./capture.js";
import { type Host, type Lab, type Port } from "./lab.js";
import { openLab } from "./open-lab.js";
import { BEST_UDPS, type Console, startNode, type Udp } from "./our-node.js";
import {
  chronydQuery,
  chronydWith,
  NEAR_SEC,
  ntpdig,
  ntpdigWith,
  ntpdServer,
  PEER_STRATUM,
  settle,
} from "./peers.js";
import { chronydKeys, configured, KEYS, ntpsecKeys, otherSecret, type SharedKey } from "./shared-keys.js";
import { assertClean } from "./wire-rules.js";

/** What our node serves is ahead of the machine's clock by this. */
const AHEAD_SEC = 0.25;
const OUR_STRATUM = 2;
const SYNCHRONIZED_SEC = 150;
/** After so long all who are to be believed have been, for the most. */
const REFUSED_SEC = 20;
const PATIENCE_MS = 300_000;

const HEADER_OCTETS = 48;
const KEY_ID_OCTETS = 4;

/** What is wrong with the key of one side, in rows that come to nothing. */
type Wrong = "another secret" | "a key that the other does not have" | "a key that our node does not trust";
const WRONGS: readonly Wrong[] = [
  "another secret",
  "a key that the other does not have",
  "a key that our node does not trust",
];
const UNKNOWN_ID = 99;
/** Our server's key that it does not trust. */
const UNTRUSTED: SharedKey = { ...KEYS[0], id: 8 };

type Program = "chronyd" | "ntpsec";
type Role = "client" | "server" | "active peer" | "passive peer";

interface Row {
  /** Our node's. */
  readonly role: Role;
  readonly program: Program;
  readonly key: SharedKey;
  readonly version: 3 | 4;
  readonly family: "ipv4" | "ipv6";
  readonly wrong?: Wrong;
}

const PEER_KEYS = KEYS.filter(({ id }) => [1, 3, 6, 7].includes(id));

const ROWS: readonly Row[] = [
  ...(["client", "server"] as const).flatMap(role => [
    ...KEYS.map(key => ({ role, program: "chronyd", key, version: 4, family: "ipv6" }) as const),
    // Only here, digests longer than SHA-1's travel whole.
    ...KEYS.slice(2, 5).map(key => ({ role, program: "chronyd", key, version: 3, family: "ipv4" }) as const),
    ...KEYS.filter(({ ntpsec }) => ntpsec).map(
      key => ({ role, program: "ntpsec", key, version: 4, family: "ipv4" }) as const,
    ),
    ...WRONGS.flatMap(wrong =>
      (["chronyd", "ntpsec"] as const).map(
        program => ({ role, program, key: KEYS[0], version: 4, family: "ipv4", wrong }) as const,
      ),
    ),
  ]),
  ...(["active peer", "passive peer"] as const).flatMap(role => [
    ...PEER_KEYS.map(key => ({ role, program: "chronyd", key, version: 4, family: "ipv4" }) as const),
    ...WRONGS.map(
      wrong => ({ role, program: "chronyd", key: KEYS[0], version: 4, family: "ipv6", wrong }) as const,
    ),
  ]),
];

function nameOf({ role, program, key, version, family, wrong }: Row): string {
  return `our ${role}, ${program}, ${wrong ?? `${key.mode} in version ${version}`}, ${family}`;
}

interface Ground {
  readonly ours: Host;
  readonly theirs: Host;
  readonly near: Port;
  readonly far: Port;
  readonly capture: Capture;
}

for (const udp of BEST_UDPS)
  describe(`interop: keys (${udp})`, () => {
    let lab: Lab;
    const outcomes = new Map<Row, Promise<string>>();
    const grounds = new Map<Row, Ground>();

    before(async function () {
      this.timeout(PATIENCE_MS);
      lab = await openLab(this, ["ip", "chronyd", "ntpd", "ntpdig", "tshark", "dumpcap"]);
      const server = lab.host("server");
      for (const [i, row] of ROWS.entries()) {
        const ours = row.role === "server" ? server : lab.host(`ours${i}`);
        const theirs = lab.host(`theirs${i}`);
        const [near, far] = lab.link(ours, theirs);
        grounds.set(row, { ours, theirs, near, far, capture: await Capture.start(theirs, [far.device]) });
      }
      await startOurServer(server, udp);
      for (const [row, ground] of grounds) {
        const outcome = row.role === "server" ? serve(row, ground) : follow(row, ground, udp);
        outcome.catch(() => {}); // its own test awaits it
        outcomes.set(row, outcome);
      }
    });
    after(() => lab?.close());

    for (const row of ROWS)
      it(nameOf(row), async function () {
        this.timeout(PATIENCE_MS);
        console.log(`      ${nameOf(row)}: ${await outcomes.get(row)!}`);
        const { capture, near } = grounds.get(row)!;
        const packets = (await capture.stop()).filter(
          ({ "udp.dstport": to, "udp.srcport": from }) => to === "123" || from === "123",
        );
        for (const packet of packets) if (source(packet) === near[row.family]) assertClean(packet);
        if (row.wrong === undefined) assertKeyed(row, packets);
      });
  });

const source = (packet: Packet): string => packet["ip.src"] || packet["ipv6.src"];

/** Both put a MAC of the very length to all that they send; only ntpdig, which looks at our clock, does not. */
function assertKeyed({ key, version, role }: Row, packets: readonly Packet[]): void {
  const octets = packets.map(packet => packet["udp.payload"].length / 2);
  const whole = HEADER_OCTETS + KEY_ID_OCTETS + key.digest[version];
  const keyed = octets.filter(length => length === whole);
  const bare = octets.filter(length => length === HEADER_OCTETS);
  assert.ok(keyed.length >= 2, `${keyed.length} with a MAC: ${octets.join(" ")}`);
  assert.equal(keyed.length + bare.length, octets.length, octets.join(" "));
  if (role === "server") assert.equal(bare.length, 0);
}

async function startOurServer(host: Host, udp: Udp): Promise<void> {
  const configuration = [
    "ntp-service enable",
    `ntp-service refclock-master ${OUR_STRATUM}`,
    "ntp-service authentication enable",
    ...KEYS.flatMap(key => configured(key)),
    ...configured(UNTRUSTED, false),
  ];
  const node = startNode(host, { udp, configuration, oscillator: `0,${AHEAD_SEC}` });
  await node.untilStatus(SYNCHRONIZED_SEC, status => status["Clock status"] === "synchronized");
}

/** Our server leads, the program follows it, or gets nothing that it takes. */
async function serve(
  { program, key, version, family, wrong }: Row,
  { theirs, near }: Ground,
): Promise<string> {
  const theirKey = wronged(key, wrong);
  const measure =
    program === "chronyd"
      ? chronydQuery(theirs, near[family], `key ${theirKey.id} version ${version}`, [
          chronydKeys(theirs, [theirKey]),
        ])
      : ntpdigWith(theirs, near[family], ["-a", String(theirKey.id), "-k", ntpsecKeys(theirs, [theirKey])]);
  if (wrong !== undefined) {
    await assert.rejects(measure);
    return "refused";
  }
  const offset = await settle(measure, AHEAD_SEC);
  assert.ok(Math.abs(offset - AHEAD_SEC) < NEAR_SEC, `${offset} s`);
  return `${(offset * 1000).toFixed(3)} ms of ${AHEAD_SEC * 1000}`;
}

/** The key of the side that asks our server. */
function wronged(key: SharedKey, wrong: Wrong | undefined): SharedKey {
  if (wrong === "another secret") return { ...key, secret: otherSecret(key) };
  if (wrong === "a key that the other does not have") return { ...key, id: UNKNOWN_ID };
  return wrong === undefined ? key : UNTRUSTED;
}

/** The program leads, our node follows as client or peer, or refuses. */
async function follow(row: Row, ground: Ground, udp: Udp): Promise<string> {
  const { family, version, role, wrong } = row;
  const { ours, theirs, near, far } = ground;
  await startTheirs(row, ground);
  const key = ourKey(row);
  const isTrusted = wrong !== "a key that our node does not trust";
  const configuration = [
    "ntp-service enable",
    "ntp-service authentication enable",
    ...configured(key, isTrusted),
  ];
  const word = `${family === "ipv4" ? "" : "ipv6 "}unicast-${role === "client" ? "server" : "peer"}`;
  const versions = family === "ipv4" ? `version ${version} ` : "";
  if (role !== "passive peer")
    configuration.push(
      `ntp-service ${word} ${far[family]} ${versions}minpoll 4 authentication-keyid ${key.id}`,
    );
  const node = startNode(ours, { udp, configuration, oscillator: "30,0.18" });
  if (wrong !== undefined) return refuses(node, role);
  const after = await node.untilStatus(SYNCHRONIZED_SEC, status => status["Clock status"] === "synchronized");
  const offset = await settle(await ntpdig(theirs, near[family]), 0);
  assert.equal((await node.status())["System peer"], far[family]);
  assert.ok(Math.abs(offset) < NEAR_SEC, `${offset} s off`);
  return `synchronized after ${after.toFixed(1)} s, then ${(offset * 1000).toFixed(3)} ms off`;
}

function ourKey({ key, wrong }: Row): SharedKey {
  if (wrong === "another secret") return { ...key, secret: otherSecret(key) };
  return wrong === "a key that the other does not have" ? { ...key, id: UNKNOWN_ID } : key;
}

async function refuses(node: Console, role: Role): Promise<string> {
  await wait(REFUSED_SEC * 1000);
  assert.equal((await node.status())["Clock status"], "unsynchronized");
  // Whom it makes a passive peer of it believes later.
  const sessions = (await node.ask("display ntp-service ipv6 sessions")).join("\n");
  if (role === "passive peer") assert.match(sessions, /Total sessions: 0/);
  return "refused";
}

async function startTheirs({ program, role, key, family }: Row, { theirs, near }: Ground): Promise<void> {
  if (program === "ntpsec") {
    const ids = KEYS.map(({ id }) => id).join(" ");
    await ntpdServer(theirs, [`keys ${ntpsecKeys(theirs)}`, `trustedkey ${ids}`]);
    return;
  }
  const directives = ["allow all", `local stratum ${PEER_STRATUM}`, chronydKeys(theirs)];
  if (role === "passive peer")
    directives.push(`peer ${near[family]} key ${key.id} version 4 minpoll 3 maxpoll 3`);
  await chronydWith(theirs, directives);
}
