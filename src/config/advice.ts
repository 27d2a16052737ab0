/** What is said of a word that is wrong or missing: what would be right. */
import { type Context } from "./cursor.js";
import { type Param } from "./syntax.js";

/** "maxpoll INTEGER<4-17>"; of a parameter without a word "INTEGER<0-63> (precedence of packets sent)". */
export function hintOf({ name, keywords, kind, help }: Param, context: Context): string {
  const hint = kind.hint(context);
  if (hint === "") return name;
  if (keywords.length > 0) return `${name} ${hint}`;
  const words = hint.split("|").join(" or ");
  return help === "" ? words : `${words} (${uncapitalized(help)})`;
}

/** Abbreviations stay: "IPv6 address". */
function uncapitalized(text: string): string {
  return /^[A-Z][a-z ]/.test(text) ? text[0].toLowerCase() + text.slice(1) : text;
}

/** What may stand where nothing, or a wrong word, does. */
export function expected(words: readonly string[]): string {
  return words.length === 0 ? "Nothing more is expected." : `Expected: ${words.join(", ")}.`;
}

/** What a word cut short may be. */
export function mayBe(words: readonly string[]): string {
  return `May be ${words.join(", ")}.`;
}

/** As a sentence. */
export function sentence(why: string): string {
  return `${why[0].toUpperCase()}${why.slice(1)}.`;
}
