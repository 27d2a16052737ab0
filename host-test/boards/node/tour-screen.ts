/** What a terminal shows of what is written to it, as far as the console makes use of terminals. */

/** A line's end, the row's start, a step back, erasing to the row's end, some steps back, a bell, text. */
const PIECE = /\r\n|\n|\r|\x08|\x1b\[K|\x1b\[(\d+)D|\x07|[^\r\n\x07\x08\x1b]+/y;

/** Stands where the cursor is. */
export const CURSOR = "▏";

export class TourScreen {
  /** The rows so far; the last is the one that the cursor is in. */
  readonly rows: string[] = [""];
  #column = 0;
  /** A piece that has not come whole. */
  #rest = "";

  /** The row that the cursor is in, up to its last character. */
  get row(): string {
    return this.rows[this.rows.length - 1];
  }

  get rowWithCursor(): string {
    return this.row.slice(0, this.#column) + CURSOR + this.row.slice(this.#column);
  }

  write(text: string): void {
    const all = this.#rest + text;
    let at = 0;
    for (PIECE.lastIndex = 0; at < all.length; at = PIECE.lastIndex) {
      const found = PIECE.exec(all);
      if (!found || (found[0] === "\r" && PIECE.lastIndex === all.length)) break;
      this.#show(found[0], Number(found[1] ?? 1));
    }
    this.#rest = all.slice(at);
  }

  #show(piece: string, count: number): void {
    const before = this.row.slice(0, this.#column);
    if (piece === "\x07") return;
    if (piece === "\n" || piece === "\r\n") {
      this.rows.push("");
      this.#column = 0;
    } else if (piece === "\r") this.#column = 0;
    else if (piece === "\x1b[K") this.rows[this.rows.length - 1] = before;
    else if (piece === "\x08" || piece.startsWith("\x1b")) this.#column -= count;
    else {
      this.rows[this.rows.length - 1] = before + piece + this.row.slice(before.length + piece.length);
      this.#column += piece.length;
    }
  }
}
