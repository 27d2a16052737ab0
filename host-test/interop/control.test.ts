/**
 * Real askers of control queries: NTPsec's ntpq and ntptrace at our node, over both families; what they print is
 * held against what the node itself shows. And who gets nothing.
 */
import assert from "node:assert/strict";
import { Capture } from "./capture.js";
import { type Host, type Lab, type Port } from "./lab.js";
import { openLab } from "./open-lab.js";
import { BEST_UDPS, type Console, startNode } from "./our-node.js";
import { chronydServer, ntpdServer, PEER_STRATUM } from "./peers.js";
import { configured, KEYS, ntpsecKeys, otherSecret, type SharedKey } from "./shared-keys.js";
import { assertClean } from "./wire-rules.js";

const PATIENCE_MS = 300_000;
const SYNCHRONIZED_SEC = 90;
/** What the node serves of itself, one more than its clock has. */
const LOCAL_STRATUM = 11;
const AGAIN_MS = 3000;
const TRIES = 8;

const FAMILIES = ["ipv4", "ipv6"] as const;

const KEY = KEYS[0];

type Status = Record<string, string>;

for (const udp of BEST_UDPS)
  describe(`interop: control queries of ntpq (${udp})`, () => {
    let lab: Lab;
    let node: Console;
    let quiet: Port;
    let asker: Host;
    let near: Port;
    let own: Port;
    let stranger: Host;
    let door: Port;
    let servers: readonly Port[];
    let capture: Capture;

    before(async function () {
      lab = await openLab(this, ["ip", "chronyd", "ntpd", "ntpq", "ntptrace", "tshark", "dumpcap"]);
      const [ours, other, ...hosts] = ["ours", "other", "chronyd", "ntpd", "silent"].map(name =>
        lab.host(name),
      );
      asker = lab.host("asker");
      stranger = lab.host("stranger");
      servers = hosts.map(host => lab.link(ours, host)[1]);
      [near, own] = lab.link(ours, asker);
      let strangers: Port;
      [door, strangers] = lab.link(ours, stranger);
      [quiet] = lab.link(other, asker);
      capture = await Capture.start(asker, [own.device]);
      await Promise.all([chronydServer(hosts[0]), ntpdServer(hosts[1])]);
      const configuration = [
        "ntp-service enable",
        `ntp-service unicast-server ${servers[0].ipv4} minpoll 4 maxpoll 4 priority`,
        `ntp-service ipv6 unicast-server ${servers[1].ipv6} minpoll 4 maxpoll 4`,
        `ntp-service unicast-server ${servers[2].ipv4}`,
        `ntp-service refclock-master ${LOCAL_STRATUM}`,
        "ntp-service authentication enable",
        ...configured(KEY),
        ...["acl basic 2000", `rule deny source ${strangers.ipv4} 0`, "rule permit", "quit"],
        ...["acl ipv6 basic 2000", `rule deny source ${strangers.ipv6}/128`, "rule permit", "quit"],
        ...["acl basic 2001", "rule permit", "quit", "acl ipv6 basic 2001", "rule permit", "quit"],
        ...["", "ipv6 "].flatMap(family => [
          `ntp-service ${family}access peer acl 2000`,
          `ntp-service ${family}access synchronization acl 2001`,
        ]),
      ];
      node = startNode(ours, { udp, configuration, oscillator: "30,0.18" });
      const noquery = ["ntp-service enable", "ntp-service refclock-master 3", "ntp-service noquery enable"];
      const mute = startNode(other, { udp, configuration: noquery });
      await mute.untilStatus(SYNCHRONIZED_SEC, status => status["Clock status"] === "synchronized");
      await node.untilStatus(SYNCHRONIZED_SEC, status => status["System peer"] === servers[0].ipv4);
      // The other one survives a little later: it takes a sample more, or two.
      for (let left = SYNCHRONIZED_SEC; left > 0; left--) {
        if ((await ntpq(asker, "-c", "associations", near.ipv4)).includes("candidate")) break;
        await new Promise(done => setTimeout(done, 1000));
      }
    });
    after(() => lab?.close());

    for (const family of FAMILIES) {
      const ask = (...words: string[]): Promise<string> => ntpq(asker, ...words, near[family]);

      it(`rv, ${family}`, async function () {
        this.timeout(PATIENCE_MS);
        const { status, told } = await between(node, () => ask("-c", "rv"));
        assert.match(told, /^associd=0 status=06\w\w leap_none, sync_ntp, \w+ events?, \w+,$/m);
        const items = itemsOf(told);
        assert.equal(items.version, `"xs-ntp ${/\d\S*/.exec(items.version)![0]}`.replace(/"?$/, '"'));
        assert.deepEqual(
          [items.leap, items.stratum, items.refid, `2^${items.precision}`],
          [
            status["Leap indicator"],
            status["Clock stratum"],
            status["Reference clock ID"],
            status["Clock precision"],
          ],
        );
        assert.equal(items.stratum, String(PEER_STRATUM + 1));
        assert.equal(items.reftime.split(" ")[0], status["Reference time"].split(" ")[0]);
        assertNear(items.clk_jitter, 1000 * Number.parseFloat(status["Clock jitter"]), 0.001);
        assertNear(items.rootdelay, Number.parseFloat(status["Root delay"]), 0.001);
        assertNear(items.rootdisp, Number.parseFloat(status["Root dispersion"]), 1);
        assertNear(items.clk_wander, Number.parseFloat(status.Stability), 0.001);
      });

      it(`sysinfo, ${family}`, async function () {
        this.timeout(PATIENCE_MS);
        const { status, told } = await between(node, () => ask("-c", "sysinfo"));
        assert.match(told, new RegExp(`^system peer: +${servers[0].ipv4}:123$`, "m"));
        assert.match(told, /^system peer mode: +server$/m);
        assert.match(told, new RegExp(`^stratum: +${status["Clock stratum"]}$`, "m"));
        assert.match(told, new RegExp(`^reference time: +${status["Reference time"].slice(0, 17)} `, "m"));
        for (const name of ["root delay", "root dispersion", "system jitter", "clock jitter", "clock wander"])
          assert.match(told, new RegExp(`^${name}: +\\d`, "m"));
      });

      it(`sysstats, ${family}`, async function () {
        this.timeout(PATIENCE_MS);
        const told = await ask("-c", "sysstats");
        for (const name of [
          "uptime",
          "control requests",
          "sysstats reset",
          "packets received",
          "rate limited",
        ])
          assert.match(told, new RegExp(`^${name}: +[1-9\\d]`, "m"));
        assert.doesNotMatch(told, /Traceback|\?\?\?/);
      });

      it(`peers and associations, ${family}`, async function () {
        this.timeout(PATIENCE_MS);
        const sessions = [
          ...(await node.ask("display ntp-service sessions")),
          ...(await node.ask("display ntp-service ipv6 sessions")),
        ].join("\n");
        const rows = (await ask("-c", "peers")).split("\n").slice(2).filter(Boolean);
        const [chronyd, silent, clock, ntpd] = rows.map(row => row.split(/\s+/)).sort(byRemote(servers));
        assert.deepEqual(chronyd.slice(0, 5), [`*${servers[0].ipv4}`, "127.127.1.1", "5", "u", chronyd[4]]);
        assert.match(sessions, new RegExp(`${servers[0].ipv4} +127\\.127\\.1\\.1 +5 `));
        assert.deepEqual(ntpd.slice(0, 4), [`+${servers[1].ipv6}`, "127.0.0.1", "5", "u"]);
        assert.match(
          sessions,
          new RegExp(`${servers[1].ipv6}\n Reference: 127\\.0\\.0\\.1 +Clock stratum: 5`),
        );
        assert.deepEqual(silent.slice(0, 7), ["", servers[2].ipv4, ".INIT.", "16", "u", "-", "64"]);
        assert.deepEqual(clock.slice(0, 4), ["#LOCAL(0)", ".LOCL.", String(LOCAL_STRATUM - 1), "l"]);
        for (const row of [chronyd, ntpd]) {
          assert.ok(Number(row[6]) > 0 && Number(row[5]) === 16, row.join(" "));
          for (const milliseconds of row.slice(7, 10)) assert.ok(Math.abs(Number(milliseconds)) < 50);
        }
        const associations = await ask("-c", "associations");
        const conditions = Array.from(
          associations.matchAll(/^ +\d +(\d+) +\w{4} +yes +(yes|no) +none +(\S+) /gm),
          ([, id, reach, condition]) => `${id} ${reach} ${condition}`,
        );
        assert.deepEqual(conditions.map(condition => condition.replace(/^\d+ /, "")).sort(), [
          "no reject",
          "yes backup",
          "yes candidate",
          "yes sys.peer",
        ]);
      });

      it(`rv &1, ${family}`, async function () {
        this.timeout(PATIENCE_MS);
        const told = await ask("-c", "associations", "-c", "rv &1");
        assert.match(told, /^associd=1 status=96\w\w conf, reach, sel_sys\.peer, /m);
        const items = itemsOf(told);
        assert.deepEqual(
          [items.srcadr, items.srcport, items.stratum, items.refid, items.hmode, items.pmode, items.hpoll],
          [servers[0].ipv4, "123", String(PEER_STRATUM), "127.127.1.1", "3", "4", "4"],
        );
        assert.match(told, /flash=00 ok/);
      });

      it(`mrulist, ${family}`, async function () {
        this.timeout(PATIENCE_MS);
        const told = await ask("-c", "mrulist");
        assert.match(told, new RegExp(` 0 \\. 6 2 +\\d+ .* ${own[family]}$`, "m"));
        assert.match(told, /^# Collected \d+ slots? in /m);
      });

      it(`ntptrace goes as far as it is answered, ${family}`, async function () {
        this.timeout(PATIENCE_MS);
        const running = asker.run("ntptrace", "-n", "-m", "1", near[family]);
        await running.ended;
        assert.match(
          running.output,
          new RegExp(`^${near[family]}: stratum 6, offset -?0\\.\\d+, synch distance 0\\.\\d+$`, "m"),
        );
      });

      it(`with a MAC, the answer has one that is good, ${family}`, async function () {
        this.timeout(PATIENCE_MS);
        const told = await ask(...authenticated(asker, KEY), "-c", "rv 0 stratum,refid");
        assert.match(told, /stratum=6, refid=/);
        assert.doesNotMatch(told, /AUTH|untrusted|redential/);
      });

      it(`with a wrong MAC, it is an error, ${family}`, async function () {
        this.timeout(PATIENCE_MS);
        const wrong = authenticated(asker, { ...KEY, secret: otherSecret(KEY) });
        const told = await ask(...wrong, "-c", "rv 0 stratum");
        assert.match(told, /Server error code PERMISSION/);
        assert.doesNotMatch(told, /stratum=/);
      });

      it(`who may not query gets nothing, nor anybody of a node with noquery, ${family}`, async function () {
        this.timeout(PATIENCE_MS);
        const told = await Promise.all([
          ntpq(stranger, "-c", "rv", door[family]),
          ntpq(asker, "-c", "rv", quiet[family]),
        ]);
        for (const text of told) assert.match(text, /timed out/i);
      });
    }

    it("sends what tshark takes for control answers, without a complaint", async function () {
      this.timeout(PATIENCE_MS);
      const packets = (await capture.stop()).filter(packet => packet["ntp.flags.mode"] === "6");
      const answers = packets.filter(packet => packet["udp.srcport"] === "123");
      console.log(`      ${packets.length - answers.length} queries, ${answers.length} messages of answers`);
      assert.ok(answers.length >= 2 * 10);
      answers.forEach(assertClean);
    });
  });

async function ntpq(host: Host, ...words: readonly string[]): Promise<string> {
  const running = host.run("ntpq", "-n", ...words);
  await running.ended;
  return running.output;
}

/** Makes ntpq put MACs to its queries. */
function authenticated(host: Host, key: SharedKey): string[] {
  const file = ntpsecKeys(host, [key]);
  return ["-k", file, "-a", String(key.id), "-c", "passwd", "-c", "authenticate yes"];
}

/** What `ask` is told while the node's own status stays the same: a correction in between is asked about again. */
async function between(node: Console, ask: () => Promise<string>): Promise<{ status: Status; told: string }> {
  let before = await node.status();
  for (let i = 0; i < TRIES; i++) {
    const told = await ask();
    const status = await node.status();
    if (status["Reference time"] === before["Reference time"]) return { status, told };
    before = status;
    await new Promise(done => setTimeout(done, AGAIN_MS));
  }
  throw new Error("corrected too often");
}

/** "name=value" parted by commas, with ntpq's line breaks. */
function itemsOf(told: string): Record<string, string> {
  const items = told.matchAll(/(\w+) ?=("[^"]*"|[^,\n]*)/g);
  return Object.fromEntries(Array.from(items, ([, name, value]) => [name, value]));
}

function assertNear(told: string, shown: number, margin: number): void {
  assert.ok(Math.abs(Number(told) - shown) <= margin, `${told}, but ${shown}`);
}

/** The server that is followed, the silent one, the local clock, the other server. */
function byRemote([first, second, third]: readonly Port[]): (a: string[], b: string[]) => number {
  const order = [first.ipv4, third.ipv4, "LOCAL(0)", second.ipv6];
  const place = (row: string[]): number => order.findIndex(remote => `${row[0]} ${row[1]}`.includes(remote));
  return (a, b) => place(a) - place(b);
}
