/**
 * Every command line of the vendors' pages: the syntax that procedures print, what their examples type, and
 * the commands that prose names. The pages are texts for people, in two kinds of markup, with lines wrapped.
 */

/** How a page has it. */
export type How = "syntax" | "typed" | "prose";

export interface PageLine {
  /** From 1. */
  readonly line: number;
  readonly how: How;
  /** "user", "system", "interface", "any", or an inner view as the prompt names it: "Vlan-interface2". */
  readonly view: string;
  /** Without markup and escapes, blanks as one. */
  readonly text: string;
}

/** A piece of a page, from `start` to before `end`. */
interface Span {
  readonly start: number;
  readonly end: number;
  readonly how: How;
  readonly text: string;
  /** Of what stands behind a prompt. */
  readonly prompt?: string;
}

/** What a page has: its lines in order, and its text with blanks where they stand. */
export interface PageContent {
  readonly lines: readonly PageLine[];
  readonly rest: string;
}

/** Huawei's: a command's first words lead to its description. */
const LINK = /\[(\*\*)?([^\]*]+?)(?:\*\*)?\]\(cmdqueryname=[^)]*\)/g;

/** What goes on behind it: names in bold, values in italics, and the signs of syntax. */
const MARKED = /[ \t]*(\*{2,4}[^*]+\*{2,4}|\*[^*]+\*|\\\*|[{}|]|\[(?!\*\*ntp)|\])/y;

/** Marked up by mistake as names, and not to the end of the word. */
const MISMARKED = /[ \t]*\*\*interface\\_type\*{4}interface\\_num\*{2,3}(?:ber\*)?/y;

/** Huawei's prose names whole commands in bold. */
const NAMED = /\*\*((?:undo )?[a-z-]+ [a-z-]+ [^*]+)\*\*(?= command)/g;

const PARAGRAPH = /[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*/g;
const PROMPTED = /^\s*\\?[<[]([A-Za-z][\w/-]*)\\?[>\]]\s([^]+)$/;

/** H3C's syntax is in paragraphs of its own; no other begins in small letters, but the head of a table. */
const SYNTAX = /^(?!source\s+reference)[a-z]/;

/** The last column of the guide's table of displays. */
const CELL = /\| (display(?: (?:\\[[|\]]|[^|\\])+)) \|/g;

/** H3C's prose. */
const MENTION =
  /(?:display\s+)?ntp-service(?:\s+[a-z0-9-]+?)+?(?=\s+(?:command|or)\b|\/)|clock\s+protocol(?=\s+command)/g;

/** Reads a page. */
export function readPage(page: string): PageContent {
  const text = page.replace(/\u00a0/g, " ");
  const spans = text.includes("cmdqueryname=") ? huawei(text) : h3c(text);
  let rest = text;
  for (const { start, end } of spans) rest = rest.slice(0, start) + " ".repeat(end - start) + rest.slice(end);
  return { lines: inViews(text, spans), rest };
}

function huawei(text: string): Span[] {
  const spans: Span[] = [];
  for (const { 0: link, 1: bold, 2: name, index } of text.matchAll(LINK)) {
    const start = index + link.length;
    const tail = bold === undefined ? restOfLine(text, start) : markedUp(text, start);
    const words = [name, ...tail.words].join(" ");
    spans.push({ start: index, end: tail.end, how: "syntax", text: plain(words) });
  }
  for (const { 0: named, 1: words, index } of text.matchAll(NAMED))
    spans.push({ start: index, end: index + named.length, how: "prose", text: plain(words) });
  return spans.sort((a, b) => a.start - b.start);
}

interface Words {
  readonly words: readonly string[];
  readonly end: number;
}

function restOfLine(text: string, start: number): Words {
  const end = text.indexOf("\n", start);
  return { words: [text.slice(start, end)], end };
}

function markedUp(text: string, start: number): Words {
  const words: string[] = [];
  for (let end = start; ;) {
    MARKED.lastIndex = MISMARKED.lastIndex = end;
    const misprint = MISMARKED.exec(text);
    const word = misprint ?? MARKED.exec(text);
    if (word === null) return { words, end };
    end += word[0].length;
    words.push(misprint ? "interface-type interface-number" : unmarked(word[1]));
  }
}

function unmarked(word: string): string {
  return word === "\\*" ? "*" : word.replace(/\*/g, "");
}

function h3c(text: string): Span[] {
  const spans: Span[] = [];
  for (const { 0: paragraph, index } of text.matchAll(PARAGRAPH)) {
    const end = index + paragraph.length;
    const prompted = PROMPTED.exec(paragraph);
    if (prompted) {
      const isUser = /^\s*\\?</.test(paragraph);
      const prompt = isUser ? "user" : prompted[1].replace(/^[A-Za-z]+\d*-?/, "") || "system";
      spans.push({ start: index, end, how: "typed", text: plain(prompted[2]), prompt });
    } else if (SYNTAX.test(paragraph))
      spans.push({ start: index, end, how: "syntax", text: plain(paragraph) });
    else {
      const cells = paragraph.startsWith("| Task") ? found(paragraph, index, CELL, "syntax") : [];
      spans.push(...(cells.length > 0 ? cells : found(paragraph, index, MENTION, "prose")));
    }
  }
  return spans;
}

function found(paragraph: string, at: number, pattern: RegExp, how: How): Span[] {
  return [...paragraph.matchAll(pattern)].map(({ 0: whole, 1: cell = whole, index }) => ({
    start: at + index,
    end: at + index + whole.length,
    how,
    text: plain(cell),
  }));
}

/** Of procedures the view follows from the steps before. */
function inViews(text: string, spans: readonly Span[]): PageLine[] {
  let view = "user";
  return spans.map(({ start, how, text: words, prompt }) => {
    const line = text.slice(0, start).split("\n").length;
    if (how === "typed") return { line, how, view: prompt!, text: words };
    if (how === "prose" || words.startsWith("display ")) return { line, how, view: "any", text: words };
    if (words === "system-view") view = "user";
    const here = view;
    if (words === "system-view") view = "system";
    if (words.startsWith("interface ")) view = "interface";
    return { line, how, view: here, text: words };
  });
}

function plain(text: string): string {
  return text
    .replace(/\\(.)/g, "$1")
    .replace(/([{}[\]|])/g, " $1 ")
    .replace(/\s+/g, " ")
    .trim();
}
