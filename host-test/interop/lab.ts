/**
 * A laboratory of hosts on this one machine: network namespaces joined by virtual Ethernet links.
 *
 * All of it lives in one user, mount and process namespace under a keeper process. There a normal user
 * is root enough to lay links and to open port 123, and nobody, not even root, may set the machine's
 * clock. When the keeper goes, for whatever reason, the kernel ends everything inside; and it goes as
 * soon as this process does, because then its standard input ends.
 */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ClockGuard } from "./clock-guard.js";
import { program, Unobtainable, type Program, type ProgramName } from "./packages.js";
import { Process } from "./process.js";

/** Where a user may not make namespaces of users, root can still do without one. */
const SEPARATIONS = Object.freeze([
  Object.freeze(["--user", "--map-root-user"]),
  Object.freeze([] as string[]),
] as const);

/** In what way this machine separates a lab; undefined: it cannot. */
function separation(): readonly string[] | undefined {
  return SEPARATIONS.find(
    flags => spawnSync("unshare", [...flags, "--mount", "--net", "--pid", "--fork", "true"]).status === 0,
  );
}

/**
 * The right to set the clock is taken away twice: it would not reach out of a user namespace anyway. And
 * what runs inside ends with the `nsenter` that went in, which alone can be reached from outside.
 */
const SUBDUED = Object.freeze([
  "setpriv",
  "--bounding-set=-sys_time",
  "--inh-caps=-sys_time",
  "--pdeathsig",
  "TERM",
  "--",
]);

/** There is one user in a user namespace: those that the programs insist on becoming are all this one. */
const USERS = ["root", "_chrony", "ntpsec", "ntpd"].map(name => `${name}:x:0:0::/run:/bin/sh\n`).join("");

/** The keeper starts the one below in its namespaces, survives a Ctrl-C with it, and cleans up after it. */
const KEEP = `
  trap "" INT TERM
  folder=$1 && shift
  unshare "$@" "$folder/passwd" "$folder/hosts"
  rm -rf "$folder"`;

/** Prints its process id as it is outside, and stays until its input ends. */
const SET_UP = `
  mount -t tmpfs -o mode=755 lab /run
  mkdir /run/netns
  mount --bind "$1" /etc/passwd
  mount --bind "$2" /etc/hosts
  read pid rest </proc/self/stat
  echo $pid
  exec cat`;

export interface LinkAddresses {
  readonly prefix4: number;
  readonly prefix6: number;
  /** Of the first host and of the second. */
  readonly ipv4: readonly [string, string];
  readonly ipv6: readonly [string, string];
}

/** Who is on a switch; addresses with the lengths of their prefixes. */
export interface LanMember {
  readonly host: Host;
  readonly ipv4?: string | undefined;
  readonly ipv6?: string | undefined;
}

/** One end of a link. */
export interface Port {
  readonly device: string;
  readonly ipv4: string;
  readonly ipv6: string;
}

export class Lab {
  readonly folder = mkdtempSync(join(tmpdir(), "xs-ntp-lab-"));
  readonly #guard = new ClockGuard();
  readonly #keeper: ChildProcess;
  readonly #flags: readonly string[];
  readonly #closed: Promise<unknown>;
  readonly #processes: Process[] = [];
  /** Lines of everybody's /etc/hosts. */
  readonly #names: string[] = [];
  /** Of the process that holds the namespaces, as it is outside. */
  #pid = 0;
  #links = 0;

  private constructor(flags: readonly string[]) {
    this.#flags = flags;
    writeFileSync(join(this.folder, "passwd"), USERS);
    this.name("localhost", ["127.0.0.1", "::1"]);
    const separate = [...flags, "--mount", "--net", "--pid", "--fork", "--kill-child"];
    const inside = [...separate, "sh", "-ec", SET_UP, "sh"];
    this.#keeper = spawn("sh", ["-c", KEEP, "sh", this.folder, ...inside], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#closed = once(this.#keeper, "close");
  }

  /** Throws `Unobtainable` where the machine does not allow it. */
  static async open(): Promise<Lab> {
    const flags = separation();
    if (!flags) throw new Unobtainable("this machine lets nobody make network namespaces");
    const lab = new Lab(flags);
    const [pid] = (await Promise.race([once(lab.#keeper.stdout!, "data"), lab.#closed])) as unknown[];
    lab.#pid = Number.parseInt(String(pid));
    if (!lab.#pid) throw new Unobtainable("the keeper of the lab cannot mount");
    return lab;
  }

  host(name: string): Host {
    this.#script(`ip netns add ${name} && ip -n ${name} link set lo up`);
    const folder = join(this.folder, name);
    mkdirSync(folder);
    return new Host(this, name, folder);
  }

  /** Joins two hosts; each end answers at once, without the second in which IPv6 looks for duplicates. */
  link(a: Host, b: Host, addresses: LinkAddresses = this.#nextAddresses()): [Port, Port] {
    const { ipv4, ipv6, prefix4, prefix6 } = addresses;
    const ports = [a, b].map((host, end): Port => ({
      device: `eth${host.linkCount++}`,
      ipv4: ipv4[end],
      ipv6: ipv6[end],
    }));
    const [near, far] = ports;
    this.#script(
      `ip link add ${near.device} netns ${a.name} type veth peer name ${far.device} netns ${b.name}`,
    );
    [a, b].forEach((host, end) => {
      const port = ports[end];
      this.#script(
        `nsenter --net=/run/netns/${host.name} sh -ec '
          echo 0 >/proc/sys/net/ipv6/conf/${port.device}/accept_dad
          ip link set ${port.device} up
          ip addr add ${port.ipv4}/${prefix4} dev ${port.device}
          ip addr add ${port.ipv6}/${prefix6} dev ${port.device} nodad'`,
      );
    });
    return [near, far];
  }

  /** Joins hosts by a switch called `name`; answers the device that each has got there. */
  lan(name: string, members: readonly LanMember[]): string[] {
    this.#script(`
      ip netns add ${name}
      ip -n ${name} link add switch type bridge mcast_snooping 0
      ip -n ${name} link set switch up`);
    return members.map(({ host, ipv4, ipv6 }, i) => {
      const device = `eth${host.linkCount++}`;
      this.#script(`
        ip link add ${device} netns ${host.name} type veth peer name port${i} netns ${name}
        ip -n ${name} link set port${i} master switch
        ip -n ${name} link set port${i} up`);
      host.shell(`
        echo 0 >/proc/sys/net/ipv6/conf/${device}/accept_dad
        ip link set ${device} up
        ${ipv4 ? `ip addr add ${ipv4} dev ${device}` : ""}
        ${ipv6 ? `ip addr add ${ipv6} dev ${device} nodad` : ""}`);
      return device;
    });
  }

  /** Runs a shell script as the root of `host`; throws with what it complains of. */
  shell(host: Host, text: string): void {
    this.#script(`nsenter --net=/run/netns/${host.name} sh -ec '${text}'`);
  }

  /** What every host of the lab finds under `name`; to be said once for each name. */
  name(name: string, addresses: readonly string[]): void {
    this.#names.push(...addresses.map(address => `${address} ${name}\n`));
    writeFileSync(join(this.folder, "hosts"), this.#names.join(""));
  }

  start(host: Host, name: string, { command, env }: Program): Process {
    const inside = ["nsenter", `--net=/run/netns/${host.name}`, ...SUBDUED];
    const whole = [...this.#entry(), ...inside, ...command];
    const options = { cwd: host.folder, env: { ...process.env, ...env } };
    const started = new Process(`${name} on ${host.name}`, whole, options);
    this.#processes.push(started);
    return started;
  }

  /** Ends what still runs and takes everything down; throws if the machine's clock was moved meanwhile. */
  async close(): Promise<void> {
    this.#keeper.stdin!.end();
    await this.#closed;
    await Promise.all(this.#processes.map(running => running.ended));
    this.#guard.check();
  }

  /** Enters the keeper's namespaces. */
  #entry(): string[] {
    const user = this.#flags.includes("--user") ? ["--user", "--preserve-credentials"] : [];
    return ["nsenter", "--target", String(this.#pid), ...user, "--mount", "--net", "--pid", "--"];
  }

  #script(text: string): void {
    const { command, env } = program("ip");
    const withIp = `PATH=${dirname(command[0])}:$PATH; ${text}`;
    const [file, ...args] = [...this.#entry(), "sh", "-ec", withIp];
    const { status, stderr } = spawnSync(file, args, { encoding: "utf8", env: { ...process.env, ...env } });
    if (status !== 0) throw new Error(`${text}: ${stderr}`);
  }

  #nextAddresses(): LinkAddresses {
    const n = ++this.#links;
    return {
      prefix4: 24,
      prefix6: 64,
      ipv4: [`10.0.${n}.1`, `10.0.${n}.2`],
      ipv6: [`fd00:0:0:${n}::1`, `fd00:0:0:${n}::2`],
    };
  }
}

/** A computer in the lab. */
export class Host {
  linkCount = 0;

  /** `folder`: where its programs run and keep their files. */
  constructor(
    readonly lab: Lab,
    readonly name: string,
    readonly folder: string,
  ) {}

  /** Starts a program here with `args` after its own. */
  run(name: ProgramName, ...args: string[]): Process {
    const { command, env } = program(name);
    return this.lab.start(this, name, { command: [...command, ...args], env });
  }

  /** Runs a shell script here, without single quotes in it; throws with what it complains of. */
  shell(text: string): void {
    this.lab.shell(this, text);
  }

  /** Writes a file into the host's folder; answers its path. */
  file(name: string, text: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }
}
