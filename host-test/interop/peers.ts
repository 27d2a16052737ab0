/** The real programs as servers and as clients, each told in its own words. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Host } from "./lab.js";
import { program } from "./packages.js";
import { type Process } from "./process.js";

const START_SEC = 20;
const QUERY_SEC = 30;
/** Openntpd believes no server before it has answered eight times, and itself not before twice that. */
const TRUST_SEC = 90;

const SETTLE_SEC = 40;
const DIGS = 3;
const ASK_AGAIN_MS = 1000;

/** What is further off than this is wrong; nearer, the machine is only busy. */
export const NEAR_SEC = 0.005;

export const PEER_STRATUM = 5;

/** How far a server's clock is ahead of the machine's, in seconds, as a real client makes it out now. */
export type Measure = () => Promise<number>;

/** Has a real client on `host` take the server for its source; then it can be asked, again and again. */
export type Follow = (host: Host, server: string) => Promise<Measure>;

/**
 * Asks until the answer is within `NEAR_SEC` of `wanted`, for a while; the last answer. A machine that is
 * busy for a moment is forgiven so, a clock that is wrong is not.
 */
export async function settle(measure: Measure, wanted: number): Promise<number> {
  const deadline = Date.now() + SETTLE_SEC * 1000;
  for (;;) {
    const offset = await measure();
    if (Math.abs(offset - wanted) < NEAR_SEC || Date.now() > deadline) return offset;
    await new Promise(done => setTimeout(done, ASK_AGAIN_MS));
  }
}

export async function chronydServer(host: Host): Promise<Process> {
  const configuration = [`local stratum ${PEER_STRATUM}`, "allow all", ...chronydPrivacy(host)];
  const file = host.file("chrony.conf", configuration.join("\n"));
  const running = host.run("chronyd", "-x", "-d", "-U", "-f", file);
  await running.prints(/Disabled control of system clock/, START_SEC);
  return running;
}

/** What chronyd tells of a source that it measures again and again. */
export interface Measurement {
  /** How far the source's clock is ahead, in seconds. */
  readonly offset: number;
  readonly stratum: number;
}

/** A chronyd with `directives` of its own; answers what it has measured up to now, the oldest first. */
export async function chronydWith(
  host: Host,
  directives: readonly string[],
): Promise<() => readonly Measurement[]> {
  const logs = ["log rawmeasurements", `logdir ${host.folder}`];
  const file = host.file("chrony.conf", [...directives, ...logs, ...chronydPrivacy(host)].join("\n"));
  const running = host.run("chronyd", "-x", "-d", "-U", "-f", file);
  await running.prints(/Disabled control of system clock/, START_SEC);
  return () => measurementsIn(join(host.folder, "measurements.log"));
}

/**
 * Columns: date, time, address, leap, stratum, three of tests, two polls, score, offset (of our clock), ….
 * Those that did not pass all tests have measured nothing.
 */
function measurementsIn(file: string): readonly Measurement[] {
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").slice(0, -1) : [];
  return lines
    .filter(line => /^\d/.test(line))
    .map(line => line.split(/\s+/))
    .filter(columns => /^1+$/.test(columns.slice(5, 8).join("")))
    .map(columns => ({ offset: Number(columns[11]), stratum: Number(columns[4]) }));
}

/** `directives`: more lines of its configuration. */
export async function ntpdServer(host: Host, directives: readonly string[] = []): Promise<Process> {
  const lines = [
    `tos orphan ${PEER_STRATUM} orphanwait 1`,
    "unrestrict default noquery limited",
    ...directives,
  ];
  const file = host.file("ntp.conf", `${lines.join("\n")}\n`);
  const running = host.run("ntpd", "-n", "-c", file);
  await running.prints(/Listening on routing socket/, START_SEC);
  return running;
}

/** It has no clock of its own to serve, so it follows `upstream` and is a stratum below. */
export async function openntpdServer(host: Host, upstream: string): Promise<Process> {
  const running = startOpenntpd(host, upstream);
  await running.prints(/clock is now synced/, TRUST_SEC);
  return running;
}

/**
 * Each measurement is a run of `chronyd -Q`, which prints the offset and ends; one that finds nothing it may
 * follow throws. `options`: of the server's line; `directives`: more lines of its configuration.
 */
export const chronydQuery =
  (host: Host, server: string, options: string, directives: readonly string[] = []): Measure =>
  async () => {
    const lines = [`server ${server} iburst ${options}`, ...directives, ...chronydPrivacy(host)];
    const running = host.run("chronyd", "-Q", "-U", "-t", "20", ...lines);
    const [, offset] = await running.prints(/System clock wrong by (\S+) seconds/, QUERY_SEC);
    if ((await running.ended) !== 0) throw new Error(running.output);
    return Number(offset);
  };

export const chronydOfVersion =
  (version: number): Follow =>
  (host, server) =>
    Promise.resolve(chronydQuery(host, server, `version ${version}`));

export const chronyd = chronydOfVersion(4);

/** The best of a few: a moment in which the machine was busy shows in ntpdig's own margin of error. */
export const ntpdigWith =
  (host: Host, server: string, options: readonly string[]): Measure =>
  async () => {
    let best = { offset: NaN, precision: Infinity };
    for (let i = 0; i < DIGS; i++) {
      const running = host.run("ntpdig", "-j", "-t", "5", ...options, server);
      if ((await running.ended) !== 0) throw new Error(`ntpdig of ${server}: ${running.output}`);
      const measured = JSON.parse(running.printed) as typeof best;
      if (measured.precision < best.precision) best = measured;
    }
    return best.offset;
  };

export const ntpdig: Follow = (host, server) => Promise.resolve(ntpdigWith(host, server, []));

/** NTPsec's ntpd makes the server its system peer. */
export const ntpd: Follow = async (host, server) => {
  const rules = "disable ntp\nunrestrict default noquery limited\n";
  const file = host.file("ntp.conf", `${rules}server ${server} minpoll 4 maxpoll 4 iburst\n`);
  const running = host.run("ntpd", "-n", "-g", "-c", file);
  const deadline = Date.now() + QUERY_SEC * 1000;
  const measure = async (): Promise<number> => {
    for (;;) {
      const billboard = host.run("ntpq", "-p", "-n", "127.0.0.1");
      await billboard.ended;
      const columns = /^\*\S+\s+(.*)$/m.exec(billboard.printed)?.[1].split(/\s+/);
      if (columns) return Number(columns[7]) / 1000;
      if (Date.now() > deadline) throw new Error(`${billboard.output}\n${running.output}`);
      await new Promise(done => setTimeout(done, ASK_AGAIN_MS));
    }
  };
  await measure();
  return measure;
};

/** Openntpd finds the server valid and means to move its clock by what it says. */
export const openntpd: Follow = async (host, server) => {
  const running = startOpenntpd(host, server);
  await running.prints(/peer .* now valid/, TRUST_SEC);
  await running.prints(/adjusting local clock by/, TRUST_SEC);
  return () => {
    const replies = Array.from(running.output.matchAll(/^reply from .*: offset (\S+) /gm), match => match[1]);
    return Promise.resolve(Number(replies.pop()));
  };
};

/** No way in for others, and nothing outside the host's own folder. */
function chronydPrivacy(host: Host): string[] {
  return ["cmdport 0", "bindcmdaddress /", `pidfile ${join(host.folder, "chronyd.pid")}`];
}

/** It wants folders of its own in /var/lib, so it gets a /var/lib of its own. */
function startOpenntpd(host: Host, server: string): Process {
  const file = host.file("openntpd.conf", `listen on *\nserver ${server}\n`);
  const { command, env } = program("openntpd");
  const setUp = `mount -t tmpfs lab /var/lib
    mkdir -p /var/lib/openntpd/run /var/lib/openntpd/db
    LD_PRELOAD="$1" && export LD_PRELOAD && shift && exec "$@"`;
  const start = ["unshare", "--mount", "sh", "-ec", setUp, "sh", openntpdPreload(host), ...command];
  const options = ["-d", "-v", "-v", "-f", file, "-p", join(host.folder, "openntpd.pid")];
  return host.lab.start(host, "openntpd", { command: [...start, ...options], env });
}

function openntpdPreload(host: Host): string {
  const library = join(host.lab.folder, "openntpd.so");
  if (existsSync(library)) return library;
  const source = join(dirname(fileURLToPath(import.meta.url)), "openntpd.c");
  const { status, stderr } = spawnSync("cc", ["-shared", "-fPIC", "-o", library, source], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`cc ${source}: ${stderr}`);
  return library;
}
