/**
 * `npm run soak -- [DATAGRAMS [SEED]]`: ten million hostile datagrams if not said, and what became of the node.
 * `npm run soak -- firmware [MINUTES]`: the firmware on XS at work, and what it takes of its heap meanwhile.
 */
import { runInNewContext } from "node:vm";
import { setFlagsFromString } from "node:v8";
import { Verdict } from "../../../src/core/verdict.js";
import { soakFirmware } from "./firmware.js";
import { type Share, Soak, type SoakFigures } from "./soak.js";

const USUAL = 10_000_000;
const USUAL_MINUTES = 10;

/** Parts of the whole after which the heap is measured. */
const MARKS = [0.1, 0.5, 1];

const MIB = 2 ** 20;

function main([datagrams = String(USUAL), seed = "1"]: readonly string[]): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const soak = new Soak(Number(seed));
  const began = performance.now();
  let figures!: SoakFigures;
  for (const mark of MARKS) {
    figures = soak.runTo(Number(datagrams) * mark);
    collect();
    const heap = (process.memoryUsage().heapUsed / MIB).toFixed(2);
    const tookSec = (performance.now() - began) / 1000;
    console.log(`${number(figures.hostile)} hostile datagrams in ${tookSec.toFixed(0)} s: heap ${heap} MiB`);
  }
  tell(figures);
  return figures.invariant.violations === 0 ? 0 : 1;
}

function tell(figures: SoakFigures): void {
  const { seconds, kinds, octetsOut, verdicts, clients, mimicked, followed, invariant, worstMs } = figures;
  console.log(`${number(seconds)} s of the node's time`);
  for (const [kind, count] of kinds) console.log(`  ${kind}: ${number(count)}`);
  const told = (verdict: Verdict): string => number(verdicts[verdict]);
  console.log(
    `its service and the sources that it still has: ${told(Verdict.Answered)} answered, ` +
      `${told(Verdict.Limited)} limited, ${told(Verdict.Sampled)} samples taken`,
  );
  console.log(`octets sent for each hostile one: ${octetsOut.toFixed(3)}`);
  console.log(
    `honest clients answered: ${shareText(clients)}; where others send in their names: ${shareText(mimicked)}`,
  );
  console.log(`honest servers followed at the end: ${followed} of 3`);
  const { violations, worstRatio } = invariant;
  const claim = violations === 0 ? "always within the claim" : `BEYOND THE CLAIM in ${violations} seconds`;
  console.log(
    `clock: at most ${worstMs.toFixed(3)} ms off, ${claim}, at most ${worstRatio.toFixed(3)} of it`,
  );
}

function shareText({ asked, answered }: Share): string {
  return `${number(answered)} of ${number(asked)} (${((100 * answered) / asked).toFixed(2)} %)`;
}

function number(value: number): string {
  return value.toLocaleString("en");
}

const words = process.argv.slice(2);
process.exitCode =
  words[0] === "firmware" ? await soakFirmware(Number(words[1] ?? USUAL_MINUTES)) : main(words);
