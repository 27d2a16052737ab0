/** The firmware on Linux as a program: its console on standard input and output, and how it ends. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { buildFirmware, FIRMWARE, needSdk } from "../../interop/firmware.js";
import { freeUdpPort } from "../node/free-port.js";
import { onTerminal, type Step } from "./pty.js";

const BUILD_MS = 900_000;
const PATIENCE_MS = 60_000;
const SIGTERM = 15;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** `when`: what of standard error is waited for before its input, or a signal, is sent. */
async function run(words: readonly string[], input: string, when?: RegExp): Promise<Ended> {
  const program = spawn(FIRMWARE, words);
  program.stdin.on("error", () => {});
  const out = text(program.stdout);
  let err = "";
  program.stderr.setEncoding("utf8").on("data", (part: string) => {
    err += part;
    if (when?.test(err)) program.kill("SIGTERM");
  });
  program.stdin.end(input);
  const [code] = (await once(program, "close")) as [number | null];
  return { code, out: await out, err };
}

const TYPED: { name: string; words?: string[]; steps: Step[]; shows: RegExp }[] = [
  {
    name: "completes words, fits the terminal, and is left by quit",
    steps: [
      { see: "<xs-ntp>$", type: "dis\tclo\t\r" },
      { see: "display clock .*UTC.*<xs-ntp>$", columns: 20, type: "abcdefghijklmnopqrstuvwxyz" },
      { see: "z", type: "\x03" },
      { see: "<xs-ntp>$", type: "quit\r" },
    ],
    shows: /\r<xs-ntp>pqrstuvwxyz\x1b\[K/,
  },
  { name: "is left by Ctrl-D", steps: [{ see: "<xs-ntp>$", type: "\x04" }], shows: /<xs-ntp>/ },
  {
    name: "puts the terminal back when it is told to end",
    steps: [{ see: "<xs-ntp>$", kill: SIGTERM }],
    shows: /<xs-ntp>/,
  },
  {
    name: "tells what happens above the line being typed",
    steps: [
      { see: "<xs-ntp>$", type: "system-view\r" },
      { see: "\\[xs-ntp\\]$", type: "ntp-service enable\r" },
      { see: "\\[xs-ntp\\]$", type: "ntp-service unicast-server 127.0.0.1 port 9\r" },
      { see: "trying again.*\\[xs-ntp\\]", type: "return\r" },
      { see: "<xs-ntp>$", type: "quit\r" },
    ],
    shows: /\]\r\x1b\[Kxs-ntp: 127\.0\.0\.1 cannot be asked: [^\n]*\r\n\r\[xs-ntp\]\x1b\[K/,
  },
  {
    name: "as a daemon goes on, and is ended by Ctrl-C",
    words: ["--daemon"],
    steps: [
      { see: "<xs-ntp>$", type: "quit\r" },
      { see: "the node goes on; Ctrl-C ends it", type: "\x03" },
    ],
    shows: /Ctrl-C ends it/,
  },
];

describe("the firmware as a program on Linux, built with $MODDABLE", function () {
  this.timeout(PATIENCE_MS);
  let usual: string[];
  let directory: string;

  before(async function () {
    needSdk(this);
    this.timeout(BUILD_MS);
    buildFirmware();
    directory = mkdtempSync(join(tmpdir(), "xs-ntp-"));
    usual = ["--state", directory, "--port", String(await freeUdpPort())];
  });
  after(() => directory && rmSync(directory, { recursive: true }));

  for (const { name, words = [], steps, shows } of TYPED)
    it(`at a terminal: ${name}`, async () => {
      const { code, screen, isRestored } = await onTerminal([FIRMWARE, ...usual, ...words], steps);
      assert.match(screen, shows);
      assert.deepEqual({ code, isRestored }, { code: 0, isRestored: true });
    });

  it("carries out a command a line, prints what they print alone, and ends with its input", async () => {
    const { code, out, err } = await run(usual, "display clock\nsystem-view\nquit\nfoo\ndisplay version");
    assert.equal(code, 0);
    const lines = out.split("\n");
    assert.match(lines[0], /^\d\d:\d\d:\d\d/);
    assert.deepEqual(lines.slice(1, 3), ["^", "% Unrecognized command found at '^' position."]);
    assert.match(out, /\nxs-ntp, Version \d[^]*\n$/);
    assert.equal(err, "");
  });

  it("prints all of what is more than a pipe holds, to one who reads late", async () => {
    const program = spawn("sh", ["-c", `"$@" | { sleep 1; cat; }`, "sh", FIRMWARE, ...usual]);
    program.stdin.end("display ?\n".repeat(200));
    const lines = (await text(program.stdout)).trimEnd().split("\n");
    assert.equal(lines.length % 200, 0);
    assert.equal(lines.at(-1), lines[lines.length / 200 - 1]);
  });

  it("as a daemon goes on when its input ends, until it is told to stop", async () => {
    const lines = "system-view\nntp-service enable\nntp-service refclock-master 3\n";
    const { code, err } = await run([...usual, "--daemon"], lines, /synchronized to LOCAL/);
    assert.equal(code, 0);
    assert.doesNotMatch(err, /goes on/);
  });

  it("leaves the configuration aside after two starts that broke off, until that is reset", async () => {
    const state = join(directory, "breaking");
    const words = [...usual.slice(2), "--state", state];
    const saving = "system-view\nntp-service enable\nsysname Kept\nreturn\nsave force\n";
    await run(words, saving);
    const files = (): string[] => readdirSync(state).map(name => readFileSync(join(state, name), "latin1"));
    for (let i = 0; i < 2; i++) {
      const program = spawn(FIRMWARE, words);
      await once(program.stderr, "data");
      program.kill("SIGKILL");
      await once(program, "close");
    }
    const before = files();
    const { screen } = await onTerminal(
      [FIRMWARE, ...words],
      [
        { see: "<xs-ntp>$", type: "display ntp-service status\r" },
        { see: "unsynchronized.*<xs-ntp>$", type: "quit\r" },
      ],
    );
    assert.match(screen, /safe mode[^]*reset safe-mode/);
    assert.deepEqual(files(), before, "what is stored stays as it was");
    await run(words, "reset safe-mode\n");
    assert.match((await run(words, "display current-configuration\n")).out, /sysname Kept/);
  });

  it("starts anew where it is told to, with what was saved", async () => {
    const rename = (name: string): string => `system-view immediately\rsysname ${name}\rreturn\r`;
    const { code } = await onTerminal(
      [FIRMWARE, ...usual.slice(2), "--state", join(directory, "anew")],
      [
        { see: "<xs-ntp>$", type: `${rename("Kept")}save force\r${rename("Lost")}` },
        { see: "<Lost>$", type: "reboot force\r" },
        { see: "<Kept>$", type: "quit\r" },
      ],
    );
    assert.equal(code, 0);
  });

  for (const { words, code, out, err } of [
    { words: ["--help"], code: 0, out: /^usage: /, err: /^$/ },
    {
      words: ["--port", "x"],
      code: 2,
      out: /^$/,
      err: /^xs-ntp: --port takes a port from 1 to 65535, not "x"\nusage: /,
    },
    { words: ["--config", "/none.cfg"], code: 2, out: /^$/, err: /^xs-ntp: there is no file \/none.cfg\n$/ },
  ])
    it(`ends with ${code} at ${words.join(" ")}`, async () => {
      const ended = await run(words, "");
      assert.equal(ended.code, code);
      assert.match(ended.out, out);
      assert.match(ended.err, err);
    });
});
