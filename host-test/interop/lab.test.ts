/** The yardstick first: real programs among themselves, and that nobody in the lab reaches the machine's clock. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { type Host, type Lab } from "./lab.js";
import { openLab } from "./open-lab.js";
import { chronyd, chronydServer, type Follow, NEAR_SEC, ntpd, ntpdig, openntpd, settle } from "./peers.js";

describe("interop: the lab", () => {
  let lab: Lab;
  let server: Host;

  before(async function () {
    lab = await openLab(this, ["ip", "chronyd", "ntpd", "ntpdig", "ntpq", "openntpd"]);
    server = lab.host("server");
  });
  after(() => lab?.close());

  it("nobody may set the clock", async () => {
    const date = lab.start(server, "date", { command: ["date", "--set=now"], env: {} });
    assert.equal(await date.ended, 1);
    assert.match(date.output, /Operation not permitted/);
  });

  it("the clients measure a real server, all alike", async function () {
    this.timeout(120_000);
    const rows: { name: string; follow: Follow }[] = [
      { name: "chronyd -Q", follow: chronyd },
      { name: "ntpdig", follow: ntpdig },
      { name: "ntpd", follow: ntpd },
      { name: "openntpd", follow: openntpd },
    ];
    const clients = rows.map(({ name }) => lab.host(name.replace(" ", "")));
    const ends = clients.map(client => lab.link(server, client));
    await chronydServer(server);
    await Promise.all(
      rows.map(async ({ name, follow }, i) => {
        const offset = await settle(await follow(clients[i], ends[i][0].ipv4), 0);
        console.log(`      ${name} of chronyd: ${(offset * 1000).toFixed(3)} ms`);
        assert.ok(Math.abs(offset) < NEAR_SEC, `${name}: ${offset} s`);
      }),
    );
  });

  it("leaves nothing behind", async function () {
    this.timeout(20_000);
    const command = ["sh", "-c", "read pid rest </proc/self/stat; echo $pid; exec sleep 1000"];
    const sleeping = lab.start(server, "sleep", { command, env: {} });
    const [pid] = await sleeping.prints(/\d+/, 10);
    assert.ok(existsSync(`/proc/${pid}`));
    await lab.close();
    assert.ok(!existsSync(`/proc/${pid}`));
    assert.ok(!existsSync(lab.folder));
  });
});
