/** The firmware on the SDK's XS: it follows real servers, serves real clients, and a person types at it. */
import assert from "node:assert/strict";
import { buildFirmware, needSdk, startFirmware } from "./firmware.js";
import { type Host, type Lab, type Port } from "./lab.js";
import { openLab } from "./open-lab.js";
import { openConsole, startNode } from "./our-node.js";
import { chronyd, chronydServer, NEAR_SEC, ntpdig, PEER_STRATUM, settle } from "./peers.js";
import { type Process } from "./process.js";
import { openTerminal } from "./telnet-terminal.js";

const CONSOLE = 2323;
/** What the server of our own serves is ahead of the machine's clock, so that who measures nothing is found out. */
const AHEAD_SEC = 0.25;
const SYNCHRONIZED_SEC = 40;
const BUILD_MS = 900_000;
const PATIENCE_MS = 120_000;
const ANSWER_SEC = 10;
/** The vendors' own. */
const TELNET = 23;
const PASSWORD = "Quartz-32768";

describe("interop: the firmware on XS, built with $MODDABLE", () => {
  let lab: Lab;
  let real: Host, follower: Host, middle: Host, client: Host;
  let running: Process;
  let toChronyd: Port, followerPort: Port, toAhead: Port, middlePort: Port;

  before(async function () {
    needSdk(this);
    lab = await openLab(this, ["ip", "chronyd", "ntpdig"]);
    this.timeout(BUILD_MS);
    buildFirmware();
    [real, follower, middle, client] = ["real", "follower", "middle", "client"].map(name => lab.host(name));
    const ahead = lab.host("ahead");
    [toChronyd, followerPort] = lab.link(real, follower);
    [toAhead] = lab.link(ahead, middle);
    [middlePort] = lab.link(middle, client);
    await chronydServer(real);
    const served = ["ntp-service enable", "ntp-service refclock-master 3"];
    startNode(ahead, { udp: "dgram", configuration: served, oscillator: `0,${AHEAD_SEC}` });
    running = await startFirmware(
      follower,
      [
        "sysname XS",
        "ntp-service enable",
        `ntp-service unicast-server ${toChronyd.ipv4}`,
        `ntp-service ipv6 unicast-server ${toChronyd.ipv6}`,
        "telnet server enable",
        "line vty 0 4",
        `set authentication password simple ${PASSWORD}`,
      ],
      CONSOLE,
    );
    lab.name("ahead.example", [toAhead.ipv4, toAhead.ipv6]);
    const source = "ntp-service ipv6 unicast-server ahead.example";
    await startFirmware(middle, ["ntp-service enable", source], CONSOLE);
  });
  after(() => lab?.close());

  it("follows chronyd, over IPv4 and IPv6", async function () {
    this.timeout(PATIENCE_MS);
    const typed = openConsole(follower, CONSOLE);
    await typed.untilStatus(SYNCHRONIZED_SEC, status => status["Clock status"] === "synchronized");
    const status = await typed.status();
    assert.equal(status["Clock stratum"], String(PEER_STRATUM + 1));
    for (const family of ["", "ipv6 "]) {
      const sessions = (await typed.ask(`display ntp-service ${family}sessions`)).join("\n");
      assert.match(sessions, family === "" ? new RegExp(toChronyd.ipv4) : /fd00/);
    }
  });

  for (const { name, follow } of [
    { name: "chronyd -Q", follow: chronyd },
    { name: "ntpdig", follow: ntpdig },
  ])
    for (const family of ["ipv4", "ipv6"] as const)
      it(`serves ${name} over ${family} the time that it follows`, async function () {
        this.timeout(PATIENCE_MS);
        const typed = openConsole(middle, CONSOLE);
        await typed.untilStatus(SYNCHRONIZED_SEC, status => status["Clock status"] === "synchronized");
        const offset = await settle(await follow(client, middlePort[family]), AHEAD_SEC);
        assert.ok(Math.abs(offset - AHEAD_SEC) < NEAR_SEC, `${offset} s`);
      });

  it("lets a person type by Telnet: completed words, and what they lead to", async function () {
    this.timeout(PATIENCE_MS);
    const terminal = openTerminal(follower, "127.0.0.1", CONSOLE);
    await terminal.prints(/<XS>/, ANSWER_SEC);
    terminal.type("dis\tver\t");
    await terminal.prints(/display version[\s\S]*xs-ntp, Version/, ANSWER_SEC);
    terminal.type("system-view");
    await terminal.prints(/\[XS\]/, ANSWER_SEC);
    terminal.type("sysname Quartz");
    await terminal.prints(/\[Quartz\]/, ANSWER_SEC);
    terminal.type("return");
    terminal.type("save force");
    await terminal.prints(/<Quartz>save force[\s\S]*<Quartz>/, ANSWER_SEC);
  });

  it("lets in over the network who knows the password", async function () {
    this.timeout(PATIENCE_MS);
    const terminal = openTerminal(real, followerPort.ipv4, TELNET);
    await terminal.prints(/Password:/, ANSWER_SEC);
    terminal.type("Quartz");
    await terminal.prints(/Password:[\s\S]*Password:/, ANSWER_SEC);
    terminal.type(PASSWORD);
    await terminal.prints(/<Quartz>/, ANSWER_SEC);
    assert.ok(!terminal.output.includes(PASSWORD));
  });

  it("carries out what a program sent that is gone by then", async function () {
    this.timeout(PATIENCE_MS);
    const password = `set authentication password simple ${PASSWORD}-2`;
    const lines = ["system-view", "line vty 0 4", password, "quit", "sysname Gone", ""].join("\n");
    const program = `require("net").connect(${CONSOLE}, "127.0.0.1").end(${JSON.stringify(lines)})`;
    const gone = lab.start(follower, "program", { command: [process.execPath, "-e", program], env: {} });
    assert.equal(await gone.ended, 0);
    const typed = openConsole(follower, CONSOLE);
    while (!(await typed.ask("display current-configuration")).includes("sysname Gone"));
  });

  it("hears on the port of its command line nobody from elsewhere", async function () {
    this.timeout(PATIENCE_MS);
    const terminal = openTerminal(real, followerPort.ipv4, CONSOLE);
    assert.equal(await terminal.ended, 0);
    assert.equal(terminal.output, "");
  });

  it("starts with what was saved", async function () {
    this.timeout(PATIENCE_MS);
    await running.stop();
    await startFirmware(follower, undefined, CONSOLE);
    const typed = openConsole(follower, CONSOLE);
    assert.ok((await typed.ask("display current-configuration")).some(line => /sysname Quartz/.test(line)));
    await typed.untilStatus(SYNCHRONIZED_SEC, status => status["Clock status"] === "synchronized");
  });
});
