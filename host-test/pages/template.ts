/**
 * The vendors' notation of syntax: `{ a | b }` one of them, `[ a | b ]` one of them or none, with `*` behind
 * it any number of them in any order.
 */

interface Group {
  /** Each a sequence of words and groups. */
  readonly alternatives: readonly Sequence[];
  readonly isOptional: boolean;
  readonly isRepeatable: boolean;
}

type Sequence = readonly (string | Group)[];

/**
 * The commands that `template` stands for, a line each: with every choice of what must be chosen, nothing
 * that may be left out, each such part alone, and all of them together, in order and backwards.
 */
export function commandsOf(template: string): string[] {
  const reader = new Reader(template.split(" "));
  const sequence = reader.sequence();
  if (!reader.isAtEnd) throw new Error(`no syntax: ${template}`);
  return [...new Set(ways(sequence))];
}

class Reader {
  #at = 0;

  constructor(readonly words: readonly string[]) {}

  get isAtEnd(): boolean {
    return this.#at >= this.words.length;
  }

  sequence(): Sequence {
    const items: (string | Group)[] = [];
    while (!this.isAtEnd && !["|", "]", "}"].includes(this.words[this.#at])) {
      const word = this.words[this.#at++];
      items.push(word === "[" || word === "{" ? this.#group(word === "[" ? "]" : "}") : word);
    }
    return items;
  }

  #group(end: string): Group {
    const alternatives: Sequence[] = [];
    do alternatives.push(this.sequence());
    while (this.words[this.#at++] === "|");
    if (this.words[this.#at - 1] !== end) throw new Error(`no ${end} in ${this.words.join(" ")}`);
    const isRepeatable = this.words[this.#at] === "*";
    if (isRepeatable) this.#at++;
    return { alternatives, isOptional: end === "]", isRepeatable };
  }
}

function ways(sequence: Sequence): string[] {
  const choices = sequence.map(choicesOf);
  const isOptional = sequence.map(item => typeof item !== "string" && item.isOptional);
  const left = choices.map((each, i) => (isOptional[i] ? [""] : each));
  const wholes = isOptional.some(each => each)
    ? choices.map((each, i) => (isOptional[i] ? each.slice(-1) : each))
    : left;
  const alone = choices.flatMap((each, i) =>
    isOptional[i] ? product(left.map((other, j) => (j === i ? each : other))) : [],
  );
  const backwards = choices.map((each, i) => (isOptional[i] ? each.slice(-2, -1) : each));
  return [...product(left), ...alone, ...product(backwards), ...product(wholes)];
}

/** Of what may come several times, all together is the last but one, and backwards the last. */
function choicesOf(item: string | Group): string[] {
  if (typeof item === "string") return [item];
  const each = item.alternatives.map(ways);
  const alone = each.flat();
  if (!item.isRepeatable || each.length < 2) return alone;
  const last = each.map(all => all[all.length - 1]);
  return [...alone, last.join(" "), [...last].reverse().join(" ")];
}

function product(choices: readonly (readonly string[])[]): string[] {
  return choices.reduce<string[]>(
    (begun, each) => begun.flatMap(start => each.map(word => `${start} ${word}`.trim())),
    [""],
  );
}
