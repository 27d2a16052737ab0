/**
 * `npm run bench`: what a request costs, each figure a ratio or an exact count, for rates alone say more
 * of the machine than of the code.
 */
import { setTimeout as wait } from "node:timers/promises";
import { BusyNode } from "../xs/cost.js";
import { findWorker } from "../xs/machine.js";
import { type Busy } from "../xs/workload.js";
import { Contender } from "./contenders.js";
import { answersPerSecond, compileLoad } from "./load.js";

const ROUNDS = 21;
const ROUND_MS = 400;

/** Packets, so few that nothing is collected meanwhile. */
const METERED_EACH = 256;

/** How long the firmware is metered, at rest and at work. */
const METERED_MS = 4000;

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
const onXs = (): Contender => Contender.firmware();
const chronyd = (): Contender => Contender.chronyd();

const RACES: readonly Race[] = [
  { name: "node over dgram : bare dgram loop", ours: overDgram, theirs: bareLoop, aim: "at least 0.9" },
  { name: "node over dgram : that loop without look-ups", ours: overDgram, theirs: quickLoop, aim: "none" },
  { name: "node over addon : bare dgram loop", ours: overNative, theirs: bareLoop, aim: "above 1.3" },
  { name: "node over addon : chronyd", ours: overNative, theirs: chronyd, aim: "none" },
  { name: "firmware on XS : bare dgram loop", ours: onXs, theirs: bareLoop, aim: "none" },
  { name: "firmware on XS : chronyd", ours: onXs, theirs: chronyd, aim: "none" },
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

/** What each mode does all the time. */
const PACKETS: readonly { readonly kind: Busy; readonly packet: string }[] = [
  { kind: "server", packet: "a request served" },
  { kind: "guarded", packet: "a request that the last of ten rules permits" },
  { kind: "limited", packet: "a request of one held to a rate" },
  ...["md5", "sha1", "sha256", "hmac-sha-256", "aes-128-cmac", "aes-256-cmac"].map(
    mode =>
      ({
        kind: `keyed-${mode}`,
        packet: `a request with a MAC of ${mode}, the primitives left out`,
      }) as const,
  ),
  { kind: "client", packet: "a client's exchange" },
  { kind: "peer", packet: "a symmetric exchange" },
  { kind: "broadcaster", packet: "a broadcast sent" },
  { kind: "listener", packet: "a broadcast heard" },
  { kind: "seeker", packet: "an exchange with a server that a search found" },
];

/** A node of 8 associations. */
async function meter({ kind, packet }: (typeof PACKETS)[number]): Promise<void> {
  const node = await BusyNode.start(kind);
  const { bytecodes, slots, arenas } = await node.cost(METERED_EACH);
  node.close();
  const memory = `${slots} slots for ${METERED_EACH}, arenas grown by ${arenas} octets`;
  console.log(`  ${packet}: ${bytecodes.toFixed(0)} bytecodes; ${memory}`);
}

/** By the meter of the SDK's engine, of the firmware as it is: its timers, which run meanwhile, are left out. */
async function meterFirmware(): Promise<void> {
  const firmware = Contender.meteredFirmware();
  try {
    await firmware.ready();
    const began = performance.now();
    const before = await firmware.bytecodes();
    await wait(METERED_MS);
    const between = await firmware.bytecodes();
    const rested = performance.now();
    const answers = ((await answersPerSecond(firmware.port, METERED_MS)) * METERED_MS) / 1000;
    const after = await firmware.bytecodes();
    const idle = (between - before) / (rested - began);
    const each = (after - between - idle * (performance.now() - rested)) / answers;
    console.log(`  a request: ${each.toFixed(0)} bytecodes, the mean of ${answers.toFixed(0)}`);
  } finally {
    firmware.stop();
  }
}

/** What a node keeps for each place in its pool, used or not. */
async function weigh(kind: Busy, places: string): Promise<void> {
  const [few, many] = [8, 32];
  const slots: number[] = [];
  for (const sources of [few, many]) {
    const node = await BusyNode.start(kind, sources);
    slots.push(node.slots);
    node.close();
  }
  console.log(`  ${places}: ${((slots[1] - slots[0]) / (many - few)).toFixed(1)} slots each`);
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
  for (const each of PACKETS) await meter(each);
  await weigh("client", "servers");
  await weigh("peer", "peers");
  await weigh("seeker", "servers found by a search");
  await weigh("listener", "places in a pool that only one broadcast server has");
} else console.log(`  not measured: ${worker.missing}`);
console.log("on the SDK's XS, with the firmware around it");
await meterFirmware().catch(error => console.log(`  not measured: ${String(error)}`));
