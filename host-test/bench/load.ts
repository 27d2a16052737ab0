/** The load generator: compiled when it is first asked for. */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";

const SOURCE = resolve("host-test/bench/load.c");
const PROGRAM = resolve("build/host-test/bench/load");

/** So many requests are under way at once: enough that a server never waits for the next. */
const IN_FLIGHT = 64;

/** Throws where there is no C compiler. */
export function compileLoad(): void {
  mkdirSync(resolve("build/host-test/bench"), { recursive: true });
  const { error, status } = spawnSync("gcc", ["-O2", "-Wall", "-o", PROGRAM, SOURCE], { stdio: "inherit" });
  if (error || status !== 0) throw new Error("the load generator needs gcc");
}

/** Answers per second that the server at 127.0.0.1 gives, over `milliseconds`. */
export async function answersPerSecond(port: number, milliseconds: number): Promise<number> {
  const args = ["127.0.0.1", String(port), String(IN_FLIGHT), String(milliseconds)];
  const load = spawn(PROGRAM, args, { stdio: ["ignore", "pipe", "inherit"] });
  let printed = "";
  for await (const text of load.stdout) printed += String(text);
  return Number(printed);
}
