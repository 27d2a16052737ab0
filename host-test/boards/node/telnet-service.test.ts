/** Telnet over real sockets, as the running configuration comes to have it and no longer has it. */
import assert from "node:assert/strict";
import { createConnection, createServer, type Socket } from "node:net";
import { serveTelnet } from "../../../boards/node/telnet-service.js";
import { Dialect } from "../../../src/config/dialect.js";
import { Session } from "../../../src/console/session.js";
import { FakeNode, hostOf } from "../../console/fake-node.js";
import { freePort } from "./free-port.js";

/** All that is said to one who sends `text`, until the connection ends; why there is none. */
function ask(port: number, text: string, host = "127.0.0.1"): Promise<string> {
  return new Promise(answer => {
    let told = "";
    const socket: Socket = createConnection(port, host, () => socket.write(text));
    socket.setEncoding("utf8");
    socket.on("data", (more: string) => (told += more));
    socket.on("close", () => answer(told));
    socket.on("error", (error: NodeJS.ErrnoException) => answer(error.code ?? ""));
  });
}

describe("Telnet as configured", () => {
  it("is there while it is enabled, and takes its sessions with it", async () => {
    const host = hostOf(new FakeNode(Dialect.Comware), { version: "1.2.3" });
    const session = new Session(host, { isInteractive: false, write: assert.fail });
    const type = (...lines: string[]): void => lines.forEach(line => session.execute(line));
    const port = await freePort();
    const service = serveTelnet(host, assert.fail);
    try {
      type("system-view", `telnet server port ${port}`);
      assert.equal(await ask(port, "quit\n"), "ECONNREFUSED");
      type("telnet server enable");
      assert.match(await ask(port, "quit\n"), /No password has been set/);
      type("line vty 0 4", "authentication-mode none", "quit");
      for (const address of ["127.0.0.1", "::1"])
        assert.match(await ask(port, "display version\nquit\n", address), /1\.2\.3/);
      const open = [1, 2, 3, 4, 5].map(() => ask(port, "display version\n"));
      while (!(await ask(port, "quit\n")).includes("All lines are in use"));
      type("undo telnet server enable");
      for (const told of await Promise.all(open)) assert.match(told, /1\.2\.3/);
      assert.equal(await ask(port, "quit\n"), "ECONNREFUSED");
    } finally {
      service.close();
    }
  });

  it("says where its port is not to be had", async () => {
    const port = await freePort();
    const other = createServer();
    await new Promise<void>(listening => other.listen(port, listening));
    const host = hostOf(new FakeNode(Dialect.Comware));
    const session = new Session(host, { isInteractive: false, write: assert.fail });
    for (const line of ["system-view", `telnet server port ${port}`, "telnet server enable"])
      session.execute(line);
    const told = await new Promise<string>(tell => {
      serveTelnet(host, tell);
    });
    assert.match(told, new RegExp(`no Telnet on TCP port ${port}: .*EADDRINUSE`));
    other.close();
  });
});
