/** The host node: `npm start`. Without a word after it, the demonstration. */
import { createWriteStream, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { STARTUP_CONFIGURATION } from "../../src/config/saved-configuration.js";
import { explain } from "../../src/config/explain.js";
import { ConfigurationError, createNode } from "../../src/runtime/create-node.js";
import { type Listener, type NtpNode } from "../../src/runtime/node.js";
import { type WriteLine } from "../../src/runtime/recording.js";
import { SocketError } from "../../src/runtime/ports.js";
import { runDemo } from "./demo.js";
import { type HostOptions, readOptions, USAGE, UsageError } from "./options.js";
import { NoAddonError, nodePorts } from "./ports.js";
import { fileErrorText, isFileError, RecordError } from "./file-error.js";
import { Journal } from "./journal.js";
import { serveTelnet } from "./telnet-service.js";
import { THIS_COMPUTER } from "./this-computer.js";
import { listenForConsoles, type OpenConsole, openStandardConsole } from "./terminal.js";
import { readVersion } from "./version.js";

const EXIT_FAILED = 1;
const EXIT_WRONG = 2;

/** A timer that keeps the process alive and does nothing else. */
const HOLD_MS = 2 ** 30;

main(process.argv.slice(2));

function main(words: readonly string[]): void {
  try {
    if (words.length === 0) {
      whenNobodyReads(exit);
      return runDemo();
    }
    const options = readOptions(words);
    if (options.isHelp) console.log(USAGE);
    else run(options);
  } catch (error) {
    if (error instanceof UsageError) fail(EXIT_WRONG, `${error.message}\n${USAGE}`);
    else if (isRefusal(error)) fail(EXIT_FAILED, error.message);
    else throw error;
  }
}

/** Of what the command line asked for and cannot be had; its message says what to do. */
function isRefusal(error: unknown): error is Error {
  return error instanceof SocketError || error instanceof NoAddonError || error instanceof RecordError;
}

function run(options: HostOptions): void {
  const recording = options.record === undefined ? undefined : openRecording(options.record);
  const journal = new Journal();
  const node = start(options, journal.listener, recording?.write);
  if (!node) return;
  const { timers } = node;
  const host = { node, version: readVersion(), takesAnyPort: true, timers, board: THIS_COMPUTER };
  const consoles: OpenConsole[] = [];
  setInterval(() => {}, HOLD_MS);
  let isOver = false;
  const stop = (): void => {
    if (isOver) return;
    isOver = true;
    for (const open of consoles) open.close();
    node.stop();
    if (recording) recording.end(exit);
    else exit();
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  whenNobodyReads(() => options.isDaemon || stop());
  if (options.consolePort !== undefined)
    consoles.push(
      listenForConsoles(host, options.consolePort, why => {
        fail(EXIT_FAILED, why);
        stop();
      }),
    );
  consoles.push(serveTelnet(host, what => console.error(`xs-ntp: ${what}`)));
  const console_ = openStandardConsole(host, () => {
    if (!options.isDaemon) stop();
    else if (process.stdin.isTTY) console.error("xs-ntp: the node goes on; Ctrl-C ends it");
  });
  journal.terminal = console_;
  consoles.push(console_);
}

/** Undefined where the configuration is wrong; it has been said how. */
function start(options: HostOptions, listener: Listener, record: WriteLine | undefined): NtpNode | undefined {
  const { state, dialect, port } = options;
  const file = options.config ?? join(state, STARTUP_CONFIGURATION);
  const ports = nodePorts({ ...options, stateDirectory: state });
  try {
    const config = options.config === undefined ? undefined : readFileSync(options.config, "utf8");
    return createNode({ ports, config, dialect, port, listener, record });
  } catch (error) {
    if (error instanceof ConfigurationError)
      for (const problem of error.problems) fail(EXIT_WRONG, `${file}: ${explain(problem)}`);
    else if (isFileError(error)) fail(EXIT_WRONG, `${file}: ${fileErrorText(error)}`);
    else throw error;
    return undefined;
  }
}

interface Recording {
  readonly write: WriteLine;
  /** Calls `ended` when all of it is in the file. */
  end(ended: () => void): void;
}

/** Throws `RecordError`. */
function openRecording(file: string): Recording {
  const stream = createWriteStream(file, { fd: openForRecording(file) });
  stream.on("error", error => console.error(`xs-ntp: the recording ends here: ${fileErrorText(error)}`));
  return { write: line => void stream.write(`${line}\n`), end: ended => void stream.end(ended) };
}

function openForRecording(file: string): number {
  try {
    return openSync(file, "w");
  } catch (error) {
    if (!isFileError(error)) throw error;
    throw new RecordError(`nothing can be recorded in ${file}: ${fileErrorText(error)}`);
  }
}

/** As when a pipe's other end has what it wanted: no error, unless somebody thinks so. */
function whenNobodyReads(happened: () => void): void {
  process.stdout.on("error", happened);
}

/** What was printed goes out first. A name being looked up would hold the process for its whole timeout. */
function exit(): void {
  process.stdout.write("", () => process.exit());
}

function fail(code: number, message: string): void {
  console.error(`xs-ntp: ${message}`);
  process.exitCode = code;
}
