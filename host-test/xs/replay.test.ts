/** One recorded run replayed on both engines: every decision equal, bit for bit. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createNode } from "../../src/runtime/create-node.js";
import { replay } from "../../src/runtime/replay.js";
import { MILLISECOND } from "../../src/time/fixed.js";
import { constant } from "../sim/course.js";
import { rtcDays } from "../support/rtc-days.js";
import { World } from "../sim/world.js";
import { BUILD, Machine } from "./machine.js";
import { describeOnXs } from "./support.js";

/** Two hours with a server that jumps, goes and comes back, told by a counter that is 40 ppm slow. */
function virtualHours(): string {
  const world = new World(7);
  const addresses = ["192.0.2.1", "2001:db8::1"];
  const master = "ntp-service enable\nntp-service refclock-master 2";
  const server = createNode({ ports: world.host({ addresses }), config: master });
  createNode({ ports: world.host({ addresses: ["192.0.2.3"], bootOffset: MILLISECOND }), config: master });
  const recording: string[] = [];
  createNode({
    ports: world.host({
      addresses: ["192.0.2.2", "2001:db8::2"],
      oscillator: { frequency: constant(-40e-6) },
      bootOffset: 300 * MILLISECOND,
    }),
    config: `ntp-service enable
ntp-service unicast-server 192.0.2.1 iburst
ntp-service ipv6 unicast-server 2001:db8::1
ntp-service unicast-server 192.0.2.3`,
    record: line => void recording.push(line),
  });
  world.run(3600);
  server.stop();
  world.run(1800);
  createNode({ ports: world.host({ addresses, bootOffset: 90 * MILLISECOND }), config: master });
  world.run(1800);
  return recording.join("\n");
}

function decisionsOnNode(recording: string): string[] {
  const decisions: string[] = [];
  replay(recording, line => void decisions.push(line));
  return decisions;
}

describeOnXs("replay", () => {
  const recordings = [
    {
      name: "four minutes over real sockets",
      recording: readFileSync("host-test/vectors/recordings/loopback.txt", "utf8"),
    },
    { name: "two hours on a virtual network", recording: virtualHours() },
    ...rtcDays().map(({ recording }, i) => ({
      name: `${["days with a real-time clock", "hours after it was started anew"][i]}`,
      recording: recording.join("\n"),
    })),
  ];
  for (const { name, recording } of recordings)
    it(`${name}: Node and XS decide alike, to the bit`, async function () {
      this.timeout(300_000);
      const decisions = decisionsOnNode(recording);
      assert.ok(decisions.filter(line => line.startsWith("steer ")).length >= 8, "the clock was steered");
      const machine = new Machine();
      try {
        await machine.import(resolve(BUILD, "host-test/xs/replay.js"));
        const onXs = (await machine.command(recording)).text.split("\n").slice(0, -1);
        for (let i = 0; i < decisions.length; i++) assert.equal(onXs[i], decisions[i], `decision ${i + 1}`);
        assert.equal(onXs.length, decisions.length);
      } finally {
        machine.close();
      }
    });
});
