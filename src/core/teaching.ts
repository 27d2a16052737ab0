/** What a path learns of a sample: the mean of what the tracks make of it, by share. Allocates nothing. */
import { type Q32 } from "../time/fixed.js";
import { type HeardWay } from "./heard-way.js";
import { type Path } from "./path.js";
import { type Track } from "./track.js";

/** Of an exchange, as `Track.observe` had it; `phase`: how far the clock is now thought to be behind. */
export function teach(path: Path, tracks: readonly Track[], phase: Q32, there: Q32, back: Q32): void {
  const slope = teachDelay(path, tracks);
  teachBias(path, tracks);
  const source = phase + path.bias;
  path.learn(there - path.delay - source, back - path.delay + source, slope);
}

/** The same of a broadcast, as `Track.hear` had it. */
export function teachHeard(path: Path, tracks: readonly Track[], phase: Q32, back: Q32): void {
  const { heard } = path;
  const slope = teachDelay(heard, tracks);
  teachBias(path, tracks);
  heard.learn(back - heard.delay + phase + path.bias, slope);
}

/** Answers how much likelier the sample were, had it a larger variance. */
function teachDelay(way: Path | HeardWay, tracks: readonly Track[]): number {
  let delay = 0;
  let slope = 0;
  for (let i = 0; i < tracks.length; i++) {
    delay += tracks[i].share * tracks[i].delay;
    slope += tracks[i].share * tracks[i].slope;
  }
  let variance = 0;
  for (let i = 0; i < tracks.length; i++) {
    const apart = tracks[i].delay - delay;
    variance += tracks[i].share * (tracks[i].delayVariance + apart * apart);
  }
  way.delay = Math.max(Math.round(delay), 0);
  way.delayVariance = Math.round(variance);
  return slope;
}

function teachBias(path: Path, tracks: readonly Track[]): void {
  let moved = 0;
  let narrowed = 0;
  for (let i = 0; i < tracks.length; i++) {
    moved += tracks[i].share * tracks[i].biasMoved;
    narrowed += tracks[i].share * tracks[i].biasNarrowed;
  }
  path.bias += Math.round(moved);
  path.biasVariance = Math.max(path.biasVariance - Math.round(narrowed), 0);
}
