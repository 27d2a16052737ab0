/**
 * What a long series of values comes to in a plot: of each column of pixels the least and the greatest, so that no
 * extreme is lost and the file stays small.
 */
import { type Scale } from "./scale.js";
import { type Point } from "./svg.js";

/** Of one column: where it is, and the extremes of what falls into it. */
export interface Column {
  readonly x: number;
  least: number;
  greatest: number;
}

/**
 * The columns that the values of the seconds `from` until before `to` fall into, left to right; `valueAt` says what
 * there is in each second, `scale` where that is drawn. A column without a second is left out.
 */
export function columnsOf(
  from: number,
  to: number,
  scale: Scale,
  valueAt: (second: number) => number,
): Column[] {
  const columns: Column[] = [];
  let pixel = -Infinity;
  for (let second = from; second < to; second++) {
    const at = Math.floor(scale.at(second));
    const value = valueAt(second);
    const last = columns[columns.length - 1];
    if (at === pixel) {
      last.least = Math.min(last.least, value);
      last.greatest = Math.max(last.greatest, value);
    } else {
      pixel = at;
      columns.push({ x: at + 0.5, least: value, greatest: value });
    }
  }
  return columns;
}

/** The upper edge of columns. */
export function upperEdge(columns: readonly Column[], scale: Scale): Point[] {
  return columns.map(({ greatest, x }) => [x, scale.at(greatest)]);
}

/** The lower edge. */
export function lowerEdge(columns: readonly Column[], scale: Scale): Point[] {
  return columns.map(({ least, x }) => [x, scale.at(least)]);
}
