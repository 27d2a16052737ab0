/** A panel: one pair of axes with what is drawn between them, from the ground up. */
import { columnsOf, lowerEdge, upperEdge } from "./columns.js";
import { type Scale } from "./scale.js";
import { area, element, label, line, polyline, type Point } from "./svg.js";

/** What there is in each second. */
export type Series = (second: number) => number;

const LABEL_GAP = 6;

export class Panel {
  readonly x: Scale;
  readonly y: Scale;
  readonly #shades: string[] = [];
  readonly #parts: string[] = [];
  readonly #left: number;
  readonly #right: number;
  readonly #top: number;
  readonly #bottom: number;

  constructor(x: Scale, y: Scale) {
    this.x = x;
    this.y = y;
    this.#left = x.at(x.from);
    this.#right = x.at(x.to);
    this.#bottom = y.at(y.from);
    this.#top = y.at(y.to);
  }

  /** Shades the time up to `until`. */
  shade(until: number): this {
    const width = this.x.at(until) - this.#left;
    const height = this.#bottom - this.#top;
    this.#shades.push(element("rect", { class: "early", x: this.#left, y: this.#top, width, height }));
    return this;
  }

  /** All that is at most `most` away from 0 in the seconds `from` until before `to`. */
  around(from: number, to: number, most: Series): this {
    const columns = columnsOf(from, to, this.x, most);
    const below = columns.map(({ greatest, x }): Point => [x, this.y.at(-greatest)]);
    const above = upperEdge(columns, this.y);
    return this.#add(area(above, below, "claim"), polyline(above, "edge"), polyline(below, "edge"));
  }

  /** The greatest of `values` in each column, and all below it. */
  under(from: number, to: number, values: Series): this {
    const upper = upperEdge(columnsOf(from, to, this.x, values), this.y);
    const ground = upper.map(([x]): Point => [x, this.#bottom]);
    return this.#add(area(upper, ground, "claim"), polyline(upper, "edge"));
  }

  /** All values, from the least to the greatest of each column. */
  trace(from: number, to: number, values: Series): this {
    const columns = columnsOf(from, to, this.x, values);
    return this.#add(area(upperEdge(columns, this.y), lowerEdge(columns, this.y), "trace"));
  }

  /** The greatest of `values` in each column. */
  top(from: number, to: number, values: Series): this {
    return this.#add(polyline(upperEdge(columnsOf(from, to, this.x, values), this.y), "line"));
  }

  /** A level that holds from `from` on. */
  level(value: number, className: string, from = this.x.from): this {
    const y = this.y.at(value);
    return this.#add(line([this.x.at(from), y], [this.#right, y], className));
  }

  /** A point, and what it is. */
  mark(x: number, y: number, text: string): this {
    const [cx, cy] = [this.x.at(x), this.y.at(y)];
    return this.#add(
      element("circle", { class: "mark", cx, cy, r: 3.5 }),
      label(cx + LABEL_GAP, cy - LABEL_GAP, text, { class: "small halo" }),
    );
  }

  /** With its axes, and `title` above. */
  text(title: string): string {
    const { x, y } = this;
    const grid = [
      ...x.ticks.map(({ value }) => line([x.at(value), this.#top], [x.at(value), this.#bottom], "grid")),
      ...y.ticks.map(({ value }) => line([this.#left, y.at(value)], [this.#right, y.at(value)], "grid")),
    ];
    const words = [
      ...x.ticks.map(tick => label(x.at(tick.value), this.#bottom + 15, tick.label, CENTRED)),
      ...y.ticks.map(tick => label(this.#left - LABEL_GAP, y.at(tick.value) + 4, tick.label, AT_END)),
      label(this.#left, this.#top - 7, title),
    ];
    const size = { width: this.#right - this.#left, height: this.#bottom - this.#top };
    const frame = element("rect", { class: "frame", x: this.#left, y: this.#top, ...size });
    return [...this.#shades, ...grid, ...this.#parts, frame, ...words].join("\n");
  }

  #add(...parts: readonly string[]): this {
    this.#parts.push(...parts);
    return this;
  }
}

const CENTRED = { class: "small soft", "text-anchor": "middle" };
const AT_END = { class: "small soft", "text-anchor": "end" };
