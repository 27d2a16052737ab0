/** The rows that need a second device and a link-local address, in a namespace where both are sure to be. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { NativeUdp } from "../../../boards/node/native-udp.js";
import { Oscillator } from "../../../boards/node/oscillator.js";

/** A normal user is root in a namespace of users; where there are none, root can do without. */
const SEPARATIONS = [["--user", "--map-root-user", "--net"], ["--net"]] as const;

const WITH_A_DEVICE = `
  ip link set lo up
  ip link add near0 type veth peer name far0
  ip link set near0 up
  ip link set far0 up
  ip address add fe80::1/64 dev near0 nodad
  exec "$@"`;

const FILES = ["udp", "small-ports"].map(name => `host-test/boards/node/${name}.test.ts`);
const ROWS = "link-local|does not hear";

describe("with a device of its own", function () {
  this.timeout(60_000);

  it("tells links and devices apart", function () {
    const flags = SEPARATIONS.find(each => spawnSync("unshare", [...each, "true"]).status === 0);
    if (!flags) {
      console.log("      this machine lets nobody make network namespaces");
      return this.skip();
    }
    const mocha = [process.execPath, "node_modules/mocha/bin/mocha.js", "--reporter", "json", "--grep", ROWS];
    const command = ["unshare", ...flags, "sh", "-ec", WITH_A_DEVICE, "sh", ...mocha, ...FILES];
    const { stdout, stderr } = spawnSync(command[0], command.slice(1), { encoding: "utf8" });
    const report = stdout.slice(stdout.indexOf("{\n"));
    assert.ok(report, stderr);
    const { stats, failures } = JSON.parse(report) as {
      stats: { passes: number; pending: number };
      failures: { fullTitle: string; err: { message: string } }[];
    };
    assert.deepEqual(
      failures.map(({ fullTitle, err }) => `${fullTitle}: ${err.message}`),
      [],
    );
    assert.equal(stats.passes, NativeUdp.load(new Oscillator()) ? 4 : 2);
  });
});
