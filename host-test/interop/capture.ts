/** Packets on a link as Wireshark sees them: recorded by dumpcap, taken apart by tshark. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { type Host } from "./lab.js";
import { program } from "./packages.js";
import { type Process } from "./process.js";

const START_SEC = 20;

/** Fields by tshark's names; one that a packet lacks is empty. */
const FIELDS = Object.freeze([
  "ip.src",
  "ip.dst",
  "ip.ttl",
  "ip.dsfield.dscp",
  "ipv6.src",
  "ipv6.dst",
  "ipv6.hlim",
  "ipv6.tclass.dscp",
  "udp.srcport",
  "udp.dstport",
  "udp.payload",
  "ntp.flags.li",
  "ntp.flags.mode",
  "ntp.stratum",
  "_ws.expert.severity",
  "_ws.expert.message",
] as const);

export type Packet = Readonly<Record<(typeof FIELDS)[number], string>>;

export class Capture {
  private constructor(
    readonly recorder: Process,
    readonly file: string,
  ) {}

  /** Records UDP on these network devices of `host`. */
  static async start(host: Host, devices: readonly string[]): Promise<Capture> {
    const file = join(host.folder, "packets.pcapng");
    const interfaces = devices.flatMap(device => ["-i", device]);
    const recorder = host.run("dumpcap", "-q", "-f", "udp", ...interfaces, "-w", file);
    await recorder.prints(/^File: /m, START_SEC);
    return new Capture(recorder, file);
  }

  /** Ends the recording; the UDP packets in order of arrival. */
  async stop(): Promise<Packet[]> {
    await this.recorder.stop();
    const { command, env } = program("tshark");
    const [file, ...args] = command;
    const wanted = FIELDS.flatMap(field => ["-e", field]);
    const { status, stdout, stderr } = spawnSync(
      file,
      [
        ...args,
        "-n",
        "-r",
        this.file,
        "-d",
        "udp.port==123,ntp",
        "-T",
        "fields",
        "-E",
        "separator=/t",
        ...wanted,
      ],
      { encoding: "utf8", env: { ...process.env, ...env } },
    );
    if (status !== 0) throw new Error(`tshark: ${stderr}`);
    return stdout.split("\n").filter(Boolean).map(packet);
  }
}

function packet(line: string): Packet {
  const values = line.split("\t");
  return Object.fromEntries(FIELDS.map((field, i) => [field, values[i]])) as Packet;
}
