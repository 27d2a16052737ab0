/** The real programs as servers and as clients, each told in its own words. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Host } from "./lab.js";
import { Unobtainable } from "./packages.js";
import { type Process } from "./process.js";

const START_SEC = 20;
const QUERY_SEC = 30;
/** Openntpd believes no server before it has answered eight times, and itself not before twice that. */
const TRUST_SEC = 90;

const DIGS = 3;

export const PEER_STRATUM = 5;

/** What a real client made of a server: how far that one's clock is ahead of the machine's, in seconds. */
export type Ask = (host: Host, server: string) => Promise<number>;

export async function chronydServer(host: Host): Promise<Process> {
  const configuration = [`local stratum ${PEER_STRATUM}`, "allow all", ...chronydPrivacy(host)];
  const file = host.file("chrony.conf", configuration.join("\n"));
  const running = host.run("chronyd", "-x", "-d", "-U", "-f", file);
  await running.prints(/Disabled control of system clock/, START_SEC);
  return running;
}

export async function ntpdServer(host: Host): Promise<Process> {
  const file = host.file(
    "ntp.conf",
    `tos orphan ${PEER_STRATUM} orphanwait 1\nunrestrict default noquery limited\n`,
  );
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

export const chronydOnce: Ask = async (host, server) => {
  const directives = [`server ${server} iburst`, ...chronydPrivacy(host)];
  const running = host.run("chronyd", "-Q", "-U", "-t", "20", ...directives);
  const [, offset] = await running.prints(/System clock wrong by (\S+) seconds/, QUERY_SEC);
  if ((await running.ended) !== 0) throw new Error(running.output);
  return Number(offset);
};

/** The best of a few: a moment in which the machine was busy shows in ntpdig's own margin of error. */
export const ntpdigBest: Ask = async (host, server) => {
  let best = { offset: NaN, precision: Infinity };
  for (let i = 0; i < DIGS; i++) {
    const running = host.run("ntpdig", "-j", "-t", "5", server);
    if ((await running.ended) !== 0) throw new Error(`ntpdig of ${server}: ${running.output}`);
    const measured = JSON.parse(running.printed) as typeof best;
    if (measured.precision < best.precision) best = measured;
  }
  return best.offset;
};

/** NTPsec's ntpd makes the server its system peer. */
export const ntpdFollowing: Ask = async (host, server) => {
  const rules = "disable ntp\nunrestrict default noquery limited\n";
  const file = host.file("ntp.conf", `${rules}server ${server} minpoll 4 iburst\n`);
  const running = host.run("ntpd", "-n", "-g", "-c", file);
  const deadline = Date.now() + QUERY_SEC * 1000;
  for (;;) {
    const billboard = host.run("ntpq", "-p", "-n", "127.0.0.1");
    await billboard.ended;
    const columns = /^\*\S+\s+(.*)$/m.exec(billboard.printed)?.[1].split(/\s+/);
    if (columns) return Number(columns[7]) / 1000;
    if (Date.now() > deadline) throw new Error(`${billboard.output}\n${running.output}`);
    await new Promise(done => setTimeout(done, 500));
  }
};

/** Openntpd finds the server valid and means to move its clock by what it says. */
export const openntpdFollowing: Ask = async (host, server) => {
  const running = startOpenntpd(host, server);
  await running.prints(/peer .* now valid/, TRUST_SEC);
  const [, offset] = await running.prints(/adjusting local clock by (\S+)s/, TRUST_SEC);
  return Number(offset);
};

/** No way in for others, and nothing outside the host's own folder. */
function chronydPrivacy(host: Host): string[] {
  return ["cmdport 0", "bindcmdaddress /", `pidfile ${join(host.folder, "chronyd.pid")}`];
}

/** It wants folders of its own in /var/lib, so it gets a /var/lib of its own. */
function startOpenntpd(host: Host, server: string): Process {
  const file = host.file("openntpd.conf", `listen on *\nserver ${server}\n`);
  const { command, env } = host.lab.find("openntpd");
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
  if (status !== 0)
    throw new Unobtainable(`openntpd cannot run as anyone without a C compiler: ${stderr ?? "no cc"}`);
  return library;
}
