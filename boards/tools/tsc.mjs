#!/usr/bin/env node
/**
 * The TypeScript compiler for the SDK's builds, which call one for each module: here the first call compiles
 * all of them as one program, with types checked once, and the others find their module done.
 *
 *     node tsc.mjs -p …/modules/ntp/core/engine-tsconfig.json
 */
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join, relative } from "node:path";

const PER_MODULE = "-tsconfig.json";
const BASE = "tsconfig-base.json";
const WAIT_MS = 200;

const startedMs = Date.now();
const [flag, path] = process.argv.slice(2);
if (flag !== "-p" || !path?.endsWith(PER_MODULE)) {
  console.error(`usage: tsc.mjs -p MODULE${PER_MODULE}`);
  process.exit(2);
}
const asked = readModule(path);
const folder = dirname(asked.base);
const [lock, failed] = [join(folder, "tsc.lock"), join(folder, "tsc.failed")];

while (!isDone(asked)) {
  if (takeLock()) {
    try {
      if (!isDone(asked)) process.exitCode = compileAll();
    } finally {
      rmSync(lock);
    }
    break;
  }
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS);
  // Whoever had the lock has printed what is wrong.
  if (modifiedMs(failed) > startedMs) process.exit(1);
}

/** What the SDK wrote for one module: its source, and the folder below which the source's whole path goes. */
function readModule(file) {
  const { extends: base, compilerOptions, files } = JSON.parse(readFileSync(file, "utf8"));
  const [source] = files;
  const output = join(compilerOptions.outDir, source.slice(compilerOptions.rootDir.length));
  return { base, source, output: output.replace(/\.ts$/, ".js") };
}

function isDone({ base, source, output }) {
  return modifiedMs(output) > Math.max(modifiedMs(source), modifiedMs(base));
}

function modifiedMs(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** The lock of a process that is gone holds nobody. */
function takeLock() {
  try {
    const file = openSync(lock, "wx");
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    const holder = existsSync(lock) ? Number(readFileSync(lock, "utf8")) : 0;
    if (holder && !isRunning(holder)) rmSync(lock, { force: true });
    return false;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function compileAll() {
  const ts = loadTypeScript();
  const modules = readdirSync(folder, { recursive: true })
    .filter(name => name.endsWith(PER_MODULE))
    .map(name => readModule(join(folder, name)))
    .filter(({ source }) => existsSync(source));
  const { config } = ts.readConfigFile(join(folder, BASE), ts.sys.readFile);
  const { options, errors } = ts.convertCompilerOptionsFromJson(config.compilerOptions, folder, BASE);
  const program = ts.createProgram(
    modules.map(({ source }) => source),
    options,
  );
  const problems = [...errors, ...ts.getPreEmitDiagnostics(program)];
  if (problems.length > 0) {
    const host = {
      getCanonicalFileName: name => name,
      getCurrentDirectory: () => process.cwd(),
      getNewLine: () => "\n",
    };
    console.error(ts.formatDiagnostics(problems, host));
    writeFileSync(failed, "");
    return 1;
  }
  rmSync(failed, { force: true });
  for (const { source, output } of modules) {
    mkdirSync(dirname(output), { recursive: true });
    program.emit(program.getSourceFile(source), (name, text) => {
      if (name.endsWith(".map")) writeFileSync(`${output}.map`, mapOf(text, source, output));
      else writeFileSync(output, text);
    });
  }
  return 0;
}

/** A source map that is not beside its source. */
function mapOf(text, source, output) {
  return JSON.stringify({ ...JSON.parse(text), sources: [relative(dirname(output), source)] });
}

/** This project's own TypeScript, or that of the `tsc` that the SDK would call. */
function loadTypeScript() {
  const require = createRequire(import.meta.url);
  try {
    return require("typescript");
  } catch {
    const folders = (process.env.PATH ?? "").split(delimiter);
    const tsc = folders.map(each => join(each, "tsc")).find(existsSync);
    if (!tsc) throw new Error("no TypeScript: npm install --global typescript@6.0.3");
    return createRequire(realpathSync(tsc))("typescript");
  }
}
