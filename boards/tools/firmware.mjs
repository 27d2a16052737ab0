#!/usr/bin/env node
/**
 * Builds the firmware, or checks what of it can be checked without the ESP-IDF:
 *
 *     npm run firmware [-- lin]
 *     npm run firmware -- check esp32[:BOARD] …
 *
 * With `--profile client` or `--profile client-server` all that is done to the example application of that
 * profile instead.
 *
 * A check runs the SDK's compilers and its linker over every module of that board, tells of each warning, and
 * says how much of the flash memory the linked modules take. Where there is no SDK it says so, and is no failure.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { findSdk, NO_SDK } from "./sdk.mjs";

const USAGE = 64; // EX_USAGE
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** By profile: what is built. */
const MANIFESTS = {
  firmware: "boards/firmware/manifest.json",
  client: "boards/example/manifest.json",
  "client-server": "boards/example-server/manifest.json",
  "client-sleep": "boards/example-sleeper/manifest.json",
};
const OUTPUT = join(ROOT, "build/firmware-check");

/** What the linker says of functions of frozen tables that remember a parameter: nobody writes it. */
const HARMLESS = /: no const$/;

const words = process.argv.slice(2);
const option = words.indexOf("--profile");
const [, profile = ""] = option < 0 ? ["", "firmware"] : words.splice(option, 2);
const isProfile = Object.hasOwn(MANIFESTS, profile);
const manifest = join(ROOT, isProfile ? MANIFESTS[profile] : "");
const [task = "lin", ...targets] = words;
const { tools, reason } = findSdk();
if (isProfile && task === "lin" && targets.length === 0) process.exitCode = buildForLinux();
else if (isProfile && task === "check" && targets.length > 0 && targets.every(isEsp32))
  process.exitCode = checkAll();
else {
  const profiles = Object.keys(MANIFESTS).join(" | ");
  const tasks = ["[lin]", "check esp32[:BOARD] …"];
  for (const each of tasks) console.error(`usage: npm run firmware -- ${each} [--profile ${profiles}]`);
  process.exitCode = USAGE;
}

function isEsp32(target) {
  return /^esp32($|[:/])/.test(target);
}

function buildForLinux() {
  if (reason) {
    console.error(`firmware: ${reason}`);
    return NO_SDK;
  }
  return (
    spawnSync(join(tools, "mcconfig"), ["-m", "-p", "x-cli-lin", manifest], { stdio: "inherit" }).status ?? 1
  );
}

function checkAll() {
  if (reason) {
    console.log(`firmware: the check of ${targets.join(", ")} is skipped: ${reason}`);
    return 0;
  }
  return targets.map(check).every(Boolean) ? 0 : 1;
}

function check(target) {
  const folder = join(OUTPUT, `${profile}-${target}`.replaceAll(/[^\w.-]+/g, "-"));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const staged = run(join(tools, "mcconfig"), ["-p", target, "-o", folder, manifest]);
  if (staged.status !== 0) return fail(target, staged.text);
  const makefile = findMakefile(folder);
  const build = dirname(makefile);
  const linked = run("make", [
    "-f",
    makefile,
    ...withoutIdf(folder),
    join(build, "mc.xs.c"),
    join(build, "mc.resources.c"),
  ]);
  if (linked.status !== 0) return fail(target, linked.text);
  const warnings = linked.text.split("\n").filter(line => /(^### |: )warning: /.test(line));
  const serious = warnings.filter(line => !HARMLESS.test(line) && !line.startsWith(process.env.MODDABLE));
  for (const line of serious) console.error(line);
  const others = warnings.length - serious.length;
  const count = `${serious.length} warnings (${others} more are "no const", or the SDK's own)`;
  console.log(`${target}: links with ${count}; ${romSize(build)}`);
  return serious.length === 0;
}

/** The makefile asks for the ESP-IDF before it does anything, though none of this needs more than that header. */
function withoutIdf(folder) {
  const header = join(folder, "sdkconfig.h");
  writeFileSync(header, "");
  return [
    "-o",
    header,
    `SDKCONFIG_H=${header}`,
    `IDF_PATH=${folder}`,
    "IDF_VERSION=none",
    "MAKEFLAGS_JOBS=-j2",
  ];
}

function findMakefile(folder) {
  const found = readdirSync(folder, { recursive: true }).find(name => /(^|[\\/])makefile$/.test(name));
  return resolve(folder, found);
}

/** Compiled for a machine of 32 bits, for nothing but its size. */
function romSize(build) {
  const headers = join(build, "32-bits");
  mkdirSync(join(headers, "gnu"), { recursive: true });
  writeFileSync(join(headers, "gnu/stubs-32.h"), "");
  const machine = run("gcc", ["-print-multiarch"]).text.trim();
  const xs = join(process.env.MODDABLE, "xs");
  const folders = [
    headers,
    `/usr/include/${machine}`,
    build,
    ...["includes", "sources", "platforms"].map(each => join(xs, each)),
  ];
  const object = join(build, "mc.xs.o");
  const words = [
    "-m32",
    "-w",
    "-DmxRun=1",
    ...folders.map(each => `-I${each}`),
    "-c",
    join(build, "mc.xs.c"),
    "-o",
    object,
  ];
  if (run("gcc", words).status !== 0) return "its size is not known: gcc here does not compile for 32 bits";
  const [, numbers] = run("size", [object]).text.split("\n");
  const [code, data] = numbers.trim().split(/\s+/).map(Number);
  return `${code + data} octets of flash memory for the modules`;
}

function run(file, words) {
  const env = { ...process.env, PATH: `${tools}${delimiter}${process.env.PATH}` };
  const { status, stdout, stderr, error } = spawnSync(file, words, { env, encoding: "utf8", maxBuffer: 1e8 });
  return { status: error ? 1 : status, text: error ? error.message : stdout + stderr };
}

function fail(target, text) {
  console.error(`${target}: ${text.trimEnd()}`);
  return false;
}
