/**
 * What one console has prepared, and how it takes effect.
 *
 * In Comware's way, and in VRP's immediate mode, a configuration command takes effect at once. In VRP's
 * own way it becomes one more change; the candidate is the running configuration with the changes made,
 * so that what another console commits meanwhile is not undone.
 */
import { change, readConfiguration } from "../config/configuration-text.js";
import { Configuration } from "../config/configuration.js";
import { type Context } from "../config/cursor.js";
import { Dialect } from "../config/dialect.js";
import { explain } from "../config/explain.js";
import { factsOf } from "../config/facts.js";
import { type Reading } from "../config/reading.js";
import { Form, type Setting } from "../config/setting.js";
import { SocketError } from "../runtime/ports.js";
import { keyWarnings } from "./key-trouble.js";
import { type ConsoleHost } from "./operator.js";
import { wrapped } from "./text-width.js";
import { warnings } from "./warnings.js";

interface Change {
  readonly reading: Reading<Setting>;
  readonly section: string;
}

/** Where what there is to say is said. */
export interface Voice {
  /** How wide a line may be. */
  readonly columns: number;
  print(lines: readonly string[]): void;
}

export class Candidate {
  /** Commands take effect at once, whatever the dialect. */
  isImmediate = false;
  #changes: Change[] = [];

  constructor(
    readonly host: ConsoleHost,
    readonly voice: Voice,
  ) {}

  /** What `commit` would make the running configuration; the running one where nothing is prepared. */
  get configuration(): Configuration {
    const candidate = this.host.node.configuration.running.copy();
    for (const { reading, section } of this.#changes) change(candidate, reading, section);
    return candidate;
  }

  get isChanged(): boolean {
    return this.#changes.length > 0 && !this.configuration.equals(this.host.node.configuration.running);
  }

  /** Commands take effect without `commit`. */
  get isDirect(): boolean {
    return this.isImmediate || this.host.node.configuration.running.dialect === Dialect.Comware;
  }

  /** Of the prompt. */
  get mark(): string {
    if (this.isDirect) return "";
    return this.isChanged ? "*" : "~";
  }

  /** In which a line is read. */
  get context(): Context {
    const { node, takesAnyPort } = this.host;
    return {
      dialect: node.configuration.running.dialect,
      interfaces: node.status.interfaces,
      takesAnyPort,
      secrets: node.configuration.secrets,
      ...factsOf(this.configuration),
      keepsLocked: false,
    };
  }

  /** Takes in a command read in the view of `section`. False: there was nothing to undo, as was said. */
  configure(reading: Reading<Setting>, section: string): boolean {
    const { form } = reading.row;
    const next = this.configuration;
    const count = change(next, reading, section);
    if (count === 0 && (form === Form.Single || form === Form.Several)) {
      this.voice.print(["% There is no such configuration."]);
      return false;
    }
    if (this.isDirect) this.#apply(next);
    else this.#changes.push({ reading, section });
    const { status, configuration } = this.host.node;
    if (count > 1) this.voice.print([`Info: ${count - 1} more lines that name it went with it.`]);
    this.voice.print(warnings(reading, configuration.settingsOf(next), status));
    return true;
  }

  /** Makes the candidate the running configuration. False: it cannot be, as was said, and is kept. */
  commit(): boolean {
    if (this.isChanged) return this.#apply(this.configuration);
    this.drop();
    return true;
  }

  drop(): void {
    this.#changes = [];
  }

  /** Checks all of `next`, then makes it the running configuration; or says why not and keeps the changes. */
  #apply(next: Configuration): boolean {
    const checked = readConfiguration(next.lines(), this.context);
    if (!(checked instanceof Configuration)) return this.#refuse(checked.map(explain));
    const { status, configuration } = this.host.node;
    const before = status.settings;
    try {
      configuration.apply(checked);
    } catch (error) {
      if (!(error instanceof SocketError)) throw error;
      return this.#refuse([error.message]);
    }
    this.#changes = [];
    this.voice.print(keyWarnings(before, status.settings));
    return true;
  }

  /** Answers false, for `#apply`. */
  #refuse(reasons: readonly string[]): false {
    for (const reason of reasons) this.voice.print(wrapped(`% ${reason}`, this.voice.columns));
    if (!this.isDirect) this.voice.print(["% Nothing was committed; the candidate configuration is kept."]);
    return false;
  }
}
