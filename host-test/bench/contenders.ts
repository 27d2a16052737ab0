/** The servers that are measured, each started in a process of its own and stopped at the end. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import {
  buildFirmware,
  buildMeteredFirmware,
  FIRMWARE,
  METERED_FIRMWARE,
  noSdk,
} from "../interop/firmware.js";
import { program } from "../interop/packages.js";
import { answersPerSecond } from "./load.js";

/** The first of the ports served on; none that needs root. */
const FIRST_PORT = 11_123;

/** Linux counts CPU time for programs in hundredths of a second, whatever it does inside. */
const TICKS = 100;

const START_TRIES = 50;
const TRY_MS = 100;

export class Contender {
  static #ports = 0;
  readonly #process: ChildProcess;
  readonly #folder: string | undefined;
  #ended = "";
  #complaint = "";

  /** Served by `serve.ts`, as it says. */
  static node(kind: "echo" | "quick-echo" | "dgram" | "native"): Contender {
    const port = FIRST_PORT + Contender.#ports++;
    return new Contender(port, process.execPath, [
      resolve("build/host-test/bench/serve.js"),
      kind,
      String(port),
    ]);
  }

  /** Debian's chronyd, serving its own clock; -x keeps it off the machine's. */
  static chronyd(): Contender {
    const port = FIRST_PORT + Contender.#ports++;
    const folder = mkdtempSync(join(tmpdir(), "bench-"));
    const file = join(folder, "chrony.conf");
    const lines = [
      "local stratum 5",
      "allow all",
      `port ${port}`,
      "bindaddress 127.0.0.1",
      "cmdport 0",
      "bindcmdaddress /",
      `pidfile ${join(folder, "pid")}`,
    ];
    writeFileSync(file, lines.join("\n"));
    const { command, env } = program("chronyd");
    const args = [...command.slice(1), "-x", "-d", "-U", "-u", userInfo().username, "-f", file];
    return new Contender(port, command[0], args, env, folder);
  }

  /** The firmware on the SDK's XS, with pools as large as a board's. Throws where there is no SDK. */
  static firmware(): Contender {
    return Contender.#firmware(FIRMWARE, buildFirmware);
  }

  /** As `firmware`, on an engine that counts `bytecodes`. */
  static meteredFirmware(): Contender {
    return Contender.#firmware(METERED_FIRMWARE, buildMeteredFirmware);
  }

  static #firmware(built: string, build: () => void): Contender {
    const missing = noSdk();
    if (missing !== undefined) throw new Error(missing);
    build();
    const port = FIRST_PORT + Contender.#ports++;
    const folder = mkdtempSync(join(tmpdir(), "bench-"));
    const file = join(folder, "firmware.cfg");
    writeFileSync(file, "ntp-service enable\nntp-service refclock-master 3\n");
    const places = ["--config", file, "--state", folder, "--port", String(port)];
    return new Contender(port, built, [...places, "--capacity", "8", "--daemon"], {}, folder);
  }

  private constructor(
    readonly port: number,
    file: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    folder?: string,
  ) {
    this.#folder = folder;
    this.#process = spawn(file, args, {
      env: { ...process.env, ...env },
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.#process.stderr!.on("data", text => (this.#complaint += String(text)));
    this.#process.on("error", error => (this.#ended = error.message));
    this.#process.on("exit", () => (this.#ended = this.#complaint || "ended"));
  }

  /** Returns when it answers; throws where it does not. */
  async ready(): Promise<void> {
    for (let i = 0; i < START_TRIES && this.#ended === ""; i++)
      if ((await answersPerSecond(this.port, TRY_MS)) > 0) return;
    throw new Error(this.#ended || `nobody answers on port ${this.port}`);
  }

  /** The CPU time that it has taken, its own and the system's for it. */
  cpuSeconds(): number {
    const stat = readFileSync(`/proc/${this.#process.pid}/stat`, "utf8");
    const [user, system] = stat.slice(stat.lastIndexOf(")")).split(" ").slice(12, 14).map(Number);
    return (user + system) / TICKS;
  }

  /** What a metered firmware has run so far. */
  async bytecodes(): Promise<number> {
    const before = this.#complaint.length;
    this.#process.kill("SIGUSR1");
    for (let i = 0; i < START_TRIES && this.#ended === ""; i++) {
      const [, count] = /run were (\d+) bytecodes\n/.exec(this.#complaint.slice(before)) ?? [];
      if (count !== undefined) return Number(count);
      await wait(TRY_MS);
    }
    throw new Error(this.#ended || "it does not say what it has run");
  }

  stop(): void {
    this.#process.kill();
    if (this.#folder) rmSync(this.#folder, { recursive: true });
  }
}
