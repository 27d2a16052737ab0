/** Notifications of our nodes as net-snmp's snmptrapd takes them: each by its name, over both families. */
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { H3C_MIB, HUAWEI_MIB, NTPV4_MIB, SNMPV2_MIB } from "../../src/report/trap-names.js";
import { Capture, type Packet } from "./capture.js";
import { type Host, type Lab, type Port } from "./lab.js";
import { openLab } from "./open-lab.js";
import { startNode, UDPS } from "./our-node.js";
import { type Process } from "./process.js";

const MODULES = Object.freeze({
  "NTPv4-MIB": NTPV4_MIB,
  "HUAWEI-NTP-TRAP-MIB": HUAWEI_MIB,
  "HH3C-NTP-MIB": H3C_MIB,
});

/** What every notification begins with (RFC 3418). */
const BEGINNING = Object.freeze({ sysUpTime: "1.3.6.1.2.1.1.3", snmpTrapOID: "1.3.6.1.6.3.1.1.4.1" });

const STARTED_SEC = 20;
const TOLD_SEC = 40;
const PATIENCE_MS = 300_000;
const TRAP_PORT = "162";

/** Half a day before the end of a month in which there may be a leap second. */
const YEAR = new Date().getUTCFullYear();
const LEAP_DAY = `${YEAR}-12-31`;
const AHEAD_SEC = Math.round((Date.parse(`${LEAP_DAY}T12:00:00Z`) - Date.now()) / 1000);

const DIALECTS = [
  { dialect: "comware", vendor: "HH3C-NTP-MIB", traps: ["hh3cNTPSysStateChangeTrap", "hh3cNTPSysPeerChangeTrap"] },
  { dialect: "vrp", vendor: "HUAWEI-NTP-TRAP-MIB", traps: ["hwNtpStateChangeTrap", "hwNtpSysPeerChangeTrap"] },
] as const; // prettier-ignore

describe("notifications, to snmptrapd", function () {
  this.timeout(PATIENCE_MS);
  let lab: Lab;
  before(async function () {
    lab = await openLab(this, ["snmptrapd", "dumpcap", "tshark"]);
  });
  after(async () => lab?.close());

  for (const { dialect, vendor, traps } of DIALECTS)
    describe(dialect, () => {
      let taken: Process;
      let near: Port;
      let packets: Packet[];

      before(async () => {
        const [ours, one, other] = ["ours", "one", "other"].map(name => lab.host(`${name}-${dialect}`));
        const [port, far] = lab.link(ours, one);
        near = port;
        const [, farther] = lab.link(ours, other);
        const config = ["ntp-service enable", "ntp-service refclock-master 2"];
        const options = { udp: UDPS[0], configuration: config, oscillator: `0,${AHEAD_SEC}` };
        for (const host of [one, other]) startNode(host, options);
        taken = snmptrapd(one);
        await taken.prints(/NET-SNMP version/, STARTED_SEC);
        const capture = await Capture.start(one, [far.device]);
        await happen(ours, far, farther.ipv4);
        packets = await capture.stop();
      });

      /** All of it happens to a node that has a server, gets one that it prefers, and loses the first. */
      async function happen(ours: Host, far: Port, preferred: string): Promise<void> {
        const target = "snmp-agent target-host trap address udp-domain";
        const node = startNode(ours, {
          udp: UDPS[0],
          options: ["--dialect", dialect],
          configuration: [
            "ntp-service enable",
            `ntp-service unicast-server ${far.ipv4}`,
            `ntp-service leap insert ${LEAP_DAY}`,
            "ntp-service heartbeat-interval 2",
            `${target} ${far.ipv4} params securityname public v2c`,
            `${target} ${far.ipv6} params securityname public v2c`,
          ],
        });
        await node.untilStatus(TOLD_SEC, status => JSON.stringify(status).includes(far.ipv4));
        await node.ask("system-view");
        const change = async (line: string, trap: string): Promise<void> => {
          await node.ask(line);
          if (dialect === "vrp") await node.ask("commit");
          await taken.prints(new RegExp(`::${trap}\\b`), TOLD_SEC);
        };
        await change(`ntp-service unicast-server ${preferred} priority`, traps[1]);
        await change(`undo ntp-service unicast-server ${far.ipv4}`, "ntpEntNotifRemoveAssociation");
      }

      const standard = Object.keys(NTPV4_MIB).filter(name => name.startsWith("ntpEntNotif"));
      const names = standard.filter(name => name !== "ntpEntNotifMessage").map(name => `NTPv4-MIB::${name}`);
      for (const family of ["IPv4", "IPv6"] as const)
        for (const name of ["SNMPv2-MIB::coldStart", ...names, ...traps.map(trap => `${vendor}::${trap}`)])
          it(`${name} is known by its name over ${family}`, () => {
            const from = family === "IPv4" ? near.ipv4 : near.ipv6;
            const told = notifications(taken.printed).filter(({ host }) => host.includes(`[${from}]`));
            const one = told.find(({ objects }) => `${objects}\t`.includes(` ${name}\t`));
            assert.ok(one, taken.printed);
            assert.doesNotMatch(one.objects, /iso\.\d/, "all objects have names");
          });

      it("tshark finds nothing wrong with them", () => {
        const ours = packets.filter(packet => packet["udp.dstport"] === TRAP_PORT);
        assert.ok(ours.length >= 2 * (names.length + traps.length));
        for (const packet of ours) assert.equal(packet["_ws.expert.message"], "");
      });
    });
});

/** Prints what comes to port 162, by the names of our MIB modules. */
function snmptrapd(host: Host): Process {
  const folder = join(host.folder, "mibs");
  mkdirSync(folder);
  const modules = { ...MODULES, "SNMPv2-MIB": { ...BEGINNING, ...SNMPV2_MIB } };
  for (const [name, objects] of Object.entries(modules))
    writeFileSync(join(folder, `${name}.txt`), mibModule(name, objects));
  const file = host.file("snmptrapd.conf", "disableAuthorization yes\n");
  const words = ["-f", "-Lo", "-n", "-C", "-c", file, "-M", folder, "-m", Object.keys(modules).join(":")];
  return host.run("snmptrapd", ...words, "-p", join(host.folder, "pid"), "udp:162", "udp6:162");
}

/** As much of a MIB module as says what its objects are called. */
function mibModule(name: string, objects: Readonly<Record<string, string>>): string {
  const lines = Object.entries(objects).map(
    ([object, oid]) => `${object} OBJECT IDENTIFIER ::= { iso ${oid.split(".").slice(1).join(" ")} }`,
  );
  return [`${name} DEFINITIONS ::= BEGIN`, ...lines, "END", ""].join("\n");
}

/** From whom each notification came, and what it carries. */
function notifications(printed: string): { host: string; objects: string }[] {
  const lines = printed.split("\n");
  return lines.flatMap((host, i) => (/ \[UDP/.test(host) ? [{ host, objects: lines[i + 1] ?? "" }] : []));
}
