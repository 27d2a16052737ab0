/** The host node at a receiver that gpsd's own test tool plays, from a log, on a pseudo-terminal. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { freeUdpPort } from "../boards/node/free-port.js";
import { obtain } from "./open-lab.js";
import { library } from "./packages.js";
import { Process } from "./process.js";

const LOG = "host-test/vectors/gps/mt3339.nmea";

/** The node's clock is so much ahead at first. */
const AHEAD_SEC = 100;

/** What the arrival of texts is uncertain by, on a busy machine. */
const NEAR_SEC = 0.25;

const CONFIG = `ntp-service enable
ntp-service refclock gps serial serial0 delay 100 leap-seconds 18
`;

describe("the host node at a receiver that gpsfake plays", function () {
  this.timeout(60_000);
  let env: NodeJS.ProcessEnv;
  const running: Process[] = [];
  const folder = mkdtempSync(join(tmpdir(), "xs-ntp-receiver-"));

  before(async function () {
    const { root, folders } = await obtain(this, () => library("python3-gps"));
    env = {
      ...process.env,
      PYTHONPATH: join(root, "usr/lib/python3/dist-packages"),
      LD_LIBRARY_PATH: folders.join(":"),
    };
  });

  after(async () => {
    for (const each of running) await each.stop();
    rmSync(folder, { recursive: true });
  });

  function run(name: string, command: readonly string[]): Process {
    const started = new Process(name, command, { cwd: process.cwd(), env });
    running.push(started);
    return started;
  }

  it("takes its time by the sentences", async () => {
    const receiver = run("the receiver", ["/usr/bin/python3", "host-test/interop/receiver.py", LOG]);
    const [device] = await receiver.prints(/\/dev\/\S+/, 10);
    const config = join(folder, "node.cfg");
    writeFileSync(config, CONFIG);
    const port = `${await freeUdpPort()}`;
    const node = run("our node", [
      process.execPath,
      resolve("build/boards/node/main.js"),
      ...["--config", config, "--state", join(folder, "state"), "--daemon", "--port", port],
      ...["--serial", `serial0=${device}`, "--oscillator", `0,${AHEAD_SEC}`],
    ]);
    const [, step] = await node.prints(/the clock was stepped by (\S+) s/, 40);
    await node.prints(/synchronized to 127\.127\.20\.0/, 10);
    assert.ok(Math.abs(Number(step) + AHEAD_SEC) < NEAR_SEC, `stepped by ${step} s`);
  });
});
