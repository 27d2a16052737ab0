/**
 * One console: the view it is in, the changes it has prepared, and the line it is given.
 *
 * In Comware's way, and in VRP's immediate mode, a configuration command takes effect at once. In VRP's
 * own way it becomes one more change; the candidate is the running configuration with the changes made,
 * so that what another console commits meanwhile is not undone.
 */
import { change, isBlockEnd, readConfiguration, sectionOpened } from "../config/configuration-text.js";
import { Configuration } from "../config/configuration.js";
import { type Context } from "../config/cursor.js";
import { Dialect } from "../config/dialect.js";
import { explain } from "../config/explain.js";
import { factsOf } from "../config/facts.js";
import { type Offer, offers } from "../config/offers.js";
import { orNotYet } from "../config/not-yet.js";
import { Fault, Mistake, read, type Reading } from "../config/reading.js";
import { viewOf } from "../config/sections.js";
import { Form, type Setting } from "../config/setting.js";
import { type Syntax } from "../config/syntax.js";
import { columnOf, type Line, splitLine, textsOf } from "../config/words.js";
import { SocketError } from "../runtime/ports.js";
import { complaint, isHopeless } from "./complaint.js";
import { consoleViewOf, grammarIn, isCommand } from "./grammars.js";
import { keyWarnings } from "./key-trouble.js";
import { offerLines } from "./offer-lines.js";
import { type ConsoleHost, ConsoleView, type Operator, type Terminal } from "./operator.js";
import { promptText } from "./prompt.js";
import { USUAL_COLUMNS, wrapped } from "./text-width.js";
import { warnings } from "./warnings.js";

const WARNING = "Warning: Uncommitted configurations found. Are you sure to commit them before exiting?";
const CHOICE = "[Y(yes)/N(no)/C(cancel)]:";

interface Change {
  readonly reading: Reading<Setting>;
  readonly section: string;
}

export class Session implements Operator {
  view = ConsoleView.User;
  section = "";
  /** The user has left; there is nothing more to read. */
  isOver = false;
  #changes: Change[] = [];
  #isImmediate = false;
  /** Whether the next line answers whether to commit before leaving. */
  #isAsked = false;

  constructor(
    readonly host: ConsoleHost,
    readonly terminal: Terminal,
  ) {}

  get prompt(): string {
    if (this.#isAsked) return CHOICE;
    return promptText(this.view, this.section, this.host.node.configuration.running, this.#mark);
  }

  get candidate(): Configuration {
    const candidate = this.host.node.configuration.running.copy();
    for (const { reading, section } of this.#changes) change(candidate, reading, section);
    return candidate;
  }

  get isCandidateChanged(): boolean {
    return this.#changes.length > 0 && !this.candidate.equals(this.host.node.configuration.running);
  }

  /** Carries out one line. Whatever it is, it ends in a command done or in words that say why not. */
  execute(text: string): void {
    if (this.#isAsked) return this.#answer(text);
    if (isBlockEnd(text) && this.section !== "") return this.enterSystem();
    const line = splitLine(text);
    const last = line.words.at(-1);
    if (!last) return;
    if (last.text === "?") return this.print(this.help(text.slice(0, last.column)));
    const reading = this.#read(textsOf(line));
    if (reading instanceof Mistake) this.print(this.#complaint(line, text, reading));
    else if (isCommand(reading.row)) reading.row.run(this, reading.values);
    else this.#configure(reading as Reading<Setting>);
  }

  /** The person gives up the line; leaving, if that is the question. */
  cancel(): void {
    this.#isAsked = false;
  }

  /** What may stand at the end of `text`, a line as far as it is typed. */
  offers(text: string): Offer[] {
    if (this.#isAsked) return [];
    const words = textsOf(splitLine(text));
    const partial = words.length > 0 && text.endsWith(words[words.length - 1]) ? words.pop()! : "";
    return offers(grammarIn(this.view), words, partial, this.#context);
  }

  /** The same as lines for a person; where nothing may follow, why. */
  help(text: string): string[] {
    if (this.#isAsked) return [WARNING];
    const found = this.offers(text);
    if (found.length > 0) return offerLines(found);
    const line = splitLine(text);
    const reading = read(grammarIn(this.view), textsOf(line), this.#context);
    if (!(reading instanceof Mistake)) return ["  Nothing may follow here."];
    if (isHopeless(reading)) return this.#complaint(line, text, reading);
    return wrapped(`  ${reading.advice}`, this.#columns);
  }

  print(lines: readonly string[]): void {
    for (const line of lines) this.terminal.write(`${line}\n`);
  }

  enterSystem(): void {
    this.enterSection("");
  }

  enterSystemImmediately(): void {
    this.#isImmediate = true;
    this.enterSystem();
  }

  enterSection(section: string): void {
    this.view = consoleViewOf(viewOf(section));
    this.section = section;
  }

  leave(): void {
    if (this.view === ConsoleView.User) this.isOver = true;
    else if (this.section !== "") this.enterSystem();
    else this.leaveToUser();
  }

  leaveToUser(): void {
    if (this.isCandidateChanged) return this.#ask();
    this.#changes = [];
    this.#isImmediate = false;
    this.view = ConsoleView.User;
    this.section = "";
  }

  commit(): void {
    if (this.#isDirect) return this.print(["There is nothing to commit: commands take effect at once."]);
    if (!this.isCandidateChanged) this.#changes = [];
    else this.#apply(this.candidate);
  }

  dropCandidate(): void {
    this.#changes = [];
  }

  /** Commands take effect without `commit`. */
  get #isDirect(): boolean {
    return this.#isImmediate || this.host.node.configuration.running.dialect === Dialect.Comware;
  }

  get #mark(): string {
    if (this.#isDirect) return "";
    return this.isCandidateChanged ? "*" : "~";
  }

  get #columns(): number {
    return this.terminal.columns ?? USUAL_COLUMNS;
  }

  get #context(): Context {
    const { node, takesAnyPort } = this.host;
    return {
      dialect: node.configuration.running.dialect,
      interfaces: node.status.interfaces,
      takesAnyPort,
      secrets: node.configuration.secrets,
      ...factsOf(this.candidate),
      keepsLocked: false,
    };
  }

  /** A command of the system view ends any other, as in a configuration's text. */
  #read(words: readonly string[]): Reading<Syntax> | Mistake {
    const inner = read(grammarIn(this.view), words, this.#context);
    if (!(inner instanceof Mistake)) return inner;
    // Who may have meant a command of this view is asked which.
    if (this.section === "" || inner.fault === Fault.Ambiguous) return orNotYet(inner, words);
    const outer = read(grammarIn(ConsoleView.System), words, this.#context);
    if (outer instanceof Mistake) return orNotYet(outer.at <= inner.at ? inner : outer, words);
    this.enterSystem();
    return outer;
  }

  #configure(reading: Reading<Setting>): void {
    const { form } = reading.row;
    const next = this.candidate;
    const count = change(next, reading, this.section);
    if (count === 0 && (form === Form.Single || form === Form.Several))
      return this.print(["% There is no such configuration."]);
    if (this.#isDirect) this.#apply(next);
    else this.#changes.push({ reading, section: this.section });
    this.enterSection(sectionOpened(reading) ?? this.section);
    const { status, configuration } = this.host.node;
    if (count > 1) this.print([`Info: ${count - 1} more lines that name it went with it.`]);
    this.print(warnings(reading, configuration.settingsOf(next), status));
  }

  /** Checks all of `next`, then makes it the running configuration; or says why not and keeps the changes. */
  #apply(next: Configuration): boolean {
    const checked = readConfiguration(next.lines(), this.#context);
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
    this.print(keyWarnings(before, status.settings));
    return true;
  }

  /** Answers false, for `#apply`. */
  #refuse(reasons: readonly string[]): false {
    for (const reason of reasons) this.print(wrapped(`% ${reason}`, this.#columns));
    if (!this.#isDirect) this.print(["% Nothing was committed; the candidate configuration is kept."]);
    return false;
  }

  /** The choice alone is the prompt: with the warning it would be wider than a terminal's row. */
  #ask(): void {
    this.#isAsked = true;
    this.print([this.terminal.isInteractive ? WARNING : `${WARNING} ${CHOICE}`]);
  }

  #answer(text: string): void {
    const answer = text.trim().toLowerCase();
    if (answer === "") return;
    if ("yes".startsWith(answer)) {
      this.#isAsked = false;
      if (this.#apply(this.candidate)) this.leaveToUser();
    } else if ("no".startsWith(answer)) {
      this.#isAsked = false;
      this.#changes = [];
      this.leaveToUser();
    } else if ("cancel".startsWith(answer)) this.#isAsked = false;
  }

  /** The caret stands under the wrong word of the line as the user sees it, behind the prompt. */
  #complaint(line: Line, text: string, mistake: Mistake): string[] {
    const prompt = this.terminal.isInteractive ? this.prompt : "";
    return complaint(prompt + text.slice(0, columnOf(line, mistake.at)), mistake, this.#columns);
  }
}
