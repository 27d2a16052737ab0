/** What a user may say of a commit, and how commits are named when one of them is meant. */
import { type Cursor } from "./cursor.js";
import { isHarmless } from "./harmless.js";
import { type Kind } from "./kinds.js";
import { option } from "./syntax.js";

const MOST_LABEL = 32;
const MOST_DESCRIPTION = 60;

const NONE: readonly string[] = Object.freeze([]);

/** A word that is no number and no sign for none. */
class Label implements Kind<string> {
  hint(): string {
    return `STRING<1-${MOST_LABEL}>`;
  }

  read(cursor: Cursor): string | undefined {
    const { word } = cursor;
    if (!isHarmless(word)) return cursor.refuse("control characters cannot be part of it");
    if (/^\d/.test(word) || word === "-") return cursor.refuse("a label begins with no digit, and is not -");
    return word.length >= 1 && word.length <= MOST_LABEL ? cursor.take(word) : undefined;
  }

  write(value: string): string {
    return value;
  }

  offers(): readonly string[] {
    return NONE;
  }
}

/** The rest of the line. */
class Description implements Kind<string> {
  hint(): string {
    return `TEXT<1-${MOST_DESCRIPTION}>`;
  }

  read(cursor: Cursor): string | undefined {
    const words = cursor.words.slice(cursor.at);
    const text = words.join(" ");
    if (!isHarmless(text)) return cursor.refuse("control characters cannot be part of it");
    if (text.length > MOST_DESCRIPTION)
      return cursor.refuse(`it has ${text.length} characters, more than ${MOST_DESCRIPTION}`);
    return words.length > 0 ? cursor.take(text, words.length) : undefined;
  }

  write(value: string): string {
    return value;
  }

  offers(): readonly string[] {
    return NONE;
  }
}

export const LABEL_KIND: Kind<string> = Object.freeze(new Label());
const DESCRIPTION_KIND: Kind<string> = Object.freeze(new Description());

export const LABEL = option("label", LABEL_KIND, "A name for what is committed");
export const DESCRIPTION = option("description", DESCRIPTION_KIND, "What it is, to the end of the line");
