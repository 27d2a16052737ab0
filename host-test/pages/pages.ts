/** The lines of the vendors' five pages, as listed: the pages themselves are not always at hand. */
import { readFileSync } from "node:fs";
import { type How, type PageLine } from "./page-lines.js";

/** Of which page it is: "003" is H3C's guide, the others are Huawei's. */
export interface ListedLine extends PageLine {
  readonly page: string;
}

/** In the order of the pages. */
export const PAGE_LINES: readonly ListedLine[] = readFileSync("host-test/vectors/pages/lines.txt", "utf8")
  .trimEnd()
  .split("\n")
  .map(row => {
    const [page, line, how, view, ...words] = row.split(" ");
    return { page, line: Number(line), how: how as How, view, text: words.join(" ") };
  });
