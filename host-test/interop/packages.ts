/**
 * The real programs that the tests talk to: those of the machine where it has them, else Debian's
 * packages, downloaded and unpacked beside this file. That needs neither root nor an installation, and
 * starts nothing.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** What was downloaded for the tests. */
export const UNPACKED = join(dirname(fileURLToPath(import.meta.url)), ".packages");

const PYTHON_PACKAGES = "usr/lib/python3/dist-packages";

/** Program: the package it comes in and where it lies there. */
const PROGRAMS = Object.freeze({
  chronyd: ["chrony", "usr/sbin/chronyd"],
  dumpcap: ["tshark", "usr/bin/dumpcap"],
  ip: ["iproute2", "bin/ip"],
  ntpd: ["ntpsec", "usr/sbin/ntpd"],
  ntpdig: ["ntpsec-ntpdig", "usr/bin/ntpdig"],
  ntpq: ["ntpsec", "usr/bin/ntpq"],
  ntptrace: ["ntpsec", "usr/bin/ntptrace"],
  openntpd: ["openntpd", "usr/sbin/ntpd"],
  rsyslogd: ["rsyslog", "usr/sbin/rsyslogd"],
  snmptrapd: ["snmptrapd", "usr/sbin/snmptrapd"],
  tshark: ["tshark", "usr/bin/tshark"],
} as const);

export type ProgramName = keyof typeof PROGRAMS;

/** What to run and with what in the environment. */
export interface Program {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** A program that this machine neither has nor can get; the message says why. */
export class Unobtainable extends Error {
  override readonly name = "Unobtainable";
}

const found = new Map<ProgramName, Program>();

/** Where `name` is, after unpacking it if need be; throws `Unobtainable`. The first time takes minutes. */
export function program(name: ProgramName): Program {
  const known = found.get(name) ?? find(name);
  found.set(name, known);
  return known;
}

function find(name: ProgramName): Program {
  const [debianPackage, path] = PROGRAMS[name];
  if (name === "openntpd" && spawnSync("cc", ["--version"]).status !== 0)
    throw new Unobtainable("openntpd runs here with a part of C preloaded, and there is no C compiler");
  if (isInstalled(debianPackage)) return { command: command(join("/", path)), env: {} };
  const root = unpack(debianPackage);
  return { command: command(join(root, path)), env: environment(root) };
}

/** Where the package's files are below, and the folders there that hold libraries; as `program`. */
export function library(debianPackage: string): { root: string; folders: readonly string[] } {
  const root = isInstalled(debianPackage) ? "/" : unpack(debianPackage);
  return { root, folders: libraryFolders(root) };
}

/** The scripts are Python's; any version 3 will do, the machine's own before one put first in the path. */
function command(path: string): string[] {
  if (!/\/(ntpq|ntpdig|ntptrace)$/.test(path)) return [path];
  return [existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3", path];
}

function environment(root: string): Record<string, string> {
  return {
    PATH: `${join(root, "usr/bin")}:${process.env.PATH}`, // ntptrace starts ntpq
    LD_LIBRARY_PATH: libraryFolders(root).join(":"),
    RSYSLOG_MODDIR: join(libraryFolders(root)[0] ?? root, "rsyslog"),
    PYTHONPATH: join(root, PYTHON_PACKAGES),
    WIRESHARK_DATA_DIR: join(root, "usr/share/wireshark"),
  };
}

/** "usr/lib/x86_64-linux-gnu" and the like. */
function libraryFolders(root: string): string[] {
  return ["usr/lib", "lib"]
    .map(folder => join(root, folder))
    .filter(folder => existsSync(folder))
    .flatMap(folder => readdirSync(folder).map(entry => join(folder, entry)))
    .filter(folder => /-linux-gnu\w*$/.test(folder));
}

function isInstalled(debianPackage: string): boolean {
  const { stdout } = spawnSync("dpkg-query", ["--show", "--showformat=${Status}", debianPackage], {
    encoding: "utf8",
  });
  return stdout === "install ok installed";
}

/** The package and what it needs that the machine lacks, in a folder of its own: some of them conflict. */
function unpack(debianPackage: string): string {
  const root = join(UNPACKED, debianPackage);
  if (existsSync(root)) return root;
  mkdirSync(UNPACKED, { recursive: true });
  const partial = mkdtempSync(join(UNPACKED, `${debianPackage}.partial-`));
  try {
    run(partial, "apt-get", "download", ...lacking(debianPackage));
    for (const archive of readdirSync(partial)) {
      run(partial, "dpkg", "--extract", archive, ".");
      rmSync(join(partial, archive));
    }
    linkPythonLibrary(partial);
    if (!existsSync(root)) renameSync(partial, root);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return root;
}

/** NTPsec's Python looks for its C library beside itself, then where only an installation puts it. */
function linkPythonLibrary(root: string): void {
  const [folder] = libraryFolders(root);
  const beside = join(root, PYTHON_PACKAGES, "ntp");
  if (!existsSync(beside)) return;
  symlinkSync(relative(beside, join(folder, "ntp/libntpc.so")), join(beside, "libntpc.so"));
}

/** What apt would install, without installing it; only root may bring missing package lists up to date. */
function lacking(debianPackage: string): string[] {
  const simulate = ["--simulate", "--no-install-recommends", "install", debianPackage];
  let plan = spawnSync("apt-get", simulate, { encoding: "utf8" });
  if (plan.status === 100 && process.getuid?.() === 0) {
    run(UNPACKED, "apt-get", "update");
    plan = spawnSync("apt-get", simulate, { encoding: "utf8" });
  }
  if (plan.status !== 0) throw new Unobtainable(`apt-get ${simulate.join(" ")}: ${reason(plan)}`);
  return Array.from(plan.stdout.matchAll(/^Inst (\S+)/gm), match => match[1]);
}

/** What the command printed; throws `Unobtainable` where it failed. */
export function run(cwd: string, file: string, ...args: string[]): string {
  const result = spawnSync(file, args, { cwd, encoding: "utf8" });
  if (result.status !== 0) throw new Unobtainable(`${file} ${args.join(" ")}: ${reason(result)}`);
  return result.stdout;
}

function reason({ error, stderr }: { error?: Error; stderr: string | null }): string {
  return error?.message ?? stderr?.trim().split("\n").pop() ?? "failed";
}
