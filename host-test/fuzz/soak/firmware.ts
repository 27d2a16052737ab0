/**
 * The firmware on XS at work for a while: it follows chronyd, serves clients, has consoles opened and closed,
 * sources come and go, the configuration saved. What it holds of its heap once the garbage is gone must not grow.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Contender } from "../../bench/contenders.js";
import { answersPerSecond, compileLoad } from "../../bench/load.js";
import { freePort, freeUdpPort } from "../../boards/node/free-port.js";
import { buildFirmware, FIRMWARE, noSdk } from "../../interop/firmware.js";

/** How long clients ask in each round. */
const ASK_MS = 200;
/** So many times its heap is looked at. */
const LOOKS = 20;
/** Until all that is made once has been made: pools, the log, each command's first use. */
const SETTLED = 0.3;
/** A timer under way, a line of the log: slots, and octets of chunks. */
const SLACK_SLOTS = 64;
const SLACK_OCTETS = 2048;
/** Of C: an arena that XS has got since, and what its allocator has not put together again. */
const SLACK_C = 65_536;

const MINUTE_MS = 60_000;
const LOOK_MS = 100;
const END_MS = 1000;
/** Until a console that was left is gone. */
const REST_MS = 2000;
const WORDS = 1000;

interface Heap {
  readonly slots: number;
  readonly octets: number;
  readonly ofC: number;
}

/** Answers the exit code. */
export async function soakFirmware(minutes: number): Promise<number> {
  const missing = noSdk();
  if (missing !== undefined) {
    console.log(`not run: ${missing}`);
    return 0;
  }
  buildFirmware();
  compileLoad();
  const server = Contender.chronyd();
  const folder = mkdtempSync(join(tmpdir(), "soak-"));
  await server.ready();
  const device = new Device(folder, server.port, await freeUdpPort(), await freePort());
  try {
    return await Promise.race([run(device, minutes), device.end.then(how => Promise.reject(new Error(how)))]);
  } catch (error) {
    // That nobody answers is seen before the end that is the reason.
    const how = await Promise.race([device.end, wait(END_MS)]);
    console.log(`${how ?? String(error)}; it told last:\n${device.lastWords}`);
    return 1;
  } finally {
    device.stop();
    server.stop();
    rmSync(folder, { recursive: true });
  }
}

async function run(device: Device, minutes: number): Promise<number> {
  await device.ready();
  const began = Date.now();
  const heaps: Heap[] = [];
  console.log("minutes  requests  consoles  slots  octets of chunks  octets of C");
  let [requests, consoles] = [0, 0];
  for (let look = 1; look <= LOOKS; look++) {
    do {
      requests += Math.round((await answersPerSecond(device.port, ASK_MS)) * (ASK_MS / 1000));
      await device.console(consoles++);
    } while (Date.now() - began < (look / LOOKS) * minutes * MINUTE_MS);
    await device.rest();
    const heap = await device.heap();
    heaps.push(heap);
    const passed = ((Date.now() - began) / MINUTE_MS).toFixed(1);
    console.log([passed, requests, consoles, heap.slots, heap.octets, heap.ofC].join("  "));
  }
  const status = await device.ask("display ntp-service status\n");
  const isFollowing = /Clock status: synchronized/.test(status);
  const settled = heaps.slice(Math.floor(SETTLED * LOOKS));
  const middle = settled.length / 2;
  const [first, last] = [mostOf(settled.slice(0, middle)), mostOf(settled.slice(middle))];
  const grown =
    last.slots - first.slots > SLACK_SLOTS ||
    last.octets - first.octets > SLACK_OCTETS ||
    last.ofC - first.ofC > SLACK_C;
  console.log(
    `${grown ? "IT GROWS" : "it does not grow"}; ${isFollowing ? "synchronized" : "UNSYNCHRONIZED"}`,
  );
  return grown || !isFollowing ? 1 : 0;
}

/** The most of each: what is under way at one look is not at another. */
function mostOf(heaps: readonly Heap[]): Heap {
  const most = (of: (heap: Heap) => number): number => Math.max(...heaps.map(of));
  return { slots: most(heap => heap.slots), octets: most(heap => heap.octets), ofC: most(heap => heap.ofC) };
}

class Device {
  /** How it has ended, once all that it told is here. */
  readonly end: Promise<string>;
  readonly #process;
  readonly #consolePort: number;
  /** Where nobody answers. */
  readonly #sources: readonly string[];
  #told = "";

  constructor(
    folder: string,
    serverPort: number,
    readonly port: number,
    consolePort: number,
  ) {
    const file = join(folder, "soak.cfg");
    const source = `ntp-service unicast-server 127.0.0.1 port ${serverPort} minpoll 4 maxpoll 4`;
    writeFileSync(file, `ntp-service enable\n${source}\nntp-service refclock-master 8\n`);
    const places = ["--config", file, "--state", join(folder, "state")];
    const ports = ["--port", String(port), "--console", String(consolePort)];
    this.#process = spawn(FIRMWARE, [...places, ...ports, "--capacity", "8", "--daemon"], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.#process.stderr.setEncoding("utf8").on("data", (text: string) => (this.#told += text));
    this.end = once(this.#process, "close").then(
      ([code, signal]: (number | string | null)[]) =>
        `the firmware has ended by ${signal ?? `itself, exit code ${code}`}`,
    );
    this.#consolePort = consolePort;
    this.#sources = [1000, 1001, 1002].map(
      away => `ntp-service unicast-server 127.0.0.1 port ${serverPort + away}`,
    );
  }

  get lastWords(): string {
    return this.#told.slice(-WORDS);
  }

  async ready(): Promise<void> {
    while (!this.#told.includes("the NTP service is on")) await wait(LOOK_MS);
  }

  /** A console that comes, changes what it says, saves every tenth time, and goes. */
  async console(count: number): Promise<void> {
    const source = this.#sources[count % this.#sources.length];
    const change = count % 2 === 0 ? source : `undo ${source}`;
    const shown = ["status", "sessions verbose", "statistics packet"].map(
      each => `display ntp-service ${each}`,
    );
    const lines = ["system-view", change, "display this", "return", ...shown, "nonsense"];
    await this.ask([...lines, count % 10 === 9 ? "save force" : "", ""].join("\n"));
  }

  /** Without the sources and the consoles that come and go: so that what it holds may be compared. */
  async rest(): Promise<void> {
    await this.ask(["system-view", ...this.#sources.map(each => `undo ${each}`), "return", ""].join("\n"));
    await wait(REST_MS);
  }

  /** What the console prints to these lines. */
  async ask(lines: string): Promise<string> {
    const socket = connect(this.#consolePort, "127.0.0.1").setEncoding("utf8");
    let printed = "";
    socket.on("data", (text: string) => (printed += text));
    await once(socket, "connect");
    socket.write(`${lines}quit\n`);
    await once(socket, "end");
    socket.destroy();
    return printed;
  }

  async heap(): Promise<Heap> {
    const before = this.#told.length;
    this.#process.kill("SIGUSR1");
    for (;;) {
      const [, ...figures] =
        /in use are (\d+) slots, (\d+) octets of chunks, (\d+) octets of C\n/.exec(
          this.#told.slice(before),
        ) ?? [];
      const [slots, octets, ofC] = figures.map(Number);
      if (ofC !== undefined) return { slots, octets, ofC };
      await wait(LOOK_MS);
    }
  }

  stop(): void {
    this.#process.kill();
  }
}
