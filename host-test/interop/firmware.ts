/** The firmware and the example applications, built for the SDK's Linux target and run in hosts of the lab. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Context } from "mocha";
import { type Host } from "./lab.js";
import { type Process } from "./process.js";

const OUTPUT = resolve("build/firmware");
const METERED_OUTPUT = resolve("build/firmware-metered");
/** At the depth of `boards`, for the sake of the manifests' paths. */
const VARIANTS = resolve("build");
export const FIRMWARE = built("firmware");
/** With XS's own meter of bytecodes in it. */
export const METERED_FIRMWARE = built("firmware", METERED_OUTPUT);
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

/** For a `before` hook or a test: it is skipped, with a line that says why, where there is no firmware. */
export function needSdk(context: Context): void {
  const missing = noSdk();
  if (missing === undefined) return;
  console.log(`    skipped: ${missing}`);
  context.skip();
}

/** As `buildApplication`. */
export function buildFirmware(): void {
  buildApplication("boards/firmware");
}

/** As `buildApplication`. */
export function buildMeteredFirmware(): void {
  buildApplication("boards/firmware", METERED_OUTPUT, { CC: "gcc -DmxMetering=1" });
}

/** A folder `name` with an application as it is in `boards/of`, but for one text in its source. */
export function variant(name: string, of: string, text: string, instead: string): string {
  const folder = join(VARIANTS, name);
  mkdirSync(folder, { recursive: true });
  const source = readFileSync(`boards/${of}/main.ts`, "utf8");
  if (source.split(text).length !== 2) throw new Error(`boards/${of}/main.ts has not one ${text}`);
  writeFileSync(join(folder, "main.ts"), source.replace(text, instead));
  const manifest = readFileSync(`boards/${of}/manifest.json`, "utf8");
  writeFileSync(
    join(folder, "manifest.json"),
    manifest.replaceAll('"../firmware/', '"../../boards/firmware/'),
  );
  return folder;
}

/**
 * `folder`: of the application, whose name it has. Throws with what the SDK printed where it does not build. Test
 * files that run at once take turns.
 */
export function buildApplication(folder: string, output = OUTPUT, variables: NodeJS.ProcessEnv = {}): void {
  mkdirSync(output, { recursive: true });
  const words = ["-m", "-p", "x-cli-lin", "-o", output, join(folder, "manifest.json")];
  const bin = join(process.env.MODDABLE!, "build/bin/lin/release");
  const env = { ...process.env, ...variables, MAKEFLAGS: JOBS, PATH: `${bin}:${process.env.PATH}` };
  const command = [`${output}/lock`, process.execPath, "boards/tools/mcconfig.mjs", ...words];
  const { status, stdout, stderr } = spawnSync("flock", command, { env, encoding: "utf8" });
  if (status !== 0) throw new Error(`mcconfig: ${stdout.slice(-4000)}\n${stderr.slice(-4000)}`);
}

/** Starts an application that was built, and that takes no words. */
export function startApplication(host: Host, name: string): Process {
  return host.lab.start(host, name, { command: [built(name)], env: {} });
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

function built(name: string, output = OUTPUT): string {
  return join(output, "bin/lin/release", name);
}
