/** Real clients of our server, over both families and both kinds of socket, all side by side. */
import assert from "node:assert/strict";
import { Capture } from "./capture.js";
import { type Host, type Lab } from "./lab.js";
import { openLab } from "./open-lab.js";
import { startNode, type Udp, UDPS } from "./our-node.js";
import { chronyd, chronydOfVersion, type Follow, NEAR_SEC, ntpd, ntpdig, openntpd, settle } from "./peers.js";
import { assertClean, assertMarked } from "./wire-rules.js";

/** What our node serves is ahead of the machine's clock by this, so that a client that measures nothing is found out. */
const AHEAD_SEC = 0.25;
const STRATUM = 2;
/** Where the timestamps stand in a header written in hexadecimal. */
const ORIGIN_DIGITS = [48, 64] as const;
const TRANSMIT_DIGITS = [80, 96] as const;

const PATIENCE_MS = 120_000;

interface Row {
  readonly name: string;
  readonly follow: Follow;
  readonly udp: Udp;
  readonly family: "ipv4" | "ipv6";
}

const CLIENTS: readonly { readonly name: string; readonly follow: Follow }[] = [
  { name: "chronyd -Q", follow: chronyd },
  { name: "chronyd -Q version 3", follow: chronydOfVersion(3) },
  { name: "chronyd -Q version 1", follow: chronydOfVersion(1) },
  { name: "ntpdig", follow: ntpdig },
  { name: "ntpd", follow: ntpd },
  { name: "openntpd", follow: openntpd },
];

const ROWS: readonly Row[] = CLIENTS.flatMap(({ name, follow }) =>
  UDPS.flatMap(udp =>
    (["ipv4", "ipv6"] as const).map(family => ({ name: `${name}, ${family}, ${udp}`, follow, udp, family })),
  ),
);

describe("interop: our node as server", () => {
  let lab: Lab;
  const offsets = new Map<Row, Promise<number>>();
  const captures = new Map<Udp, Capture>();

  before(async function () {
    lab = await openLab(this, ["ip", "chronyd", "ntpd", "ntpdig", "ntpq", "openntpd", "tshark", "dumpcap"]);
    for (const udp of UDPS) {
      const server = lab.host(`server-${udp}`);
      const clients = ROWS.filter(row => row.udp === udp).map(row => {
        const host = lab.host(row.name.replaceAll(/\W+/g, "-"));
        const [near] = lab.link(server, host);
        return { row, host, address: near[row.family], device: near.device };
      });
      const devices = clients.map(({ device }) => device);
      captures.set(udp, await Capture.start(server, devices));
      await serve(server, udp);
      for (const { row, host, address } of clients) {
        const offset = row.follow(host, address).then(measure => settle(measure, AHEAD_SEC));
        offset.catch(() => {}); // its own test awaits it
        offsets.set(row, offset);
      }
    }
  });
  after(() => lab?.close());

  for (const row of ROWS)
    it(`serves ${row.name}`, async function () {
      this.timeout(PATIENCE_MS);
      const offset = await offsets.get(row)!;
      console.log(`      ${row.name}: ${(offset * 1000).toFixed(3)} ms of ${AHEAD_SEC * 1000}`);
      assert.ok(Math.abs(offset - AHEAD_SEC) < NEAR_SEC, `${offset} s`);
    });

  for (const udp of UDPS)
    it(`answers cleanly, each request once (${udp})`, async function () {
      this.timeout(PATIENCE_MS);
      await Promise.allSettled(offsets.values());
      const packets = await captures.get(udp)!.stop();
      const answers = packets.filter(
        packet => packet["udp.srcport"] === "123" && packet["ntp.flags.mode"] === "4",
      );
      const requests = packets.filter(
        packet => packet["udp.dstport"] === "123" && packet["ntp.flags.mode"] === "3",
      );
      console.log(`      ${requests.length} requests, ${answers.length} answers`);
      assert.ok(requests.length >= CLIENTS.length * 2);
      // The recording may end between a request and its answer.
      assert.ok(answers.length >= requests.length - 1);
      const asked = new Set(requests.map(({ "udp.payload": payload }) => payload.slice(...TRANSMIT_DIGITS)));
      for (const { "udp.payload": payload } of answers)
        assert.ok(asked.delete(payload.slice(...ORIGIN_DIGITS)), `answers nothing, or twice: ${payload}`);
      for (const answer of answers) {
        assertClean(answer);
        assertMarked(answer, udp);
        assert.equal(answer["ntp.stratum"], String(STRATUM));
        assert.equal(answer["ntp.flags.li"], "0");
      }
    });
});

/** Starts our node with a reference clock that is ahead, and waits until it has time to give. */
async function serve(host: Host, udp: Udp): Promise<void> {
  const configuration = ["ntp-service enable", `ntp-service refclock-master ${STRATUM}`];
  const node = startNode(host, { udp, configuration, oscillator: `0,${AHEAD_SEC}` });
  await node.untilStatus(20, status => status["Clock status"] === "synchronized");
}
