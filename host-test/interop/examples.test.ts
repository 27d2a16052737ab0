/** The example applications on the SDK's XS, with no more than their profiles: real servers, and real clients of one. */
import assert from "node:assert/strict";
import { buildApplication, needSdk, startApplication, variant } from "./firmware.js";
import { type Host, type Lab } from "./lab.js";
import { openBareLab } from "./open-lab.js";
import { chronyd, chronydServer, NEAR_SEC, ntpdig, PEER_STRATUM, settle } from "./peers.js";
import { type Process } from "./process.js";

const BUILD_MS = 900_000;
const PATIENCE_MS = 120_000;
const SYNCHRONIZED_SEC = 30;

/** As both have them; each is another chronyd. */
const SERVERS = ["0.pool.ntp.org", "1.pool.ntp.org", "2.pool.ntp.org"];
const SERVING = "10.0.0.12";

/** In place of the ten minutes of the example. */
const NAP_MS = 15_000;
/** From a line's printing until it is read here. */
const READ_MS = 2000;
/** The example sleeps when its time is as good. */
const WANTED_MS = 100;

describe("interop: the example applications on XS, built with $MODDABLE", () => {
  let lab: Lab;
  let client: Host;
  let following: Process;
  let napping: Process;

  before(async function () {
    needSdk(this);
    lab = await openBareLab(this, ["ip", "chronyd", "ntpdig"]);
    this.timeout(BUILD_MS);
    buildApplication("boards/example");
    buildApplication("boards/example-server");
    buildApplication(variant("naps", "example-sleeper", "PERIOD_MS = 600_000", `PERIOD_MS = ${NAP_MS}`));
    const servers = SERVERS.map((name, i) => {
      const address = `10.0.0.${i + 1}`;
      lab.name(name, [address]);
      return { host: lab.host(`server${i}`), ipv4: `${address}/24` };
    });
    const [follower, serving, sleeping] = [lab.host("follower"), lab.host("serving"), lab.host("sleeping")];
    client = lab.host("client");
    lab.lan("switch", [
      ...servers,
      { host: follower, ipv4: "10.0.0.11/24" },
      { host: serving, ipv4: `${SERVING}/24` },
      { host: client, ipv4: "10.0.0.13/24" },
      { host: sleeping, ipv4: "10.0.0.14/24" },
    ]);
    for (const { host } of servers) await chronydServer(host);
    following = startApplication(follower, "example");
    startApplication(serving, "example-server");
    napping = startApplication(sleeping, "naps");
  });
  after(() => lab?.close());

  it("follows chronyd by its name, and tells the time", async function () {
    this.timeout(PATIENCE_MS);
    const [, time, error] = await following.prints(
      /^xs-ntp: (\S+Z), wrong by (\S+) ms at most$/m,
      SYNCHRONIZED_SEC,
    );
    assert.equal(new Date(time).toISOString(), time);
    assert.ok(Number(error) > 0, error);
  });

  it("answers nobody", async function () {
    this.timeout(PATIENCE_MS);
    const asking = client.run("ntpdig", "-j", "-t", "1", "10.0.0.11");
    assert.notEqual(await asking.ended, 0);
  });

  it("serves a stratum below its servers'", async function () {
    this.timeout(PATIENCE_MS);
    assert.equal(await servedStratum(client), PEER_STRATUM + 1);
  });

  for (const { name, follow } of [
    { name: "chronyd -Q", follow: chronyd },
    { name: "ntpdig", follow: ntpdig },
  ])
    it(`serves ${name} the time that it follows`, async function () {
      this.timeout(PATIENCE_MS);
      const offset = await settle(await follow(client, SERVING), 0);
      assert.ok(Math.abs(offset) < NEAR_SEC, `${offset} s`);
    });

  it("has the time at once after a sleep, as good as it says", async function () {
    this.timeout(PATIENCE_MS);
    const [, time, error] = await napping.prints(
      /wrong by Infinity ms at most$[^]*^xs-ntp: (\S+Z), wrong by (\d\S*) ms at most$/m,
      SYNCHRONIZED_SEC + (2 * NAP_MS) / 1000,
    );
    const ahead = Date.parse(time) - Date.now();
    assert.ok(Number(error) < WANTED_MS, error);
    assert.ok(ahead < Number(error) && ahead > -Number(error) - READ_MS, `${ahead} ms ahead, ${error} told`);
  });
});

/** What ntpdig is told as soon as it is told anything. */
async function servedStratum(client: Host): Promise<number> {
  for (const deadline = Date.now() + SYNCHRONIZED_SEC * 1000; ;) {
    const asking = client.run("ntpdig", "-j", "-t", "1", SERVING);
    if ((await asking.ended) === 0) return (JSON.parse(asking.printed) as { stratum: number }).stratum;
    if (Date.now() > deadline) throw new Error(asking.output);
  }
}
