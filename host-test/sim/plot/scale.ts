/** Scales: from a quantity to where it is drawn, and what is written beside it. */

/** A value that is marked on an axis. */
export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** A quantity along one side of a plot, in pixels; what lies outside is drawn at the end. */
export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly Tick[];
  /** Where `value` is drawn. */
  at(value: number): number;
}

/** How a value is written beside an axis. */
export type Wording = (value: number) => string;

/**
 * Even steps. `begin` and `end`: in pixels, where `from` and `to` are drawn. About `count` values are marked, round
 * ones in multiples of `unit`.
 */
export class LinearScale implements Scale {
  readonly ticks: readonly Tick[];

  constructor(
    readonly from: number,
    readonly to: number,
    readonly begin: number,
    readonly end: number,
    wording: Wording,
    count = 5,
    unit = 1,
  ) {
    const step = unit * roundStep((to - from) / count / unit);
    const first = Math.ceil(from / step);
    const last = Math.floor(to / step + 1e-9);
    this.ticks = Array.from({ length: last - first + 1 }, (_, i) => {
      const value = (first + i) * step;
      return { value, label: wording(value) };
    });
  }

  at(value: number): number {
    const share = (value - this.from) / (this.to - this.from);
    return this.begin + (this.end - this.begin) * Math.min(Math.max(share, 0), 1);
  }
}

/** Each power of ten as long as the other. `from` and `to` are above 0. */
export class LogScale implements Scale {
  readonly ticks: readonly Tick[];

  constructor(
    readonly from: number,
    readonly to: number,
    readonly begin: number,
    readonly end: number,
    wording: Wording,
  ) {
    const first = Math.ceil(Math.log10(from) - 1e-9);
    const last = Math.floor(Math.log10(to) + 1e-9);
    this.ticks = Array.from({ length: last - first + 1 }, (_, i) => {
      const value = 10 ** (first + i);
      return { value, label: wording(value) };
    });
  }

  at(value: number): number {
    const share = Math.log(Math.max(value, this.from) / this.from) / Math.log(this.to / this.from);
    return this.begin + (this.end - this.begin) * Math.min(share, 1);
  }
}

const UNITS = [
  { least: 1, unit: "s" },
  { least: 1e-3, unit: "ms" },
  { least: 1e-6, unit: "µs" },
  { least: 0, unit: "ns", size: 1e-9 },
] as const;

/** Seconds as people say them: "-5 ms", "200 µs", to three figures. */
export function durationText(seconds: number): string {
  const amount = Math.abs(seconds);
  if (amount === 0) return "0";
  const found = UNITS.find(({ least }) => amount >= least * 0.9995)!;
  const size = "size" in found ? found.size : found.least;
  return `${seconds < 0 ? "−" : ""}${figures(amount / size)} ${found.unit}`;
}

/** To three figures, and no zeros after the point. */
function figures(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** 1, 2 or 5 times a power of ten, not less than `step`. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const factor = [1, 2, 5, 10].find(each => each * power >= step * (1 - 1e-9))!;
  return factor * power;
}
