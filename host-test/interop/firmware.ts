/** The firmware, built for the SDK's Linux target and run in hosts of the lab. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Host } from "./lab.js";
import { type Process } from "./process.js";

const OUTPUT = resolve("build/firmware");
export const FIRMWARE = join(OUTPUT, "bin/lin/release/firmware");
/** Compiles on this machine at once. */
const JOBS = "-j2";
const START_SEC = 20;

/** Why there is no firmware here; undefined: it can be built. */
export function noSdk(): string | undefined {
  const sdk = process.env.MODDABLE;
  if (!sdk) return "$MODDABLE names no Moddable SDK";
  const tool = join(sdk, "build/bin/lin/release/mcconfig");
  return existsSync(tool) ? undefined : `$MODDABLE has no ${tool}`;
}

/** Throws with what the SDK printed where it does not build. Test files that run at once take turns. */
export function buildFirmware(): void {
  mkdirSync(OUTPUT, { recursive: true });
  const words = ["-m", "-p", "x-cli-lin", "-o", OUTPUT, "boards/firmware/manifest.json"];
  const bin = join(process.env.MODDABLE!, "build/bin/lin/release");
  const env = { ...process.env, MAKEFLAGS: JOBS, PATH: `${bin}:${process.env.PATH}` };
  const command = [`${OUTPUT}/lock`, process.execPath, "boards/tools/mcconfig.mjs", ...words];
  const { status, stdout, stderr } = spawnSync("flock", command, { env, encoding: "utf8" });
  if (status !== 0) throw new Error(`mcconfig: ${stdout.slice(-4000)}\n${stderr.slice(-4000)}`);
}

/** Starts it with a configuration, or with what it saved; its consoles are on TCP port `console`. */
export async function startFirmware(
  host: Host,
  configuration: readonly string[] | undefined,
  console: number,
): Promise<Process> {
  const words = ["--state", join(host.folder, "state"), "--console", String(console)];
  if (configuration) words.push("--config", host.file("xs.conf", `${configuration.join("\n")}\n`));
  const running = host.lab.start(host, "firmware", { command: [FIRMWARE, ...words], env: {} });
  await running.prints(/the NTP service is on/, START_SEC);
  return running;
}
