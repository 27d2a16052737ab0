/** A guide's network in the lab: devices on switches, one of them perhaps a multicast router. */
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Host, type Lab } from "./lab.js";
import { type Console, startNode, type Udp } from "./our-node.js";
import { Unobtainable } from "./packages.js";
import { type Example } from "./page-examples.js";
import { type Process } from "./process.js";

/** Their clocks are wrong at first, each by other figures. */
const OSCILLATORS = Object.freeze(["0,0", "30,0.18", "-20,-0.3", "12,0.07"]);

const START_SEC = 20;

/** A line of a script. */
export interface Step {
  /** On the page; undefined: not there. */
  readonly line: number | undefined;
  readonly device: string;
  readonly typed: string;
  /** What the page prints of the answer. */
  readonly printed: readonly string[];
}

/** The steps of `script`; throws where a line is no step. */
export function readScript(script: string): Step[] {
  const steps: (Step & { readonly printed: string[] })[] = [];
  for (const line of script.split("\n").filter(text => text.trim() !== "")) {
    const [, number, words] = /^\s*(\d+|-) (.+)$/.exec(line) ?? [];
    if (words === undefined) throw new Error(`"${line}" is no step`);
    const typed = /^[<[]([A-Za-z]+\d?)(?:-[^\]]*)?[>\]] (.+)$/.exec(words);
    if (typed) {
      const at = number === "-" ? undefined : Number(number);
      steps.push({ line: at, device: typed[1], typed: typed[2], printed: [] });
    } else steps[steps.length - 1].printed.push(words);
  }
  return steps;
}

/** Starts the devices of `example`, the nodes not yet configured; `name`: no other of the lab's has it. */
export async function startDevices(
  lab: Lab,
  { dialect, lans, router, routes = {} }: Example,
  name: string,
  udp: Udp,
): Promise<Record<string, Console>> {
  const hosts: Record<string, Host> = {};
  const interfaces: Record<string, string[]> = {};
  lans.forEach((lan, i) => {
    const members = Object.entries(lan);
    for (const [device] of members) hosts[device] ??= lab.host(`${name}-${device}`.toLowerCase());
    const ports = lab.lan(
      `${name}-lan${i}`,
      members.map(([device, { ipv4, ipv6 }]) => ({ host: hosts[device], ipv4, ipv6 })),
    );
    members.forEach(([device, attachment], k) => {
      (interfaces[device] ??= []).push(`${attachment.name}=${ports[k]}`);
    });
  });
  for (const [device, [to, via]] of Object.entries(routes))
    hosts[device].shell(`ip route add ${to} via ${via}`);
  if (router !== undefined) await startRouter(hosts[router]);

  const devices = Object.keys(hosts).filter(device => device !== router);
  const consoles = await Promise.all(
    devices.map(async (device, i) => {
      const named = interfaces[device].flatMap(each => ["--interface", each]);
      const options = ["--dialect", dialect, ...named];
      const node = startNode(hosts[device], { udp, oscillator: OSCILLATORS[i], options });
      await node.ask("display version");
      return [device, node] as const;
    }),
  );
  return Object.fromEntries(consoles);
}

/** From its first device to its second; throws `Unobtainable` where that cannot be compiled. */
async function startRouter(host: Host): Promise<Process> {
  host.shell("echo 1 >/proc/sys/net/ipv4/ip_forward; echo 1 >/proc/sys/net/ipv6/conf/all/forwarding");
  const program = join(host.folder, "multicast-router");
  const source = join(dirname(fileURLToPath(import.meta.url)), "multicast-router.c");
  const { error, status, stderr } = spawnSync("cc", ["-o", program, source], { encoding: "utf8" });
  if (error) throw new Unobtainable("the multicast router is in C, and there is no C compiler");
  if (status !== 0) throw new Error(`cc ${source}: ${stderr}`);
  const command = [program, "eth0", "eth1"];
  const running = host.lab.start(host, "multicast router", { command, env: {} });
  await running.prints(/^routing$/m, START_SEC);
  return running;
}
