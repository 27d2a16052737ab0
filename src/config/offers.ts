/** What may follow the words typed so far: for `?`, and for the Tab key. */
import { type Context } from "./cursor.js";
import { type Dialect } from "./dialect.js";
import { matching } from "./kinds.js";
import { type Grammar, type Head, step, waysOf } from "./grammar.js";
import { Mistake } from "./mistake.js";
import { Tail } from "./tail.js";
import { type Param, spelled, type Syntax } from "./syntax.js";
import { wordHelp } from "./word-help.js";

export interface Offer {
  /** A word to type, or a hint of what kind of word: "INTEGER<1-4>". */
  readonly word: string;
  readonly help: string;
  /** Whether `word` can be typed as it stands. */
  readonly isLiteral: boolean;
}

/** The line may end here. */
const END_OF_LINE: Offer = Object.freeze({ word: "<cr>", help: "", isLiteral: false });

/**
 * What may stand after `words` as the word that begins with `partial`; nothing where `words` are wrong.
 * Of several spellings the one of the dialect is offered; the others once they have been begun, or where the
 * dialect's is no longer possible. Words come in the order of the alphabet, before what stands for values.
 */
export function offers<Row extends Syntax>(
  grammar: Grammar<Row>,
  words: readonly string[],
  partial: string,
  context: Context,
): Offer[] {
  const found: Offer[] = [];
  collect(grammar, words, 0, partial, context, found);
  const typed = partial.toLowerCase();
  const literal = found
    .filter(({ word, isLiteral }) => isLiteral && word.toLowerCase().startsWith(typed))
    .sort((a, b) => (a.word.toLowerCase() < b.word.toLowerCase() ? -1 : 1));
  const hints = found.filter(({ isLiteral }) => !isLiteral);
  if (partial === "") return [...literal, ...hints];
  return literal.length > 0 ? literal : hints.filter(hint => hint !== END_OF_LINE);
}

/** The same way through the heads as `read` takes. */
function collect<Row extends Syntax>(
  heads: readonly Head<Row>[],
  words: readonly string[],
  at: number,
  partial: string,
  context: Context,
  found: Offer[],
): void {
  const complete = heads.find(head => head.words.length === at);
  if (at === words.length) {
    offerHeads(heads, at, partial, context, found);
    if (complete) offerTail(complete, words, partial, context, found);
    return;
  }
  const { matches, isExact, isAmbiguous, heads: meant } = step(heads, at, words[at]);
  if (complete && !isExact) offerTail(complete, words, partial, context, found);
  if (matches.length === 0 || (complete && found.length > 0)) return;
  const ways = waysOf(heads, at, words[at]);
  for (const way of ways) collect(way, words, at + 1, partial, context, found);
  if (ways.length === 0 && !isAmbiguous) collect(meant, words, at + 1, partial, context, found);
}

function offerHeads<Row extends Syntax>(
  heads: readonly Head<Row>[],
  at: number,
  partial: string,
  { dialect }: Context,
  found: Offer[],
): void {
  for (const head of heads) {
    const { words } = head;
    if (words.length <= at) continue;
    if (partial === "" && !isUsual(head, dialect) && heads.some(other => isUsualFor(head, other, dialect)))
      continue;
    if (partial === "" && isOpposite(head) && at < words.length - 1) continue;
    const word = words[at];
    const help = words.length === at + 1 ? headHelp(head, dialect) : wordHelp(word);
    const known = found.findIndex(offer => offer.word === word);
    if (known < 0) found.push({ word, help, isLiteral: true });
    else if (words.length === at + 1) found[known] = { word, help, isLiteral: true };
  }
}

/** Whether it is one of `Syntax.opposites`, with or without `undo`. */
function isOpposite<Row extends Syntax>({ row, words, isUndone }: Head<Row>): boolean {
  const own = isUndone ? words : words.slice(1);
  return row.opposites?.includes(own.join(" ")) ?? false;
}

function headHelp<Row extends Syntax>(head: Head<Row>, dialect: Dialect): string {
  const { row, isUndone } = head;
  if (!isOpposite(head)) return row.help;
  return `The same as ${isUndone ? "undo " : ""}${spelled(row.spellings, dialect)}`;
}

/** Whether this is how `dialect` spells it. */
function isUsual<Row extends Syntax>({ row, words, isUndone }: Head<Row>, dialect: Dialect): boolean {
  const usual = spelled(row.spellings, dialect);
  return words.join(" ") === (isUndone ? `undo ${usual}` : usual);
}

/** Whether `other` is the dialect's way to say what `head` says. */
function isUsualFor<Row extends Syntax>(head: Head<Row>, other: Head<Row>, dialect: Dialect): boolean {
  return other.row === head.row && other.isUndone === head.isUndone && isUsual(other, dialect);
}

function offerTail<Row extends Syntax>(
  head: Head<Row>,
  words: readonly string[],
  partial: string,
  context: Context,
  found: Offer[],
): void {
  const tail = new Tail(head, words, context);
  const mistake = tail.readParams() ?? tail.readOptions();
  const { row, isUndone } = head;
  if (tail.lacking) {
    const isNamed = tail.lacking.keywords.length > 0 && !tail.isKeywordLacking;
    if (row.params.includes(tail.lacking) && !isNamed)
      for (const param of tail.passed) offerValue(param, context, found);
    if (tail.isKeywordLacking) return offerOptions(tail, [tail.lacking], [], partial, context, found);
    return offerValue(tail.lacking, context, found);
  }
  if (mistake && mistake.at < words.length) return;
  // It undoes the whole command: what tells it from others is enough.
  const isOf = (param: Param): boolean => !isUndone || row.keys.includes(param);
  for (const param of tail.passed) if (isOf(param)) offerValue(param, context, found);
  offerOptions(tail, row.options.filter(isOf), words.slice(tail.cursor.at), partial, context, found);
  if (!mistake && !(tail.check() instanceof Mistake)) found.push(END_OF_LINE);
}

function offerValue({ kind, help }: Param, context: Context, found: Offer[]): void {
  const literal = kind.offers(context);
  for (const word of literal) found.push({ word, help: kind.helpOf?.(word) ?? help, isLiteral: true });
  if (literal.length === 0 || literal.join("|") !== kind.hint(context))
    found.push({ word: kind.hint(context), help, isLiteral: false });
}

/** `begun`: the first words of a keyword of several. */
function offerOptions<Row extends Syntax>(
  tail: Tail<Row>,
  options: readonly Param[],
  begun: readonly string[],
  partial: string,
  { dialect }: Context,
  found: Offer[],
): void {
  for (const option of options) {
    if (tail.has(option)) continue;
    for (const keyword of option.keywords) {
      const words = keyword.split(" ");
      const isOurs = keyword === spelled(option.keywords, dialect);
      if (!begun.every((word, i) => matching([words[i]], word).length === 1) || words.length <= begun.length)
        continue;
      if (!isOurs && partial === "") continue;
      const word = words[begun.length];
      const help = words.length === begun.length + 1 ? option.help : wordHelp(word);
      if (!found.some(offer => offer.word === word)) found.push({ word, help, isLiteral: true });
    }
  }
}
