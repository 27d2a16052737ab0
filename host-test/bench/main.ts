/**
 * `npm run bench`: what a request costs, each figure a ratio or an exact count, for rates alone say more
 * of the machine than of the code.
 */
import { BusyNode, METERED } from "../xs/cost.js";
import { findWorker } from "../xs/machine.js";
import { Contender } from "./contenders.js";
import { answersPerSecond, compileLoad } from "./load.js";

const ROUNDS = 21;
const ROUND_MS = 400;

interface Race {
  readonly name: string;
  readonly ours: () => Contender;
  readonly theirs: () => Contender;
  readonly aim: string;
}

const bareLoop = (): Contender => Contender.node("echo");
const quickLoop = (): Contender => Contender.node("quick-echo");
const overDgram = (): Contender => Contender.node("dgram");
const overNative = (): Contender => Contender.node("native");
const chronyd = (): Contender => Contender.chronyd();

const RACES: readonly Race[] = [
  { name: "node over dgram : bare dgram loop", ours: overDgram, theirs: bareLoop, aim: "at least 0.9" },
  { name: "node over dgram : that loop without look-ups", ours: overDgram, theirs: quickLoop, aim: "none" },
  { name: "node over addon : bare dgram loop", ours: overNative, theirs: bareLoop, aim: "above 1.3" },
  { name: "node over addon : chronyd", ours: overNative, theirs: chronyd, aim: "none" },
];

/**
 * Runs the two in turns, so that what else the machine does meets both alike. Where that is a lot, the
 * answers for a second of the server's own CPU time say more than those for a second of the clock.
 */
async function race({ name, ours, theirs, aim }: Race): Promise<void> {
  const contenders = [ours(), theirs()];
  try {
    for (const contender of contenders) await contender.ready();
    const before = contenders.map(contender => contender.cpuSeconds());
    const rates: number[][] = [[], []];
    for (let round = 0; round < ROUNDS; round++)
      for (const [i, { port }] of contenders.entries()) rates[i].push(await answersPerSecond(port, ROUND_MS));
    const ratios = rates[0].map((rate, round) => rate / rates[1][round]);
    const range = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
    const [left, right] = rates.map(of => Math.round(median(of)).toLocaleString("en"));
    const [a, b] = rates.map((of, i) => sum(of) / (contenders[i].cpuSeconds() - before[i]));
    console.log(`  ${name}: ${median(ratios).toFixed(2)} (${range}), ${left} : ${right}; aim: ${aim}`);
    console.log(`    for the same CPU time: ${(a / b).toFixed(2)}`);
  } finally {
    for (const contender of contenders) contender.stop();
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

async function meter(kind: "server" | "client", packet: string): Promise<void> {
  const node = await BusyNode.start(kind);
  const { bytecodes, slots, arenas } = await node.cost();
  node.close();
  const memory = `${slots} slots for ${METERED}, arenas grown by ${arenas} octets`;
  console.log(`  ${packet}: ${bytecodes.toFixed(0)} bytecodes; ${memory}`);
}

console.log(`requests answered per second: median of ${ROUNDS} ratios (least to most); rates`);
try {
  compileLoad();
  for (const one of RACES) await race(one).catch(error => console.log(`  ${one.name}: ${String(error)}`));
} catch (error) {
  console.log(`  not measured: ${String(error)}`);
}
console.log("on XS, exactly");
const worker = findWorker();
if ("path" in worker) {
  await meter("server", "a request served");
  await meter("client", "a client's exchange");
} else console.log(`  not measured: ${worker.missing}`);
