/** Makes another input of one: a few changes, each drawn anew. Repeatable: all chance is the argument. */
import { type seeded } from "../support/random.js";

/** As of `seeded`. */
export type Random = ReturnType<typeof seeded>;

/** Limits are where mistakes are. */
const EDGES: readonly number[] = [
  0, 1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 31, 32, 64, 100, 127, 128, 192, 254, 255,
];
const WIDE_EDGES: readonly number[] = [0, 1, 28, 48, 68, 255, 256, 1024, 0x7fff, 0x8000, 0xffff, 0x7fffffff];

const MOST_CHANGES = 6;
const MOST_INSERTED = 32;
const SPACE = 0x20;
const NEWLINE = 0x0a;

/** What there is to draw from. */
export interface Stock {
  readonly random: Random;
  /** Octets that may matter to who reads the input. */
  readonly words: readonly Uint8Array[];
  /** Inputs that went somewhere. */
  readonly others: readonly Uint8Array[];
  readonly mostOctets: number;
}

type Change = (input: Uint8Array, stock: Stock) => Uint8Array;

const CHANGES: readonly Change[] = [
  (input, { random }) => edited(input, random, octet => octet ^ (1 << random(8))),
  (input, { random }) => edited(input, random, () => random(256)),
  (input, { random }) => edited(input, random, () => EDGES[random(EDGES.length)]),
  (input, { random }) => edited(input, random, octet => octet + random(33) - 16),
  wideEdge,
  (input, { random }) => spliced(input, ...stretch(input, random), new Uint8Array(0)),
  (input, { random }) => {
    const [from, to] = stretch(input, random);
    return spliced(input, to, to, input.subarray(from, to));
  },
  (input, { random }) => {
    const at = random(input.length + 1);
    return spliced(
      input,
      at,
      at,
      Uint8Array.from({ length: 1 + random(MOST_INSERTED) }, () => random(256)),
    );
  },
  (input, { random }) => {
    const at = random(input.length + 1);
    return spliced(input, at, at, new Uint8Array(1 + random(MOST_INSERTED)).fill(random(256)));
  },
  otherTail,
  otherStretch,
  newWord,
  newWord,
  otherWord,
  otherWord,
  otherLine,
];

/** An input of at most `mostOctets` made of `input`, which stays as it is. */
export function mutate(input: Uint8Array, stock: Stock): Uint8Array {
  const { random, mostOctets } = stock;
  let changed = input;
  for (let left = 1 + random(MOST_CHANGES); left > 0; left--)
    changed = CHANGES[random(CHANGES.length)](changed, stock);
  return changed.subarray(0, mostOctets);
}

function edited(input: Uint8Array, random: Random, edit: (octet: number) => number): Uint8Array {
  const copy = input.slice();
  if (copy.length > 0) {
    const at = random(copy.length);
    copy[at] = edit(copy[at]);
  }
  return copy;
}

function wideEdge(input: Uint8Array, { random }: Stock): Uint8Array {
  const copy = input.slice();
  const view = new DataView(copy.buffer);
  const edge = WIDE_EDGES[random(WIDE_EDGES.length)] * (random(2) || -1);
  const width = random(2) ? 4 : 2;
  if (copy.length < width) return copy;
  const at = random(copy.length - width + 1);
  if (width === 4) view.setInt32(at, edge);
  else view.setInt16(at, edge);
  return copy;
}

function otherTail(input: Uint8Array, { random, others }: Stock): Uint8Array {
  const other = others[random(others.length)];
  return spliced(input, random(input.length + 1), input.length, other.subarray(random(other.length + 1)));
}

function otherStretch(input: Uint8Array, { random, others }: Stock): Uint8Array {
  const other = others[random(others.length)];
  const at = random(input.length + 1);
  return spliced(input, at, at, other.subarray(...stretch(other, random)));
}

function newWord(input: Uint8Array, { random, words }: Stock): Uint8Array {
  if (words.length === 0) return input;
  const at = random(input.length + 1);
  return spliced(input, at, at, words[random(words.length)]);
}

/** In place of one between blanks or line ends. */
function otherWord(input: Uint8Array, { random, words }: Stock): Uint8Array {
  if (words.length === 0) return input;
  const [from, to] = between(input, random, octet => octet === SPACE || octet === NEWLINE);
  return spliced(input, from, to, words[random(words.length)]);
}

/** A line of another input, before one of this. */
function otherLine(input: Uint8Array, { random, others }: Stock): Uint8Array {
  const other = others[random(others.length)];
  const isEnd = (octet: number): boolean => octet === NEWLINE;
  const [from, to] = between(other, random, isEnd);
  const [at] = between(input, random, isEnd);
  return spliced(input, at, at, Uint8Array.of(...other.subarray(from, to), NEWLINE));
}

/** The whole stretch without separators around a place. */
function between(
  input: Uint8Array,
  random: Random,
  isSeparator: (octet: number) => boolean,
): [from: number, to: number] {
  let from = random(input.length + 1);
  let to = from;
  while (from > 0 && !isSeparator(input[from - 1])) from--;
  while (to < input.length && !isSeparator(input[to])) to++;
  return [from, to];
}

function stretch(input: Uint8Array, random: Random): [from: number, to: number] {
  const from = random(input.length + 1);
  return [from, Math.min(input.length, from + 1 + random(random(2) ? 8 : input.length + 1))];
}

function spliced(input: Uint8Array, from: number, to: number, by: Uint8Array): Uint8Array {
  const result = new Uint8Array(input.length - (to - from) + by.length);
  result.set(input.subarray(0, from));
  result.set(by, from);
  result.set(input.subarray(to), from + by.length);
  return result;
}
