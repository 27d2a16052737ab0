/**
 * The last commits, which outlive a restart. Each is stored under a name of its own, in a ring of one more
 * than are kept: a commit is one small write, and a write that is cut off costs no other commit.
 */
import { type Commit, commitText, FIRST_COMMIT, LAST_COMMIT, readCommit } from "./commit.js";
import { type TextStore } from "./text-store.js";

/** How many commits are kept. */
export const KEPT_COMMITS = 10;

const PLACES = KEPT_COMMITS + 1;

export class CommitHistory {
  /** Under which names there is something that is no commit, or cannot be read. */
  readonly damaged: string[] = [];
  readonly #store: TextStore;
  /** The newest first; undefined: not read yet. */
  #commits: Commit[] | undefined;

  /** Nothing is read before it is asked for. */
  constructor(store: TextStore) {
    this.#store = store;
  }

  /** The newest first. */
  get commits(): readonly Commit[] {
    this.#commits ??= this.read();
    return this.#commits;
  }

  /** The id that the next commit will have. */
  get nextId(): number {
    const latest = this.commits.at(0)?.id ?? LAST_COMMIT;
    return latest === LAST_COMMIT ? FIRST_COMMIT : latest + 1;
  }

  /** Keeps `commit`, whose id is `nextId`. Where it cannot be stored, until the restart; then this throws. */
  add(commit: Commit): void {
    this.#commits = [commit, ...this.commits].slice(0, KEPT_COMMITS);
    this.#store.write(nameOf(commit.id), commitText(commit));
  }

  private read(): Commit[] {
    const found: Commit[] = [];
    for (let place = 0; place < PLACES; place++) {
      const name = nameAt(place);
      const text = this.textAt(name);
      if (text === undefined) continue;
      const commit = readCommit(text);
      if (commit && nameOf(commit.id) === name) found.push(commit);
      else this.damaged.push(name);
    }
    return found.sort((a, b) => b.id - a.id).slice(0, KEPT_COMMITS);
  }

  /** What storage does not give back is as good as damaged. */
  private textAt(name: string): string | undefined {
    try {
      return this.#store.read(name);
    } catch {
      return "";
    }
  }
}

function nameOf(id: number): string {
  return nameAt(id % PLACES);
}

function nameAt(place: number): string {
  return `commit-${place}.cfg`;
}
