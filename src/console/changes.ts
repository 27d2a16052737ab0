/** The configuration commands that one console has given and not committed. */
import { change } from "../config/configuration-text.js";
import { type Configuration } from "../config/configuration.js";
import { differenceLines, differences } from "../config/differences.js";
import { type Reading } from "../config/reading.js";
import { type Setting } from "../config/setting.js";

interface Change {
  readonly reading: Reading<Setting>;
  readonly section: string;
}

/** How others' changes and one's own meet. */
export interface Collision {
  /** What others changed since one's own first change, as `differenceLines` has it. */
  readonly theirs: readonly string[];
  /** What one's own changes would change now. */
  readonly ours: readonly string[];
}

export class Changes {
  #changes: Change[] = [];
  /** The running configuration when the first of them was made. */
  #base: Configuration | undefined;

  get isEmpty(): boolean {
    return this.#changes.length === 0;
  }

  /** `running` with the changes made. */
  onto(running: Configuration): Configuration {
    const changed = running.copy();
    for (const { reading, section } of this.#changes) change(changed, reading, section);
    return changed;
  }

  /** `running`: as it is now. */
  add(reading: Reading<Setting>, section: string, running: Configuration): void {
    if (this.isEmpty) this.#base = running.copy();
    this.#changes.push({ reading, section });
  }

  drop(): void {
    this.#changes = [];
    this.#base = undefined;
  }

  /** Undefined: what others have made of `running` meanwhile leaves these changes what they were. */
  collision(running: Configuration): Collision | undefined {
    if (!this.#base || this.#base.equals(running)) return undefined;
    const meant = changedLines(this.#base, this.onto(this.#base));
    const ours = changedLines(running, this.onto(running));
    if (meant.join("\n") === ours.join("\n")) return undefined;
    return { theirs: changedLines(this.#base, running), ours };
  }
}

function changedLines(before: Configuration, after: Configuration): string[] {
  return differenceLines(differences(before.lines(), after.lines()));
}
