/** How long packets are on their way: distributions, and what becomes of them over time. */
import { type Chance } from "./chance.js";

/** Seconds that a packet sent at true time `second` (with its fraction) takes; drawn for each packet. */
export type Delay = (chance: Chance, second: number) => number;

export function always(seconds: number): Delay {
  return () => seconds;
}

/** At least `least`, and an exponentially distributed wait of mean `mean`. */
export function exponential(least: number, mean: number): Delay {
  return chance => least + mean * chance.exponential();
}

export function uniform(least: number, most: number): Delay {
  return chance => least + (most - least) * chance.uniform();
}

/** Never less than none. */
export function normal(mean: number, deviation: number): Delay {
  return chance => Math.max(mean + deviation * chance.normal(), 0);
}

/** At least `least`, and a wait like that in `shape` queues, each of mean `mean`. */
export function gamma(least: number, shape: number, mean: number): Delay {
  return chance => least + mean * chance.gamma(shape);
}

/** At least `least`, and a wait from `scale` up whose tail grows heavier as `tail` goes down to 1. */
export function pareto(least: number, scale: number, tail: number): Delay {
  return chance => least + scale * chance.pareto(tail);
}

export function sum(...delays: readonly Delay[]): Delay {
  return (chance, second) => {
    let total = 0;
    for (let i = 0; i < delays.length; i++) total += delays[i](chance, second);
    return total;
  };
}

export function scaled(delay: Delay, by: number): Delay {
  return (chance, second) => by * delay(chance, second);
}

/** None, but with `probability` what `delay` says. */
export function sometimes(probability: number, delay: Delay): Delay {
  return (chance, second) => (chance.uniform() < probability ? delay(chance, second) : 0);
}

/** None but while `isNow`. */
export function during(isNow: (second: number) => boolean, delay: Delay): Delay {
  return (chance, second) => (isNow(second) ? delay(chance, second) : 0);
}

/** Another path from `second` on. */
export function changed(at: number, before: Delay, after: Delay): Delay {
  return (chance, second) => (second < at ? before(chance, second) : after(chance, second));
}
