/** `display ntp-service trace` up chains of our nodes and real servers, and NTPsec's ntptrace up one of ours. */
import assert from "node:assert/strict";
import { type Host, type Lab } from "./lab.js";
import { openLab } from "./open-lab.js";
import { BEST_UDPS, type Console, startNode, type Udp } from "./our-node.js";
import { chronydServer, PEER_STRATUM } from "./peers.js";

const PATIENCE_MS = 240_000;
const START_SEC = 20;
const SYNCHRONIZED_SEC = 120;

const FIGURE = "-?\\d+\\.\\d+";

/** Who is on the LAN, by the last octet of the address. */
const NAMES = ["vrp", "middle", "ntpd", "chronyd", "comware", "second", "primary"] as const;
const address = (name: (typeof NAMES)[number]): string => `10.99.0.${NAMES.indexOf(name) + 1}`;

for (const udp of BEST_UDPS)
  describe(`interop: tracing the servers (${udp})`, () => {
    let lab: Lab;
    let vrp: Console;
    let comware: Console;
    let comwareHost: Host;

    before(async function () {
      lab = await openLab(this, ["ip", "chronyd", "ntpd", "ntpq", "ntptrace"]);
      this.timeout(PATIENCE_MS);
      const hosts = NAMES.map(name => lab.host(name));
      lab.lan(
        "lan",
        hosts.map((host, i) => ({ host, ipv4: `${address(NAMES[i])}/24` })),
      );
      const [vrpHost, middleHost, ntpdHost, chronydHost, ...others] = hosts;
      await chronydServer(chronydHost);
      await follower(ntpdHost, address("chronyd"));
      const middle = our(
        udp,
        middleHost,
        [`ntp-service unicast-server ${address("ntpd")} minpoll 4`],
        "comware",
      );
      vrp = our(udp, vrpHost, [`ntp-service unicast-server ${address("middle")} minpoll 4`], "vrp");

      comwareHost = others[0];
      const primary = our(udp, others[2], ["ntp-service refclock-master 1"], "comware");
      await follower(others[1], address("primary"));
      comware = our(
        udp,
        comwareHost,
        [`ntp-service unicast-server ${address("second")} minpoll 4`],
        "comware",
      );
      for (const node of [middle, primary, comware])
        await node.untilStatus(SYNCHRONIZED_SEC, status => status["Clock status"] === "synchronized");
      await vrp.untilStatus(SYNCHRONIZED_SEC, status => status["clock status"] === "synchronized");
    });
    after(() => lab?.close());

    it("goes over a node of ours and ntpd to chronyd, which does not answer", async function () {
      this.timeout(PATIENCE_MS);
      const lines = await vrp.ask("display ntp-service trace");
      const hops = [
        ["127.0.0.1", PEER_STRATUM + 3],
        [address("middle"), PEER_STRATUM + 2],
        [address("ntpd"), PEER_STRATUM + 1],
      ] as const;
      hops.forEach(([server, stratum], i) =>
        assert.match(
          lines[i],
          new RegExp(`^server ${server}, stratum ${stratum}, offset ${FIGURE} s, synch distance ${FIGURE}$`),
          lines.join("\n"),
        ),
      );
      assert.deepEqual(lines.slice(hops.length), [`Error: No answer from ${address("chronyd")}.`]);
    });

    it("goes over ntpd to a primary of ours", async function () {
      this.timeout(PATIENCE_MS);
      const lines = await comware.ask("display ntp-service trace");
      const servers = ["127.0.0.1", address("second"), address("primary")];
      servers.forEach((server, i) => {
        assert.equal(lines[2 * i], `Server     ${server}`, lines.join("\n"));
        assert.match(
          lines[2 * i + 1],
          new RegExp(`^Stratum    ${3 - i}, jitter +${FIGURE}, synch distance ${FIGURE}\\.$`),
        );
      });
      assert.deepEqual(lines.slice(6), ["RefID      127.127.1.0"]);
    });

    it("is gone by ntptrace, too", async function () {
      this.timeout(PATIENCE_MS);
      const running = comwareHost.run("ntptrace", "-n", "127.0.0.1");
      await running.ended;
      const lines = running.printed.trim().split("\n");
      const hop = `, offset ${FIGURE}, synch distance ${FIGURE}`;
      assert.equal(lines.length, 3, running.output);
      assert.match(lines[0], new RegExp(`^127\\.0\\.0\\.1: stratum 3${hop}$`));
      assert.match(lines[1], new RegExp(`^${address("second")}: stratum 2${hop}$`));
      assert.match(lines[2], new RegExp(`^${address("primary")}: stratum 1${hop}, refid '127.127.1.0'$`));
    });
  });

function our(udp: Udp, host: Host, lines: readonly string[], dialect: "comware" | "vrp"): Console {
  const configuration = ["ntp-service enable", ...lines];
  return startNode(host, { udp, configuration, options: ["--dialect", dialect] });
}

/** NTPsec's ntpd behind `server`, answering queries. */
async function follower(host: Host, server: string): Promise<void> {
  const rules = "unrestrict default noquery limited\ndisable kernel\n";
  const file = host.file("ntp.conf", `${rules}server ${server} minpoll 3 maxpoll 3 iburst\n`);
  const running = host.run("ntpd", "-n", "-c", file);
  await running.prints(/Listening on routing socket/, START_SEC);
}
