/** The rows that need a second device and a link-local address, in a namespace where both are sure to be. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { addonUdp } from "../../../boards/node/addon-udp.js";
import { Oscillator } from "../../../boards/node/oscillator.js";

/** A normal user is root in a namespace of users; where there are none, root can do without. */
const SEPARATIONS = [["--user", "--map-root-user", "--net"], ["--net"]] as const;

const WITH_A_DEVICE = `
  ip link set lo up
  ip link add near0 type veth peer name far0
  ip link set near0 up
  ip link set far0 up
  ip address add fe80::1/64 dev near0 nodad
  ip address add fd77::1/64 dev near0 nodad
  ip address add 10.77.0.1/24 dev near0
  ip address add fd78::2/64 dev far0 nodad
  ip address add 10.78.0.2/24 dev far0
  for device in near0 far0 all; do
    echo 1 >/proc/sys/net/ipv4/conf/$device/accept_local
    echo 0 >/proc/sys/net/ipv4/conf/$device/rp_filter
  done
  exec "$@"`;

const FILES = ["udp", "small-ports", "groups"].map(name => `host-test/boards/node/${name}.test.ts`);
const ROWS = "link-local|does not hear the|between two devices";

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
    assert.equal(stats.passes, addonUdp(new Oscillator()) ? 4 + 21 : 2 + 8);
  });
});
