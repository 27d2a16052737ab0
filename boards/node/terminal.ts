/**
 * Consoles on Node's streams. A terminal's keys go to the line editor; through a pipe or a connection
 * comes a command a line, and only what the commands print goes back.
 */
import { createInterface } from "node:readline";
import { type Readable, type Writable } from "node:stream";
import { type ReadStream, type WriteStream } from "node:tty";
import { LineQueue } from "../../src/console/line-queue.js";
import { nearbyEntrances } from "../../src/console/entrance.js";
import { type ConsoleHost } from "../../src/console/operator.js";
import { PersonConsole } from "../../src/console/person-console.js";
import { Session } from "../../src/console/session.js";
import { listenForConnections } from "./connections.js";

/** A program may keep its connection for as long as it likes. */
const NEVER_IDLE = 0;

/** Connections of this computer at once. */
const MOST_LOCAL = 100;

/** Consoles that someone types at, or that a pipe or connections feed. */
export interface OpenConsole {
  close(): void;
}

/** The one of the process. */
export interface StandardConsole extends OpenConsole {
  /** Whether what is logged appears on the process's terminal by itself. */
  readonly showsLog: boolean;
  /** Lets `print` write whole lines to the terminal, if this console has one, beside the line being typed. */
  interrupt(print: () => void): void;
}

/** The console on standard input and output; `ended` when the input ends or the user leaves. */
export function openStandardConsole(host: ConsoleHost, ended: () => void): StandardConsole {
  const { stdin, stdout } = process;
  return stdin.isTTY && stdout.isTTY
    ? openEditedConsole(host, stdin, stdout, ended)
    : openPlainConsole(host, stdin, stdout, ended);
}

/** Consoles for whoever connects to `port` of this computer; `failed` where it cannot be had. */
export function listenForConsoles(
  host: ConsoleHost,
  port: number,
  failed: (why: string) => void,
): OpenConsole {
  return listenForConnections({
    address: "127.0.0.1",
    port,
    entranceFor: nearbyEntrances(host, NEVER_IDLE, MOST_LOCAL),
    failed: error =>
      failed(
        error.code === "EADDRINUSE"
          ? `TCP port ${port} of 127.0.0.1 is in use by another program: choose another one with --console`
          : `no console on TCP port ${port}: ${error.message}`,
      ),
  });
}

/** A person at a terminal: `input` and `output` are its two directions. */
export function openEditedConsole(
  host: ConsoleHost,
  input: ReadStream,
  output: WriteStream,
  ended: () => void,
): StandardConsole {
  let session: Session | undefined;
  const console_ = new PersonConsole(
    terminal => (session = new Session(host, terminal)),
    text => void output.write(text),
    () => {
      close();
      ended();
    },
  );
  const fit = (): void => console_.resize(output.columns, output.rows);
  const close = (): void => {
    console_.close();
    input.setRawMode(false);
    input.removeAllListeners("data").pause();
    output.removeListener("resize", fit);
  };
  input.setRawMode(true);
  input.setEncoding("utf8");
  input.on("data", (text: string) => console_.key(text));
  input.once("end", ended);
  output.on("resize", fit);
  fit();
  console_.start();
  return {
    get showsLog(): boolean {
      return session?.monitor.showsLog ?? false;
    },
    interrupt: print => console_.interrupt(print),
    close,
  };
}

function openPlainConsole(
  host: ConsoleHost,
  input: Readable,
  output: Writable & { readonly isTTY?: boolean },
  ended: () => void,
): StandardConsole {
  const write = (text: string): void => void (output.writable && output.write(text));
  const session = new Session(host, { isInteractive: false, write });
  const lines = createInterface({ input, crlfDelay: Infinity });
  const queue = new LineQueue(session, () => {
    lines.close();
    ended();
  });
  lines.on("line", line => queue.add(line));
  lines.once("close", () => queue.end());
  output.once("error", () => queue.close());
  return {
    get showsLog(): boolean {
      return output.isTTY === true && session.monitor.showsLog;
    },
    interrupt: print => print(),
    close(): void {
      queue.close();
      lines.close();
      input.destroy();
    },
  };
}
