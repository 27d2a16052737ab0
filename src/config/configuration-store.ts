/**
 * The running configuration and the saved one. A node boots from the saved lines through the same
 * reader that a console's lines go through; nothing else is stored.
 */
import { type ConfiguredSettings } from "../report/settings.js";
import { type Configuration } from "./configuration.js";
import { type Secrets } from "./secrets.js";

/** Under which name the lines are stored. */
export const STARTUP_CONFIGURATION = "startup.cfg";

/** Small texts that outlive a restart. */
export interface TextStore {
  read(name: string): string | undefined;
  write(name: string, text: string): void;
  remove(name: string): void;
}

/** What takes the settings of a running configuration in. */
export type Configure = (settings: ConfiguredSettings) => void;

/** The saved lines; undefined: nothing is saved. */
export function savedLines(store: TextStore): readonly string[] | undefined {
  const lines = store.read(STARTUP_CONFIGURATION)?.split("\n");
  // The last line has an end too, unless someone else wrote the text.
  if (lines && lines[lines.length - 1] === "") lines.pop();
  return lines;
}

export class ConfigurationStore {
  #running: Configuration;

  /** `running`: what the node was started with. `serverPort`, `secrets`: as in `Configuration.settings`. */
  constructor(
    running: Configuration,
    readonly store: TextStore,
    readonly configure: Configure,
    readonly serverPort: number,
    readonly secrets?: Secrets,
  ) {
    this.#running = running.copy();
  }

  /** To be read; to change it, change a copy and `apply` that. */
  get running(): Configuration {
    return this.#running;
  }

  /** What the node would be told to do by `configuration`. */
  settingsOf(configuration: Configuration): ConfiguredSettings {
    return configuration.settings(this.serverPort, this.secrets);
  }

  /** Makes `next` the running configuration: all of it, or, if the node throws, nothing. */
  apply(next: Configuration): void {
    this.configure(this.settingsOf(next));
    this.#running = next.copy();
  }

  /** Stores the running configuration's lines. */
  save(): void {
    this.store.write(STARTUP_CONFIGURATION, this.#running.lines().join("\n") + "\n");
  }

  /** The saved lines; undefined: nothing is saved. */
  saved(): readonly string[] | undefined {
    return savedLines(this.store);
  }

  resetSaved(): void {
    this.store.remove(STARTUP_CONFIGURATION);
  }
}
