/** A computer with Linux as the firmware's board. */
import { type Board, type StandardPort } from "ntp/firmware/board";
import { Load } from "ntp/firmware/load";
import { readOptions, USAGE } from "ntp/lin/options";
import { createTime } from "ntp/lin/board-time";
import { createPorts } from "ntp/lin/ports";
import { LastEnd, type MemoryPool } from "ntp/runtime/board-port";
import { openStandard } from "ntp/lin/standard";
import { readFile } from "ntp/lin/store";
import { tell } from "ntp/ports";

const EXIT_FAILED = 1;
const EXIT_WRONG = 2;

class Program {
  /** A word of the command line, from 0; undefined: there are not so many. */
  static word(index: number): string | undefined {
    return native("xs_lin_argument").call(this, index) as string | undefined;
  }

  /** Writes a line to standard output. */
  static print(line: string): void {
    return native("xs_lin_print").call(this, line) as void;
  }

  /** Starts anew once the call under way has returned. */
  static restart(): void {
    return native("xs_lin_restart").call(this) as void;
  }

  /** Fills four words: octets of slots and of chunks, there are and in use. */
  static measure(into: ArrayBuffer): void {
    return native("xs_lin_measure").call(this, into) as void;
  }

  /** Ends once the call under way has returned. */
  static exit(status: number): void {
    return native("xs_lin_exit").call(this, status) as void;
  }
}

/** Undefined where the program ends at once: help was asked for, or it has been told what is wrong. */
export function openBoard(): Board | undefined {
  const options = readOptions(words());
  if (typeof options === "string") return refuse(`${options}\n${USAGE}`);
  if (options.isHelp) {
    Program.print(USAGE);
    Program.exit(0);
    return undefined;
  }
  const { config, state, interfaceNames, isDaemon, oscillator } = options;
  const text = config === undefined ? undefined : readFile(config);
  if (config !== undefined && text === undefined) return refuse(`there is no file ${config}`);
  const { counter, bootClock } = createTime(oscillator);
  const load = new Load(counter);
  let standard: StandardPort | undefined;
  return {
    ...options,
    ports: createPorts(state, interfaceNames, counter, bootClock, load),
    self: {
      name: "Linux",
      lastEnd: LastEnd.Unknown,
      memory: readMemory,
      load: () => load,
      restart: () => Program.restart(),
    },
    config: text,
    tell,
    openStandard: handler => (standard = openStandard(handler)),
    left(): void {
      if (!isDaemon) Program.exit(0);
      else if (standard?.isTerminal) tell("the node goes on; Ctrl-C ends it");
    },
    giveUp(forget): void {
      forget();
      Program.exit(EXIT_FAILED);
    },
  };
}

function readMemory(): MemoryPool[] {
  const measures = new Uint32Array(4);
  Program.measure(measures.buffer);
  const [slots, slotsUsed, chunks, chunksUsed] = measures;
  return [
    { name: "XS slots", total: slots, used: slotsUsed },
    { name: "XS chunks", total: chunks, used: chunksUsed },
  ];
}

function words(): string[] {
  const all: string[] = [];
  for (let word = Program.word(0); word !== undefined; word = Program.word(all.length)) all.push(word);
  return all;
}

function refuse(why: string): undefined {
  tell(why);
  Program.exit(EXIT_WRONG);
}
