/** Terminals of the tour: the node's own, a real pseudo-terminal, and a Telnet client's. */
import { spawn, spawnSync } from "node:child_process";
import { connect } from "node:net";
import { resolve } from "node:path";
import { TourScreen } from "./tour-screen.js";

const MAIN = resolve("build/boards/node/main.js");
const [ROWS, COLUMNS] = [24, 80];

/** Telnet's, RFC 854. */
const [WILL, DO, WONT, IAC] = [251, 253, 252, 255];
const COMMAND_LENGTH = 3;

export interface TourTerminal {
  readonly screen: TourScreen;
  type(keys: string): void;
  /** Calls `heard` whenever the screen has changed. */
  watch(heard: () => void): void;
  close(): void;
}

/** Why there is no pseudo-terminal; undefined: there is. `script` of util-linux makes it. */
export function noPseudoTerminal(): string | undefined {
  const { stdout } = spawnSync("script", ["--version"], { encoding: "utf8" });
  return stdout?.includes("util-linux") ? undefined : "script of util-linux is not installed";
}

/** The host node in a pseudo-terminal, its console on that; its journal goes elsewhere. */
export function openOwn(words: readonly string[]): TourTerminal {
  const command = [process.execPath, MAIN, ...words].map(word => `'${word}'`).join(" ");
  const sized = `stty rows ${ROWS} cols ${COLUMNS}; exec ${command} 2>/dev/null`;
  const child = spawn("script", ["-qfec", sized, "/dev/null"], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, XS_NTP_UDP: "dgram", TERM: "xterm" },
  });
  const screen = new TourScreen();
  child.stdout.setEncoding("utf8");
  child.stdin.on("error", () => {});
  return {
    screen,
    type: keys => void child.stdin.write(keys),
    watch: heard =>
      void child.stdout.on("data", (text: string) => {
        screen.write(text);
        heard();
      }),
    close: () => void child.kill(),
  };
}

/** A Telnet client that leaves the echo to the server. */
export function openTelnet(port: number): TourTerminal {
  const socket = connect(port, "127.0.0.1");
  const screen = new TourScreen();
  let command: number[] = [];
  const take = (octet: number): void => {
    if (command.length === 0 && octet !== IAC) return screen.write(String.fromCharCode(octet));
    command.push(octet);
    if (command.length < COMMAND_LENGTH) return;
    const [, verb, option] = command;
    command = [];
    if (verb === WILL) socket.write(Uint8Array.of(IAC, DO, option));
    if (verb === DO) socket.write(Uint8Array.of(IAC, WONT, option));
  };
  socket.on("error", () => socket.destroy());
  return {
    screen,
    type: keys => void socket.write(keys),
    watch(heard): void {
      socket.on("data", octets => {
        octets.forEach(take);
        heard();
      });
      socket.on("end", () => {
        screen.write("Connection closed by foreign host.");
        heard();
      });
    },
    close: () => void socket.destroy(),
  };
}
