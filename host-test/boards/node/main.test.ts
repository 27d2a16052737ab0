/** The host node as a program, as `npm test` has built it: what it prints where, and how it ends. */
import assert from "node:assert/strict";
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Readable, type Writable } from "node:stream";
import { onTerminal } from "../lin/pty.js";
import { freePort, freeUdpPort } from "./free-port.js";

const DEMO = [process.execPath, "build/boards/node/main.js"];
const DEMO_SEC = 60;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

type Program = ChildProcessByStdio<Writable, Readable, Readable>;

function start(words: readonly string[]): Program {
  return spawn(process.execPath, ["build/boards/node/main.js", ...words], {
    stdio: ["pipe", "pipe", "pipe"],
  });
}

async function end(program: Program): Promise<Ended> {
  let [out, err] = ["", ""];
  program.stdout.setEncoding("utf8").on("data", text => (out += text));
  program.stderr.setEncoding("utf8").on("data", text => (err += text));
  const [code] = await once(program, "close");
  return { code, out, err };
}

function run(words: readonly string[], input = ""): Promise<Ended> {
  const program = start(words);
  program.stdin.on("error", () => {}); // it may end without reading
  program.stdin.end(input);
  return end(program);
}

describe("the host node", function () {
  this.timeout(30_000);
  let directory: string;
  let port: string;
  before(async () => {
    directory = mkdtempSync(join(tmpdir(), "xs-ntp-"));
    port = `${await freeUdpPort()}`;
  });
  after(() => rmSync(directory, { recursive: true }));

  const file = (name: string, text: string): string => {
    const path = join(directory, name);
    writeFileSync(path, text);
    return path;
  };

  it("ends with 2 and its usage at an option that there is not", async () => {
    const { code, out, err } = await run(["--bogus"]);
    assert.equal(code, 2);
    assert.match(err, /^xs-ntp: .*--bogus.*\nusage: /);
    assert.equal(out, "");
  });

  it("says how it is used where it is asked", async () => {
    for (const word of ["--help", "-h"]) {
      const { code, out, err } = await run([word]);
      assert.equal(code, 0);
      assert.match(out, /^usage: npm start/);
      assert.equal(err, "");
    }
  });

  it("ends with 1 where it cannot record", async () => {
    const record = join(directory, "nowhere", "record.txt");
    const { code, err } = await run(["--state", directory, "--port", port, "--record", record]);
    assert.equal(code, 1);
    assert.match(err, /^xs-ntp: nothing can be recorded in [^ ]+: there is no such file or directory\n$/);
  });

  it("ends quietly when nobody reads what it prints", async () => {
    const program = start(["--state", directory, "--port", port]);
    program.stdout.destroy();
    program.stdin.on("error", () => {});
    program.stdin.write("display clock\n".repeat(100));
    const { code, err } = await end(program);
    assert.equal(code, 0);
    assert.equal(err, "");
  });

  it("as a daemon goes on when nobody reads what it prints", async () => {
    const consolePort = await freePort();
    const program = start(["--state", directory, "--port", port, "--console", `${consolePort}`, "--daemon"]);
    program.stdout.destroy();
    program.stdin.write("display clock\n".repeat(100));
    const ended = end(program);
    for (let i = 0; i < 3; i++)
      assert.match(await askConsole(consolePort, "display clock\nquit\n"), /^\d\d:\d\d:\d\d/);
    program.kill("SIGTERM");
    assert.deepEqual(await ended, { code: 0, out: "", err: "" });
  });

  it("as a daemon is left by its console on a terminal, and ended by Ctrl-C", async () => {
    const words = ["build/boards/node/main.js", "--state", directory, "--port", port, "--daemon"];
    const terminal = spawn("python3", ["-c", ON_A_TERMINAL, process.execPath, ...words], {
      stdio: ["pipe", "pipe", "pipe"],
    });
    const { code, out } = await end(terminal);
    assert.equal(code, 0);
    assert.match(out, /the node goes on; Ctrl-C ended it/);
  });

  it("ends with 2 at a wrong line, and names file, line and word of each", async () => {
    const config = file(
      "wrong.cfg",
      "# ours\nntp-service enable\nntp-service unicast-server 10.0.0.1 maxpoll 99\nfoo\n",
    );
    const { code, err } = await run(["--config", config, "--port", port]);
    assert.equal(code, 2);
    const [first, second] = err.split("\n");
    assert.ok(first.startsWith(`xs-ntp: ${config}: line 3, word 5 "99"`), err);
    assert.ok(second.startsWith(`xs-ntp: ${config}: line 4, word 1 "foo"`), err);
  });

  it("ends with 2 where there is no such file", async () => {
    const { code, err } = await run(["--config", join(directory, "none.cfg")]);
    assert.equal(code, 2);
    assert.match(err, /^xs-ntp: [^ ]+none\.cfg: there is no such file or directory\n$/);
  });

  it("ends with 1 where its port is taken, and says what to do", async () => {
    const taken = createSocket("udp4").bind(0, "127.0.0.1");
    await once(taken, "listening");
    const config = file("enabled.cfg", "ntp-service enable\n");
    const { code, err } = await run(["--config", config, "--port", `${taken.address().port}`]);
    taken.close();
    assert.equal(code, 1);
    assert.match(err, /^xs-ntp: .*port \d+ .*in use .*--port/);
  });

  it("carries out a command a line, prints what they print alone, and ends with its input", async () => {
    const { code, out, err } = await run(
      ["--state", directory, "--port", port],
      "display clock\nsystem-view\nquit\nfoo\n",
    );
    assert.equal(code, 0, err);
    const lines = out.split("\n");
    assert.match(lines[0], /^\d\d:\d\d:\d\d/);
    assert.deepEqual(lines.slice(1, 3), ["^", "% Unrecognized command found at '^' position."]);
    assert.equal(err, "");
  });

  it("tells on standard error what happens, a line each with its time", async () => {
    const config = file("master.cfg", "ntp-service enable\nntp-service refclock-master 2\n");
    const program = start(["--config", config, "--port", port]);
    program.stderr.once("data", () => program.stdin.end("display clock\n"));
    const { code, out, err } = await end(program);
    assert.equal(code, 0);
    assert.match(err, /^\d{4}-\d\d-\d\dT[\d:.]+Z synchronized to LOCAL\(0\)$/m);
    assert.match(out, /^\d\d:\d\d:\d\d[^\n]*\n$/);
  });

  it("tells it above the line that is being typed on the same terminal", async () => {
    const nobody = await freeUdpPort();
    const lines = `sysname Here\nntp-service enable\nntp-service unicast-server 127.0.0.1 port ${nobody}\n`;
    const words = ["build/boards/node/main.js", "--config", file("nobody.cfg", lines), "--port", port];
    const terminal = spawn("python3", ["-c", ON_A_TERMINAL, process.execPath, ...words], {
      stdio: ["pipe", "pipe", "pipe"],
    });
    const { code, out, err } = await end(terminal);
    assert.equal(code, 0, err);
    const told = `[\\dT:.Z-]+ 127.0.0.1 cannot be asked: nobody listens on port ${nobody} there; trying again`;
    assert.match(out, new RegExp(`(?:^|\n)<Here>\\r\\x1b\\[K${told}\\r\\n\\r<Here>\\x1b\\[K`));
  });

  it("starts with what was saved", async () => {
    const state = join(directory, "state");
    const saving = await run(
      ["--state", state, "--port", port],
      "system-view\nsysname Kept\nreturn\nsave\ny\n",
    );
    assert.equal(saving.code, 0, saving.err);
    const { out } = await run(["--state", state, "--port", port], "display current-configuration\n");
    assert.match(out, /sysname Kept/);
  });

  it("writes a recording", async () => {
    const record = join(directory, "record.txt");
    await run(["--state", directory, "--port", port, "--record", record], "display clock\n");
    assert.match(readFileSync(record, "utf8"), /^xs-ntp recording 2\n/);
  });

  it("shows itself without a word, and ends with its input", async function () {
    this.timeout(90_000);
    const { code, out, err } = await run([], "display clock\n");
    assert.equal(code, 0, err);
    assert.match(
      out,
      /To be seen: .* its frequency to -30 ppm\. The client's console comes\s+after 20 to 40 s/s,
    );
    assert.match(out, /^ +0 +\+1[78]\d\.\d+ ms +\+0\.000 ppm +searching/m);
    assert.match(out, /-> set by -1[78]\d\.\d+ ms/);
    assert.match(
      out,
      /^<Client>display ntp-service status\n Clock status: synchronized\n Clock stratum: 3\n/m,
    );
    assert.match(out, /^<Client>display ntp-service sessions\n[^]* Total sessions: 1$/m);
    assert.match(out, /\n\d\d:\d\d:\d\d[^\n]*\n$/, "the console took its line");
  });

  it("shows itself on a terminal without an echo of what is typed, and is ended by Ctrl-C", async () => {
    const { code, screen } = await onTerminal(DEMO, [
      { see: "searching", type: "unseen" },
      { see: "( ppm .*){3}", type: "\x03" },
    ]);
    assert.equal(code, 130);
    assert.match(screen, /To be seen: /);
    assert.doesNotMatch(screen, /unseen/);
  });

  it("hands the terminal on to a console at its end", async function () {
    this.timeout((DEMO_SEC + 10) * 1000);
    const steps = [
      { see: "searching", type: "unseen" },
      { see: "console is yours.*<Client>$", type: "display clock\r" },
      { see: "display clock\r\n\\d\\d:\\d\\d:\\d\\d.*<Client>$", type: "quit\r" },
    ];
    const { code, screen, isRestored } = await onTerminal(DEMO, steps, DEMO_SEC);
    assert.deepEqual([code, isRestored], [0, true]);
    assert.doesNotMatch(screen, /unseen/);
  });

  it("goes on as a daemon when its input ends, with a console by TCP, until it is told to stop", async () => {
    const consolePort = await freePort();
    const program = start(["--state", directory, "--port", port, "--console", `${consolePort}`, "--daemon"]);
    program.stdin.end();
    const ended = end(program);
    const answer = await askConsole(consolePort, "display clock\nquit\n");
    assert.match(answer, /^\d\d:\d\d:\d\d/);
    assert.match(await askConsole(consolePort, "display clock\nquit\n"), /^\d\d:\d\d:\d\d/);
    program.kill("SIGTERM");
    assert.equal((await ended).code, 0);
  });
});

/** Runs a program on a terminal, prints what it shows there, and leaves when the prompt has come again. */
const ON_A_TERMINAL = `
import os, pty, sys
pid, terminal = pty.fork()
if pid == 0: os.execvp(sys.argv[1], sys.argv[1:])
shown = b""
has_left = False
try:
    while True:
        shown += os.read(terminal, 4096)
        if not has_left and (shown.count(b"<Here>") == 2 or "--daemon" in sys.argv and b">" in shown):
            has_left = True
            os.write(terminal, b"quit\\r")
        if b"Ctrl-C ends it" in shown:
            os.write(terminal, b"\\x03")
            shown = b"left: " + shown.replace(b"Ctrl-C ends", b"Ctrl-C ended")
except OSError: pass
sys.stdout.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;

/** Everything the console says until it hangs up; tries until somebody listens. */
async function askConsole(port: number, lines: string): Promise<string> {
  for (;;) {
    const connection = connect(port, "127.0.0.1").setEncoding("utf8");
    try {
      await once(connection, "connect");
    } catch {
      await new Promise(resolve => setTimeout(resolve, 50));
      continue;
    }
    let text = "";
    connection.on("data", part => (text += part));
    connection.write(lines);
    await once(connection, "end");
    connection.destroy();
    return text;
  }
}
