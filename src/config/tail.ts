/** What follows a command's own words: values of its parameters and options, as far as they can be read. */
import { expected, hintOf, mayBe, sentence } from "./advice.js";
import { Cursor, type Context } from "./cursor.js";
import { type Head } from "./grammar.js";
import { matching, type Value } from "./kinds.js";
import { Fault, Mistake } from "./mistake.js";
import { keywordsOf, type Param, spelled, type Syntax, type Values } from "./syntax.js";

/** What follows a row's own words, as far as it has been read. */
export class Tail<Row extends Syntax> {
  readonly cursor: Cursor;
  /** Parameters known by place that were left out before the next word. */
  readonly passed: Param[] = [];
  /** The parameter or option whose value is missing at the end. */
  lacking: Param | undefined = undefined;
  /** Whether it is the keyword before that value that is missing. */
  isKeywordLacking = false;
  /** Why the next word is none of those, where a kind knows. */
  #whyPassed = "";
  readonly #read: Record<string, Value> = {};
  /** Where each value stands. */
  readonly #places: Record<string, number> = {};

  constructor(
    readonly head: Head<Row>,
    words: readonly string[],
    context: Context,
  ) {
    this.cursor = new Cursor(words, context, keywordsOf(head.row));
    this.cursor.at = head.words.length;
  }

  readParams(): Mistake | undefined {
    for (const param of this.head.row.params) {
      const { at } = this.cursor;
      const lacksKeyword = this.readKeyword(param);
      const isNamed = param.keywords.length > 0 && !lacksKeyword && !this.head.isUndone;
      const mistake = lacksKeyword ?? this.readValue(param);
      if (!mistake) {
        this.passed.length = 0;
        this.#whyPassed = "";
      } else if (isNamed || !this.mayLack(param)) return this.explain(mistake, param);
      else {
        this.cursor.at = at;
        this.passed.push(param);
        this.#whyPassed ||= this.cursor.why;
        this.lacking = undefined;
      }
    }
    return undefined;
  }

  readOptions(): Mistake | undefined {
    while (!this.cursor.isAtEnd) {
      const at = this.cursor.at;
      const { options } = this.head.row;
      const left = options.filter(each => !this.has(each));
      const option = takeKeyword(this.cursor, left);
      if (option instanceof Mistake) {
        const repeated = takeKeyword(this.cursor, options);
        if (repeated instanceof Mistake) return this.explain(option);
        return new Mistake(at, Fault.Unrecognized, `${repeated.name} is there already.`);
      }
      const mistake = this.readValue(option);
      if (mistake) return mistake;
    }
    return undefined;
  }

  /** What only the whole shows: something lacks, or values do not go together. */
  check(): Mistake | undefined {
    const { row, isUndone } = this.head;
    if (isUndone) return undefined;
    for (const option of row.options)
      if (!option.isOptional[this.cursor.context.dialect] && !this.has(option))
        return new Mistake(this.cursor.at, Fault.Incomplete, expected([hintOf(option, this.cursor.context)]));
    const objection = row.check?.(this.values(), this.cursor.context);
    if (!objection) return undefined;
    const at = this.#places[objection.param.name] ?? this.cursor.at;
    return new Mistake(at, Fault.WrongParameter, sentence(objection.why));
  }

  has(param: Param): boolean {
    return param.name in this.#read;
  }

  /** Index of the word that the value of `param` begins with; undefined: it has none yet. */
  placeOf(param: Param): number | undefined {
    return this.has(param) ? this.#places[param.name] : undefined;
  }

  /** Without those that are as they would be anyway. */
  values(): Values {
    const { row } = this.head;
    const values: Record<string, Value> = {};
    for (const param of [...row.params, ...row.options]) {
      const isInitial = this.#read[param.name] === param.initial?.[this.cursor.context.dialect];
      if (this.has(param) && !isInitial) values[param.name] = this.#read[param.name];
    }
    return values;
  }

  /** The same as they are kept. */
  settled(): Values {
    const values = this.values();
    return this.head.row.settle?.(values, this.cursor.context) ?? values;
  }

  /** Of a parameter that has both its place and a keyword. */
  private readKeyword(param: Param): Mistake | undefined {
    if (param.keywords.length === 0) return undefined;
    const found = takeKeyword(this.cursor, [param]);
    this.isKeywordLacking = found instanceof Mistake && this.cursor.isAtEnd;
    if (!(found instanceof Mistake)) return undefined;
    this.lacking = this.cursor.isAtEnd ? param : undefined;
    return found;
  }

  private readValue(param: Param): Mistake | undefined {
    const { cursor } = this;
    const at = cursor.at;
    cursor.why = "";
    const value = param.kind.read(cursor);
    if (value === undefined) {
      const fault = cursor.isAtEnd ? Fault.Incomplete : Fault.WrongParameter;
      const advice = cursor.why === "" ? expected([hintOf(param, cursor.context)]) : sentence(cursor.why);
      this.lacking = cursor.isAtEnd ? param : undefined;
      return new Mistake(at, fault, advice);
    }
    this.#read[param.name] = value;
    this.#places[param.name] = at;
    return undefined;
  }

  /** `undo` needs no more than what tells the entry from others. */
  private mayLack(param: Param): boolean {
    const { row, isUndone } = this.head;
    return param.isOptional[this.cursor.context.dialect] || (isUndone && !row.keys.includes(param));
  }

  /** A word that is no option may have been meant for a parameter that was left out. */
  private explain(mistake: Mistake, next?: Param): Mistake {
    if (this.passed.length === 0 || mistake.fault !== Fault.Unrecognized) return mistake;
    const { context } = this.cursor;
    const hints = this.passed.map(param => hintOf(param, context));
    if (next) hints.push(spelled(next.keywords, context.dialect));
    const advice = this.#whyPassed === "" ? expected(hints) : sentence(this.#whyPassed);
    return new Mistake(mistake.at, Fault.WrongParameter, advice);
  }
}

/** Takes the words of an option's keyword. */
function takeKeyword(cursor: Cursor, options: readonly Param[]): Param | Mistake {
  let live = options.flatMap(option =>
    option.keywords.map(keyword => ({ option, words: keyword.split(" ") })),
  );
  for (let ahead = 0; ; ahead++) {
    const complete = live.find(({ words }) => words.length === ahead);
    if (complete) return cursor.take(complete.option, ahead);
    const next = [...new Set(live.map(({ words }) => words[ahead]))];
    const matches = matching(next, cursor.peek(ahead));
    const at = cursor.at + ahead;
    if (matches.length === 0) {
      const fault = at >= cursor.words.length ? Fault.Incomplete : Fault.Unrecognized;
      return new Mistake(at, fault, expected(next));
    }
    live = live.filter(({ words }) => matches.includes(words[ahead]));
    if (matches.length > 1 && live.some(({ option }) => option !== live[0].option))
      return new Mistake(at, Fault.Ambiguous, mayBe(matches));
  }
}
