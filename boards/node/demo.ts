/**
 * `npm start` alone: two nodes on this computer's loopback. The second finds the first, whose clock it is
 * given, and pulls its own in, while a line a second shows how far apart the two clocks truly are.
 */
import { Session } from "../../src/console/session.js";
import { Happening } from "../../src/core/happening.js";
import { ClockState } from "../../src/core/system.js";
import { createNode } from "../../src/runtime/create-node.js";
import { type NtpNode } from "../../src/runtime/node.js";
import { DRIFT } from "../../src/runtime/drift.js";
import { SocketError, type StorePort } from "../../src/runtime/ports.js";
import { PPM, SECOND } from "../../src/time/fixed.js";
import { Timestamp } from "../../src/time/moment.js";
import { never } from "../../src/time/never.js";
import { isLoopback } from "../../src/wire/address-kind.js";
import { nodePorts, type NodePortsOptions } from "./ports.js";
import { openStandardConsole } from "./terminal.js";
import { readVersion } from "./version.js";

const OSCILLATOR_PPM = 30;
const BOOT_OFFSET_SEC = 0.18;

/** Above 1023, so that nobody has to be root; the next two where these are taken. */
const FIRST_PORT = 11_123;
const LAST_PORT = 11_223;

/** When the clock is this near and has been steered for a while, there is nothing more to see. */
const NEAR_SEC = 50e-6;
const NEAR_PPM = 1;
const LEAST_LINES = 20;
const MOST_LINES = 40;

const STATE_DIRECTORY = ".xs-ntp/demo";

interface Pair {
  readonly server: NtpNode;
  readonly client: NtpNode;
  readonly serverPort: number;
  readonly clientPort: number;
}

/** Returns at once; the process ends when the console that it opens at last is left. */
export function runDemo(): void {
  const pair = startPair(FIRST_PORT);
  introduce(pair);
  pair.client.listen((happening, _association, value) => {
    if (happening === Happening.Stepped) console.log(`   -> set by ${timeText(value / SECOND)}`);
  });
  const release = holdKeys();
  let lines = 0;
  const ticker = setInterval(() => {
    const isNear = showProgress(pair, lines);
    lines++;
    if (lines < MOST_LINES && !(isNear && lines >= LEAST_LINES)) return;
    clearInterval(ticker);
    release();
    openConsole(pair);
  }, 1000);
}

const CANCEL = "\x03";
/** As a shell says of a program that Ctrl-C ended. */
const EXIT_CANCELLED = 130;

/** Until the function that it answers is called, keys are neither echoed nor taken, but for Ctrl-C. */
function holdKeys(): () => void {
  const { stdin } = process;
  if (!stdin.isTTY || !process.stdout.isTTY) return () => {};
  const pressed = (keys: Buffer): void => {
    if (!keys.includes(CANCEL)) return;
    stdin.setRawMode(false);
    process.exit(EXIT_CANCELLED);
  };
  stdin.setRawMode(true).on("data", pressed);
  return () => {
    stdin.removeListener("data", pressed);
    stdin.setRawMode(false);
  };
}

function startPair(port: number): Pair {
  try {
    const server = startServer(port);
    try {
      const client = startClient(port + 1, port);
      return { server, client, serverPort: port, clientPort: port + 1 };
    } catch (error) {
      server.stop();
      throw error;
    }
  } catch (error) {
    const isTaken = error instanceof SocketError && error.code === "EADDRINUSE";
    if (!isTaken || port + 2 > LAST_PORT) throw error;
    return startPair(port + 2);
  }
}

function startServer(port: number): NtpNode {
  const config = ["sysname Server", "ntp-service enable", "ntp-service refclock-master 2"];
  return startOnLoopback({ stateDirectory: `${STATE_DIRECTORY}/server` }, config, port);
}

function startClient(port: number, serverPort: number): NtpNode {
  const config = [
    "sysname Client",
    "ntp-service enable",
    `ntp-service unicast-server 127.0.0.1 port ${serverPort} minpoll 4 maxpoll 4`,
  ];
  const wrong = { oscillatorPpm: OSCILLATOR_PPM, bootOffsetSec: BOOT_OFFSET_SEC };
  return startOnLoopback({ stateDirectory: `${STATE_DIRECTORY}/client`, ...wrong }, config, port);
}

/** Nobody but this computer can ask these two. */
function startOnLoopback(options: NodePortsOptions, config: readonly string[], port: number): NtpNode {
  const ports = nodePorts(options);
  const { interfaces, store } = ports;
  const loopback = {
    list: () => interfaces.list().filter(({ addresses }) => addresses.some(isLoopback)),
    watch: (changed: () => void) => interfaces.watch(changed),
    close: () => interfaces.close(),
  };
  // Each time there is all to be found out.
  const unlearned: StorePort = {
    read: name => (name === DRIFT ? undefined : store.read(name)),
    write: (name, text) => store.write(name, text),
    remove: name => store.remove(name),
  };
  const altered = { ...ports, interfaces: loopback, store: unlearned };
  return createNode({ ports: altered, config: config.join("\n"), port });
}

function introduce({ serverPort, clientPort }: Pair): void {
  console.log(`
xs-ntp ${readVersion()}: two nodes on this computer. Its own clock is read, and never set.

  Server  127.0.0.1 port ${serverPort}   serves time from its own clock, stratum 2
  Client  127.0.0.1 port ${clientPort}   an oscillator ${OSCILLATOR_PPM} ppm fast, a clock ${BOOT_OFFSET_SEC * 1000} ms ahead; asks the server

  To be seen: the clock comes to within some 50 µs of the server's (it cannot know by how much the two ways of a
  round trip differ: half of one is what it may be off) and its frequency to -${OSCILLATOR_PPM} ppm. The client's console comes
  after ${LEAST_LINES} to ${MOST_LINES} s; Ctrl-C ends.

   s   clock off by     frequency   state       -1 s      -1 ms     ±1 µs     1 ms       1 s`);
}

/** Answers whether the clock is as near as it gets. */
function showProgress({ server, client }: Pair, second: number): boolean {
  const offSec = trueOffset(client, server);
  const { frequency, clockState } = client.status.system;
  const ppm = frequency / PPM;
  const columns = [
    `${second}`.padStart(4),
    timeText(offSec).padStart(14),
    `${signed(ppm, 3)} ppm`.padStart(13),
    `  ${stateText(clockState)}`.padEnd(15),
    plot(offSec),
  ];
  console.log(columns.join(" ").trimEnd());
  const isSteered = clockState === ClockState.Synchronized && Math.abs(ppm + OSCILLATOR_PPM) < NEAR_PPM;
  return isSteered && Math.abs(offSec) < NEAR_SEC;
}

/** What no client can know and a demonstration can: both clocks, read one after the other. */
function trueOffset(client: NtpNode, server: NtpNode): number {
  const before = new Timestamp();
  const between = new Timestamp();
  const after = new Timestamp();
  server.status.time(before);
  client.status.time(between);
  server.status.time(after);
  return (between.since(before) + between.since(after)) / 2 / SECOND;
}

function stateText(state: ClockState): string {
  switch (state) {
    case ClockState.NotSet:
    case ClockState.FrequencySet:
      return "searching";
    case ClockState.Set:
      return "set";
    case ClockState.Synchronized:
      return "synchronized";
    case ClockState.Spike:
      return "in doubt";
    case ClockState.Holdover:
      return "holding";
    default:
      return never(state);
  }
}

const PLOT_HALF_WIDTH = 20;
/** At the left and right ends, and in the middle, in log10 of seconds. */
const PLOT_MOST_LOG10 = 0;
const PLOT_LEAST_LOG10 = -6;

/** Each place is a third of a decade; nearer than a microsecond is the middle. */
function plot(offSec: number): string {
  const decades = PLOT_MOST_LOG10 - PLOT_LEAST_LOG10;
  const size = Math.log10(Math.max(Math.abs(offSec), 10 ** PLOT_LEAST_LOG10)) - PLOT_LEAST_LOG10;
  const distance = Math.min(Math.round((size / decades) * PLOT_HALF_WIDTH), PLOT_HALF_WIDTH);
  const at = PLOT_HALF_WIDTH + (offSec < 0 ? -distance : distance);
  const axis = `${" ".repeat(PLOT_HALF_WIDTH)}│`;
  return `${axis.padEnd(at).slice(0, at)}●${axis.slice(at + 1)}`;
}

function timeText(seconds: number): string {
  return Math.abs(seconds) >= 1e-3 ? `${signed(seconds * 1e3, 3)} ms` : `${signed(seconds * 1e6, 1)} µs`;
}

function signed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return value < 0 ? text : `+${text}`;
}

function openConsole({ server, client }: Pair): void {
  const host = { node: client, version: readVersion(), takesAnyPort: true, timers: client.timers };
  const session = new Session(host, { isInteractive: false, write: text => void process.stdout.write(text) });
  for (const command of ["display ntp-service status", "display ntp-service sessions"]) {
    console.log(`\n${session.prompt}${command}`);
    session.execute(command);
  }
  console.log(
    process.stdin.isTTY ? '\nThe client\'s console is yours: "?" lists commands, "quit" ends.' : "",
  );
  const console_ = openStandardConsole(host, () => {
    console_.close();
    client.stop();
    server.stop();
  });
}
