/** Reads a command word by word: what a kind of value is given to take its words from. */
import { type Endpoint } from "../wire/address.js";
import { type Dialect } from "./dialect.js";
import { type Secrets } from "./secrets.js";

/** What an interface is called: by the console, and by the system. */
export interface InterfaceName {
  readonly name: string;
  readonly device: string;
  /** Its link-local ones carry its number, the zone; undefined: unknown. */
  readonly addresses?: readonly Endpoint[];
}

/** Where commands are read. */
export interface Surroundings {
  readonly dialect: Dialect;
  /** The interfaces that there are. */
  readonly interfaces: readonly InterfaceName[];
  /** Whether a server may be asked at any port: a computer's build; a board's keeps to the vendors' range. */
  readonly takesAnyPort: boolean;
  /** The device's lock for secrets; undefined: it has none, and no key can be made. */
  readonly secrets?: Secrets | undefined;
}

/** A receiver's line and its input for pulses, by their names; undefined: it has none. */
export interface Wires {
  readonly unit: number;
  readonly serial: string;
  readonly pulse: string | undefined;
}

/** What of a configuration decides how its further lines are read. */
export interface Facts {
  /** The VPN instances that it declares, beside the public one. */
  readonly instances: readonly string[];
  /** Of the keys that it makes. */
  readonly keyIds: readonly number[];
  /** Those that it sends notifications to, as `trapHostOf` names them. */
  readonly trapHosts: readonly string[];
  /** Where its receivers are wired. */
  readonly receivers: readonly Wires[];
  /** Whether new secrets must be complex. */
  readonly checksSecrets: boolean;
  /** Whether there may be no keys for MD5. */
  readonly forbidsWeakKeys: boolean;
  /** Addresses of the log hosts that it names. */
  readonly logHosts: readonly string[];
  /** The text of the password of its consoles over a network; empty: none is set. */
  readonly password: string;
}

/** What a word may depend on beyond itself. */
export interface Context extends Surroundings, Facts {
  /** Whether a secret that this device cannot open is kept as it is: in a text it is, typed it is refused. */
  readonly keepsLocked: boolean;
}

export class Cursor {
  /** Index of the next word. */
  at = 0;
  /** Why the kind that read last took nothing, where it knows better than its hint. */
  why = "";

  constructor(
    readonly words: readonly string[],
    readonly context: Context,
    /** What the command has words of its own for: where any name may stand, these are slips. */
    readonly keywords: readonly string[],
  ) {}

  /** The next word; empty at the end. */
  get word(): string {
    return this.peek(0);
  }

  get isAtEnd(): boolean {
    return this.at >= this.words.length;
  }

  /** The word `ahead` places on; empty past the end. */
  peek(ahead: number): string {
    const index = this.at + ahead;
    return index < this.words.length ? this.words[index] : "";
  }

  /** For a kind: takes `count` words for `value`. */
  take<T>(value: T, count = 1): T {
    this.at += count;
    return value;
  }

  /** For a kind: takes nothing, and says why. */
  refuse(why: string): undefined {
    this.why = why;
    return undefined;
  }
}
