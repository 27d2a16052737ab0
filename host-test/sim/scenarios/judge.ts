/** Where a run of a trial did not meet what is demanded. */
import { Happening } from "../../../src/core/happening.js";
import { SECOND } from "../../../src/time/fixed.js";
import { figuresOf, type Figures } from "../figures.js";
import { type Seen, type SeenMoment } from "./run-trial.js";
import { type Bounds, type Limits, type Moment, type Span } from "./trial.js";

/** What a node tells as often as its limits say, and otherwise never once it has been synchronized. */
export const COUNTED: readonly Happening[] = Object.freeze([
  Happening.Stepped,
  Happening.Holdover,
  Happening.Unsynchronized,
  Happening.Refused,
  Happening.LeapAnnounced,
  Happening.LeapWithdrawn,
  Happening.LeapInserted,
  Happening.LeapDeleted,
  Happening.SecondMoved,
]);

/** A figure that has a bound, and how it is measured. */
export interface Measure {
  readonly name: keyof Bounds;
  readonly of: (seen: Seen, figures: Figures) => number;
}

export const MEASURES: readonly Measure[] = Object.freeze([
  { name: "rms", of: (_, { rms }) => rms },
  { name: "max", of: (_, { max }) => max },
  { name: "toMillisecond", of: (_, { toMillisecond }) => toMillisecond },
  { name: "toTenth", of: (_, { toTenth }) => toTenth },
  { name: "synchronizedAt", of: ({ probe }) => synchronizedAt(probe.invariant.synchronizedAt) },
  { name: "rate", of: ({ probe, settling }) => fastest(probe.errors, settling) },
  { name: "claim", of: (_, { claim }) => claim },
  { name: "requests", of: ({ host }) => host.requests },
]);

/** A sentence for each demand that was not met. */
export function judge(seen: Seen, limits: Limits = seen.limits): string[] {
  const figures = figuresOf(seen.probe, seen.settling);
  return [
    ...invariantFindings(seen, limits),
    ...MEASURES.flatMap(measure => boundFindings(measure, seen, figures, limits)),
    ...tellingFindings(seen, limits),
    ...(limits.spans ?? []).flatMap(span => spanFindings(seen, span)),
    ...(limits.moments ?? []).flatMap((moment, i) => momentFindings(moment, seen.moments[i])),
  ];
}

/** How much larger the claim and the number of requests may be with a seed that nobody has seen before. */
const LOOSE = 2;

const ANY_NUMBER = Object.freeze(Object.fromEntries(COUNTED.map(happening => [happening, [0, Infinity]])));

/** Of `limits` what holds with any seed: how large an error is, and what is told of it, has a worst beyond all seen. */
export function loosened({ claim = Infinity, honestUntil, requests = Infinity }: Limits): Limits {
  return { honestUntil, claim: LOOSE * claim, requests: LOOSE * requests, tells: ANY_NUMBER };
}

function invariantFindings({ backwards, probe }: Seen, { honestUntil = Infinity }: Limits): string[] {
  const found: string[] = [];
  const { synchronizedAt: since, violatedAt, violations, worstAt, worstRatio } = probe.invariant;
  if (since < 0 && honestUntil > 0) found.push("never synchronized");
  if (violatedAt >= 0 && violatedAt < honestUntil)
    found.push(
      `claims too little in ${violations} seconds, first in ${violatedAt}; worst in ${worstAt}: ${worstRatio.toFixed(2)}`,
    );
  if (backwards.most > 0)
    found.push(`ran backwards in second ${backwards.at}, by ${backwards.most / SECOND} s`);
  return found;
}

function boundFindings({ name, of }: Measure, seen: Seen, figures: Figures, limits: Limits): string[] {
  const bound = limits[name];
  if (bound === undefined) return [];
  const is = of(seen, figures);
  return is <= bound ? [] : [`${name} is ${is.toPrecision(4)}, not at most ${bound}`];
}

function tellingFindings({ probe, told }: Seen, { tells = {} }: Limits): string[] {
  const since = synchronizedAt(probe.invariant.synchronizedAt);
  return COUNTED.flatMap(happening => {
    const times = told.filter(one => one.happening === happening && one.second >= since);
    const wanted = tells[happening] ?? 0;
    const [least, most] = typeof wanted === "number" ? [wanted, wanted] : wanted;
    if (times.length >= least && times.length <= most) return [];
    const seconds = times.map(({ second }) => second).join(", ");
    return [
      `tells happening ${happening} ${times.length} times (${seconds}), not ${[least, most].join(" to ")}`,
    ];
  });
}

function spanFindings(
  { probe }: Seen,
  { from, to, about = 0, within = Infinity, claims = Infinity }: Span,
): string[] {
  const found: string[] = [];
  const errors = probe.errors.slice(from - probe.from, to - probe.from).map(error => error / SECOND);
  const away = errors.map(error => Math.abs(error - about)).sort();
  const worst = away[away.length - 1];
  const span = `from ${from} to ${to}`;
  if (!(worst <= within))
    found.push(`${span} up to ${worst.toPrecision(4)} s from ${about} s, not ${within}`);
  const claimed = Math.max(...probe.claims.slice(from - probe.from, to - probe.from)) / SECOND;
  const times = claimed / away[Math.floor(0.99 * away.length)];
  if (!(times <= claims)) found.push(`${span} claims ${times.toPrecision(4)} times its error, not ${claims}`);
  return found;
}

function momentFindings(moment: Moment, seen: SeenMoment): string[] {
  const names = ["stratum", "leap", "state", "peer", "standings"] as const;
  return names.flatMap(name => {
    const [wanted, is] = [moment[name], seen[name]].map(value => JSON.stringify(value));
    return wanted === undefined || wanted === is
      ? []
      : [`in second ${moment.second} ${name} is ${is}, not ${wanted}`];
  });
}

/** The first second from which on a claim was made; Infinity: none. */
function synchronizedAt(second: number): number {
  return second < 0 ? Infinity : second;
}

/** The most that an error changes by from one second to the next, from second `from` on. */
function fastest(errors: Float64Array, from: number): number {
  let most = 0;
  for (let i = Math.max(from, 1); i < errors.length; i++)
    most = Math.max(most, Math.abs(errors[i] - errors[i - 1]));
  return most / SECOND;
}
