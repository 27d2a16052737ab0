/** Programs that send their lines and are gone, over real sockets. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { listenForConnections } from "../../../boards/node/connections.js";
import { Dialect } from "../../../src/config/dialect.js";
import { vtyOf } from "../../../src/config/vty-settings.js";
import { nearbyEntrances } from "../../../src/console/entrance.js";
import { type TimerPort } from "../../../src/runtime/timers.js";
import { SECOND } from "../../../src/time/fixed.js";
import { FakeNode, hostOf } from "../../console/fake-node.js";
import { freePort } from "./free-port.js";

/** The password is hashed in goes, and all lines behind it wait for that. */
const LINES = [
  "display version",
  "system-view",
  "line vty 0 4",
  "set authentication password simple Quartz-32768",
  "quit",
  "sysname After",
  "display this",
  "",
].join("\n");

const REAL_TIMERS: TimerPort = {
  after(delay, ring) {
    const timer = setTimeout(ring, (delay / SECOND) * 1000);
    return { cancel: () => clearTimeout(timer) };
  },
};

async function serve(use: (node: FakeNode, socket: Socket) => Promise<void>): Promise<void> {
  const node = new FakeNode(Dialect.Comware);
  const port = await freePort();
  const open = listenForConnections({
    address: "127.0.0.1",
    port,
    entranceFor: nearbyEntrances(hostOf(node, { version: "1.2.3", timers: REAL_TIMERS }), 0, 1),
    failed: assert.fail,
  });
  try {
    await use(node, connect(port, "127.0.0.1").setEncoding("utf8"));
  } finally {
    open.close();
  }
}

describe("connections of programs", () => {
  it("answer all that was sent to one who has ended, as through a pipe", () =>
    serve(async (node, socket) => {
      let answer = "";
      socket.on("data", text => (answer += text));
      socket.end(LINES);
      await once(socket, "close");
      assert.match(answer, /1\.2\.3[^]*\nsysname After\n[^]*return\n$/);
      assert.match(vtyOf(node.configuration.running).password, /^\$xsp1\$/);
    }));

  it("carry out whole lines of one who has hung up while they were", () =>
    serve(async (node, socket) => {
      socket.write(`${LINES}sysname Ha`);
      await once(socket, "data");
      socket.resetAndDestroy();
      const isDone = (): boolean => node.configuration.running.lines().includes("sysname After");
      for (let i = 0; i < 200 && !isDone(); i++) await new Promise(later => setTimeout(later, 5));
      assert.ok(isDone());
      assert.match(vtyOf(node.configuration.running).password, /^\$xsp1\$/);
    }));
});
