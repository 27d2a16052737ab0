/** The firmware on Linux and those who connect to its consoles, and leave at the worst moment. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { buildFirmware, FIRMWARE, needSdk } from "../../interop/firmware.js";
import { freePort, freeUdpPort } from "../node/free-port.js";

const BUILD_MS = 900_000;
const PATIENCE_MS = 60_000;

/** More than leaves at once. */
const LONG = "display ?\n".repeat(20);

/** More than there are consoles. */
const GUESTS = 20;

describe("the firmware on Linux, built with $MODDABLE, and its connections", function () {
  this.timeout(PATIENCE_MS);
  let directory: string;
  let port: number;
  let program: ChildProcess;

  before(async function () {
    needSdk(this);
    this.timeout(BUILD_MS);
    buildFirmware();
    directory = mkdtempSync(join(tmpdir(), "xs-ntp-"));
    port = await freePort();
    const ports = ["--port", String(await freeUdpPort()), "--console", String(port)];
    program = spawn(FIRMWARE, ["--state", directory, ...ports, "--daemon"], { stdio: "ignore" });
    while (!(await isThere())) await wait(100);
  });
  after(() => {
    program?.kill();
    if (directory) rmSync(directory, { recursive: true });
  });

  const open = async (): Promise<Socket> => {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    socket.on("error", () => {});
    return socket;
  };

  /** Whether a console answers. */
  const isThere = async (): Promise<boolean> => {
    try {
      const socket = await open();
      socket.write("display version\nquit\n");
      return /xs-ntp, Version/.test(await text(socket));
    } catch {
      return false;
    }
  };

  it("outlives one who goes on typing while what was asked for goes out", async () => {
    for (let i = 0; i < 3; i++) {
      const socket = await open();
      socket.resume();
      socket.write(`${LONG}quit\n`);
      const typing = setInterval(() => socket.write("x"), 1);
      // The end may meet what is being typed: a reset, which is none of the firmware's.
      await new Promise(closed => socket.once("close", closed));
      clearInterval(typing);
    }
    assert.ok(await isThere());
  });

  it("has the line again of one whose connection breaks off while it writes", async () => {
    for (let i = 0; i < GUESTS; i++) {
      const socket = await open();
      socket.write(LONG);
      await once(socket, "data");
      await wait(i);
      socket.resetAndDestroy();
      await wait(100);
    }
    assert.ok(await isThere());
  });
});
