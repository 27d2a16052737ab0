/** What a board gives the firmware; each has a module "ntp/board" that exports `openBoard(): Board`. */
import { type DialectName } from "ntp/config/dialect";
import { type Ports } from "ntp/runtime/ports";

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
  /** Writes a line where whoever looks after the board sees it. */
  tell(line: string): void;
  /** The node cannot be started, and it has been told why. */
  giveUp(): void;
}
