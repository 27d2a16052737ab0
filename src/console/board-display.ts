/** `display memory`, in each vendor's way, and `display process`. */
import { Dialect } from "../config/dialect.js";
import { type LoadFigures, type MemoryPool } from "../runtime/board-port.js";
import { SECOND, type Q32 } from "../time/fixed.js";

const NAME = 16;
const NUMBER = 10;

/** `now`: the time as the dialect shows it. */
export function memoryLines(pools: readonly MemoryPool[], dialect: Dialect, now: string): string[] {
  return dialect === Dialect.Vrp ? vrpMemory(pools, now) : comwareMemory(pools);
}

function comwareMemory(pools: readonly MemoryPool[]): string[] {
  return [
    "Memory statistics are measured in octets:",
    row("", "Total", "Used", "Free", "FreeRatio"),
    ...pools.map(({ name, total, used }) =>
      row(`${name}:`, total, used, total - used, percent(total - used, total)),
    ),
  ];
}

function vrpMemory(pools: readonly MemoryPool[], now: string): string[] {
  return [
    ` Memory utilization statistics at ${now}`,
    ...pools.flatMap(({ name, total, used }) => [
      ` ${name} Total Memory Is: ${total} bytes`,
      ` ${name} Total Memory Used Is: ${used} bytes`,
      ` ${name} Memory Using Percentage Is: ${percent(used, total)}`,
    ]),
  ];
}

/** A line each for datagrams, alarms, and what was dropped. */
export function loadLines({ batches, alarms, dropped, ...longest }: LoadFigures): string[] {
  return [
    `Batches of datagrams taken: ${batches}, the longest in ${ms(longest.longestBatch)}`,
    `Alarms that rang: ${alarms}, the longest took ${ms(longest.longestAlarm)}, the latest came ${ms(longest.latestAlarm)} late`,
    `Datagrams dropped before they were taken: ${dropped ?? "not known"}`,
  ];
}

function row(name: string, ...values: readonly (string | number)[]): string {
  return name.padEnd(NAME) + values.map(value => String(value).padStart(NUMBER)).join(" ");
}

function percent(part: number, whole: number): string {
  return `${whole > 0 ? ((100 * part) / whole).toFixed(1) : "0.0"}%`;
}

function ms(duration: Q32): string {
  return `${((duration / SECOND) * 1000).toFixed(3)} ms`;
}
