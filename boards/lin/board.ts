/** A computer with Linux as the firmware's board. */
import { type Board } from "ntp/firmware/board";
import { readOptions, USAGE } from "ntp/lin/options";
import { createPorts } from "ntp/lin/ports";
import { readFile } from "ntp/lin/store";

const EXIT_FAILED = 1;
const EXIT_WRONG = 2;

class Program {
  /** A word of the command line, from 0; undefined: there are not so many. */
  static word(index: number): string | undefined {
    return native("xs_lin_argument").call(this, index) as string | undefined;
  }

  /** Writes a line to standard error. */
  static tell(line: string): void {
    return native("xs_lin_tell").call(this, line) as void;
  }

  /** Ends once the call under way has returned. */
  static exit(status: number): void {
    return native("xs_lin_exit").call(this, status) as void;
  }
}

/** Undefined where the command line is wrong; it has been told how, and the program ends. */
export function openBoard(): Board | undefined {
  const options = readOptions(words());
  if (typeof options === "string") return refuse(`${options}\n${USAGE}`);
  const { config, state, interfaceNames } = options;
  const text = config === undefined ? undefined : readFile(config);
  if (config !== undefined && text === undefined) return refuse(`there is no file ${config}`);
  return {
    ...options,
    ports: createPorts(state, interfaceNames),
    config: text,
    tell: Program.tell,
    giveUp: () => Program.exit(EXIT_FAILED),
  };
}

function words(): string[] {
  const all: string[] = [];
  for (let word = Program.word(0); word !== undefined; word = Program.word(all.length)) all.push(word);
  return all;
}

function refuse(why: string): undefined {
  Program.tell(why);
  Program.exit(EXIT_WRONG);
}
