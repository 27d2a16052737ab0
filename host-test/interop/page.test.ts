/** The vendor's first two examples: typed as printed, on two nodes, and read as printed. */
import assert from "node:assert/strict";
import { type Lab, type LinkAddresses } from "./lab.js";
import { openLab } from "./open-lab.js";
import { type Console, openConsole, startNode, type Udp, UDPS } from "./our-node.js";
import { patternOf, readExample } from "./page.js";

const PAGE = "host-test/vectors/pages/h3c-client-server.md";

/** As the figures of the two examples have them. */
const ADDRESSES: LinkAddresses = {
  ipv4: ["1.0.1.11", "1.0.1.12"],
  prefix4: 24,
  ipv6: ["3000::34", "3000::35"],
  prefix6: 64,
};

/** What the page shows is not the MD5 digest of the address, which RFC 5905 section 7.3 wants. */
const REFERENCE_ID = { onPage: "163.29.247.19", digest: "95.197.17.40" };

const SYNCHRONIZED_SEC = 30;
const CONSOLE_PORT = 2323;

interface Row {
  readonly name: string;
  readonly title: string;
  readonly udp: Udp;
  /** Whether the devices' consoles are reached over `--console` rather than standard input. */
  readonly isByPort: boolean;
}

const ROWS: readonly Row[] = [
  { family: "IPv4", title: "Configuring NTP client/server association mode" },
  { family: "IPv6", title: "Configuring IPv6 NTP client/server association mode" },
].flatMap(({ family, title }) =>
  UDPS.flatMap(udp =>
    [false, true].map(isByPort => ({
      name: `${family}, ${udp}, ${isByPort ? "console port" : "standard input"}`,
      title,
      udp,
      isByPort,
    })),
  ),
);

describe("interop: the vendor's examples", () => {
  let lab: Lab;
  const outcomes = new Map<Row, Promise<number>>();

  before(async function () {
    lab = await openLab(this, ["ip"]);
    for (const row of ROWS) {
      const outcome = follow(lab, row);
      outcome.catch(() => {}); // its own test awaits it
      outcomes.set(row, outcome);
    }
  });
  after(() => lab?.close());

  for (const row of ROWS)
    it(`reads as printed: ${row.name}`, async function () {
      this.timeout(120_000);
      const seconds = await outcomes.get(row)!;
      console.log(`      ${row.name}: synchronized ${seconds.toFixed(1)} s after the last command`);
    });
});

/** Does what the page says; answers how long Device B took from its last command to being synchronized. */
async function follow(lab: Lab, row: Row): Promise<number> {
  const devices = await startDevices(lab, row);
  let seconds = 0;
  for (const { device, typed, printed } of readExample(PAGE, row.title)) {
    const terminal = devices[device];
    if (typed === "display ntp-service status")
      seconds = await terminal.untilStatus(
        SYNCHRONIZED_SEC,
        status => status["Clock status"] === "synchronized",
      );
    const lines = (await terminal.ask(typed)).map(line => line.replace(/\s+/g, " ").trim()).filter(Boolean);
    const wanted = printed.map(line => line.replace(REFERENCE_ID.onPage, REFERENCE_ID.digest));
    wanted.forEach((line, i) => assert.match(lines[i] ?? "nothing", patternOf(line), `${device}: ${typed}`));
    assert.equal(lines.length, wanted.length, `${device}: ${typed}\n${lines.join("\n")}`);
  }
  return seconds;
}

async function startDevices(lab: Lab, { name, udp, isByPort }: Row): Promise<Record<string, Console>> {
  const hosts = ["a", "b"].map(letter => lab.host(`${name.replaceAll(/\W+/g, "-")}-${letter}`));
  lab.link(hosts[0], hosts[1], ADDRESSES);
  const [a, b] = await Promise.all(
    hosts.map(async host => {
      const oscillator = host === hosts[1] ? "30,0.18" : undefined;
      const options = isByPort ? ["--console", String(CONSOLE_PORT)] : [];
      const node = startNode(host, { udp, oscillator, options });
      await node.ask("display version");
      return isByPort ? openConsole(host, CONSOLE_PORT) : node;
    }),
  );
  return { DeviceA: a, DeviceB: b };
}
