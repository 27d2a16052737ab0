/** What a board gives the firmware; each has a module "ntp/board" that exports `openBoard(): Board`. */
import { type DialectName } from "ntp/config/dialect";
import { type BoardPort } from "ntp/runtime/board-port";
import { type NtpNode } from "ntp/runtime/node";
import { type Ports } from "ntp/runtime/ports";

/** Who sits at the board, on a serial port of it. */
export interface TerminalHandler {
  received(octets: Uint8Array): void;
  /** So many octets can be written now. */
  writable(room: number): void;
}

/** The same, where octets come faster than they may be taken. */
export interface LineHandler extends TerminalHandler {
  /** Some were lost, among those that are received next or after them. */
  missed(): void;
}

/** What the serial port takes. */
export interface TerminalPort {
  /** No more than there is room for. */
  write(octets: Uint8Array): void;
  close(): void;
}

/** Who started the program, at a terminal or through pipes. */
export interface StandardHandler extends TerminalHandler {
  /** Nothing more comes. */
  ended(): void;
  /** How large the terminal is; 0: it does not tell. */
  resized(columns: number, rows: number): void;
}

export interface StandardPort extends TerminalPort {
  readonly isTerminal: boolean;
  /** What the board tells shows on the same terminal. */
  readonly isTold: boolean;
  /** Whether what comes is taken; else it waits outside. */
  listen(isOn: boolean): void;
  /** Has the handler told the size. */
  tellSize(): void;
}

export interface Board {
  readonly ports: Ports;
  /** Configuration commands, a line each; undefined: what was saved. */
  readonly config: string | undefined;
  readonly dialect: DialectName;
  /** The UDP port to serve on; undefined: 123. */
  readonly port: number | undefined;
  /** Associations there can be at once. */
  readonly capacity: number;
  /** The TCP port of consoles without a password, which hear the board itself alone; undefined: there are none. */
  readonly consolePort: number | undefined;
  /** What it tells of itself. */
  readonly self: BoardPort;
  /** Writes a line where whoever looks after the board sees it. */
  tell(line: string): void;
  /** The node runs: what the board does beside it begins. */
  readonly started?: ((node: NtpNode) => void) | undefined;
  /** Opens the port where somebody may sit; undefined: there is none. */
  readonly openTerminal?: ((handler: LineHandler) => TerminalPort) | undefined;
  /** Opens the program's standard input and output; undefined: there are none. */
  readonly openStandard?: ((handler: StandardHandler) => StandardPort) | undefined;
  /** Who sat there has left, or what came there has ended. */
  readonly left?: (() => void) | undefined;
  /** The node cannot be started, and it has been told why. `forget`: this start is none that did not last. */
  giveUp(forget: () => void): void;
}
