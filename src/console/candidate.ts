/**
 * What one console has prepared, and how it takes effect.
 *
 * In Comware's way, and in VRP's immediate mode, a configuration command takes effect at once. In VRP's
 * own way it becomes one more change; the candidate is the running configuration with the changes made,
 * so that what another console commits meanwhile is not undone. Where that meets the changes, their console
 * is asked before they are committed.
 */
import { type Naming, type Signature } from "../config/commit.js";
import { change, readConfiguration } from "../config/configuration-text.js";
import { Configuration } from "../config/configuration.js";
import { type ConfigurationStore, type Kept } from "../config/configuration-store.js";
import { type Context } from "../config/cursor.js";
import { Dialect } from "../config/dialect.js";
import { factsOf } from "../config/facts.js";
import { type Reading } from "../config/reading.js";
import { Form, type Setting } from "../config/setting.js";
import { SocketError } from "../runtime/ports.js";
import { SECOND } from "../time/fixed.js";
import { Changes } from "./changes.js";
import { keyWarnings } from "./key-trouble.js";
import { type ConsoleHost, type Operator } from "./operator.js";
import { zoneOffsetSec } from "./clock-display.js";
import { collisionLines, endOf, heldUpReasons, type Order, signatureOf } from "./order.js";
import { problemLines } from "./problem-lines.js";
import { yesQuestion } from "./question.js";
import { storageTrouble } from "./storage.js";
import { wrapped } from "./text-width.js";
import { type Signer } from "./user-lines.js";
import { warnings } from "./warnings.js";

const COLLISION = "Warning: Others' changes meet yours. Are you sure to commit yours upon them?";
const CONFIRMED = "Info: The configuration on trial is confirmed.";

/** Where what there is to say is said and asked. */
export interface Voice extends Pick<Operator, "ask" | "print"> {
  /** How wide a line may be. */
  readonly columns: number;
  readonly signer: Signer;
}

export class Candidate {
  /** Commands take effect at once, whatever the dialect. */
  isImmediate = false;
  readonly #changes = new Changes();

  constructor(
    readonly host: ConsoleHost,
    readonly voice: Voice,
  ) {}

  /** What `commit` would make the running configuration; the running one where nothing is prepared. */
  get configuration(): Configuration {
    return this.#changes.onto(this.store.running);
  }

  get isChanged(): boolean {
    return !this.#changes.isEmpty && !this.configuration.equals(this.store.running);
  }

  /** Commands take effect without `commit`. */
  get isDirect(): boolean {
    return this.isImmediate || this.store.running.dialect === Dialect.Comware;
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
      dialect: this.store.running.dialect,
      interfaces: node.status.interfaces,
      takesAnyPort,
      secrets: this.store.secrets,
      ...factsOf(this.configuration),
      keepsLocked: false,
    };
  }

  /** Takes in a command read in the view of `section`. False: it did not, and why was said. */
  configure(reading: Reading<Setting>, section: string): boolean {
    const { form } = reading.row;
    const next = this.configuration;
    const count = change(next, reading, section);
    if (count === 0 && (form === Form.Single || form === Form.Several))
      return this.say(["% There is no such configuration."]);
    if (!this.isDirect) this.#changes.add(reading, section, this.store.running);
    else if (this.isHeldUp()) return false;
    else if (!this.apply(next, checked => this.store.apply(checked, this.signature()))) return false;
    if (count > 1) this.voice.print([`Info: ${count - 1} more lines that name it went with it.`]);
    this.voice.print(warnings(reading, next, this.store.settingsOf(next), this.host.node.status));
    return true;
  }

  /**
   * Makes the candidate the running configuration, and confirms one that is on trial; or says why not, and
   * the changes are kept. `done`: told when it has, which may be after a question was answered.
   */
  commit(order: Order, done: () => void = nothing): void {
    if (this.isDirect) return void this.say(["There is nothing to commit: commands take effect at once."]);
    if (!this.isChanged) {
      this.drop();
      if (order.trialSec === undefined) this.confirm(order.naming);
      return done();
    }
    const isMine = this.store.trial.underWay?.owner === this && order.trialSec === undefined;
    if (!isMine && this.isHeldUp()) return;
    const collision = this.#changes.collision(this.store.running);
    if (!collision) return this.carryOut(order, done);
    this.voice.print(collisionLines(collision, this.store.changed, zoneOffsetSec(this.store.running)));
    this.voice.ask(
      yesQuestion(
        COLLISION,
        this.unlessChanged(() => this.carryOut(order, done)),
      ),
    );
  }

  /** `action` for later: not taken where the running configuration or the trial is another by then. */
  unlessChanged(action: () => void): () => void {
    const { running, trial } = this.store;
    const { underWay } = trial;
    return () => {
      if (this.store.running === running && trial.underWay === underWay) action();
      else this.refuse(["Meanwhile the configuration or its trial has changed: repeat the command."]);
    };
  }

  /** While a configuration is on trial nothing else may change it, and that was said. */
  isHeldUp(): boolean {
    const { underWay } = this.store.trial;
    if (underWay) this.refuse(heldUpReasons(underWay, this.host.node.status));
    return underWay !== undefined;
  }

  /** Makes `next`, of which every line was read, the running configuration. */
  rollBack(next: Configuration, naming: Naming): void {
    if (this.isHeldUp()) return;
    this.apply(next, checked => this.commitChecked(checked, naming));
  }

  /** Takes a configuration that is on trial back. */
  abortTrial(): void {
    this.attempt(() => this.store.abortTrial(this.signature()));
  }

  drop(): void {
    this.#changes.drop();
  }

  private get store(): ConfigurationStore {
    return this.host.node.configuration;
  }

  private carryOut({ naming, trialSec }: Order, done: () => void): void {
    const isDone = this.apply(this.configuration, next => {
      if (trialSec === undefined) this.commitChecked(next, naming);
      else this.try(next, naming, trialSec);
    });
    if (isDone) done();
  }

  /** Confirms what is on trial, too. */
  private commitChecked(next: Configuration, naming: Naming): void {
    const { underWay } = this.store.trial;
    const kept = this.store.commit(next, this.signature(), naming);
    if (underWay) this.voice.print([CONFIRMED]);
    this.tellOf(kept);
  }

  private confirm(naming: Naming): void {
    const kept = this.store.confirmTrial(naming);
    if (!kept) return;
    this.voice.print([CONFIRMED]);
    this.tellOf(kept);
  }

  private try(next: Configuration, naming: Naming, trialSec: number): void {
    const end = endOf(this.host.node.status, trialSec);
    this.store.try(next, { ...this.signature(), ...naming, owner: this, end }, trialSec * SECOND);
    this.voice.print([
      "Info: The configuration is on trial: the one from before comes back unless",
      `commit confirms it within ${trialSec} seconds.`,
    ]);
  }

  /** Checks all of `next`, then takes it; or says why not and keeps the changes. */
  private apply(next: Configuration, take: (checked: Configuration) => void): boolean {
    const lines = next.lines();
    const checked = readConfiguration(lines, this.context);
    if (!(checked instanceof Configuration)) {
      for (const problem of checked)
        this.voice.print(problemLines(problem, lines, "the candidate configuration", this.voice.columns));
      return this.refuse([]);
    }
    const { status } = this.host.node;
    const before = status.settings;
    if (!this.attempt(() => take(checked))) return false;
    this.drop();
    this.voice.print(keyWarnings(before, status.settings));
    return true;
  }

  private attempt(action: () => void): boolean {
    try {
      action();
      return true;
    } catch (error) {
      if (!(error instanceof SocketError)) throw error;
      return this.refuse([error.message]);
    }
  }

  private tellOf({ trouble }: Kept): void {
    if (trouble !== undefined)
      this.voice.print([`Warning: The commit is not stored. ${storageTrouble(trouble)}`]);
  }

  private signature(): Signature {
    return signatureOf(this.host.node.status, this.voice.signer);
  }

  private refuse(reasons: readonly string[]): false {
    reasons.forEach((reason, i) =>
      this.voice.print(wrapped(i === 0 ? `% ${reason}` : reason, this.voice.columns)),
    );
    const isKept = !this.isDirect && !this.#changes.isEmpty;
    return this.say(isKept ? ["% Nothing was committed; the candidate configuration is kept."] : []);
  }

  private say(lines: readonly string[]): false {
    this.voice.print(lines);
    return false;
  }
}

function nothing(): void {}
