/** One console: the view it is in, the changes it has prepared, and the line it is given. */
import { isBlockEnd, isOpener, sectionOpened } from "../config/configuration-text.js";
import { type Configuration } from "../config/configuration.js";
import { type Offer, offers } from "../config/offers.js";
import { Fault, Mistake } from "../config/mistake.js";
import { read, type Reading } from "../config/reading.js";
import { type Setting } from "../config/setting.js";
import { columnOf, type Line, splitLine, textsOf } from "../config/words.js";
import { asideWarning } from "./aside-warning.js";
import { Candidate } from "./candidate.js";
import { complaint, isHopeless } from "./complaint.js";
import { grammarIn, isCommand } from "./grammars.js";
import { barIn, filterOffers, LineFilter } from "./line-filter.js";
import { marked } from "./error-mark.js";
import { Monitor } from "./monitor.js";
import { offerLines } from "./offer-lines.js";
import { type ConsoleHost, ConsoleView, type Operator, type Terminal } from "./operator.js";
import { USUAL_ORDER } from "./order.js";
import { Place } from "./place.js";
import { prepare } from "./preparing.js";
import { readTyped } from "./read-typed.js";
import { promptText } from "./prompt.js";
import { choiceQuestion, LEAVE_WARNING, type Question } from "./question.js";
import { Task } from "./task.js";
import { USUAL_COLUMNS, wrapped } from "./text-width.js";
import { OWN_TERMINAL } from "./user-lines.js";

export class Session implements Operator {
  /** The user has left; there is nothing more to read. */
  isOver = false;
  readonly isHidden = false;
  readonly monitor: Monitor;
  readonly prepared: Candidate;
  readonly #place = new Place();
  readonly #task = new Task();
  #question: Question | undefined;
  /** Which lines of the command being carried out are wanted; undefined: all. */
  #filter: LineFilter | undefined;

  constructor(
    readonly host: ConsoleHost,
    readonly terminal: Terminal,
    readonly signer = OWN_TERMINAL,
  ) {
    this.prepared = new Candidate(host, this);
    this.monitor = new Monitor(host, terminal);
    if (terminal.isInteractive) this.print(asideWarning(host));
  }

  get prompt(): string {
    if (this.#question) return this.#question.prompt;
    return promptText(this.#place, this.host.node.configuration.running, this.prepared.mark);
  }

  get candidate(): Configuration {
    return this.prepared.configuration;
  }

  get section(): string {
    return this.#place.section;
  }

  get isAbroad(): boolean {
    return this.#place.isForeign;
  }

  get columns(): number {
    return this.terminal.columns ?? USUAL_COLUMNS;
  }

  /** A command is still being carried out: no line may be given before it has ended. */
  get isBusy(): boolean {
    return this.#task.isRunning;
  }

  /** Carries out a line, to its end or to words why not; `done`: told then, maybe before this returns. */
  execute(text: string, done: () => void = nothing): void {
    this.carryOut(text);
    this.#task.whenEnded(done);
  }

  pursue(begin: (done: () => void) => () => void): void {
    this.#task.begin(begin);
  }

  /** The person gives up the line, the question that the prompt asks, or the command being carried out. */
  cancel(): void {
    this.#question = undefined;
    this.#task.stop();
  }

  close(): void {
    this.isOver = true;
    this.monitor.switchOff();
    this.cancel();
  }

  /** What may stand at the end of `text`, a line as far as it is typed. */
  offers(text: string): Offer[] {
    if (this.#question) return [];
    const bar = barIn(text);
    if (bar >= 0) return filterOffers(text.slice(bar + 1));
    const words = textsOf(splitLine(text));
    const partial = words.length > 0 && text.endsWith(words[words.length - 1]) ? words.pop()! : "";
    return offers(grammarIn(this.#place.view), words, partial, this.prepared.context);
  }

  /** The same as lines for a person; where nothing may follow, why. */
  help(text: string): readonly string[] {
    if (this.#question) return wrapped(this.#question.words, this.columns);
    const found = this.offers(text);
    if (found.length > 0) return offerLines(found);
    const line = splitLine(text);
    const reading = read(grammarIn(this.#place.view), textsOf(line), this.prepared.context);
    if (!(reading instanceof Mistake)) return ["  Nothing may follow here."];
    if (isHopeless(reading)) return this.complaint(line, text, reading);
    return wrapped(`  ${reading.advice}`, this.columns);
  }

  print(lines: readonly string[]): void {
    const { dialect } = this.host.node.configuration.running;
    for (const line of lines) {
      const shown = marked(line, dialect);
      if (!this.#filter || this.#filter.takes(shown)) this.terminal.write(`${shown}\n`);
    }
  }

  setScreenLength(rows: number | undefined): void {
    this.terminal.setScreenLength?.(rows);
  }

  enterSystem(): void {
    this.enterSection("");
  }

  enterSystemImmediately(): void {
    this.prepared.isImmediate = true;
    this.enterSystem();
  }

  enterSection(section: string): void {
    this.#place.enter(section);
  }

  leave(): void {
    if (this.#place.view === ConsoleView.User) this.close();
    else if (this.#place.isInner) this.#place.leave();
    else this.leaveToUser();
  }

  leaveToUser(): void {
    if (this.prepared.isChanged) return this.askToLeave();
    this.prepared.drop();
    this.prepared.isImmediate = false;
    this.#place.enterUser();
  }

  /** The choice alone is the prompt: with the words it would be wider than a terminal's row. */
  ask(question: Question): void {
    this.#question = question;
    const { words, prompt } = question;
    this.print(wrapped(this.terminal.isInteractive ? words : `${words} ${prompt}`, this.columns));
  }

  endInput(): void {
    if (this.#question) this.print(["% Not answered: taken for N."]);
    this.#question = undefined;
  }

  private carryOut(text: string): void {
    this.#filter = undefined;
    if (this.#question) return this.answer(this.#question, text);
    if (isBlockEnd(text) && this.#place.isInner) return this.enterSystem();
    const line = splitLine(text);
    const last = line.words.at(-1);
    if (!last) return;
    if (last.text === "?") return this.print(this.help(text.slice(0, last.column)));
    const bar = barIn(text);
    const filter = bar < 0 ? undefined : LineFilter.read(text, bar);
    if (filter instanceof Mistake) return this.print(this.complaint(line, text, filter));
    this.carryOutCommand(bar < 0 ? text : text.slice(0, bar), filter);
  }

  private carryOutCommand(text: string, filter: LineFilter | undefined): void {
    const line = splitLine(text);
    const words = textsOf(line);
    const reading = readTyped(words, this.#place, this.prepared.context);
    if (reading instanceof Mistake) {
      this.print(this.complaint(line, text, reading));
      return this.stray(words, reading);
    }
    if (!isCommand(reading.row)) return this.configure(reading as Reading<Setting>);
    this.#filter = filter;
    reading.row.run(this, reading.values);
  }

  /**
   * Goes where a router would by a line that is refused: the `quit` at the end of a pasted block is not to
   * lead out of a view of ours. A person sees that a wrong line has led nowhere.
   */
  private stray(words: readonly string[], { fault, at }: Mistake): void {
    if (fault === Fault.NotHere) this.#place.stray(words);
    else if (fault === Fault.WrongParameter && at > 0 && !this.terminal.isInteractive && isOpener(words))
      this.#place.lose();
  }

  private configure(reading: Reading<Setting>): void {
    this.pursue(done =>
      prepare(reading, this.host.timers, prepared => {
        if (this.prepared.configure(prepared, this.section))
          this.enterSection(sectionOpened(prepared) ?? this.section);
        done();
      }),
    );
  }

  private askToLeave(): void {
    const leave = (): void => this.leaveToUser();
    const drop = (): void => {
      this.prepared.drop();
      leave();
    };
    this.ask(choiceQuestion(LEAVE_WARNING, () => this.prepared.commit(USUAL_ORDER, leave), drop));
  }

  private answer(question: Question, text: string): void {
    this.#question = undefined;
    if (!question.answer(text)) this.ask(question);
  }

  /** The caret stands under the wrong word of the line as the user sees it, behind the prompt. */
  private complaint(line: Line, text: string, mistake: Mistake): string[] {
    const prompt = this.terminal.isInteractive ? this.prompt : "";
    return complaint(prompt + text.slice(0, columnOf(line, mistake.at)), mistake, this.columns);
  }
}

function nothing(): void {}
