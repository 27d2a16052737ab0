/**
 * The running configuration, how it changes, and what of it outlives a restart: the saved one and the last
 * commits. A node boots from the saved lines through the same reader that a console's lines go through.
 */
import { type ConfiguredSettings } from "../report/settings.js";
import { type Q32 } from "../time/fixed.js";
import { type Commit, NO_NAMING, type Naming, type Signature, signerText } from "./commit.js";
import { CommitHistory } from "./commit-history.js";
import { type Configuration } from "./configuration.js";
import { differences } from "./differences.js";
import { SavedConfiguration } from "./saved-configuration.js";
import { type Secrets } from "./secrets.js";
import { type Startup } from "./startup.js";
import { type TextStore } from "./text-store.js";
import { Trial, type TrialOrder, type Waits } from "./trial.js";

/** Takes in the settings of a running configuration; `by`: which console changed it, or empty. */
export type Configure = (settings: ConfiguredSettings, by: string) => void;

/** What a running configuration works with. */
export interface ConfigurationHost {
  readonly store: TextStore;
  readonly configure: Configure;
  /** As in `Configuration.settings`. */
  readonly serverPort: number;
  readonly secrets?: Secrets | undefined;
  readonly waits: Waits;
  /** How far what was saved could be read at the start; undefined: all of it. */
  readonly startup?: Startup;
  /** Told when a trial has ended by itself. */
  trialOver?(): void;
}

/** What became of a commit that took effect. */
export interface Kept {
  readonly commit: Commit;
  /** What storage threw; undefined: it outlives a restart. */
  readonly trouble: unknown;
}

export class ConfigurationStore {
  readonly history: CommitHistory;
  readonly trial: Trial;
  #running: Configuration;
  readonly #saved: SavedConfiguration;
  #changed: Signature | undefined;
  #startup: Startup | undefined;
  readonly #watchers: (() => void)[] = [];

  /** `running`: what the node was started with. */
  constructor(
    running: Configuration,
    readonly host: ConfigurationHost,
  ) {
    this.#running = running.copy();
    this.history = new CommitHistory(host.store);
    this.trial = new Trial(host.waits);
    this.#saved = new SavedConfiguration(host.store);
    this.#startup = host.startup;
  }

  /** To be read; to change it, change a copy and `apply` that. */
  get running(): Configuration {
    return this.#running;
  }

  /** Who changed it last; undefined: nobody since the start. */
  get changed(): Signature | undefined {
    return this.#changed;
  }

  /** How far what is saved could be read at the start; undefined: all of it, or it is replaced since. */
  get startup(): Startup | undefined {
    return this.#startup;
  }

  get secrets(): Secrets | undefined {
    return this.host.secrets;
  }

  /** What the node would be told to do by `configuration`. */
  settingsOf(configuration: Configuration): ConfiguredSettings {
    return configuration.settings(this.host.serverPort, this.host.secrets);
  }

  /** Makes `next` the running configuration: all of it, or, if the node throws, nothing. */
  apply(next: Configuration, signature?: Signature): void {
    this.take(next, signature, signature);
  }

  /** `apply`, kept as the latest commit, behind what is on trial. Throws where the node does. */
  commit(next: Configuration, signature: Signature, naming: Naming): Kept {
    const before = this.#running;
    this.apply(next, signature);
    const confirmed = this.confirm(before, NO_NAMING);
    const { commit, trouble } = this.keep(before, this.#running, signature, naming);
    return { commit, trouble: trouble ?? confirmed?.trouble };
  }

  /** `apply` on trial for `delay`. Throws where the node does, and while another trial is under way. */
  try(next: Configuration, order: TrialOrder, delay: Q32): void {
    this.trial.begin({ ...order, before: this.#running }, delay, () => this.endTrial());
    try {
      this.apply(next, order);
    } catch (error) {
      this.trial.end();
      throw error;
    }
  }

  /** What is on trial stays, as the latest commit; undefined: nothing is. What `naming` says goes first. */
  confirmTrial(naming: Naming): Kept | undefined {
    return this.confirm(this.#running, naming);
  }

  /** The configuration from before comes back, `by` someone or of itself; if the node throws, not yet. */
  abortTrial(by?: Signature): void {
    const trial = this.trial.underWay;
    if (!trial) return;
    this.take(trial.before, by, this.#changed);
    this.trial.end();
  }

  /** Calls `changed` whenever there is another running configuration. */
  watch(changed: () => void): void {
    this.#watchers.push(changed);
  }

  /** Stores the running configuration's lines, unless they are stored already. Throws what storage does. */
  save(): void {
    this.#saved.write(this.#running.lines(), this.#running.dialect);
    this.#startup = undefined;
  }

  /** The saved lines; undefined: nothing is saved. Throws what storage does. */
  saved(): readonly string[] | undefined {
    return this.#saved.read()?.lines;
  }

  /** Throws what storage does. */
  resetSaved(): void {
    this.#saved.erase();
    this.#startup = undefined;
  }

  private take(next: Configuration, by: Signature | undefined, changed: Signature | undefined): void {
    this.host.configure(this.settingsOf(next), by ? signerText(by) : "");
    this.#running = next.copy();
    this.#changed = changed;
    for (const tell of this.#watchers) tell();
  }

  private endTrial(): boolean {
    try {
      this.abortTrial();
    } catch {
      return false;
    }
    this.host.trialOver?.();
    return true;
  }

  /** `tried`: what is on trial. */
  private confirm(tried: Configuration, naming: Naming): Kept | undefined {
    const trial = this.trial.underWay;
    if (!trial) return undefined;
    this.trial.end();
    const { before, by, at } = trial;
    const label = naming.label === "" ? trial.label : naming.label;
    const description = naming.description === "" ? trial.description : naming.description;
    return this.keep(before, tried, { by, at }, { label, description });
  }

  private keep(before: Configuration, after: Configuration, signature: Signature, naming: Naming): Kept {
    const found = differences(before.lines(), after.lines());
    const { by, at } = signature;
    const { label, description } = naming;
    const commit = { id: this.history.nextId, by, at, label, description, differences: found };
    try {
      this.history.add(commit);
      return { commit, trouble: undefined };
    } catch (trouble) {
      return { commit, trouble };
    }
  }
}
